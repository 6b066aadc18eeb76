package dev.covector.linalg;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Promotion;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.List;

/** Matrices with a pattern, from the vectors that fill it. */
public class SpecialMatrices extends LinalgNorms {
  SpecialMatrices() {}

  /** Matrices along the diagonal of a larger one, zeros elsewhere; vectors are rows. */
  public static Tensor blockDiag(Tensor... blocks) {
    if (blocks.length == 0) {
      return Numpy.zeros(1, 0);
    }
    for (Tensor block : blocks) {
      if (block.rank() > 2) {
        throw new ShapeException(
            "block_diag: a block is " + block.type() + "; blocks must have at most two axes");
      }
    }
    return Library.named(
        "block_diag",
        List.of(),
        in -> {
          List<Tensor> equal =
              Promotion.promote("block_diag", in).stream().map(Numpy::atleast2d).toList();
          int width = equal.stream().mapToInt(x -> x.shape().dim(1)).sum();
          List<Tensor> rows = new ArrayList<>();
          int before = 0;
          for (Tensor block : equal) {
            int columns = block.shape().dim(1);
            Tensor zero = Lax.full(Shape.SCALAR, 0, block.dtype());
            rows.add(
                Lax.pad(
                    block,
                    zero,
                    List.of(0, before),
                    List.of(0, width - before - columns),
                    List.of(0, 0)));
            before += columns;
          }
          return Numpy.concatenate(rows, 0);
        },
        blocks);
  }

  /** Constant along diagonals: the first column is c, the first row c too. */
  public static Tensor toeplitz(Tensor c) {
    return toeplitz(c, c);
  }

  /** Constant along diagonals: the first column is c, the first row r, but for its first number. */
  public static Tensor toeplitz(Tensor c, Tensor r) {
    return patterned(
        "toeplitz",
        Numpy.ravel(c),
        Numpy.ravel(r),
        (down, along) -> Numpy.concatenate(List.of(Numpy.flip(tail(along), 0), down)),
        (i, j, n) -> Lax.add(Lax.sub(i, j), Lax.fullLike(i, n - 1)));
  }

  /** Constant along the other diagonals, with first column c and zeros below. */
  public static Tensor hankel(Tensor c) {
    return hankel(c, Numpy.zerosLike(c));
  }

  /**
   * Constant along the other diagonals: the first column is c, the last row r but for its first.
   */
  public static Tensor hankel(Tensor c, Tensor r) {
    return patterned(
        "hankel",
        Numpy.ravel(c),
        Numpy.ravel(r),
        (down, along) -> Numpy.concatenate(List.of(down, tail(along))),
        (i, j, n) -> Lax.add(i, j));
  }

  /** Each row the one above turned by one place; the first column is c. */
  public static Tensor circulant(Tensor c) {
    return patterned(
        "circulant",
        Numpy.ravel(c),
        Numpy.ravel(c),
        (down, along) -> down,
        (i, j, n) -> {
          Tensor size = Lax.fullLike(i, n);
          return Lax.rem(Lax.add(Lax.sub(i, j), size), size);
        });
  }

  private static Tensor tail(Tensor x) {
    return Lax.sliceInDim(x, Math.min(1, x.shape().dim(0)), x.shape().dim(0), 0);
  }

  private interface Values {
    Tensor of(Tensor column, Tensor row);
  }

  private interface Place {
    Tensor of(Tensor i, Tensor j, int columns);
  }

  private static Tensor patterned(String op, Tensor c, Tensor r, Values values, Place place) {
    return Library.named(
        op,
        List.of(),
        in -> {
          List<Tensor> equal = Promotion.promote(op, in);
          Shape shape = Shape.of(c.shape().dim(0), r.shape().dim(0));
          if (shape.size() == 0) {
            return Lax.full(shape, 0, equal.getFirst().dtype());
          }
          Tensor i = Lax.broadcastedIota(DType.I32, shape, 0);
          Tensor j = Lax.broadcastedIota(DType.I32, shape, 1);
          return Numpy.take(values.of(equal.get(0), equal.get(1)), place.of(i, j, shape.dim(1)), 0);
        },
        c,
        r);
  }

  /** The companion matrix of a polynomial, whose first coefficient is that of the highest power. */
  public static Tensor companion(Tensor a) {
    if (a.rank() != 1 || a.size() < 2) {
      throw new ShapeException(
          "companion: the coefficients are " + a.type() + "; there must be at least two");
    }
    Tensor x = Operands.floating("companion", a);
    int n = x.shape().dim(0);
    Tensor first = Numpy.divide(Numpy.negative(tail(x)), Lax.sliceInDim(x, 0, 1, 0));
    Tensor below = Numpy.eye(n - 2, n - 1, 0, x.dtype());
    return Numpy.concatenate(List.of(Numpy.expandDims(first, 0), below), 0);
  }

  /** The Leslie matrix of births, the first row, and of survival, below the diagonal. */
  public static Tensor leslie(Tensor births, Tensor survival) {
    if (births.rank() != 1 || survival.rank() != 1 || births.size() != survival.size() + 1) {
      throw new ShapeException(
          "leslie: births are "
              + births.type()
              + ", survival "
              + survival.type()
              + "; both must be vectors, the second shorter by one");
    }
    List<Tensor> equal = Operands.floating("leslie", List.of(births, survival));
    int n = births.shape().dim(0);
    Tensor rest = Numpy.diag(equal.get(1));
    Tensor below =
        Numpy.concatenate(List.of(rest, Numpy.zeros(Shape.of(n - 1, 1), rest.dtype())), 1);
    return Numpy.concatenate(List.of(Numpy.expandDims(equal.get(0), 0), below), 0);
  }

  /** {@code |a_i - a_j|}. */
  public static Tensor fiedler(Tensor a) {
    Tensor x = Numpy.ravel(a);
    return Numpy.abs(Numpy.subtract(Numpy.expandDims(x, 1), Numpy.expandDims(x, 0)));
  }

  /** The Hadamard matrix of ones and minus ones, its size a power of two. */
  public static Tensor hadamard(int size) {
    if (size < 1 || Integer.bitCount(size) != 1) {
      throw new ShapeException("hadamard: the size is " + size + "; it must be a power of two");
    }
    Shape shape = Shape.of(size, size);
    Tensor i = Lax.broadcastedIota(DType.I32, shape, 0);
    Tensor j = Lax.broadcastedIota(DType.I32, shape, 1);
    Tensor bits = Lax.populationCount(Lax.bitwiseAnd(i, j));
    Tensor odd = Lax.bitwiseAnd(bits, Lax.fullLike(bits, 1));
    return Lax.sub(Lax.fullLike(odd, 1), Lax.mul(Lax.fullLike(odd, 2), odd));
  }

  /** 1 / (i + j + 1). */
  public static Tensor hilbert(int size) {
    DType dtype = Defaults.floating();
    Shape shape = Shape.of(size, size);
    Tensor i = Lax.broadcastedIota(dtype, shape, 0);
    Tensor j = Lax.broadcastedIota(dtype, shape, 1);
    Tensor sum = Lax.add(Lax.add(i, j), Lax.fullLike(i, 1));
    return Lax.div(Lax.fullLike(sum, 1), sum);
  }

  /** The orthonormal matrix of Helmert, without its first row. */
  public static Tensor helmert(int size) {
    return helmert(size, false);
  }

  /** The orthonormal matrix of Helmert, with or without its first row, which is constant. */
  public static Tensor helmert(int size, boolean full) {
    DType dtype = Defaults.floating();
    Shape shape = Shape.of(size, size);
    Tensor i = Lax.broadcastedIota(dtype, shape, 0);
    Tensor j = Lax.broadcastedIota(dtype, shape, 1);
    Tensor one = Lax.fullLike(i, 1);
    Tensor zero = Lax.fullLike(i, 0);
    Tensor below = Lax.select(Lax.lt(j, i), one, Lax.select(Lax.eq(i, j), Lax.neg(i), zero));
    Tensor first = Lax.eq(i, zero);
    Tensor scale = Lax.sqrt(Lax.select(first, Lax.fullLike(i, size), Lax.mul(i, Lax.add(i, one))));
    Tensor all = Lax.div(Lax.select(first, one, below), scale);
    return full ? all : Lax.sliceInDim(all, Math.min(1, size), size, 0);
  }
}
