package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Factorizations by the identities they promise, with errors that grow with size and precision. */
class DecompositionTest {
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
  private record Setting(DType dtype, LoopCache.Start start, int workers) {
    double epsilon() {
      return dtype == DType.F64 ? 0x1p-52 : 0x1p-23;
    }
  }

  private static Stream<Setting> settings() {
    return Stream.of(DType.F32, DType.F64)
        .flatMap(
            dtype ->
                Stream.of(
                    new Setting(dtype, LoopCache.Start.SCALAR, 1),
                    new Setting(dtype, LoopCache.Start.VECTOR, 1),
                    new Setting(dtype, LoopCache.Start.VECTOR, 3)));
  }

  private interface Check {
    void of(Setting setting, int m, int n);
  }

  private static Stream<DynamicTest> over(Check check) {
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
  private static double[][] run(Setting setting, Decomposition kernel, double[]... operands) {
    try (Arena arena = Arena.ofConfined()) {
      int count = operands.length + kernel.targets().size();
      MemorySegment[] buffers = new MemorySegment[count];
      for (int i = 0; i < operands.length; i++) {
        buffers[i] = arena.allocate(Math.max(8, operands[i].length * 8L), 64);
        for (int j = 0; j < operands[i].length; j++) {
          put(setting.dtype, buffers[i], j, operands[i][j]);
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
              code(setting.dtype == DType.F64, setting.start),
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
          results[i][j] = get(counts ? DType.I32 : setting.dtype, buffers[operands.length + i], j);
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
  private static double[] random(int count, int seed) {
    Random random = new Random(seed);
    return random.doubles(count, -1, 1).map(x -> (float) x).toArray();
  }

  private static double[] product(double[] a, double[] b, int m, int k, int n) {
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

  private static double[] transpose(double[] a, int m, int n) {
    double[] t = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        t[j * m + i] = a[i * n + j];
      }
    }
    return t;
  }

  private static double[] identity(int n) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = 1;
    }
    return a;
  }

  private static double largest(double[] a) {
    return Arrays.stream(a).map(Math::abs).max().orElse(0);
  }

  private static void requireNear(double[] want, double[] got, double tolerance) {
    assertEquals(want.length, got.length);
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], tolerance, "element " + i);
    }
  }

  @TestFactory
  Stream<DynamicTest> choleskyFactorsTheMatrix() {
    return over(
        (setting, m, n) -> {
          double[] g = random(n * n, n);
          double[] a = product(g, transpose(g, n, n), n, n, n);
          for (int i = 0; i < n; i++) {
            a[i * n + i] += n;
          }
          for (boolean symmetrize : new boolean[] {false, true}) {
            double[] l =
                run(setting, new Decomposition.Cholesky(setting.dtype, 1, n, symmetrize, 0, 1), a)[
                    0];
            for (int i = 0; i < n; i++) {
              for (int j = i + 1; j < n; j++) {
                assertEquals(0, l[i * n + j]);
              }
            }
            double[] back = product(l, transpose(l, n, n), n, n, n);
            requireNear(a, back, 4 * (n + 4) * setting.epsilon() * largest(a));
          }
        });
  }

  /** Large enough for parallel parts, and for wide blocks. */
  @TestFactory
  Stream<DynamicTest> choleskyFactorsLargeMatrices() {
    return Stream.of(1, 2, 7)
        .flatMap(
            workers ->
                Stream.of(
                    new Setting(DType.F32, LoopCache.Start.VECTOR, workers),
                    new Setting(DType.F64, LoopCache.Start.VECTOR, workers)))
        .map(
            setting ->
                DynamicTest.dynamicTest(
                    "" + setting,
                    () -> {
                      int n = setting.dtype == DType.F64 ? 517 : 331;
                      double[] g = random(n * n, n);
                      double[] a = product(g, transpose(g, n, n), n, n, n);
                      for (int i = 0; i < n; i++) {
                        // graded: the last rows are a millionth of the first
                        for (int j = 0; j < n; j++) {
                          double grade = Math.pow(10, -3.0 * (i + j) / n);
                          a[i * n + j] = (float) (grade * (a[i * n + j] + (i == j ? 1 : 0)));
                        }
                      }
                      double[] l =
                          run(
                              setting,
                              new Decomposition.Cholesky(setting.dtype, 1, n, true, 0, 1),
                              a)[0];
                      double[] back = product(l, transpose(l, n, n), n, n, n);
                      for (int i = 0; i < n; i++) {
                        for (int j = 0; j <= i; j++) {
                          // the error of an element is as large as its row and column are
                          double size = Math.sqrt(a[i * n + i] * a[j * n + j]);
                          assertEquals(
                              a[i * n + j],
                              back[i * n + j],
                              4 * (n + 4) * setting.epsilon() * size);
                        }
                      }
                      a[(n - 2) * n + n - 2] = Double.NaN;
                      l =
                          run(
                              setting,
                              new Decomposition.Cholesky(setting.dtype, 1, n, true, 0, 1),
                              a)[0];
                      assertTrue(Double.isNaN(l[0]) && Double.isNaN(l[n * n - 1]));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> largeSpectraWithManyWorkers() {
    return Stream.of(DType.F32, DType.F64)
        .map(dtype -> new Setting(dtype, LoopCache.Start.VECTOR, 7))
        .map(
            setting ->
                DynamicTest.dynamicTest(
                    "" + setting,
                    () -> {
                      int n = 331;
                      double[] g = random(n * n, n);
                      double[] a = new double[n * n];
                      for (int i = 0; i < n * n; i++) {
                        a[i] = (float) ((g[i] + g[i % n * n + i / n]) / 2);
                      }
                      requireEigen(setting, n, a, 1);
                      requireSingular(setting, n, 290, random(n * 290, 3), 1);
                    }));
  }

  @Test
  void choleskyOfWhatIsNotPositiveIsNan() {
    for (Setting setting : settings().toList()) {
      double[] a = identity(20);
      a[13 * 20 + 13] = -1;
      double[] l = run(setting, new Decomposition.Cholesky(setting.dtype, 1, 20, true, 0, 1), a)[0];
      assertTrue(Double.isNaN(l[0]) && Double.isNaN(l[399]) && l[1] == 0);
    }
  }

  @TestFactory
  Stream<DynamicTest> luFactorsThePermutedMatrix() {
    return over(
        (setting, m, n) -> {
          double[] a = random(m * n, m + 7 * n);
          if (m > 3 && n > 3) {
            // a column of zeros has no pivot
            for (int i = 0; i < m; i++) {
              a[i * n + 2] = 0;
            }
          }
          int k = Math.min(m, n);
          double[][] lu = run(setting, new Decomposition.Lu(setting.dtype, 1, m, n, 0, 1, 2, 3), a);
          double[] l = new double[m * k];
          double[] u = new double[k * n];
          for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
              if (j < i && j < k) {
                l[i * k + j] = lu[0][i * n + j];
                assertTrue(Math.abs(l[i * k + j]) <= 1 + 4 * setting.epsilon());
              }
              if (j >= i && i < k) {
                u[i * n + j] = lu[0][i * n + j];
              }
            }
            if (i < k) {
              l[i * k + i] = 1;
            }
          }
          double[] permuted = new double[m * n];
          int[] rows = IntStream.range(0, m).toArray();
          for (int i = 0; i < k; i++) {
            int other = (int) lu[1][i];
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
          }
          for (int i = 0; i < m; i++) {
            assertEquals(rows[i], (int) lu[2][i]);
            System.arraycopy(a, rows[i] * n, permuted, i * n, n);
          }
          requireNear(permuted, product(l, u, m, k, n), 8 * (k + 4) * setting.epsilon());
        });
  }

  @TestFactory
  Stream<DynamicTest> triangularSolutionsSolve() {
    return over(
        (setting, m, n) -> {
          for (int bits = 0; bits < 16; bits++) {
            boolean left = (bits & 1) == 0;
            boolean lower = (bits & 2) == 0;
            boolean turned = (bits & 4) == 0;
            boolean unit = (bits & 8) == 0;
            int order = left ? m : n;
            double[] a = random(order * order, bits + m);
            double[] triangle = new double[order * order];
            for (int i = 0; i < order; i++) {
              for (int j = 0; j < order; j++) {
                a[i * order + j] /= order;
                if (i == j) {
                  a[i * order + j] += 2;
                }
                boolean inside = lower ? j <= i : j >= i;
                triangle[i * order + j] =
                    i == j && unit ? 1 : inside ? (float) a[i * order + j] : 0;
              }
            }
            double[] op = turned ? transpose(triangle, order, order) : triangle;
            double[] b = random(m * n, m);
            double[] x =
                run(
                    setting,
                    new Decomposition.TriangularSolve(
                        setting.dtype, 1, m, n, left, lower, turned, unit, 0, 1, 2),
                    a,
                    b)[0];
            double[] back = left ? product(op, x, m, m, n) : product(x, op, m, n, n);
            double f32 = setting.dtype == DType.F64 ? 0x1p-23 : 0;
            requireNear(b, back, 8 * (order + 4) * setting.epsilon() + 4 * f32);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> qrFactorsTheMatrix() {
    return over(
        (setting, m, n) -> {
          double[] a = random(m * n, m + n);
          for (int columns : new int[] {Math.min(m, n), m}) {
            double[][] qr =
                run(setting, new Decomposition.Qr(setting.dtype, 1, m, n, columns, 0, 1, 2), a);
            double tolerance = 8 * (m + n + 4) * setting.epsilon();
            requireOrthonormal(qr[0], m, columns, tolerance);
            requireNear(a, product(qr[0], qr[1], m, columns, n), tolerance);
            for (int i = 0; i < columns; i++) {
              for (int j = 0; j < Math.min(i, n); j++) {
                assertEquals(0, qr[1][i * n + j]);
              }
            }
            if (m > 1 && n > 0) {
              assertEquals(-Math.signum(a[0]), Math.signum(qr[1][0]));
            }
          }
        });
  }

  private static void requireOrthonormal(double[] q, int rows, int columns, double tolerance) {
    requireNear(
        identity(columns),
        product(transpose(q, rows, columns), q, columns, rows, columns),
        tolerance);
  }

  @TestFactory
  Stream<DynamicTest> eigenvectorsDiagonalize() {
    return over(
        (setting, m, n) -> {
          for (double scale : new double[] {1, setting.dtype == DType.F64 ? 1e200 : 1e25}) {
            double[] g = random(n * n, n);
            double[] a = new double[n * n];
            for (int i = 0; i < n; i++) {
              for (int j = 0; j <= i; j++) {
                a[i * n + j] = scale * (float) g[i * n + j];
                a[j * n + i] = a[i * n + j];
              }
            }
            requireEigen(setting, n, a, scale);
          }
          requireEigen(setting, n, identity(n), 1);
          requireEigen(setting, n, new double[n * n], 1);
        });
  }

  private static void requireEigen(Setting setting, int n, double[] a, double scale) {
    double[][] all = run(setting, new Decomposition.Eigh(setting.dtype, 1, n, 0, 1, 2), a);
    double tolerance = 16 * (n + 4) * setting.epsilon();
    requireOrthonormal(all[0], n, n, tolerance);
    double[] scaled = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] = all[0][i * n + j] * all[1][j];
      }
    }
    double[] back = product(scaled, transpose(all[0], n, n), n, n, n);
    requireNear(a, back, tolerance * scale * Math.sqrt(n + 1));
    for (int j = 1; j < n; j++) {
      assertTrue(all[1][j - 1] <= all[1][j]);
    }
  }

  @TestFactory
  Stream<DynamicTest> singularVectorsDiagonalize() {
    return over(
        (setting, m, n) -> {
          requireSingular(setting, m, n, random(m * n, m + n), 1);
          requireSingular(setting, m, n, new double[m * n], 1);
          double big = setting.dtype == DType.F64 ? 1e-200 : 1e-25;
          double[] a = random(m * n, m + n);
          Arrays.setAll(a, i -> a[i] * big);
          requireSingular(setting, m, n, a, big);
          // of rank 2
          int k = Math.min(2, Math.min(m, n));
          requireSingular(setting, m, n, product(random(m * k, 1), random(k * n, 2), m, k, n), 2);
        });
  }

  private static void requireSingular(Setting setting, int m, int n, double[] a, double scale) {
    int k = Math.min(m, n);
    double tolerance = 16 * (m + n + 4) * setting.epsilon();
    for (boolean full : new boolean[] {false, true}) {
      Decomposition.Svd kernel =
          new Decomposition.Svd(setting.dtype, 1, m, n, full, 0, 1, List.of(2, 3));
      int left = (int) kernel.left();
      int right = (int) kernel.right();
      double[][] svd = run(setting, kernel, a);
      requireOrthonormal(svd[1], m, left, tolerance);
      requireOrthonormal(transpose(svd[2], right, n), n, right, tolerance);
      double[] us = new double[m * k];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < k; j++) {
          us[i * k + j] = svd[1][i * left + j] * svd[0][j];
        }
      }
      double[] back = product(us, Arrays.copyOf(svd[2], k * n), m, k, n);
      requireNear(a, back, tolerance * scale * Math.sqrt(m + n + 1));
      for (int j = 0; j < k; j++) {
        assertTrue(svd[0][j] >= 0 && (j == 0 || svd[0][j - 1] >= svd[0][j]));
      }
      double[] alone =
          run(setting, new Decomposition.Svd(setting.dtype, 1, m, n, full, 0, 1, List.of()), a)[0];
      requireNear(svd[0], alone, tolerance * scale * Math.sqrt(m + n + 1));
    }
  }

  @Test
  void notANumberSpreads() {
    for (Setting setting : settings().toList()) {
      double[] a = random(40 * 40, 3);
      a[77] = Double.NaN;
      a[41] = Double.POSITIVE_INFINITY;
      double[] w = run(setting, new Decomposition.Eigh(setting.dtype, 1, 40, 0, 1, 2), a)[1];
      double[] s =
          run(
              setting,
              new Decomposition.Svd(setting.dtype, 1, 40, 40, true, 0, 1, List.of(2, 3)),
              a)[0];
      double[] q = run(setting, new Decomposition.Qr(setting.dtype, 1, 40, 40, 40, 0, 1, 2), a)[0];
      assertTrue(Double.isNaN(w[0]) && Double.isNaN(s[0]) && Double.isNaN(q[5]));
      run(setting, new Decomposition.Lu(setting.dtype, 1, 40, 40, 0, 1, 2, 3), a);
    }
  }

  @Test
  void batchesAreTheirProblems() {
    int n = 20;
    int batch = 7;
    for (Setting setting : settings().toList()) {
      double[] all = random(batch * n * n, 5);
      double[] together =
          run(setting, new Decomposition.Lu(setting.dtype, batch, n, n, 0, 1, 2, 3), all)[0];
      for (int b = 0; b < batch; b++) {
        double[] one = Arrays.copyOfRange(all, b * n * n, (b + 1) * n * n);
        double[] alone =
            run(setting, new Decomposition.Lu(setting.dtype, 1, n, n, 0, 1, 2, 3), one)[0];
        assertArrayEquals(alone, Arrays.copyOfRange(together, b * n * n, (b + 1) * n * n));
      }
    }
  }

  @Test
  void tridiagonalSystemsAreSolvedWithPivots() {
    for (Setting setting : settings().toList()) {
      for (int n : new int[] {0, 1, 2, 3, 30}) {
        double[] lower = random(n, 1);
        double[] diagonal = random(n, 2);
        double[] upper = random(n, 3);
        double[] b = random(n * 2, 4);
        double[] x =
            run(
                setting,
                new Decomposition.TridiagonalSolve(setting.dtype, 1, n, 2, 0, 1, 2, 3, 4),
                lower,
                diagonal,
                upper,
                b)[0];
        double size = 1 + largest(x);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < 2; j++) {
            double sum = diagonal[i] * x[i * 2 + j];
            sum += i > 0 ? lower[i] * x[i * 2 - 2 + j] : 0;
            sum += i + 1 < n ? upper[i] * x[i * 2 + 2 + j] : 0;
            assertEquals(b[i * 2 + j], sum, 16 * size * setting.epsilon());
          }
        }
      }
    }
  }
}
