package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.IndexMode;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The distinct elements of a tensor: sorted, and kept where they differ from the one before. */
final class Distinct {
  private Distinct() {}

  /** Which elements of a sorted vector differ from the one before; NaNs are equal. */
  static Tensor first(Tensor sorted) {
    int n = sorted.shape().dim(0);
    Tensor before = Lax.sliceInDim(sorted, 0, n - 1, 0);
    Tensor after = Lax.sliceInDim(sorted, 1, n, 0);
    Tensor differs = Lax.ne(before, after);
    if (sorted.dtype().isFloating()) {
      Tensor bothNan = Lax.bitwiseAnd(Lax.ne(before, before), Lax.ne(after, after));
      differs = Lax.bitwiseAnd(differs, Lax.bitwiseNot(bothNan));
    }
    return Lax.concatenate(List.of(Lax.full(Shape.of(1), 1, DType.BOOL), differs), 0);
  }

  /** Values, first places, inverse and counts. */
  static List<Tensor> of(Tensor x, int size, @Nullable Number fill) {
    DType integer = Defaults.integer();
    int n = (int) x.size();
    if (n == 0) {
      Tensor none = Lax.full(Shape.of(size), 0, integer);
      Tensor values = Lax.full(Shape.of(size), fill == null ? 0 : fill, x.dtype());
      return List.of(values, none, Lax.full(Shape.of(0), 0, integer), none);
    }
    Tensor flat = Lax.reshape(x, Shape.of(n));
    List<Tensor> sorted = Lax.sortKeyVal(flat, Lax.iota(integer, n), 0);
    Tensor isFirst = first(sorted.get(0));
    Tensor places = NumpyIndexing.positions(isFirst, size);
    Tensor isFill = Lax.ge(places, Lax.fullLike(places, n));
    Tensor kept = Lax.select(isFill, Lax.fullLike(places, 0), places);
    Tensor values = Numpy.take(sorted.get(0), kept, 0, IndexMode.CLIP);
    if (fill != null) {
      values = Lax.select(isFill, Lax.fullLike(values, fill), values);
    }
    Tensor number = Lax.cumsum(Lax.convert(isFirst, integer), 0);
    Tensor group = Lax.sub(number, Lax.fullLike(number, 1));
    Tensor inverse = Lax.full(Shape.of(n), 0, integer).at(sorted.get(1)).set(group);
    return List.of(
        values,
        Numpy.take(sorted.get(1), kept, 0, IndexMode.CLIP),
        inverse,
        Numpy.bincount(group, size));
  }
}
