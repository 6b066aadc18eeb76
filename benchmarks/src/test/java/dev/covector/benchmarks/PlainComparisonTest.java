package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.benchmarks.plain.PlainSteps;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PlainComparisonTest {
  @Test
  void everyTrainingStepHasItsPlainTwin() {
    List<String> steps = Rows.matching(Pattern.compile("^step_")).stream().map(Row::name).toList();
    assertEquals(steps, List.copyOf(PlainSteps.rows().keySet()));
  }

  @Test
  void comparesLossesBeforeItMeasures() {
    StringWriter out = new StringWriter();
    Effort look = new Effort(1, 1, 0.1, 1, 1, 1);
    PlainComparison comparison = new PlainComparison(look, new PrintWriter(out, true));
    assertTrue(
        comparison.run(Rows.matching(Pattern.compile("linreg|tiny_jit|digits"))), () -> "" + out);
    List<String> lines = out.toString().lines().toList();
    assertEquals(3, lines.size(), out::toString);
    assertTrue(lines.get(1).matches("step_linreg_20x10x5 .*\\d+\\.\\d{3}.*"), lines.get(1));
  }
}
