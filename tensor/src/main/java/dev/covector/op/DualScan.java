package dev.covector.op;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * An associative combination scanned along an axis with values and tangents, in logarithmic depth:
 * pairs are combined, scanned, and spread to the elements between them (Blelloch 1990).
 *
 * @param combine of two neighbours
 * @param axis from 0
 * @param reverse whether it runs from the end
 */
record DualScan(BinaryOperator<Dual> combine, int axis, boolean reverse) {

  /** The scan of a value that moves. */
  Dual apply(Dual x) {
    if (reverse) {
      Dual flipped = map(x, t -> Lax.rev(t, List.of(axis)));
      return map(scan(flipped), t -> Lax.rev(t, List.of(axis)));
    }
    return scan(x);
  }

  private Dual scan(Dual x) {
    int n = x.primal().shape().dim(axis);
    if (n < 2) {
      return x;
    }
    Dual pairs = combine.apply(every(x, 0, n - 1), every(x, 1, n));
    Dual odd = scan(pairs);
    int count = odd.primal().shape().dim(axis);
    Dual before = n % 2 == 0 ? map(odd, t -> Lax.sliceInDim(t, 0, count - 1, axis)) : odd;
    Dual first = map(x, t -> Lax.sliceInDim(t, 0, 1, axis));
    Dual even = first;
    if (n > 2) {
      Dual later = combine.apply(before, every(x, 2, n));
      even =
          new Dual(
              join(first.primal(), later.primal()),
              join(first.tangentOrZeros(), later.tangentOrZeros()));
    }
    return new Dual(
        interleave(even.primal(), odd.primal(), n),
        interleave(even.tangentOrZeros(), odd.tangentOrZeros(), n));
  }

  private Dual every(Dual x, int start, int limit) {
    return map(
        x,
        t -> {
          List<Integer> starts = new ArrayList<>(Collections.nCopies(t.rank(), 0));
          List<Integer> strides = new ArrayList<>(Collections.nCopies(t.rank(), 1));
          List<Integer> limits = new ArrayList<>(Indexing.sizes(t.type()));
          starts.set(axis, start);
          limits.set(axis, limit);
          strides.set(axis, 2);
          return Lax.slice(t, starts, limits, strides);
        });
  }

  private Tensor join(Tensor first, Tensor rest) {
    return Lax.concatenate(List.of(first, rest), axis);
  }

  /** even[0], odd[0], even[1], ... */
  private Tensor interleave(Tensor even, Tensor odd, int n) {
    return Lax.add(spread(even, 0, n), spread(odd, 1, n));
  }

  private Tensor spread(Tensor x, int start, int n) {
    int covered = 2 * x.shape().dim(axis) - 1;
    List<Integer> low = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    List<Integer> high = new ArrayList<>(low);
    List<Integer> between = new ArrayList<>(low);
    low.set(axis, start);
    high.set(axis, n - covered - start);
    between.set(axis, 1);
    return Lax.pad(x, Zeros.like(x.type().withShape(Shape.SCALAR)), low, high, between);
  }

  private static Dual map(Dual x, UnaryOperator<Tensor> movement) {
    Tensor t = x.tangentOrNull();
    return new Dual(movement.apply(x.primal()), t == null ? null : movement.apply(t));
  }
}
