package dev.covector.simd;

import static dev.covector.simd.Decompositions.identity;
import static dev.covector.simd.Decompositions.over;
import static dev.covector.simd.Decompositions.product;
import static dev.covector.simd.Decompositions.random;
import static dev.covector.simd.Decompositions.requireNear;
import static dev.covector.simd.Decompositions.requireOrthonormal;
import static dev.covector.simd.Decompositions.run;
import static dev.covector.simd.Decompositions.settings;
import static dev.covector.simd.Decompositions.transpose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.kernel.Decomposition;
import dev.covector.simd.Decompositions.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Eigenvectors and singular vectors by the identities they promise. */
class SpectralDecompositionTest {
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

  @TestFactory
  Stream<DynamicTest> eigenvectorsDiagonalize() {
    return over(
        (setting, m, n) -> {
          for (double scale : new double[] {1, setting.dtype() == DType.F64 ? 1e200 : 1e25}) {
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
    double[][] all = run(setting, new Decomposition.Eigh(setting.dtype(), 1, n, 0, 1, 2), a);
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
          double big = setting.dtype() == DType.F64 ? 1e-200 : 1e-25;
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
          new Decomposition.Svd(setting.dtype(), 1, m, n, full, 0, 1, List.of(2, 3));
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
          run(setting, new Decomposition.Svd(setting.dtype(), 1, m, n, full, 0, 1, List.of()), a)[
              0];
      requireNear(svd[0], alone, tolerance * scale * Math.sqrt(m + n + 1));
    }
  }

  @Test
  void notANumberSpreads() {
    for (Setting setting : settings().toList()) {
      double[] a = random(40 * 40, 3);
      a[77] = Double.NaN;
      a[41] = Double.POSITIVE_INFINITY;
      double[] w = run(setting, new Decomposition.Eigh(setting.dtype(), 1, 40, 0, 1, 2), a)[1];
      double[] s =
          run(
              setting,
              new Decomposition.Svd(setting.dtype(), 1, 40, 40, true, 0, 1, List.of(2, 3)),
              a)[0];
      double[] q =
          run(setting, new Decomposition.Qr(setting.dtype(), 1, 40, 40, 40, 0, 1, 2), a)[0];
      assertTrue(Double.isNaN(w[0]) && Double.isNaN(s[0]) && Double.isNaN(q[5]));
      run(setting, new Decomposition.Lu(setting.dtype(), 1, 40, 40, 0, 1, 2, 3), a);
    }
  }
}
