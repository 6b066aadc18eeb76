package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Axes in another order.
 *
 * @param permutation for each result axis the operand axis it was
 */
public record Transpose(List<Integer> permutation) implements Movement {
  /** Copies the list. */
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    List<Integer> sorted = permutation.stream().sorted().toList();
    if (!sorted.equals(IntStream.range(0, x.shape().rank()).boxed().toList())) {
      throw new ShapeException(
          "transpose: " + permutation + " is not an order of the axes of " + x);
    }
    int[] sizes = permutation.stream().mapToInt(axis -> x.shape().dim(axis)).toArray();
    return List.of(x.withShape(Shape.of(sizes)));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(
        Batched.mapped(
            Trace.bind(
                new Transpose(Movement.behindMappedAxis(permutation)), in.getFirst().value())));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    return List.of(Trace.bind(new Transpose(inverse()), cotangents.getFirst()));
  }

  /** The permutation that undoes this one. */
  public List<Integer> inverse() {
    Integer[] inverse = new Integer[permutation.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.get(i)] = i;
    }
    return List.of(inverse);
  }
}
