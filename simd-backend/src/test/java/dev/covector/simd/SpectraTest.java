package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.kernel.Decomposition;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Eigenvalues and singular values that lie close together, far apart, or on one another. */
class SpectraTest {
  private record Setting(boolean wide, LoopCache.Start start, int workers) {
    double epsilon() {
      return wide ? 0x1p-52 : 0x1p-23;
    }
  }

  /** A matrix by a name. */
  private record Sample(String name, double[][] a) {}

  private static Stream<Setting> settings() {
    return Stream.of(false, true)
        .flatMap(
            wide ->
                Stream.of(
                    new Setting(wide, LoopCache.Start.SCALAR, 1),
                    new Setting(wide, LoopCache.Start.VECTOR, 1),
                    new Setting(wide, LoopCache.Start.VECTOR, 3)));
  }

  /** Q diag(w) Q^T for a Q of two reflections, which leaves nothing zero. */
  private static double[][] withValues(int n, IntToDoubleFunction value) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = value.applyAsDouble(i);
    }
    Random random = new Random(n);
    for (int turn = 0; turn < 2; turn++) {
      double[] v = random.doubles(n, -1, 1).toArray();
      double square = 0;
      for (double x : v) {
        square += x * x;
      }
      double[] product = new double[n];
      double inner = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          product[i] += a[i][j] * v[j];
        }
        inner += product[i] * v[i];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i][j] +=
              -2 / square * (v[i] * product[j] + product[i] * v[j])
                  + 4 / square / square * inner * v[i] * v[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  private static double[][] tridiagonal(int n, IntToDoubleFunction d, IntToDoubleFunction e) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i][i] = d.applyAsDouble(i);
      if (i + 1 < n) {
        a[i][i + 1] = a[i + 1][i] = e.applyAsDouble(i);
      }
    }
    return a;
  }

  private static double[][] random(int n) {
    Random random = new Random(7);
    return withValues(n, i -> random.nextGaussian());
  }

  private static Stream<Sample> samples() {
    int n = 117;
    return Stream.of(
        new Sample("zero", new double[n][n]),
        new Sample("one", tridiagonal(n, i -> 1, i -> 0)),
        new Sample("diagonal", tridiagonal(n, i -> (i * 37) % 11 - 5, i -> 0)),
        new Sample("differences", tridiagonal(n, i -> 2, i -> -1)),
        new Sample("pairs", tridiagonal(n, i -> Math.abs(i - n / 2), i -> 1)),
        new Sample(
            "glued", tridiagonal(n, i -> Math.abs(i % 21 - 10), i -> i % 21 == 20 ? 1e-9 : 1)),
        new Sample("bare", tridiagonal(n, i -> 0, i -> 1)),
        new Sample("apart", tridiagonal(n, i -> i % 3, i -> i % 16 == 15 || i % 29 == 0 ? 0 : 1)),
        new Sample("graded", tridiagonal(n, i -> Math.pow(2, -i), i -> Math.pow(2, -i - 1))),
        new Sample("graded up", tridiagonal(n, i -> Math.pow(3, i - n), i -> Math.pow(3, i - n))),
        new Sample("random", random(n)),
        new Sample("large", random(256)),
        new Sample("cluster", withValues(n, i -> i == 0 ? 1e-3 : 1 + i * 1e-14)),
        new Sample("two values", withValues(n, i -> i % 2)),
        new Sample("rank one", withValues(n, i -> i == 5 ? 3 : 0)),
        new Sample("geometric", withValues(n, i -> Math.pow(10, -i / 8.0))),
        new Sample("huge", withValues(n, i -> 1e30 * (i - 50))),
        new Sample("tiny", withValues(n, i -> 1e-30 * (i - 50))),
        new Sample("arithmetic", withValues(130, i -> i - 65)));
  }

  private interface Check {
    void of(Setting setting, double[][] a);
  }

  private static Stream<DynamicTest> over(Check check) {
    List<Sample> samples = samples().toList();
    return settings()
        .flatMap(
            setting ->
                samples.stream()
                    .map(
                        sample ->
                            DynamicTest.dynamicTest(
                                setting + " " + sample.name,
                                () -> check.of(setting, rounded(setting, sample.a)))));
  }

  private static double[][] rounded(Setting setting, double[][] a) {
    double[][] result = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        result[i][j] = setting.wide ? a[i][j] : (float) a[i][j];
      }
    }
    return result;
  }

  /** Runs a kernel of one operand; the results have rows of n, or one. */
  private static double[][][] run(Setting setting, Decomposition kernel, double[][] a) {
    int n = a.length;
    DType dtype = setting.wide ? DType.F64 : DType.F32;
    int bytes = dtype.byteSize();
    Workers workers = new Workers(setting.workers);
    DecompositionKernel compiled =
        new DecompositionKernel(kernel, Decompositions.code(setting.wide, setting.start), workers);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] buffers = new MemorySegment[1 + kernel.targets().size()];
      for (int i = 0; i < buffers.length; i++) {
        buffers[i] = arena.allocate(Math.max(1, (long) n * n * bytes), 64);
      }
      for (int i = 0; i < n * n; i++) {
        if (setting.wide) {
          buffers[0].setAtIndex(ValueLayout.JAVA_DOUBLE, i, a[i / n][i % n]);
        } else {
          buffers[0].setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) a[i / n][i % n]);
        }
      }
      compiled.run(buffers, arena.allocate(compiled.workspaceBytes(), 64));
      double[][][] results = new double[kernel.targets().size()][][];
      for (int t = 0; t < results.length; t++) {
        MemorySegment buffer = buffers[kernel.targets().get(t)];
        int rows = (int) (kernel.targetSizes().get(t) / Math.max(1, n));
        results[t] = new double[rows][n];
        for (int i = 0; i < rows * n; i++) {
          results[t][i / n][i % n] =
              setting.wide
                  ? buffer.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
                  : buffer.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        }
      }
      return results;
    }
  }

  private static double[][] transpose(double[][] a) {
    double[][] result = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }

  private static double largest(double[][] a) {
    double largest = 0;
    for (double[] row : a) {
      for (double x : row) {
        assertTrue(Double.isFinite(x));
        largest = Math.max(largest, Math.abs(x));
      }
    }
    return largest;
  }

  /** The largest element of {@code left diag(values) right - a}. */
  private static double residual(double[][] left, double[] values, double[][] right, double[][] a) {
    int n = a.length;
    double[][] difference = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = left[i][k] * (values == null ? 1 : values[k]);
        for (int j = 0; j < n; j++) {
          difference[i][j] += factor * right[k][j];
        }
      }
      for (int j = 0; j < n; j++) {
        difference[i][j] -= a == null ? 0 : a[i][j];
      }
    }
    return largest(difference);
  }

  private static double[][] identity(int n) {
    return tridiagonal(n, i -> 1, i -> 0);
  }

  private static double norm(double[] values) {
    double norm = 0;
    for (double value : values) {
      norm = Math.max(norm, Math.abs(value));
    }
    return norm;
  }

  @TestFactory
  Stream<DynamicTest> eigenvectors() {
    return over(
        (setting, a) -> {
          int n = a.length;
          DType dtype = setting.wide ? DType.F64 : DType.F32;
          double[][][] result = run(setting, new Decomposition.Eigh(dtype, 1, n, 0, 1, 2), a);
          double[][] v = result[0];
          double[] w = result[1][0];
          double tolerance = 4 * Math.sqrt(n) * setting.epsilon();
          assertEquals(0, residual(transpose(v), null, v, identity(n)), tolerance);
          assertEquals(0, residual(v, w, transpose(v), a), tolerance * norm(w));
          for (int i = 1; i < n; i++) {
            assertTrue(w[i - 1] <= w[i]);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> singularVectors() {
    return over(
        (setting, a) -> {
          int n = a.length;
          DType dtype = setting.wide ? DType.F64 : DType.F32;
          double[][][] result =
              run(setting, new Decomposition.Svd(dtype, 1, n, n, false, 0, 1, List.of(2, 3)), a);
          double[] s = result[0][0];
          double[][] u = result[1];
          double[][] v = result[2];
          double tolerance = n * setting.epsilon();
          assertEquals(0, residual(transpose(u), null, u, identity(n)), tolerance);
          assertEquals(0, residual(v, null, transpose(v), identity(n)), tolerance);
          assertEquals(0, residual(u, s, v, a), tolerance * norm(s));
          for (int i = 0; i < n; i++) {
            assertTrue(s[i] >= 0 && (i == 0 || s[i - 1] >= s[i]));
          }
        });
  }

  /** The eigenvalues of the second differences are known. */
  @Test
  void valuesOfDifferences() {
    int n = 200;
    for (Setting setting : settings().toList()) {
      DType dtype = setting.wide ? DType.F64 : DType.F32;
      double[][] a = tridiagonal(n, i -> 2, i -> -1);
      double[] w = run(setting, new Decomposition.Eigh(dtype, 1, n, 0, 1, 2), a)[1][0];
      for (int i = 0; i < n; i++) {
        double expected = 2 - 2 * Math.cos(Math.PI * (i + 1) / (n + 1));
        assertEquals(expected, w[i], 16 * setting.epsilon());
      }
    }
  }
}
