package dev.covector.benchmarks.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class HashTest {
  /** From NumPy, by the script jax_inputs.py. */
  @Test
  void isThatOfThePythonSide() {
    assertArrayEquals(new int[] {-1832243442, -1767835285, -1793237570}, bits(1));
    assertArrayEquals(new int[] {16019, 44336, 39949, 35934, 6664}, Hash.integers(2, 5, 50_000));
  }

  private static int[] bits(int seed) {
    return new int[] {Hash.bits(seed, 0), Hash.bits(seed, 1), Hash.bits(seed, 999_999)};
  }

  @Test
  void spreadsOverTheInterval() {
    double sum = 0;
    for (float x : Hash.uniform(3, 10_000, -1, 1)) {
      assertTrue(x >= -1 && x < 1);
      sum += x;
    }
    assertEquals(0, sum / 10_000, 0.02);
  }

  @Test
  void makesSymmetricMatrices() {
    float[] matrix = Hash.symmetric(1, 7, -1, 1);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        assertEquals(matrix[i * 7 + j], matrix[j * 7 + i]);
      }
    }
  }
}
