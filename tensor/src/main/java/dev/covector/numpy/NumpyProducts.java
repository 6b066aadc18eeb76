package dev.covector.numpy;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Products of vectors, matrices and tensors, in the common dtype of both. */
public class NumpyProducts extends NumpyDiagonals {
  NumpyProducts() {}

  /**
   * The product over the last axis of x and the last but one of y (the only one, if it has one):
   * {@code [..., m, k] . [..., k, n]} without batching, unlike {@link #matmul}. Scalars multiply.
   *
   * @throws ShapeException when the contracted sizes differ
   */
  public static Tensor dot(Tensor x, Tensor y) {
    if (x.rank() == 0 || y.rank() == 0) {
      return multiply(x, y);
    }
    return contract("dot", x, y, List.of(x.rank() - 1), List.of(Math.max(0, y.rank() - 2)));
  }

  /**
   * The matrix product of the last two axes, for each point of the leading axes, which broadcast:
   * {@code [..., m, k] @ [..., k, n] -> [..., m, n]}; a tensor of one axis is a row on the left, a
   * column on the right.
   *
   * @throws ShapeException for scalars, and when the contracted sizes differ
   */
  public static Tensor matmul(Tensor x, Tensor y) {
    if (x.rank() == 0 || y.rank() == 0) {
      throw new ShapeException(
          "matmul: operands are "
              + x.type()
              + " and "
              + y.type()
              + "; a scalar has no axis to contract: use multiply");
    }
    int k = x.shape().dim(-1);
    int other = y.shape().dim(y.rank() == 1 ? 0 : y.rank() - 2);
    if (k != other) {
      throw sizes("matmul", x, x.rank() - 1, y, Math.max(0, y.rank() - 2));
    }
    if (x.rank() <= 2 && y.rank() <= 2) {
      return contract("matmul", x, y, List.of(x.rank() - 1), List.of(Math.max(0, y.rank() - 2)));
    }
    return Library.inline(
        "matmul",
        List.of(),
        in -> {
          String subscripts =
              (x.rank() == 1 ? "j" : "...ij")
                  + ","
                  + (y.rank() == 1 ? "j" : "...jk")
                  + "->..."
                  + (x.rank() == 1 ? "" : "i")
                  + (y.rank() == 1 ? "" : "k");
          EinsumSpec spec = EinsumSpec.parse(subscripts, List.of(x.type(), y.type()));
          return result(Einsum.evaluate(spec, operands("matmul", in)), in);
        },
        x,
        y);
  }

  /**
   * Einstein's summation: {@code einsum("bij,bjk->bik", x, y)}. Each letter names an axis, letters
   * missing from the output are summed, a letter twice in a term takes the diagonal, {@code ...}
   * stands for axes that broadcast. Several operands are contracted in pairs, the cheapest first.
   *
   * @throws ShapeException when terms do not fit the operands or sizes disagree
   */
  public static Tensor einsum(String subscripts, Tensor... operands) {
    List<TensorType> types = Arrays.stream(operands).map(Tensor::type).toList();
    EinsumSpec spec = EinsumSpec.parse(subscripts, types);
    return Library.named(
        "einsum",
        List.of(subscripts),
        in -> result(Einsum.evaluate(spec, operands("einsum", in)), in),
        operands);
  }

  /**
   * The sum of products over the last axes of x and the first ones of y.
   *
   * @param axes how many
   */
  public static Tensor tensordot(Tensor x, Tensor y, int axes) {
    if (axes < 0 || axes > Math.min(x.rank(), y.rank())) {
      throw new ShapeException(
          "tensordot: " + axes + " axes cannot be contracted of " + x.type() + " and " + y.type());
    }
    return contract(
        "tensordot",
        x,
        y,
        IntStream.range(x.rank() - axes, x.rank()).boxed().toList(),
        IntStream.range(0, axes).boxed().toList());
  }

  /**
   * The sum of products over pairs of axes.
   *
   * @throws ShapeException when the numbers of axes or the sizes of a pair differ
   */
  public static Tensor tensordot(Tensor x, Tensor y, int[] xAxes, int[] yAxes) {
    if (xAxes.length != yAxes.length) {
      throw new ShapeException(
          "tensordot: "
              + xAxes.length
              + " axes of "
              + x.type()
              + " and "
              + yAxes.length
              + " of "
              + y.type()
              + "; they must pair up");
    }
    return contract(
        "tensordot",
        x,
        y,
        boxed(x.shape().axes(xAxes, "tensordot")),
        boxed(y.shape().axes(yAxes, "tensordot")));
  }

  /** The product over the last axis of both; scalars multiply. */
  public static Tensor inner(Tensor x, Tensor y) {
    if (x.rank() == 0 || y.rank() == 0) {
      return multiply(x, y);
    }
    return contract("inner", x, y, List.of(x.rank() - 1), List.of(y.rank() - 1));
  }

  /** Each element of x times each of y: {@code [size of x, size of y]}. */
  public static Tensor outer(Tensor x, Tensor y) {
    return multiply(
        reshape(x, Math.toIntExact(x.size()), 1), reshape(y, 1, Math.toIntExact(y.size())));
  }

  /** The sum of products of all elements, both flattened. */
  public static Tensor vdot(Tensor x, Tensor y) {
    return dot(ravel(x), ravel(y));
  }

  /** The sum of products along the last axis; the leading axes broadcast. */
  public static Tensor vecdot(Tensor x, Tensor y) {
    return vecdot(x, y, -1);
  }

  /** The sum of products along an axis of both; the other axes broadcast. */
  public static Tensor vecdot(Tensor x, Tensor y, int axis) {
    Tensor a = moveaxis(x, axis, -1);
    Tensor b = moveaxis(y, axis, -1);
    return squeeze(matmul(expandDims(a, -2), expandDims(b, -1)), -2, -1);
  }

  /** {@code [..., m, n] . [..., n] -> [..., m]}; the leading axes broadcast. */
  public static Tensor matvec(Tensor x, Tensor y) {
    return squeeze(matmul(x, expandDims(y, -1)), -1);
  }

  /** {@code [..., n] . [..., n, m] -> [..., m]}; the leading axes broadcast. */
  public static Tensor vecmat(Tensor x, Tensor y) {
    return squeeze(matmul(expandDims(x, -2), y), -2);
  }

  /** The Kronecker product: each element of x times the whole of y. */
  public static Tensor kron(Tensor x, Tensor y) {
    return Library.named(
        "kron",
        List.of(),
        in -> {
          int rank = Math.max(x.rank(), y.rank());
          List<Tensor> equal = Promotion.promote("kron", in);
          int[] left = new int[2 * rank];
          int[] right = new int[2 * rank];
          int[] sizes = new int[rank];
          for (int i = 0; i < rank; i++) {
            int a = i - rank + x.rank();
            int b = i - rank + y.rank();
            left[2 * i] = a < 0 ? 1 : x.shape().dim(a);
            left[2 * i + 1] = 1;
            right[2 * i] = 1;
            right[2 * i + 1] = b < 0 ? 1 : y.shape().dim(b);
            sizes[i] = left[2 * i] * right[2 * i + 1];
          }
          Tensor product = multiply(reshape(equal.get(0), left), reshape(equal.get(1), right));
          return reshape(product, sizes);
        },
        x,
        y);
  }

  /** The cross product of vectors of 2 or 3 components along the last axis. */
  public static Tensor cross(Tensor x, Tensor y) {
    return cross(x, y, -1);
  }

  /**
   * The cross product of vectors of 2 or 3 components along an axis; two plane vectors give the
   * third component alone.
   *
   * @throws ShapeException when there are not 2 or 3 components
   */
  public static Tensor cross(Tensor x, Tensor y, int axis) {
    int m = x.shape().dim(axis);
    int n = y.shape().dim(axis);
    if (m < 2 || m > 3 || n < 2 || n > 3) {
      throw new ShapeException(
          "cross: operands are "
              + x.type()
              + " and "
              + y.type()
              + " with "
              + m
              + " and "
              + n
              + " components along axis "
              + axis
              + "; there must be 2 or 3");
    }
    return Library.named(
        "cross",
        List.of(axis),
        in -> {
          List<Tensor> a = unstack(in.get(0), axis);
          List<Tensor> b = unstack(in.get(1), axis);
          Tensor third = subtract(multiply(a.get(0), b.get(1)), multiply(a.get(1), b.get(0)));
          if (m == 2 && n == 2) {
            return third;
          }
          Tensor a2 = m == 3 ? a.get(2) : zerosLike(a.get(0));
          Tensor b2 = n == 3 ? b.get(2) : zerosLike(b.get(0));
          Tensor first = subtract(multiply(a.get(1), b2), multiply(a2, b.get(1)));
          Tensor second = subtract(multiply(a2, b.get(0)), multiply(a.get(0), b2));
          return moveaxis(stack(List.of(first, second, third)), 0, axis);
        },
        x,
        y);
  }

  /** A contraction after promotion; the free axes of x, then those of y. */
  static Tensor contract(String op, Tensor x, Tensor y, List<Integer> xAxes, List<Integer> yAxes) {
    for (int i = 0; i < xAxes.size(); i++) {
      if (x.shape().dim(xAxes.get(i)) != y.shape().dim(yAxes.get(i))) {
        throw sizes(op, x, xAxes.get(i), y, yAxes.get(i));
      }
    }
    if (x.dtype() == y.dtype() && x.dtype() != DType.BOOL && x.type().weak() == y.type().weak()) {
      return Lax.dotGeneral(x, y, xAxes, yAxes, List.of(), List.of());
    }
    return Library.inline(
        op,
        List.of(xAxes, yAxes),
        in -> {
          List<Tensor> equal = operands(op, in);
          return result(
              Lax.dotGeneral(equal.get(0), equal.get(1), xAxes, yAxes, List.of(), List.of()), in);
        },
        x,
        y);
  }

  private static ShapeException sizes(String op, Tensor x, int xAxis, Tensor y, int yAxis) {
    return new ShapeException(
        op
            + ": lhs "
            + x.type()
            + " axis "
            + xAxis
            + " has size "
            + x.shape().dim(xAxis)
            + ", rhs "
            + y.type()
            + " axis "
            + yAxis
            + " has size "
            + y.shape().dim(yAxis)
            + "; contracted axes must match");
  }

  /** Operands in their common dtype; bools are counted as integers. */
  static List<Tensor> operands(String op, List<Tensor> in) {
    List<Tensor> equal = Promotion.promote(op, in);
    if (equal.getFirst().dtype() != DType.BOOL) {
      return equal;
    }
    List<Tensor> counts = new ArrayList<>();
    equal.forEach(x -> counts.add(Lax.convert(x, Defaults.integer())));
    return counts;
  }

  /** A product of {@link #operands}: of bools, whether any pair is true. */
  static Tensor result(Tensor product, List<Tensor> in) {
    boolean areBools = in.stream().allMatch(x -> x.dtype() == DType.BOOL);
    return areBools ? Lax.ne(product, like(product, 0)) : product;
  }
}
