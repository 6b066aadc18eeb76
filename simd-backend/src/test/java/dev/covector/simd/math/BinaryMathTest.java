package dev.covector.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** pow and atan2. */
final class BinaryMathTest {
  private static final double[] SPECIALS = {
    0.0,
    -0.0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    -1.5,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    0x1p52 + 1,
    -0x1p52 - 1,
    0x1p53,
    8388609,
    16777217,
    1e30,
    0.99999,
    1.00001
  };

  /** C99 differs from Java where the base is 1, or -1 with an infinite exponent. */
  private static double power(double x, double y) {
    boolean one = x == 1 || (x == -1 && Double.isInfinite(y));
    return one ? 1 : Math.pow(x, y);
  }

  @Test
  void specialValuesFollowTheStandards() {
    for (double x : SPECIALS) {
      for (double y : SPECIALS) {
        float narrowX = (float) x;
        float narrowY = (float) y;
        check("pow", x, y, DoubleMath.pow(x, y), power(x, y));
        check("atan2", x, y, DoubleMath.atan2(x, y), StrictMath.atan2(x, y));
        check("pow", x, y, FloatMath.pow(narrowX, narrowY), power(narrowX, narrowY));
        check("atan2", x, y, FloatMath.atan2(narrowX, narrowY), StrictMath.atan2(narrowX, narrowY));
      }
    }
  }

  private static void check(String name, double x, double y, double got, double reference) {
    assertTrue(Ulp.of(got, reference) <= 2, () -> name + "(" + x + ", " + y + ") = " + got);
    if (got == 0 && reference == 0) {
      assertEquals(1 / reference, 1 / got, () -> "sign of " + name + "(" + x + ", " + y + ")");
    }
  }

  private static void check(String name, double x, double y, float got, double reference) {
    assertTrue(Ulp.of(got, reference) <= 2, () -> name + "(" + x + ", " + y + ") = " + got);
    if (got == 0 && (float) reference == 0) {
      assertEquals(
          1 / (float) reference, 1 / got, () -> "sign of " + name + "(" + x + ", " + y + ")");
    }
  }

  @Test
  void sampledValuesAndLanes() {
    var random = new SplittableRandom(4);
    var floats = FloatVector.SPECIES_PREFERRED;
    var doubles = DoubleVector.SPECIES_PREFERRED;
    for (int i = 0; i < 100_000; i++) {
      double x =
          i % 2 == 0
              ? random.nextDouble(0, 20)
              : Math.scalb(random.nextDouble(1, 2), i % 250 - 125);
      double y = i % 3 == 0 ? random.nextInt(-9, 9) : random.nextDouble(-9, 9);
      float narrowX = (float) x;
      float narrowY = (float) y;
      check("pow", x, y, DoubleMath.pow(x, y), Math.pow(x, y));
      check("atan2", y, x, DoubleMath.atan2(y, x), StrictMath.atan2(y, x));
      float power = FloatMath.pow(narrowX, narrowY);
      float angle = FloatMath.atan2(narrowY, narrowX);
      check("pow", x, y, power, Math.pow(narrowX, narrowY));
      check("atan2", y, x, angle, StrictMath.atan2(narrowY, narrowX));
      if (i % 50 == 0) {
        FloatVector vx = FloatVector.broadcast(floats, narrowX);
        FloatVector vy = FloatVector.broadcast(floats, narrowY);
        int lane = i / 50 % floats.length();
        assertEquals(power, FloatMath.pow(vx, vy).lane(lane));
        assertEquals(angle, FloatMath.atan2(vy, vx).lane(lane));
        DoubleVector wx = DoubleVector.broadcast(doubles, x);
        DoubleVector wy = DoubleVector.broadcast(doubles, y);
        assertEquals(DoubleMath.pow(x, y), DoubleMath.pow(wx, wy).lane(0));
        assertEquals(DoubleMath.atan2(y, x), DoubleMath.atan2(wy, wx).lane(0));
      }
    }
  }
}
