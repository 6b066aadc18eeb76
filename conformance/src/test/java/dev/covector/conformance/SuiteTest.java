package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteTest {
  @TempDir private Path folder;

  @Test
  void theProjectsSuitesAreWellFormed() throws IOException {
    List<Suite> suites = Suite.openAll(Suites.FOLDER);
    assertEquals(List.of("f32", "f64"), suites.stream().map(Suite::name).toList());
    assertEquals(List.of(false, true), suites.stream().map(Suite::isWide).toList());
    for (Suite suite : suites) {
      assertFalse(suite.cases().isEmpty());
      for (Case testCase : suite.cases()) {
        List<Field> expected = ExpectedFields.of(testCase, suite.tensors());
        assertInstanceOf(Verdict.Passed.class, Comparison.compare(expected, expected, 0));
      }
    }
  }

  @Test
  void refusesAFolderWithoutSuites() {
    assertThrows(MalformedSuiteException.class, () -> Suite.openAll(folder));
    assertThrows(MalformedSuiteException.class, () -> Suite.openAll(folder.resolve("none")));
  }

  @Test
  void refusesAnIdGivenTwice() throws IOException {
    String line =
        "{\"id\": \"f#0\", \"kind\": \"call\", \"fn\": \"f\", \"args\": [], \"kwargs\": {},"
            + " \"tol\": 1, \"out\": []}\n";
    Files.writeString(folder.resolve("cases.jsonl"), line + line);
    assertThrows(MalformedSuiteException.class, () -> Suite.openAll(folder));
  }
}
