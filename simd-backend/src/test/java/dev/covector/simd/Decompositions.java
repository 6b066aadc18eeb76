package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.kernel.Decomposition;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Factorizations as tests run them, and plain products that their results are held against. */
final class Decompositions {
  private Decompositions() {}

  private static final int[][] SHAPES = {
    {0, 0},
    {1, 1},
    {2, 2},
    {3, 5},
    {5, 3},
    {0, 3},
    {3, 0},
    {17, 17},
    {33, 32},
    {32, 33},
    {64, 64},
    {100, 37},
    {37, 100},
    {130, 130},
    {200, 65},
    {65, 200}
  };

  /** How the innermost loops run. */
  record Setting(DType dtype, LoopCache.Start start, int workers) {
    double epsilon() {
      return dtype == DType.F64 ? 0x1p-52 : 0x1p-23;
    }
  }

  static Stream<Setting> settings() {
    return Stream.of(DType.F32, DType.F64)
        .flatMap(
            dtype ->
                Stream.of(
                    new Setting(dtype, LoopCache.Start.SCALAR, 1),
                    new Setting(dtype, LoopCache.Start.VECTOR, 1),
                    new Setting(dtype, LoopCache.Start.VECTOR, 3)));
  }

  interface Check {
    void of(Setting setting, int m, int n);
  }

  static Stream<DynamicTest> over(Check check) {
    return settings()
        .flatMap(
            setting ->
                Arrays.stream(SHAPES)
                    .map(
                        shape ->
                            DynamicTest.dynamicTest(
                                setting + " " + Arrays.toString(shape),
                                () -> check.of(setting, shape[0], shape[1]))));
  }

  private static final Map<List<Object>, MatrixCode> CODES = new ConcurrentHashMap<>();

  /** Code that stays, as it does in a process: what it generates is compiled once. */
  static MatrixCode code(boolean wide, LoopCache.Start start) {
    return CODES.computeIfAbsent(List.of(wide, start), key -> new MatrixCode(wide, start));
  }

  /** Runs a kernel whose operands are the first buffers. */
  static double[][] run(Setting setting, Decomposition kernel, double[]... operands) {
    try (Arena arena = Arena.ofConfined()) {
      int count = operands.length + kernel.targets().size();
      MemorySegment[] buffers = new MemorySegment[count];
      for (int i = 0; i < operands.length; i++) {
        buffers[i] = arena.allocate(Math.max(8, operands[i].length * 8L), 64);
        for (int j = 0; j < operands[i].length; j++) {
          put(setting.dtype(), buffers[i], j, operands[i][j]);
        }
      }
      for (int i = operands.length; i < count; i++) {
        long size = kernel.batch() * kernel.targetSizes().get(i - operands.length);
        buffers[i] = arena.allocate(Math.max(8, size * 8), 64);
        buffers[i].fill((byte) 0x7b);
      }
      DecompositionKernel compiled =
          new DecompositionKernel(
              kernel,
              code(setting.dtype() == DType.F64, setting.start),
              new Workers(setting.workers));
      // what a workspace holds before must not matter
      MemorySegment workspace = arena.allocate(compiled.workspaceBytes(), 64);
      workspace.fill((byte) 0x7f);
      compiled.run(buffers, workspace);
      double[][] results = new double[kernel.targets().size()][];
      for (int i = 0; i < results.length; i++) {
        boolean counts = kernel instanceof Decomposition.Lu && i > 0;
        results[i] = new double[(int) (kernel.batch() * kernel.targetSizes().get(i))];
        for (int j = 0; j < results[i].length; j++) {
          results[i][j] =
              get(counts ? DType.I32 : setting.dtype(), buffers[operands.length + i], j);
        }
      }
      return results;
    }
  }

  private static void put(DType dtype, MemorySegment memory, int i, double value) {
    if (dtype == DType.F64) {
      memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
    } else {
      memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value);
    }
  }

  private static double get(DType dtype, MemorySegment memory, int i) {
    return switch (dtype) {
      case F64 -> memory.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
      case F32 -> memory.getAtIndex(ValueLayout.JAVA_FLOAT, i);
      default -> memory.getAtIndex(ValueLayout.JAVA_INT, i);
    };
  }

  /** Values that f32 holds exactly. */
  static double[] random(int count, int seed) {
    Random random = new Random(seed);
    return random.doubles(count, -1, 1).map(x -> (float) x).toArray();
  }

  static double[] product(double[] a, double[] b, int m, int k, int n) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < n; j++) {
          c[i * n + j] += a[i * k + p] * b[p * n + j];
        }
      }
    }
    return c;
  }

  static double[] transpose(double[] a, int m, int n) {
    double[] t = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        t[j * m + i] = a[i * n + j];
      }
    }
    return t;
  }

  static double[] identity(int n) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 1;
    }
    return a;
  }

  static double largest(double[] a) {
    return Arrays.stream(a).map(Math::abs).max().orElse(0);
  }

  static void requireNear(double[] want, double[] got, double tolerance) {
    assertEquals(want.length, got.length);
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], tolerance, "element " + i);
    }
  }

  static void requireOrthonormal(double[] q, int rows, int columns, double tolerance) {
    requireNear(
        identity(columns),
        product(transpose(q, rows, columns), q, columns, rows, columns),
        tolerance);
  }
}
