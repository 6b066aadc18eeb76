package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ConformanceTest {
  private static final CaseEvaluator RIGHT =
      (testCase, suite, mode) -> ExpectedFields.of(testCase, suite.tensors());

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(EvaluatorFactory evaluators, String... args) {
    CommandLine command = Conformance.commandLine(evaluators);
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  private int run(CaseEvaluator evaluator, String... args) {
    return run((backend, wide) -> evaluator, args);
  }

  private String lastLine() {
    return out.toString().lines().toList().getLast();
  }

  private static String suite(String name) {
    return Suites.FOLDER.resolve(name).toString();
  }

  @Test
  void everyCasePasses() {
    assertEquals(0, run(RIGHT, suite("f32")));
    assertEquals("1455 passed, 0 failed", lastLine());
  }

  @Test
  void aFolderOfSuitesRunsEachWithItsDefaultWidths() {
    List<Boolean> widths = new ArrayList<>();
    EvaluatorFactory evaluators =
        (backend, wide) -> {
          widths.add(wide);
          return RIGHT;
        };
    assertEquals(0, run(evaluators, Suites.FOLDER.toString()));
    assertEquals(0, run(evaluators, suite("f32"), "--wide"));
    assertEquals(List.of(false, true, true), widths);
  }

  @Test
  void aCaseThatFailsOnlyUnderJitFails() {
    CaseEvaluator evaluator =
        (testCase, suite, mode) -> {
          if (mode == Mode.JIT && testCase.id().equals("jnp.abs#0")) {
            return List.of(Field.numbered("out", List.of(Stored.f32(1))));
          }
          return RIGHT.evaluate(testCase, suite, mode);
        };
    assertEquals(1, run(evaluator, suite("f32"), "--only", "^jnp\\.abs#0$"));
    assertEquals(
        "FAILED f32/jnp.abs#0 (jit): out[0]: got f32[1], want f32[3,5]",
        out.toString().lines().findFirst().orElseThrow());
    assertEquals("0 passed, 1 failed", lastLine());
  }

  @Test
  void aCaseThatThrowsFailsAndTheOthersRun() {
    CaseEvaluator evaluator =
        (testCase, suite, mode) -> {
          if (testCase.fn().equals("jnp.exp")) {
            throw new NotBuiltException(testCase.fn());
          }
          if (testCase.fn().equals("jnp.exp2")) {
            throw new StackOverflowError();
          }
          return RIGHT.evaluate(testCase, suite, mode);
        };
    assertEquals(1, run(evaluator, suite("f32"), "--only", "^jnp.exp(2|m1)?#0$"));
    assertTrue(out.toString().contains("FAILED f32/jnp.exp#0 (eager): not built: jnp.exp"));
    assertTrue(out.toString().contains("FAILED f32/jnp.exp2#0 (jit): java.lang.StackOverflow"));
    assertEquals("1 passed, 2 failed", lastLine());
  }

  @Test
  void resultsAreWrittenAsJson() throws IOException {
    String file = folder.resolve("results.json").toString();
    String[] args = {
      suite("f32"), "--only", "jnp.abs#0$", "--backend", "reference", "--json", file
    };
    assertEquals(0, run(RIGHT, args));
    JsonObject json = JsonObject.parse("results", Files.readString(Path.of(file)));
    assertEquals("reference", json.string("backend"));
    assertEquals(1, json.number("passed"));
    JsonObject result = JsonObject.of("case", json.list("cases").getFirst());
    assertEquals("jnp.abs#0", result.string("id"));
    assertEquals(true, result.object("jit").members().get("passed"));
  }

  @Test
  void badUsageIsExplainedInALine() {
    assertEquals(2, run(RIGHT));
    assertEquals(2, run(RIGHT, suite("f32"), "--only", "("));
    assertTrue(err.toString().contains("--only is not a regular expression"), err::toString);
    assertEquals(2, run(RIGHT, suite("f32"), "--only", "no such case"));
    assertTrue(err.toString().contains("no case is selected"), err::toString);
    assertEquals(2, run(RIGHT, suite("f32"), "--backend", "abacus"));
    assertEquals(2, run(RIGHT, folder.toString()));
    assertTrue(err.toString().contains("holds a cases.jsonl"), err::toString);
  }

  @Test
  void aMissingBackendIsExplainedInALine() {
    EvaluatorFactory none =
        (backend, wide) -> {
          throw new CovectorException("no backend '" + backend + "'");
        };
    assertEquals(2, run(none, suite("f32"), "--backend", "CUDA"));
    assertTrue(err.toString().startsWith("no backend 'cuda'"), err::toString);
  }
}
