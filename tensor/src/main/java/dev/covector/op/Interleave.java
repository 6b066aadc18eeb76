package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of which each operand gives every {@code steps[i]}-th element along the axes, starting
 * at one of the first: the inverse of strided slices. The operands are in row-major order of where
 * they start.
 *
 * @param steps one per axis, at least 1
 * @param shape of the result
 */
public record Interleave(List<Integer> steps, Shape shape) implements Movement {
  /** Copies the list. */
  public Interleave {
    steps = List.copyOf(steps);
  }

  /** The number of operands. */
  public int phases() {
    return steps.stream().reduce(1, Math::multiplyExact);
  }

  /** Where an operand starts. */
  public int[] offset(int phase) {
    int[] offset = new int[steps.size()];
    int rest = phase;
    for (int axis = offset.length - 1; axis >= 0; axis--) {
      offset[axis] = rest % steps.get(axis);
      rest /= steps.get(axis);
    }
    return offset;
  }

  /** The shape of an operand. */
  public Shape phaseShape(int phase) {
    int[] offset = offset(phase);
    int[] sizes = shape.toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = Math.max(0, Math.ceilDiv(sizes[axis] - offset[axis], steps.get(axis)));
    }
    return Shape.of(sizes);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    boolean fits = steps.size() == shape.rank() && in.size() == phases();
    for (int phase = 0; fits && phase < in.size(); phase++) {
      fits =
          in.get(phase).dtype() == in.getFirst().dtype()
              && in.get(phase).shape().equals(phaseShape(phase));
    }
    if (!fits) {
      throw new ShapeException(
          "interleave: operands "
              + in
              + " do not make up "
              + shape
              + " in steps of "
              + steps
              + "; there must be one of one dtype for each start, with the elements from there");
    }
    return List.of(in.getFirst().withShape(shape));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.stream().map(Dual::primal).toList()).getFirst();
    if (in.stream().noneMatch(Dual::moves)) {
      return List.of(Dual.constant(out));
    }
    List<Tensor> tangents = in.stream().map(Dual::tangentOrZeros).toList();
    return List.of(new Dual(out, Trace.bind(this, tangents).getFirst()));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Interleave mapped = new Interleave(Movement.prepend(1, steps), shape.insert(0, axis.size()));
    List<Tensor> operands = in.stream().map(axis::materialize).toList();
    return List.of(Batched.mapped(Trace.bind(mapped, operands).getFirst()));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor ct = cotangents.getFirst();
    List<@Nullable Tensor> result = new ArrayList<>();
    List<Integer> limits = Arrays.stream(shape.toArray()).boxed().toList();
    for (int phase = 0; phase < in.size(); phase++) {
      List<Integer> starts = new ArrayList<>();
      int[] offset = offset(phase);
      for (int axis = 0; axis < offset.length; axis++) {
        starts.add(Math.min(offset[axis], limits.get(axis)));
      }
      result.add(
          in.get(phase).isLinear() ? Trace.bind(new Slice(starts, limits, steps), ct) : null);
    }
    return result;
  }
}
