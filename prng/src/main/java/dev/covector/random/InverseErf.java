package dev.covector.random;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;

/**
 * The inverse error function that samplers use. In f32 (and for narrower floats through f32) it is
 * the polynomial approximation of M. Giles, "Approximating the erfinv function" (GPU Computing
 * Gems, Jade Edition, 2012), single precision. XLA computes JAX's {@code erf_inv} with it, and so
 * the same keys give the same normals within 2 ULP; {@link Lax#erfInv}, which is exact to 2 ULP,
 * differs from it by up to 5.5e-6 relative, enough to be seen in a training curve. f64 uses {@link
 * Lax#erfInv}.
 */
final class InverseErf {
  private static final double CENTRAL_LIMIT = 5;
  private static final double[] CENTRAL = {
    2.81022636e-08,
    3.43273939e-07,
    -3.5233877e-06,
    -4.39150654e-06,
    0.00021858087,
    -0.00125372503,
    -0.00417768164,
    0.246640727,
    1.50140941
  };
  private static final double[] TAIL = {
    -0.000200214257,
    0.000100950558,
    0.00134934322,
    -0.00367342844,
    0.00573950773,
    -0.0076224613,
    0.00943887047,
    1.00167406,
    2.83297682
  };

  private InverseErf() {}

  /** erfInv(x), of each element between -1 and 1. */
  static Tensor of(Tensor x) {
    return switch (x.dtype()) {
      case F64 -> Lax.erfInv(x);
      case F32 -> single(x);
      default -> Lax.convert(single(Lax.convert(x, DType.F32)), x.dtype());
    };
  }

  private static Tensor single(Tensor x) {
    Tensor w = Lax.neg(Lax.log1p(Lax.neg(Lax.square(x))));
    Tensor central = polynomial(CENTRAL, Lax.sub(w, Lax.fullLike(w, 2.5)));
    Tensor tail = polynomial(TAIL, Lax.sub(Lax.sqrt(w), Lax.fullLike(w, 3)));
    Tensor isCentral = Lax.lt(w, Lax.fullLike(w, CENTRAL_LIMIT));
    Tensor y = Lax.mul(Lax.select(isCentral, central, tail), x);
    Tensor isEnd = Lax.eq(Lax.abs(x), Lax.fullLike(x, 1));
    return Lax.select(isEnd, Lax.mul(x, Lax.fullLike(x, Double.POSITIVE_INFINITY)), y);
  }

  private static Tensor polynomial(double[] coefficients, Tensor w) {
    Tensor sum = Lax.fullLike(w, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = Lax.add(Lax.fullLike(w, coefficients[i]), Lax.mul(sum, w));
    }
    return sum;
  }
}
