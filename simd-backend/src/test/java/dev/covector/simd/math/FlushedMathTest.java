package dev.covector.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The forms for programs that flush subnormals against those that keep them. */
final class FlushedMathTest {
  private static final List<VectorSpecies<Float>> SHAPES =
      List.of(
          FloatVector.SPECIES_64,
          FloatVector.SPECIES_128,
          FloatVector.SPECIES_256,
          FloatVector.SPECIES_512);

  /** Numbers around which the exponential becomes zero, infinite or something else. */
  private static final float[] SPECIALS = {
    0f,
    -0f,
    88.72283f,
    88.72284f,
    88.8f,
    89f,
    -87.33654f,
    -87.33655f,
    -87.5f,
    -103.9f,
    -1e30f,
    1e30f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.intBitsToFloat(0xffc00001),
    Float.intBitsToFloat(0x7fc001ff),
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private static float flushed(float value) {
    return Math.abs(value) < Float.MIN_NORMAL ? 0 : value;
  }

  private static void check(float x) {
    assertEquals(flushed(FloatMath.exp(x)), FloatMath.expFlushed(x), () -> "exp(" + x + ")");
    assertEquals(
        flushed(FloatMath.logistic(x)),
        flushed(FloatMath.logisticFlushed(x)),
        () -> "logistic(" + x + ")");
  }

  private static void sweep(int step) {
    for (float x : SPECIALS) {
      check(x);
      check(Math.nextUp(x));
      check(Math.nextDown(x));
    }
    for (long bits = 0; bits < 1L << 32; bits += step) {
      check(Float.intBitsToFloat((int) bits));
    }
  }

  @Test
  void normalResultsAreThoseOfTheOtherForms() {
    sweep(14_741);
  }

  @Tag("long")
  @Test
  void normalResultsAreThoseOfTheOtherFormsEverywhere() {
    sweep(1);
  }

  @TestFactory
  Stream<DynamicTest> everyLaneEqualsTheTwin() {
    return SHAPES.stream()
        .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> lanes(shape)));
  }

  private static void lanes(VectorSpecies<Float> shape) {
    var random = new SplittableRandom(5);
    float[] in = new float[shape.length()];
    float[] exp = new float[shape.length()];
    float[] logistic = new float[shape.length()];
    for (int round = 0; round < 40; round++) {
      for (int lane = 0; lane < in.length; lane++) {
        int special = round * in.length + lane;
        in[lane] =
            special < SPECIALS.length ? SPECIALS[special] : (float) random.nextDouble(-110, 110);
      }
      FloatVector x = FloatVector.fromArray(shape, in, 0);
      FloatMath.expFlushed(x).intoArray(exp, 0);
      FloatMath.logisticFlushed(x).intoArray(logistic, 0);
      for (int lane = 0; lane < in.length; lane++) {
        float value = in[lane];
        assertEquals(FloatMath.expFlushed(value), exp[lane], () -> "exp(" + value + ")");
        assertEquals(
            FloatMath.logisticFlushed(value), logistic[lane], () -> "logistic(" + value + ")");
      }
    }
  }
}
