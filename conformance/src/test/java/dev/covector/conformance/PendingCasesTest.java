package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PendingCasesTest {
  private static final Verdict PASSED = new Verdict.Passed(Optional.empty());
  private static final Verdict FAILED = Verdict.Failed.because("not built");

  @TempDir private Path folder;

  private static CaseResult result(String id, Verdict eager, Verdict jit) {
    Case.Schedule testCase = new Case.Schedule(id, "f", Map.of(), "t0", List.of(), 0);
    return new CaseResult("f32", testCase, Map.of(Mode.EAGER, eager, Mode.JIT, jit));
  }

  private static List<String> disagreements(Set<String> pending, CaseResult... results) {
    return new PendingCases(new TreeSet<>(pending)).disagreements(List.of(results));
  }

  @Test
  void pendingCasesFailAndTheOthersPass() {
    assertEquals(
        List.of(),
        disagreements(Set.of("f32/a"), result("a", PASSED, FAILED), result("b", PASSED, PASSED)));
  }

  @Test
  void aPendingCaseThatPassesIsReported() {
    assertEquals(
        List.of("passes: remove it from the pending cases: f32/a"),
        disagreements(Set.of("f32/a"), result("a", PASSED, PASSED)));
  }

  @Test
  void aFailureThatIsNotPendingIsReported() {
    List<String> lines = disagreements(Set.of(), result("a", FAILED, PASSED));
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().startsWith("fails: f32/a: "), lines::toString);
  }

  @Test
  void aPendingCaseThatDoesNotExistIsReported() {
    assertEquals(
        List.of("no such case: remove it from the pending cases: f64/a"),
        disagreements(Set.of("f64/a"), result("a", PASSED, PASSED)));
  }

  @Test
  void theListIsSorted() throws IOException {
    Path file = folder.resolve("pending.txt");
    Files.writeString(file, "b\na\n");
    assertThrows(IllegalArgumentException.class, () -> PendingCases.read(file));
    Files.writeString(file, "a\na\n");
    assertThrows(IllegalArgumentException.class, () -> PendingCases.read(file));
    Files.writeString(file, "a\nb\n");
    assertEquals(Set.of("a", "b"), PendingCases.read(file).ids());
  }
}
