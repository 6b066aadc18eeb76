package dev.covector.simd.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse of the error function, as x + x p(w) with w = -log(1 - x^2) (Giles 2012): p is a
 * minimax fit in w below 5 (2^-27 relative) and in sqrt w above (2^-27 relative).
 */
final class FloatErfInv {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final int SIGN = 0x80000000;

  private FloatErfInv() {}

  /** The y with erf y = x; infinite at +-1, NaN beyond. */
  static FloatVector erfInv(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector w = FloatLog.log(a.neg().fma(a, x.broadcast(1.0f))).neg();
    VectorMask<Float> outer = w.compare(VectorOperators.GE, 5.0f);
    FloatVector centred = w.sub(2.5f);
    FloatVector p = centred.fma(-8.765798e-9f, 2.327055e-8f);
    p = p.fma(centred, x.broadcast(4.6586305e-7f));
    p = p.fma(centred, x.broadcast(-3.4631196e-6f));
    p = p.fma(centred, x.broadcast(-4.9621312e-6f));
    p = p.fma(centred, x.broadcast(2.1834583e-4f));
    p = p.fma(centred, x.broadcast(-0.0012527436f));
    p = p.fma(centred, x.broadcast(-0.0041773883f));
    p = p.fma(centred, x.broadcast(0.24664028f));
    p = p.fma(centred, x.broadcast(0.50140935f));
    FloatVector y = p.fma(a, a);
    FloatVector root = w.sqrt().sub(3.0f);
    p = root.fma(1.1375465e-4f, -3.0796631e-4f);
    p = p.fma(root, x.broadcast(-5.3788146e-5f));
    p = p.fma(root, x.broadcast(0.0014830783f));
    p = p.fma(root, x.broadcast(-0.0035990342f));
    p = p.fma(root, x.broadcast(0.0056877364f));
    p = p.fma(root, x.broadcast(-0.0076369382f));
    p = p.fma(root, x.broadcast(0.0094452f));
    p = p.fma(root, x.broadcast(1.0016749f));
    p = p.fma(root, x.broadcast(2.8329768f));
    FloatVector tail = p.mul(a);
    y = y.blend(tail, outer);
    y = y.blend(INFINITY, a.compare(VectorOperators.EQ, 1.0f));
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static float erfInv(float x) {
    float a = Math.abs(x);
    float w = -FloatLog.log(Math.fma(-a, a, 1.0f));
    boolean outer = w >= 5.0f;
    float centred = w - 2.5f;
    float p = Math.fma(centred, -8.765798e-9f, 2.327055e-8f);
    p = Math.fma(p, centred, 4.6586305e-7f);
    p = Math.fma(p, centred, -3.4631196e-6f);
    p = Math.fma(p, centred, -4.9621312e-6f);
    p = Math.fma(p, centred, 2.1834583e-4f);
    p = Math.fma(p, centred, -0.0012527436f);
    p = Math.fma(p, centred, -0.0041773883f);
    p = Math.fma(p, centred, 0.24664028f);
    p = Math.fma(p, centred, 0.50140935f);
    float y = Math.fma(p, a, a);
    float root = (float) Math.sqrt(w) - 3.0f;
    p = Math.fma(root, 1.1375465e-4f, -3.0796631e-4f);
    p = Math.fma(p, root, -5.3788146e-5f);
    p = Math.fma(p, root, 0.0014830783f);
    p = Math.fma(p, root, -0.0035990342f);
    p = Math.fma(p, root, 0.0056877364f);
    p = Math.fma(p, root, -0.0076369382f);
    p = Math.fma(p, root, 0.0094452f);
    p = Math.fma(p, root, 1.0016749f);
    p = Math.fma(p, root, 2.8329768f);
    float tail = p * a;
    y = outer ? tail : y;
    y = (a == 1.0f) ? INFINITY : y;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
