package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.op.ComplexOp;
import dev.covector.trace.Trace;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Functions of complex tensors, written in functions of their parts. */
final class ComplexArithmetic {
  private ComplexArithmetic() {}

  /** Whether both operands are complex and of one dtype; shapes are checked by what is bound. */
  static boolean takes(Tensor x, Tensor y) {
    return x.dtype().isComplex() && y.dtype() == x.dtype();
  }

  static Tensor complex(Tensor re, Tensor im) {
    return Trace.bind(new ComplexOp.Pair(), re, im);
  }

  static Tensor real(Tensor x) {
    return x.dtype().isComplex() ? Trace.bind(new ComplexOp.Real(), x) : x;
  }

  static Tensor imag(Tensor x) {
    return x.dtype().isComplex() ? Trace.bind(new ComplexOp.Imag(), x) : Lax.fullLike(x, 0);
  }

  static Tensor conj(Tensor x) {
    return x.dtype().isComplex() ? complex(real(x), Lax.neg(imag(x))) : x;
  }

  /** A function that treats the parts alike. */
  static Tensor byParts(Tensor x, UnaryOperator<Tensor> function) {
    return complex(function.apply(real(x)), function.apply(imag(x)));
  }

  /** A function that treats the parts alike. */
  static Tensor byParts(Tensor x, Tensor y, BinaryOperator<Tensor> function) {
    return complex(function.apply(real(x), real(y)), function.apply(imag(x), imag(y)));
  }

  /** A function that is linear in each of its operands. */
  static Tensor bilinear(Tensor x, Tensor y, BinaryOperator<Tensor> function) {
    Tensor re = Lax.sub(function.apply(real(x), real(y)), function.apply(imag(x), imag(y)));
    Tensor im = Lax.add(function.apply(real(x), imag(y)), function.apply(imag(x), real(y)));
    return complex(re, im);
  }

  static Tensor neg(Tensor x) {
    return byParts(x, Lax::neg);
  }

  static Tensor add(Tensor x, Tensor y) {
    return byParts(x, y, Lax::add);
  }

  static Tensor sub(Tensor x, Tensor y) {
    return byParts(x, y, Lax::sub);
  }

  static Tensor mul(Tensor x, Tensor y) {
    return bilinear(x, y, Lax::mul);
  }

  /** x / y by Smith's method: the smaller part of y is divided by the larger first. */
  static Tensor div(Tensor x, Tensor y) {
    Tensor c = real(y);
    Tensor d = imag(y);
    Tensor wide = Lax.ge(Lax.abs(c), Lax.abs(d));
    Tensor larger = Lax.select(wide, c, d);
    Tensor ratio = Lax.div(Lax.select(wide, d, c), larger);
    Tensor scale = Lax.add(larger, Lax.mul(Lax.select(wide, d, c), ratio));
    Tensor a = real(x);
    Tensor b = imag(x);
    Tensor first = Lax.select(wide, a, b);
    Tensor second = Lax.select(wide, b, a);
    Tensor re = Lax.add(first, Lax.mul(second, ratio));
    Tensor im = Lax.sub(second, Lax.mul(first, ratio));
    return complex(Lax.div(re, scale), Lax.div(Lax.select(wide, im, Lax.neg(im)), scale));
  }

  static Tensor eq(Tensor x, Tensor y) {
    return Lax.bitwiseAnd(Lax.eq(real(x), real(y)), Lax.eq(imag(x), imag(y)));
  }

  static Tensor ne(Tensor x, Tensor y) {
    return Lax.bitwiseOr(Lax.ne(real(x), real(y)), Lax.ne(imag(x), imag(y)));
  }

  static Tensor isFinite(Tensor x) {
    return Lax.bitwiseAnd(Lax.isFinite(real(x)), Lax.isFinite(imag(x)));
  }

  /** |x|, scaled by the larger part so that no square overflows; a real tensor. */
  static Tensor abs(Tensor x) {
    Tensor a = Lax.abs(real(x));
    Tensor b = Lax.abs(imag(x));
    Tensor larger = Lax.max(a, b);
    Tensor zero = Lax.eq(larger, Lax.fullLike(larger, 0));
    Tensor infinite = Lax.eq(larger, Lax.fullLike(larger, Double.POSITIVE_INFINITY));
    Tensor one = Lax.fullLike(larger, 1);
    Tensor ratio = Lax.div(Lax.min(a, b), Lax.select(zero, one, larger));
    Tensor finite = Lax.mul(larger, Lax.sqrt(Lax.add(one, Lax.square(ratio))));
    return Lax.select(infinite, larger, finite);
  }

  /** e to the x. */
  static Tensor exp(Tensor x) {
    Tensor size = Lax.exp(real(x));
    return complex(Lax.mul(size, Lax.cos(imag(x))), Lax.mul(size, Lax.sin(imag(x))));
  }

  /** The principal logarithm. */
  static Tensor log(Tensor x) {
    return complex(Lax.log(abs(x)), Lax.atan2(imag(x), real(x)));
  }

  /** The principal square root: half of the angle. */
  static Tensor sqrt(Tensor x) {
    Tensor re = real(x);
    Tensor im = imag(x);
    Tensor half = Lax.fullLike(re, 0.5);
    Tensor size = abs(x);
    Tensor a = Lax.sqrt(Lax.mul(half, Lax.add(size, Lax.abs(re))));
    Tensor zero = Lax.fullLike(re, 0);
    Tensor safe = Lax.select(Lax.eq(a, zero), Lax.fullLike(re, 1), a);
    Tensor b = Lax.mul(half, Lax.div(Lax.abs(im), safe));
    Tensor right = Lax.ge(re, zero);
    Tensor positive = Lax.select(right, b, a);
    return complex(
        Lax.select(right, a, b), Lax.select(Lax.lt(im, zero), Lax.neg(positive), positive));
  }

  /** Conversion where one of the dtypes is complex; to a real dtype only the real part goes. */
  static Tensor convert(Tensor x, DType dtype) {
    if (!dtype.isComplex()) {
      return Lax.convert(real(x), dtype);
    }
    if (x.dtype().isComplex()) {
      return byParts(x, part -> Lax.convert(part, dtype.part()));
    }
    Tensor re = Lax.convert(x, dtype.part());
    return complex(re, Lax.fullLike(re, 0));
  }
}
