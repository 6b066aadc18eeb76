package dev.covector.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vector forms against their scalar twins, the f32 twins against a wider reference. */
final class UnaryMathTest {
  private static final double BOUND = 2;

  /** One bit pattern of so many; {@link FloatSweepTest} takes all. */
  private static final int STEP = 14_741;

  private static final double[] SPECIALS = {
    0.0,
    -0.0,
    1,
    -1,
    2,
    -2,
    0.5,
    -0.5,
    3,
    -3,
    1e-3,
    88.8,
    -103.9,
    709.8,
    -745.2,
    1e5,
    1e10,
    1e300,
    -1e300,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Math.PI,
    Math.nextDown(1.0),
    Math.nextUp(1.0)
  };

  @TestFactory
  Stream<DynamicTest> floatTwinsAreWithinTwoUlpOverSampledBitPatterns() {
    return each(UnaryMathTest::floatSweep);
  }

  @TestFactory
  Stream<DynamicTest> everyLaneOfEveryShapeEqualsTheFloatTwin() {
    var shapes =
        List.of(
            FloatVector.SPECIES_64,
            FloatVector.SPECIES_128,
            FloatVector.SPECIES_256,
            FloatVector.SPECIES_512);
    return each(function -> shapes.forEach(shape -> floatLanes(function, shape, 200)));
  }

  @TestFactory
  Stream<DynamicTest> preferredFloatLanesEqualTheTwin() {
    return each(function -> floatLanes(function, FloatVector.SPECIES_PREFERRED, 10_000));
  }

  @TestFactory
  Stream<DynamicTest> everyLaneOfEveryShapeEqualsTheDoubleTwin() {
    var shapes =
        List.of(
            DoubleVector.SPECIES_64,
            DoubleVector.SPECIES_128,
            DoubleVector.SPECIES_256,
            DoubleVector.SPECIES_512);
    return each(function -> shapes.forEach(shape -> doubleLanes(function, shape, 200)));
  }

  @TestFactory
  Stream<DynamicTest> preferredDoubleLanesEqualTheTwin() {
    return each(function -> doubleLanes(function, DoubleVector.SPECIES_PREFERRED, 10_000));
  }

  private static Stream<DynamicTest> each(java.util.function.Consumer<Case> check) {
    return Case.ALL.stream()
        .map(function -> DynamicTest.dynamicTest(function.name(), () -> check.accept(function)));
  }

  private static void floatSweep(Case function) {
    for (double x : SPECIALS) {
      checkFloat(function, (float) x);
    }
    for (long bits = 0; bits < 1L << 32; bits += STEP) {
      checkFloat(function, Float.intBitsToFloat((int) bits));
    }
  }

  private static void checkFloat(Case function, float x) {
    float got = function.floatScalar().apply(x);
    double reference = function.reference().applyAsDouble(x);
    double error = Ulp.of(got, reference);
    assertTrue(error <= BOUND, () -> message(function, x, got, reference));
    if (got == 0 && reference == 0) {
      assertEquals(
          Math.copySign(1, reference),
          Math.copySign(1, got),
          () -> message(function, x, got, reference));
    }
  }

  private static String message(Case function, double x, double got, double reference) {
    return function + "(" + x + ") = " + got + ", reference " + reference;
  }

  private static void floatLanes(Case function, VectorSpecies<Float> shape, int rounds) {
    var random = new SplittableRandom(1);
    float[] in = new float[shape.length()];
    float[] out = new float[shape.length()];
    for (int round = 0; round < rounds; round++) {
      for (int lane = 0; lane < in.length; lane++) {
        int special = round * in.length + lane;
        in[lane] = special < SPECIALS.length ? (float) SPECIALS[special] : sample(random);
      }
      function.floatVector().apply(FloatVector.fromArray(shape, in, 0)).intoArray(out, 0);
      for (int lane = 0; lane < in.length; lane++) {
        float x = in[lane];
        assertEquals(
            function.floatScalar().apply(x), out[lane], () -> function + "(" + x + ") " + shape);
      }
    }
  }

  private static float sample(SplittableRandom random) {
    return random.nextBoolean()
        ? Float.intBitsToFloat(random.nextInt())
        : (float) random.nextDouble(-10, 10);
  }

  private static void doubleLanes(Case function, VectorSpecies<Double> shape, int rounds) {
    var random = new SplittableRandom(2);
    double[] in = new double[shape.length()];
    double[] out = new double[shape.length()];
    for (int round = 0; round < rounds; round++) {
      for (int lane = 0; lane < in.length; lane++) {
        int special = round * in.length + lane;
        in[lane] =
            special < SPECIALS.length
                ? SPECIALS[special]
                : random.nextBoolean()
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextDouble(-10, 10);
      }
      function.doubleVector().apply(DoubleVector.fromArray(shape, in, 0)).intoArray(out, 0);
      for (int lane = 0; lane < in.length; lane++) {
        double x = in[lane];
        assertEquals(
            function.doubleScalar().applyAsDouble(x),
            out[lane],
            () -> function + "(" + x + ") " + shape);
      }
    }
  }
}
