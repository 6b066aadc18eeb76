package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The complementary error function. For |x| below 0.46 it is 1 - erf x; above, with a = |x|, erfc a
 * = e^(-a^2) p(t) / (1 + 2a), t = (a - 2) / (a + 2) (Shepherd and Laframboise 1981), p a minimax
 * fit (Remez exchange, 2^-30 relative). a^2 is carried to twice the precision; the rounding errors
 * of p and of the quotient, relative to their value, are added to the exponent.
 */
final class FloatErfc {
  private static final float P_0 = 1.2769784f;

  private FloatErfc() {}

  /** erfc x; subnormal results are kept. */
  static FloatVector erfc(FloatVector x) {
    FloatVector large = tail(x.abs());
    large = large.blend(x.broadcast(2.0f).sub(large), x.compare(VectorOperators.LT, 0.0f));
    return large.blend(
        x.broadcast(1.0f).sub(FloatErf.nearZero(x)), x.abs().compare(VectorOperators.LT, 0.46f));
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float erfc(float x) {
    float large = tail(Math.abs(x));
    large = (x < 0.0f) ? (2.0f - large) : large;
    return (Math.abs(x) < 0.46f) ? (1.0f - FloatErf.nearZero(x)) : large;
  }

  /** erfc a for a at least 0.45 or NaN. */
  static FloatVector tail(FloatVector x) {
    FloatVector a = x.blend(11.0f, x.compare(VectorOperators.GT, 11.0f));
    FloatVector t = a.sub(2.0f).div(a.add(2.0f));
    FloatVector p = t.fma(2.2312612e-4f, -3.0870008e-4f);
    p = p.fma(t, x.broadcast(-0.0014776742f));
    p = p.fma(t, x.broadcast(0.0012136351f));
    p = p.fma(t, x.broadcast(0.008730333f));
    p = p.fma(t, x.broadcast(-0.008023616f));
    p = p.fma(t, x.broadcast(-0.054221086f));
    p = p.fma(t, x.broadcast(0.1640505f));
    p = p.fma(t, x.broadcast(-0.16603035f));
    p = p.fma(t, x.broadcast(-0.09276381f));
    FloatVector rise = p.mul(t);
    p = rise.add(P_0);
    FloatVector twice = a.add(a);
    FloatVector d = twice.add(1.0f);
    FloatVector dLow = x.broadcast(1.0f).sub(d.sub(twice));
    FloatVector q = p.div(d);
    FloatVector error = dLow.neg().fma(q, d.neg().fma(q, p)).add(rise.sub(p.sub(P_0)));
    FloatVector square = a.mul(a);
    return FloatExp.scaledExp(square.neg(), error.div(p).sub(a.fma(a, square.neg())), q);
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float tail(float x) {
    float a = (x > 11.0f) ? 11.0f : x;
    float t = (a - 2.0f) / (a + 2.0f);
    float p = Math.fma(t, 2.2312612e-4f, -3.0870008e-4f);
    p = Math.fma(p, t, -0.0014776742f);
    p = Math.fma(p, t, 0.0012136351f);
    p = Math.fma(p, t, 0.008730333f);
    p = Math.fma(p, t, -0.008023616f);
    p = Math.fma(p, t, -0.054221086f);
    p = Math.fma(p, t, 0.1640505f);
    p = Math.fma(p, t, -0.16603035f);
    p = Math.fma(p, t, -0.09276381f);
    float rise = p * t;
    p = rise + P_0;
    float twice = a + a;
    float d = twice + 1.0f;
    float dLow = 1.0f - (d - twice);
    float q = p / d;
    float error = Math.fma(-dLow, q, Math.fma(-d, q, p)) + (rise - (p - P_0));
    float square = a * a;
    return FloatExp.scaledExp(-square, (error / p) - Math.fma(a, a, -square), q);
  }
}
