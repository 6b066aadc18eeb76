package dev.covector.conformance;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a case.
 *
 * @param suite the suite's name
 * @param testCase the case
 * @param verdicts the verdict in each mode
 */
record CaseResult(String suite, Case testCase, Map<Mode, Verdict> verdicts) {
  CaseResult {
    verdicts = new EnumMap<>(verdicts);
  }

  /** The case's name among all suites, such as {@code f32/jnp.add#0}. */
  String qualifiedId() {
    return suite + "/" + testCase.id();
  }

  /** Whether the case passed in every mode. */
  boolean passed() {
    return verdicts.values().stream().allMatch(Verdict.Passed.class::isInstance);
  }
}
