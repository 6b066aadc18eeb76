package dev.covector.op;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A scalar (second operand) put before, after and between the elements of each axis.
 *
 * @param low how many before; negative ones cut elements off
 * @param high how many after; negative ones cut elements off
 * @param interior how many between two elements, at least 0
 */
public record Pad(List<Integer> low, List<Integer> high, List<Integer> interior)
    implements Movement {
  /** Copies the lists. */
  public Pad {
    low = List.copyOf(low);
    high = List.copyOf(high);
    interior = List.copyOf(interior);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.get(0);
    TensorType value = in.get(1);
    int rank = x.shape().rank();
    if (low.size() != rank
        || high.size() != rank
        || interior.size() != rank
        || value.shape().rank() != 0
        || value.dtype() != x.dtype()) {
      throw new ShapeException(
          "pad: operand "
              + x
              + ", value "
              + value
              + ", low "
              + low
              + ", high "
              + high
              + ", interior "
              + interior
              + "; the value must be a scalar of the operand's dtype, and there must be one of each"
              + " per axis");
    }
    int[] sizes = new int[rank];
    for (int i = 0; i < rank; i++) {
      int size = x.shape().dim(i);
      sizes[i] = low.get(i) + high.get(i) + size + Math.max(size - 1, 0) * interior.get(i);
      if (sizes[i] < 0 || interior.get(i) < 0) {
        throw new ShapeException(
            "pad: axis "
                + i
                + " of "
                + x
                + " with low "
                + low.get(i)
                + ", high "
                + high.get(i)
                + ", interior "
                + interior.get(i)
                + " would have size "
                + sizes[i]);
      }
    }
    return List.of(new TensorType(x.dtype(), Shape.of(sizes), x.weak() && value.weak()));
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.get(0).primal(), in.get(1).primal());
    if (!in.get(0).moves() && !in.get(1).moves()) {
      return List.of(Dual.constant(out));
    }
    return List.of(
        new Dual(out, Trace.bind(this, in.get(0).tangentOrZeros(), in.get(1).tangentOrZeros())));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Pad mapped =
        new Pad(Movement.prepend(0, low), Movement.prepend(0, high), Movement.prepend(0, interior));
    if (!in.get(1).mapped()) {
      return List.of(Batched.mapped(Trace.bind(mapped, in.get(0).value(), in.get(1).value())));
    }
    // one value per example: pad with zeros, and take the value where a mask of ones was padded
    Tensor x = axis.materialize(in.get(0));
    Tensor value = in.get(1).value();
    Tensor padded = Trace.bind(mapped, x, Zeros.like(x.type().withShape(Shape.SCALAR)));
    TensorType bool = TensorType.of(dev.covector.DType.BOOL, x.shape());
    Tensor inside =
        Trace.bind(mapped, Zeros.filled(bool, 1), Zeros.like(bool.withShape(Shape.SCALAR)));
    Tensor values = Lax.broadcastInDim(value, padded.shape(), 0);
    return List.of(Batched.mapped(Lax.select(inside, padded, values)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor ct = cotangents.getFirst();
    TensorType x = in.get(0).type();
    int rank = x.shape().rank();
    Tensor zero = Zeros.like(ct.type().withShape(Shape.SCALAR));
    List<Integer> none = Collections.nCopies(rank, 0);
    List<Integer> cutLow = low.stream().map(n -> -n).toList();
    List<Integer> cutHigh = high.stream().map(n -> -n).toList();
    Tensor core = Lax.pad(ct, zero, cutLow, cutHigh, none);
    List<Integer> steps = interior.stream().map(n -> n + 1).toList();
    List<Integer> limits = Arrays.stream(core.shape().toArray()).boxed().toList();
    Tensor picked = Trace.bind(new Slice(none, limits, steps), core);
    Tensor value = null;
    if (in.get(1).isLinear()) {
      List<Integer> all = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      value = Lax.sub(Lax.reduceSum(ct, all), Lax.reduceSum(picked, all));
    }
    return Arrays.asList(in.get(0).isLinear() ? picked : null, value);
  }
}
