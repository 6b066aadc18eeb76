package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every suite on every backend: exactly the pending cases fail. */
final class ReferenceSuitesTest {
  @ParameterizedTest
  @EnumSource(names = {"REFERENCE", "SIMD"})
  void exactlyThePendingCasesFail(BackendName backend) throws IOException {
    FunctionTable table = FunctionTable.all();
    List<CaseResult> results = new ArrayList<>();
    for (Suite suite : Suite.openAll(Suites.FOLDER)) {
      TableEvaluator evaluator = new TableEvaluator(table, backend, suite.isWide());
      results.addAll(new Runner(evaluator, id -> true).run(suite));
    }
    List<String> disagreements = PendingCases.read(Suites.PENDING).disagreements(results);
    assertEquals("", String.join("\n", disagreements));
  }
}
