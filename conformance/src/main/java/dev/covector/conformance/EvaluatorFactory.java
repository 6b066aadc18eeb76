package dev.covector.conformance;

/** Makes what computes the cases of one suite. */
@FunctionalInterface
interface EvaluatorFactory {
  /**
   * The evaluator on a backend.
   *
   * @param backend the backend to run on
   * @param wide whether the default widths are 64 bits
   * @throws dev.covector.CovectorException when the backend is not there
   */
  CaseEvaluator create(BackendName backend, boolean wide);
}
