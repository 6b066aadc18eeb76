package dev.covector.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples print what JAX 0.10.2 and Flax 0.12.8 computed for the same seeds: the recorded runs
 * {@code linear_regression_original_threefry}, {@code linear_regression} and {@code
 * digits_mlp_nnx}.
 */
class SamplesTest {
  private static final double EARLY = 1e-3;
  private static final double LATE = 2e-2; // rounding grows along a run

  @TempDir Path folder;

  private interface Program {
    void run() throws Exception;
  }

  private static String output(Program program) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<Double> numbers(String text, String pattern) {
    List<Double> numbers = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      numbers.add(Double.parseDouble(matcher.group(1)));
    }
    return numbers;
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }

  @Test
  void theTourPrintsTheTutorialsFigures() throws Exception {
    String text = output(() -> Impatient.main(new String[0]));
    assertTrue(text.contains("[4146024105  967050713]"), text);
    assertTrue(text.contains("[2718843009 1272950319]"), text);
    assertClose(-0.2058423, numbers(text, "normal\\(key\\) += (-0\\.\\d+)").getFirst(), 1e-6);
    List<Double> truth = numbers(text, "true parameters: (\\S+)");
    List<Double> losses = numbers(text, "loss step \\d+: (\\S+)");
    assertEquals(42, losses.size(), text);
    assertClose(0.02363979, truth.get(0), EARLY);
    assertClose(11.096580505371094, losses.get(0), EARLY);
    assertClose(0.07359565794467926, losses.get(4), EARLY);
    assertClose(0.011575890704989433, losses.get(20), LATE);
    assertClose(0.023887425661087036, truth.get(1), EARLY);
    assertClose(13.084898948669434, losses.get(21), EARLY);
    assertClose(0.24109183251857758, losses.get(25), EARLY);
    assertClose(0.018706491217017174, losses.get(41), LATE);
  }

  @Test
  void theNetworkLearnsDigits() throws Exception {
    Path sheet = folder.resolve("digits.png");
    String text = output(() -> Digits.main(new String[] {sheet.toString()}));
    List<Double> losses = numbers(text, "(?m)^ *\\d+ +([0-9.]+) +[0-9.]+$");
    assertEquals(7, losses.size(), text);
    assertClose(6.421506881713867, losses.get(0), EARLY);
    // the run is chaotic in its first steps, so that from here on other vector lengths may differ
    assertClose(0.06630000472068787, losses.get(2), LATE);
    assertClose(0.014331688173115253, losses.get(6), LATE);
    assertTrue(numbers(text, "test accuracy (\\S+)").getFirst() >= 0.955, text);
    assertTrue(Files.size(sheet) > 10_000);
  }

  @Test
  void anInterruptedRunGoesOnBitForBit() throws Exception {
    String text = output(() -> Checkpointing.main(new String[] {folder.toString()}));
    assertTrue(text.contains("the same curve, bit for bit"), text);
    assertTrue(text.contains("goes on after step 80"), text);
    assertTrue(text.contains("kept [180, 200]"), text);
    List<Double> losses = numbers(text, "\\d+ +(\\d\\.\\d+) +\\d\\.\\d+");
    assertTrue(losses.getLast() < losses.getFirst() / 2, text);
  }
}
