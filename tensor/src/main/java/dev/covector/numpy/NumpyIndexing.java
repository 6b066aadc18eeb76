package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Index;
import dev.covector.IndexMode;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.op.Gather;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Elements by position and by mask. */
public class NumpyIndexing extends NumpyInterpolation {
  NumpyIndexing() {}

  /**
   * Elements of x in row-major order, by position; what is out of range is NaN (see {@link
   * #take(Tensor, Tensor, int)}).
   */
  public static Tensor take(Tensor x, Tensor indices) {
    return take(Lax.reshape(x, Shape.of((int) x.size())), indices, 0);
  }

  /**
   * Elements of an axis by position, which takes the shape of the indices. Negative ones count from
   * the end; what is out of range becomes NaN, the least signed or largest unsigned integer, or
   * true.
   */
  public static Tensor take(Tensor x, Tensor indices, int axis) {
    return take(x, indices, axis, IndexMode.FILL);
  }

  /** Elements of an axis by position, with another treatment of those out of range. */
  public static Tensor take(Tensor x, Tensor indices, int axis, IndexMode mode) {
    int resolved = x.shape().axis(axis, "take");
    List<Index> items = new ArrayList<>(Collections.nCopies(resolved, Index.ALL));
    items.add(Index.of(indices));
    return IndexOperations.get(x, items, mode, IndexOperations.fill(x.dtype()));
  }

  /** Elements by one position per element along an axis; the other axes broadcast. */
  public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
    return takeAlongAxis(x, indices, axis, IndexMode.FILL);
  }

  /** Elements by position along an axis, with another treatment of those out of range. */
  public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis, IndexMode mode) {
    int resolved = x.shape().axis(axis, "take_along_axis");
    requireRank("take_along_axis", x, indices);
    return Library.inline(
        "take_along_axis",
        List.of(resolved, mode),
        in -> alongAxis(in.get(0), in.get(1), resolved, mode),
        x,
        indices);
  }

  private static Tensor alongAxis(Tensor x, Tensor indices, int axis, IndexMode mode) {
    int size = x.shape().dim(axis);
    Shape shared =
        Shape.broadcast("take_along_axis", x.shape().with(axis, 1), indices.shape().with(axis, 1));
    Tensor operand = Promotion.stretch(x, shared.with(axis, size));
    Tensor at = Promotion.stretch(indices, shared.with(axis, indices.shape().dim(axis)));
    Tensor wrapped = Lax.wrapNegative(at, size);
    Tensor out = Gather.alongAxis(operand, wrapped, axis);
    if (mode == IndexMode.CLIP || mode == IndexMode.PROMISE_IN_BOUNDS) {
      return out;
    }
    Tensor inside =
        Lax.bitwiseAnd(
            Lax.ge(wrapped, Lax.fullLike(wrapped, 0)),
            Lax.lt(wrapped, Lax.fullLike(wrapped, size)));
    return Lax.select(inside, out, Lax.fullLike(out, IndexOperations.fill(x.dtype())));
  }

  /** x with the elements that one position per element along an axis names replaced. */
  public static Tensor putAlongAxis(Tensor x, Tensor indices, Tensor values, int axis) {
    int resolved = x.shape().axis(axis, "put_along_axis");
    requireRank("put_along_axis", x, indices);
    List<Index> items = new ArrayList<>();
    for (int a = 0; a < x.rank(); a++) {
      Shape column = Shape.of(x.shape().toArray());
      for (int other = 0; other < x.rank(); other++) {
        column = other == a ? column : column.with(other, 1);
      }
      items.add(
          a == resolved
              ? new Index.Picked(indices)
              : new Index.Picked(Lax.broadcastedIota(DType.I32, column, a)));
    }
    return x.at(items.toArray()).set(values);
  }

  private static void requireRank(String op, Tensor x, Tensor indices) {
    if (x.rank() != indices.rank()) {
      throw new ShapeException(
          op
              + ": "
              + x.type()
              + " and the indices "
              + indices.type()
              + " must have the same number of axes");
    }
  }

  /** For each place the element of the first choice whose condition holds, else the default. */
  public static Tensor select(List<Tensor> conditions, List<Tensor> choices, Tensor otherwise) {
    if (conditions.size() != choices.size() || conditions.isEmpty()) {
      throw new ShapeException(
          "select: "
              + conditions.size()
              + " conditions for "
              + choices.size()
              + " choices; there must be one for each, and at least one");
    }
    List<Tensor> all = new ArrayList<>(choices);
    all.add(otherwise);
    List<Tensor> promoted = Promotion.promote("select", all);
    Tensor out = promoted.getLast();
    for (int i = conditions.size() - 1; i >= 0; i--) {
      out = where(conditions.get(i), promoted.get(i), out);
    }
    return out;
  }

  /** For each place the element of the choice of a number; numbers out of range are clipped. */
  public static Tensor choose(Tensor indices, List<Tensor> choices) {
    List<Tensor> all = new ArrayList<>(Promotion.promote("choose", choices));
    Shape shape = indices.shape();
    for (Tensor choice : all) {
      shape = Shape.broadcast("choose", shape, choice.shape());
    }
    List<Tensor> rows = new ArrayList<>();
    for (Tensor choice : all) {
      rows.add(Promotion.stretch(choice, shape));
    }
    Tensor at = Lax.expandDims(Promotion.stretch(indices, shape), 0);
    Tensor kept = Lax.max(at, Lax.fullLike(at, 0));
    return Lax.squeeze(takeAlongAxis(stack(rows, 0), kept, 0, IndexMode.CLIP), 0);
  }

  /** The elements of an axis where a concrete mask is true; it may be shorter than the axis. */
  public static Tensor compress(Tensor mask, Tensor x, int axis) {
    return take(x, nonzero(mask).getFirst(), axis);
  }

  /** The elements in row-major order where a concrete mask is true. */
  public static Tensor extract(Tensor mask, Tensor x) {
    return take(x, flatnonzero(mask));
  }

  /**
   * For each axis the positions of the elements that are not 0.
   *
   * @throws dev.covector.TracerException when x is traced: give a size
   */
  public static List<Tensor> nonzero(Tensor x) {
    int count = countNonzero(x).toInt();
    return nonzero(x, count, 0);
  }

  /** For each axis the positions of the first elements that are not 0, then a fill value. */
  public static List<Tensor> nonzero(Tensor x, int size, int fill) {
    return Library.named(
        "nonzero",
        List.of(size, fill, Defaults.integer()),
        in -> {
          Tensor flat = Lax.reshape(notEqual(in.getFirst(), 0), Shape.of((int) x.size()));
          Tensor found = positions(flat, size);
          Tensor none = Lax.ge(found, Lax.fullLike(found, (int) x.size()));
          List<Tensor> out = new ArrayList<>();
          for (int axis = 0; axis < x.rank(); axis++) {
            Tensor stride = Lax.fullLike(found, Math.max(1, x.shape().strides()[axis]));
            Tensor length = Lax.fullLike(found, Math.max(1, x.shape().dim(axis)));
            Tensor index = Lax.rem(Lax.div(found, stride), length);
            Tensor filled = Lax.select(none, Lax.fullLike(index, fill), index);
            out.add(Lax.convert(filled, Defaults.integer()));
          }
          return out;
        },
        List.of(x));
  }

  /** The positions of true elements of a vector, rising, then its length. */
  static Tensor positions(Tensor mask, int size) {
    int n = mask.shape().dim(0);
    Tensor numbers = Lax.iota(DType.I32, n);
    Tensor sorted = Lax.sort(Lax.select(mask, numbers, Lax.fullLike(numbers, n)), 0);
    if (size <= n) {
      return Lax.sliceInDim(sorted, 0, size, 0);
    }
    return Lax.concatenate(List.of(sorted, Lax.full(Shape.of(size - n), n, DType.I32)), 0);
  }

  /** The positions of the elements that are not 0, one row each; concrete tensors only. */
  public static Tensor argwhere(Tensor x) {
    return stack(nonzero(x), 1);
  }

  /** The positions in row-major order of the elements that are not 0; concrete tensors only. */
  public static Tensor flatnonzero(Tensor x) {
    return nonzero(Lax.reshape(x, Shape.of((int) x.size()))).getFirst();
  }

  /** The positions in row-major order of the first elements that are not 0, then a fill value. */
  public static Tensor flatnonzero(Tensor x, int size, int fill) {
    return nonzero(Lax.reshape(x, Shape.of((int) x.size())), size, fill).getFirst();
  }
}
