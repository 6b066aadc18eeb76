package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The project's own cases of Flax, made by {@code flax/generate.py}: every one passes. The
 * reference backend, which is slow, runs the first case of each module.
 */
final class FlaxSuitesTest {
  @ParameterizedTest
  @EnumSource(names = {"REFERENCE", "SIMD"})
  void everyCasePasses(BackendName backend) throws IOException {
    Predicate<String> chosen =
        id -> backend == BackendName.SIMD || id.endsWith("#0") || id.endsWith("#0/vjp");
    FunctionTable table = FunctionTable.all();
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (Suite suite : Suite.openAll(Suites.FOLDER.resolveSibling("flax"))) {
      TableEvaluator evaluator = new TableEvaluator(table, backend, suite.isWide());
      for (CaseResult result : new Runner(evaluator, chosen).run(suite)) {
        count++;
        if (!result.passed()) {
          failures.add(result.qualifiedId() + ": " + result.verdicts());
        }
      }
    }
    assertEquals("", String.join("\n", failures));
    assertTrue(
        count > (backend == BackendName.SIMD ? 200 : 40), "only " + count + " cases were found");
  }
}
