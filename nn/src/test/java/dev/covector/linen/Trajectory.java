package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.covector.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training run that Flax and Optax recorded: by step, the losses. The file is written by {@code
 * trajectories.py}.
 */
record Trajectory(Map<Integer, double[]> records) {
  /** Rounding grows along a run. */
  private static final int EARLY = 60;

  static Trajectory of(String name, int seed) throws IOException {
    Map<Integer, double[]> records = new TreeMap<>();
    for (String line : lines()) {
      String[] words = line.split(" ");
      if (words[0].equals(name) && words[1].equals(Integer.toString(seed))) {
        records.put(
            Integer.parseInt(words[2]),
            Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray());
      }
    }
    assertFalse(records.isEmpty(), "nothing is recorded of " + name + " with seed " + seed);
    return new Trajectory(records);
  }

  private static List<String> lines() throws IOException {
    try (InputStream file = Trajectory.class.getResourceAsStream("trajectories.txt")) {
      return new ArrayList<>(
          new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** Checks the losses of a step, where they are recorded. */
  void check(int step, Tensor... losses) {
    double[] want = records.get(step);
    for (int i = 0; want != null && i < want.length; i++) {
      double allowed = (step <= EARLY ? 1e-3 : 2e-2) * Math.abs(want[i]);
      assertEquals(want[i], losses[i].toDouble(), allowed, "loss " + i + " at step " + step);
    }
  }
}
