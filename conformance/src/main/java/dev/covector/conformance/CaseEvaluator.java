package dev.covector.conformance;

import java.util.List;

/** Computes what a case asks for. */
interface CaseEvaluator {
  /**
   * The computed fields, in the order of {@link ExpectedFields#of}.
   *
   * @throws NotBuiltException when the case's function is not in the table
   */
  List<Field> evaluate(Case testCase, Suite suite, Mode mode);
}
