package dev.covector.laws;

import dev.covector.Defaults;
import dev.covector.Tensor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Something that holds for every program: compares two tensors that must agree. */
interface Law {
  /** The base of all seeds; set it to repeat a run that failed. */
  long SEED = Long.getLong("covector.lawSeed", 1L);

  /** The two sides for a program and its arguments. */
  List<Tensor> sides(Program program, List<Tensor> in, RandomGenerator random);

  /**
   * Checks the law on many programs; a failure is reported for the shortest prefix that fails.
   *
   * @param tolerance largest difference relative to 1 + |value|
   */
  static void holds(int programs, double tolerance, Predicate<NestedSteps.Kind> allowed, Law law) {
    for (int i = 0; i < programs; i++) {
      long seed = SEED * 1_000_003 + i;
      Program program =
          Defaults.wide(
              () -> new ProgramGenerator(source(seed), allowed).draw(2 + (int) (seed % 5)));
      String failure = failure(program, seed, tolerance, law);
      if (failure != null) {
        for (int length = 1; length < program.steps().size(); length++) {
          String shorter = failure(program.prefix(length), seed, tolerance, law);
          if (shorter != null) {
            program = program.prefix(length);
            failure = shorter;
            break;
          }
        }
        throw new AssertionError(
            failure + "\nwith -Dcovector.lawSeed=" + SEED + ", program " + i + ":\n" + program);
      }
    }
  }

  private static RandomGenerator source(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static String failure(Program program, long seed, double tolerance, Law law) {
    return Defaults.wide(
        () -> {
          RandomGenerator random = source(seed + 7);
          try {
            List<Tensor> sides = law.sides(program, program.draw(random), random);
            return difference(sides.get(0), sides.get(1), tolerance);
          } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
          }
        });
  }

  private static String difference(Tensor a, Tensor b, double tolerance) {
    if (!a.type().matches(b.type())) {
      return "types differ: " + a.type() + " and " + b.type();
    }
    double[] left = a.toDoubleArray();
    double[] right = b.toDoubleArray();
    for (int i = 0; i < left.length; i++) {
      double bound = tolerance * (1 + Math.abs(right[i]));
      if (!(Math.abs(left[i] - right[i]) <= bound)) {
        return "element " + i + " differs: " + left[i] + " and " + right[i] + "\n" + a + "\n" + b;
      }
    }
    return null;
  }
}
