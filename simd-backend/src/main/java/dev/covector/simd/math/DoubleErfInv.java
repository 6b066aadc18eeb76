package dev.covector.simd.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse of the error function, as x + x p(w) with w = -log(1 - x^2) (Giles 2012): p is a
 * minimax fit in w below 6.25 (2^-55 relative) and in sqrt w above (2^-24 relative, refined by one
 * Halley step on erfc).
 */
final class DoubleErfInv {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final long SIGN = 0x8000000000000000L;
  private static final double HALF_ROOT_PI = 0.886226925452758;

  private DoubleErfInv() {}

  /** The y with erf y = x; infinite at +-1, NaN beyond. */
  static DoubleVector erfInv(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector w = DoubleLog.log(a.neg().fma(a, x.broadcast(1.0))).neg();
    VectorMask<Double> outer = w.compare(VectorOperators.GE, 6.25);
    DoubleVector centred = w.sub(3.0);
    DoubleVector p = centred.fma(3.3368805542250628e-21, -1.0687358818870569e-20);
    p = p.fma(centred, x.broadcast(-3.393026462416218e-19));
    p = p.fma(centred, x.broadcast(2.0664620903989995e-18));
    p = p.fma(centred, x.broadcast(1.1685194314139652e-17));
    p = p.fma(centred, x.broadcast(-1.6312528209877806e-16));
    p = p.fma(centred, x.broadcast(2.894504426357128e-16));
    p = p.fma(centred, x.broadcast(6.346440287362885e-15));
    p = p.fma(centred, x.broadcast(-5.305459155475388e-14));
    p = p.fma(centred, x.broadcast(6.131472120291736e-15));
    p = p.fma(centred, x.broadcast(2.6996243458864597e-12));
    p = p.fma(centred, x.broadcast(-1.732823570324397e-11));
    p = p.fma(centred, x.broadcast(-3.142782543746641e-11));
    p = p.fma(centred, x.broadcast(1.1107964319070388e-09));
    p = p.fma(centred, x.broadcast(-5.467173963103204e-09));
    p = p.fma(centred, x.broadcast(-2.3688724250564505e-08));
    p = p.fma(centred, x.broadcast(4.4998541871517e-07));
    p = p.fma(centred, x.broadcast(-1.7480020990806849e-06));
    p = p.fma(centred, x.broadcast(-1.2716422633720584e-05));
    p = p.fma(centred, x.broadcast(0.00019506132441515986));
    p = p.fma(centred, x.broadcast(-0.0008361817769110151));
    p = p.fma(centred, x.broadcast(-0.005738135221006302));
    p = p.fma(centred, x.broadcast(0.24163040416615847));
    p = p.fma(centred, x.broadcast(0.6235420064648299));
    DoubleVector y = p.fma(a, a);
    DoubleVector root = w.sqrt().sub(4.0);
    p = root.fma(4.403796446360684e-07, -7.220572993299442e-07);
    p = p.fma(root, x.broadcast(-7.770121853918872e-06));
    p = p.fma(root, x.broadcast(2.9736036402641617e-05));
    p = p.fma(root, x.broadcast(-4.0446159193306986e-05));
    p = p.fma(root, x.broadcast(4.096371552322783e-05));
    p = p.fma(root, x.broadcast(-0.00010684410601672616));
    p = p.fma(root, x.broadcast(0.00033025102104527543));
    p = p.fma(root, x.broadcast(-0.0008743840405197806));
    p = p.fma(root, x.broadcast(0.001257513469173327));
    p = p.fma(root, x.broadcast(1.0094939332928528));
    p = p.fma(root, x.broadcast(3.8397839011078214));
    DoubleVector tail = p.mul(a);
    // one Halley step on erfc y = 1 - a, exact there, triples the bits of the fit
    DoubleVector b = x.broadcast(2.5).blend(tail, outer);
    DoubleVector error =
        DoubleErfc.tail(b)
            .sub(x.broadcast(1.0).sub(a))
            .mul(DoubleExp.exp(b.mul(b)))
            .mul(HALF_ROOT_PI);
    tail = b.add(error.div(x.broadcast(1.0).sub(error.mul(b))));
    y = y.blend(tail, outer);
    y = y.blend(INFINITY, a.compare(VectorOperators.EQ, 1.0));
    return y.reinterpretAsLongs().or(x.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles();
  }

  /** Scalar twin of the vector form: equal to each of its lanes bit for bit. */
  static double erfInv(double x) {
    double a = Math.abs(x);
    double w = -DoubleLog.log(Math.fma(-a, a, 1.0));
    boolean outer = w >= 6.25;
    double centred = w - 3.0;
    double p = Math.fma(centred, 3.3368805542250628e-21, -1.0687358818870569e-20);
    p = Math.fma(p, centred, -3.393026462416218e-19);
    p = Math.fma(p, centred, 2.0664620903989995e-18);
    p = Math.fma(p, centred, 1.1685194314139652e-17);
    p = Math.fma(p, centred, -1.6312528209877806e-16);
    p = Math.fma(p, centred, 2.894504426357128e-16);
    p = Math.fma(p, centred, 6.346440287362885e-15);
    p = Math.fma(p, centred, -5.305459155475388e-14);
    p = Math.fma(p, centred, 6.131472120291736e-15);
    p = Math.fma(p, centred, 2.6996243458864597e-12);
    p = Math.fma(p, centred, -1.732823570324397e-11);
    p = Math.fma(p, centred, -3.142782543746641e-11);
    p = Math.fma(p, centred, 1.1107964319070388e-09);
    p = Math.fma(p, centred, -5.467173963103204e-09);
    p = Math.fma(p, centred, -2.3688724250564505e-08);
    p = Math.fma(p, centred, 4.4998541871517e-07);
    p = Math.fma(p, centred, -1.7480020990806849e-06);
    p = Math.fma(p, centred, -1.2716422633720584e-05);
    p = Math.fma(p, centred, 0.00019506132441515986);
    p = Math.fma(p, centred, -0.0008361817769110151);
    p = Math.fma(p, centred, -0.005738135221006302);
    p = Math.fma(p, centred, 0.24163040416615847);
    p = Math.fma(p, centred, 0.6235420064648299);
    double y = Math.fma(p, a, a);
    double root = Math.sqrt(w) - 4.0;
    p = Math.fma(root, 4.403796446360684e-07, -7.220572993299442e-07);
    p = Math.fma(p, root, -7.770121853918872e-06);
    p = Math.fma(p, root, 2.9736036402641617e-05);
    p = Math.fma(p, root, -4.0446159193306986e-05);
    p = Math.fma(p, root, 4.096371552322783e-05);
    p = Math.fma(p, root, -0.00010684410601672616);
    p = Math.fma(p, root, 0.00033025102104527543);
    p = Math.fma(p, root, -0.0008743840405197806);
    p = Math.fma(p, root, 0.001257513469173327);
    p = Math.fma(p, root, 1.0094939332928528);
    p = Math.fma(p, root, 3.8397839011078214);
    double tail = p * a;
    // one Halley step on erfc y = 1 - a, exact there, triples the bits of the fit
    double b = outer ? tail : 2.5;
    double error = (DoubleErfc.tail(b) - (1.0 - a)) * DoubleExp.exp(b * b) * HALF_ROOT_PI;
    tail = b + (error / (1.0 - (error * b)));
    y = outer ? tail : y;
    y = (a == 1.0) ? INFINITY : y;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) | (Double.doubleToRawLongBits(x) & SIGN));
  }
}
