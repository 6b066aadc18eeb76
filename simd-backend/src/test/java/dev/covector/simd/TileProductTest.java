package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products in workspaces against sums one by one. */
final class TileProductTest {
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void productsAreSums(boolean wide, boolean turned) {
    assumeTrue(VectorMode.isOn());
    TileProduct product = new TileProduct(wide);
    product.setWarm();
    for (long rows : new long[] {0, 1, 2, 5, 6, 7, 25, 40}) {
      for (long lines : new long[] {0, 1, 3, 5, 8}) {
        for (long depth : new long[] {0, 1, 17, 300}) {
          for (int sign = -1; sign <= 1; sign++) {
            check(product, new MatrixMemory(wide), turned, rows, lines * 64, depth, sign);
          }
        }
      }
    }
  }

  private static void check(
      TileProduct product,
      MatrixMemory memory,
      boolean turned,
      long rows,
      long size,
      long depth,
      int sign) {
    long bytes = memory.bytes;
    long columns = size / bytes;
    long ars = turned ? bytes : (depth + 3) * bytes;
    long acs = turned ? (rows + 5) * bytes : bytes;
    long row = size + 64;
    try (Arena arena = Arena.ofConfined()) {
      long a = filled(arena, memory, (rows + 5) * (depth + 3));
      long b = filled(arena, memory, (depth + 1) * row / bytes);
      MemorySegment results = arena.allocate((rows + 1) * row, 64);
      long c = results.address();
      fill(memory, c, (rows + 1) * row / bytes);
      double[] want = new double[(int) (rows * row / bytes)];
      for (int i = 0; i < want.length; i++) {
        long column = i % (row / bytes);
        long line = i / (row / bytes);
        want[i] = memory.get(c + i * bytes);
        if (column < columns) {
          double sum = 0;
          for (long p = 0; p < depth; p++) {
            sum += memory.get(a + line * ars + p * acs) * memory.get(b + p * row + column * bytes);
          }
          want[i] = sign == 0 ? sum : want[i] + sign * sum;
        }
      }
      product.multiply(rows, size, depth, a, ars, acs, b, row, c, row, sign);
      double tolerance = (depth + 1) * (memory.wide ? 1e-15 : 1e-6);
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], memory.get(c + i * bytes), tolerance, rows + " " + size + " " + i);
      }
    }
  }

  private static long filled(Arena arena, MatrixMemory memory, long count) {
    long address = arena.allocate(Math.max(64, count * memory.bytes), 64).address();
    fill(memory, address, count);
    return address;
  }

  private static void fill(MatrixMemory memory, long address, long count) {
    Random random = new Random(count);
    for (long i = 0; i < count; i++) {
      memory.put(address + i * memory.bytes, random.nextDouble(-1, 1));
    }
  }
}
