package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The project's own cases of Optax, made by {@code optax/generate.py}: every one passes. */
final class OptaxSuitesTest {
  private static final Path FOLDER = Path.of(System.getProperty("basedir", ".")).resolve("optax");

  @Test
  void everyCasePasses() throws IOException {
    FunctionTable table = FunctionTable.all();
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (Suite suite : Suite.openAll(FOLDER)) {
      TableEvaluator evaluator = new TableEvaluator(table, BackendName.SIMD, suite.isWide());
      for (CaseResult result : new Runner(evaluator, id -> true).run(suite)) {
        count++;
        if (!result.passed()) {
          failures.add(result.suite() + "/" + result.testCase().id() + " " + result.verdicts());
        }
      }
    }
    assertEquals("", String.join("\n", failures));
    assertTrue(count > 90, "only " + count + " cases were found");
  }
}
