package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Repetition along new or size-1 axes.
 *
 * @param shape the shape of the result
 * @param axes for each operand axis, in rising order, the result axis it becomes
 */
public record BroadcastInDim(Shape shape, List<Integer> axes) implements Movement {
  /** Copies the list. */
  public BroadcastInDim {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    boolean fits = axes.size() == x.shape().rank();
    for (int i = 0; fits && i < axes.size(); i++) {
      int axis = axes.get(i);
      fits =
          axis >= 0
              && axis < shape.rank()
              && (i == 0 || axis > axes.get(i - 1))
              && (x.shape().dim(i) == 1 || x.shape().dim(i) == shape.dim(axis));
    }
    if (!fits) {
      throw new ShapeException(
          "broadcast_in_dim: "
              + x
              + " does not broadcast to "
              + shape
              + " with its axes at "
              + axes
              + "; each axis must have its size there, or 1, and the axes must rise");
    }
    return List.of(x.withShape(shape));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Shape mapped = shape.insert(0, axis.size());
    return List.of(
        Batched.mapped(
            Trace.bind(
                new BroadcastInDim(mapped, Movement.behindMappedAxis(axes)),
                in.getFirst().value())));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Shape operand = in.getFirst().type().shape();
    List<Integer> summed = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int source = axes.indexOf(axis);
      if (source < 0 || (operand.dim(source) == 1 && shape.dim(axis) != 1)) {
        summed.add(axis);
      }
    }
    Tensor ct = cotangents.getFirst();
    Tensor sum = summed.isEmpty() ? ct : Lax.reduceSum(ct, summed);
    return List.of(Lax.reshape(sum, operand));
  }
}
