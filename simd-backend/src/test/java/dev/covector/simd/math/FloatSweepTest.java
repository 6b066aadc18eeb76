package dev.covector.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * The vector forms over all 2^32 bit patterns of f32, a minute to an hour for each function.
 *
 * <p>Most results are held against the vector form in f64, which is fast and has formulas of its
 * own; what seems to be off by more than {@link #SUSPICION} is held against the slow reference. So
 * that the f64 form is not trusted blindly, it is itself held against the slow reference at one
 * pattern of {@link #STRIDE}, as closely as it would have to be off to hide an error.
 */
@Tag("long")
final class FloatSweepTest {
  private static final double BOUND = 2;
  private static final double SUSPICION = 1.95;
  private static final int STRIDE = 1021;
  private static final int CHUNK = 1 << 12;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  @TestFactory
  Stream<DynamicTest> vectorsAreWithinTwoUlpEverywhere(TestReporter reporter) {
    return Case.ALL.stream()
        .map(
            function ->
                DynamicTest.dynamicTest(
                    function.name(), () -> new FloatSweep(function).run(reporter)));
  }

  /** The sweep of one function. */
  private static final class FloatSweep {
    private final Case function;
    private final float[] inputs = new float[CHUNK];
    private final float[] results = new float[CHUNK];
    private final double[] wide = new double[CHUNK];
    private double worst;
    private float worstInput;

    FloatSweep(Case function) {
      this.function = function;
    }

    void run(TestReporter reporter) {
      for (long start = 0; start < 1L << 32; start += CHUNK) {
        for (int i = 0; i < CHUNK; i++) {
          inputs[i] = Float.intBitsToFloat((int) (start + i));
          wide[i] = inputs[i];
        }
        compute();
        for (int i = 0; i < CHUNK; i++) {
          if (Float.floatToRawIntBits(results[i]) != Float.floatToRawIntBits((float) wide[i])) {
            hold(inputs[i], results[i], wide[i]);
          }
          if ((start + i) % STRIDE == 0) {
            holdWide(inputs[i], wide[i]);
          }
        }
      }
      reporter.publishEntry(function.name(), "%.3f ULP at %s".formatted(worst, worstInput));
    }

    private void compute() {
      for (int i = 0; i < CHUNK; i += FLOATS.length()) {
        FloatVector x = FloatVector.fromArray(FLOATS, inputs, i);
        function.floatVector().apply(x).intoArray(results, i);
      }
      for (int i = 0; i < CHUNK; i += DOUBLES.length()) {
        DoubleVector x = DoubleVector.fromArray(DOUBLES, wide, i);
        function.doubleVector().apply(x).intoArray(wide, i);
      }
    }

    private void hold(float x, float got, double reference) {
      double error = Ulp.of(got, reference);
      if (!(error <= SUSPICION) || got == 0) {
        double exact = function.reference().applyAsDouble(x);
        error = Ulp.of(got, exact);
        assertTrue(error <= BOUND, () -> message(x, got, exact));
        if (got == 0 && exact == 0) {
          assertEquals(
              Math.copySign(1, exact), Math.copySign(1, got), () -> message(x, got, exact));
        }
      }
      if (error > worst) {
        worst = error;
        worstInput = x;
      }
    }

    /** The f64 form may be off by what is left between suspicion and bound, in units of f32. */
    private void holdWide(float x, double got) {
      double exact = function.reference().applyAsDouble(x);
      double error = Math.abs(got - exact) / Math.ulp((float) exact);
      boolean equal = Double.compare(got, exact) == 0 || got == exact;
      assertTrue(equal || error <= BOUND - SUSPICION, () -> message(x, got, exact));
    }

    private String message(float x, double got, double exact) {
      return function + "(" + x + ") = " + got + ", reference " + exact;
    }
  }
}
