package dev.covector.conformance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs the cases of a suite in every mode. */
final class Runner {
  private final CaseEvaluator evaluator;
  private final Predicate<String> selection;

  /**
   * A runner of some cases.
   *
   * @param evaluator what computes the cases
   * @param selection which ids to run
   */
  Runner(CaseEvaluator evaluator, Predicate<String> selection) {
    this.evaluator = evaluator;
    this.selection = selection;
  }

  /** The results of the selected cases, in the order of the suite. */
  List<CaseResult> run(Suite suite) {
    return suite.cases().stream()
        .filter(testCase -> selection.test(testCase.id()))
        .map(testCase -> run(suite, testCase))
        .toList();
  }

  private CaseResult run(Suite suite, Case testCase) {
    List<Field> expected = ExpectedFields.of(testCase, suite.tensors());
    Map<Mode, Verdict> verdicts = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      verdicts.put(mode, verdict(suite, testCase, mode, expected));
    }
    return new CaseResult(suite.name(), testCase, verdicts);
  }

  // A case that throws is a failed case, whatever it throws: generated code can fail to link or
  // recurse too deeply, and the other cases still have something to say.
  private Verdict verdict(Suite suite, Case testCase, Mode mode, List<Field> expected) {
    try {
      List<Field> got = evaluator.evaluate(testCase, suite, mode);
      return Comparison.compare(got, expected, testCase.tolerance());
    } catch (NotBuiltException e) {
      return Verdict.Failed.because(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      return Verdict.Failed.because(e.toString().lines().findFirst().orElse("") + place(e));
    }
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : " (at " + trace[0] + ")";
  }
}
