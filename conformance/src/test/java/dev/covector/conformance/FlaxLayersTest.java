package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers and options that the suites lack, computed by nn/src/test/oracle/layers.py. */
final class FlaxLayersTest {
  @ParameterizedTest
  @EnumSource(names = {"REFERENCE", "SIMD"})
  void allPass(BackendName backend) throws IOException {
    FunctionTable table = FunctionTable.all();
    for (Suite suite : Suite.openAll(Suites.FOLDER.resolveSibling("flax"))) {
      TableEvaluator evaluator = new TableEvaluator(table, backend, suite.isWide());
      List<CaseResult> results = new Runner(evaluator, id -> true).run(suite);
      assertEquals(
          "",
          results.stream()
              .filter(result -> !result.passed())
              .map(result -> result.qualifiedId() + ": " + result.verdicts())
              .collect(Collectors.joining("\n")));
    }
  }
}
