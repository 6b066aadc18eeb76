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
 * Every {@code strides[i]}-th element from {@code starts[i]} to before {@code limits[i]}.
 *
 * @param starts one per axis, at least 0
 * @param limits one per axis, at most the axis size
 * @param strides one per axis, at least 1
 */
public record Slice(List<Integer> starts, List<Integer> limits, List<Integer> strides)
    implements Movement {
  /** Copies the lists. */
  public Slice {
    starts = List.copyOf(starts);
    limits = List.copyOf(limits);
    strides = List.copyOf(strides);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    int rank = x.shape().rank();
    boolean fits = starts.size() == rank && limits.size() == rank && strides.size() == rank;
    int[] sizes = new int[rank];
    for (int i = 0; fits && i < rank; i++) {
      int start = starts.get(i);
      int limit = limits.get(i);
      fits = start >= 0 && start <= limit && limit <= x.shape().dim(i) && strides.get(i) >= 1;
      sizes[i] = fits ? Math.ceilDiv(limit - start, strides.get(i)) : 0;
    }
    if (!fits) {
      throw new ShapeException(
          "slice: starts "
              + starts
              + ", limits "
              + limits
              + ", strides "
              + strides
              + " do not fit "
              + x
              + "; there must be one of each per axis, 0 <= start <= limit <= size, stride >= 1");
    }
    return List.of(x.withShape(Shape.of(sizes)));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Slice mapped =
        new Slice(
            Movement.prepend(0, starts),
            Movement.prepend(axis.size(), limits),
            Movement.prepend(1, strides));
    return List.of(Batched.mapped(Trace.bind(mapped, in.getFirst().value())));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    TensorType x = in.getFirst().type();
    Tensor ct = cotangents.getFirst();
    List<Integer> high = new ArrayList<>();
    List<Integer> interior = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int length = ct.shape().dim(i);
      int covered = length == 0 ? 0 : (length - 1) * strides.get(i) + 1;
      high.add(x.shape().dim(i) - starts.get(i) - covered);
      interior.add(strides.get(i) - 1);
    }
    Tensor zero = Zeros.like(x.withShape(Shape.SCALAR));
    return List.of(Lax.pad(ct, zero, starts, high, interior));
  }
}
