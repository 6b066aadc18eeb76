package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same elements in row-major order with other axes.
 *
 * @param shape of the same number of elements
 */
public record Reshape(Shape shape) implements Movement {
  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    if (x.shape().size() != shape.size()) {
      throw new ShapeException(
          "reshape: "
              + x
              + " has "
              + x.shape().size()
              + " elements, "
              + shape
              + " has "
              + shape.size()
              + "; they must be equal");
    }
    return List.of(x.withShape(shape));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(
        Batched.mapped(Lax.reshape(in.getFirst().value(), shape.insert(0, axis.size()))));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    return List.of(Lax.reshape(cotangents.getFirst(), in.getFirst().type().shape()));
  }
}
