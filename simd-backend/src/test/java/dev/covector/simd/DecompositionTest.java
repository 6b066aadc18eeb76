package dev.covector.simd;

import static dev.covector.simd.Decompositions.identity;
import static dev.covector.simd.Decompositions.largest;
import static dev.covector.simd.Decompositions.over;
import static dev.covector.simd.Decompositions.product;
import static dev.covector.simd.Decompositions.random;
import static dev.covector.simd.Decompositions.requireNear;
import static dev.covector.simd.Decompositions.requireOrthonormal;
import static dev.covector.simd.Decompositions.run;
import static dev.covector.simd.Decompositions.settings;
import static dev.covector.simd.Decompositions.transpose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.kernel.Decomposition;
import dev.covector.simd.Decompositions.Setting;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Factorizations by the identities they promise, with errors that grow with size and precision. */
class DecompositionTest {
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
                run(
                    setting,
                    new Decomposition.Cholesky(setting.dtype(), 1, n, symmetrize, 0, 1),
                    a)[0];
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
                      int n = setting.dtype() == DType.F64 ? 517 : 331;
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
                              new Decomposition.Cholesky(setting.dtype(), 1, n, true, 0, 1),
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
                              new Decomposition.Cholesky(setting.dtype(), 1, n, true, 0, 1),
                              a)[0];
                      assertTrue(Double.isNaN(l[0]) && Double.isNaN(l[n * n - 1]));
                    }));
  }

  @Test
  void choleskyOfWhatIsNotPositiveIsNan() {
    for (Setting setting : settings().toList()) {
      double[] a = identity(20);
      a[13 * 20 + 13] = -1;
      double[] l =
          run(setting, new Decomposition.Cholesky(setting.dtype(), 1, 20, true, 0, 1), a)[0];
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
          double[][] lu =
              run(setting, new Decomposition.Lu(setting.dtype(), 1, m, n, 0, 1, 2, 3), a);
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
                        setting.dtype(), 1, m, n, left, lower, turned, unit, 0, 1, 2),
                    a,
                    b)[0];
            double[] back = left ? product(op, x, m, m, n) : product(x, op, m, n, n);
            double f32 = setting.dtype() == DType.F64 ? 0x1p-23 : 0;
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
                run(setting, new Decomposition.Qr(setting.dtype(), 1, m, n, columns, 0, 1, 2), a);
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

  @Test
  void batchesAreTheirProblems() {
    int n = 20;
    int batch = 7;
    for (Setting setting : settings().toList()) {
      double[] all = random(batch * n * n, 5);
      double[] together =
          run(setting, new Decomposition.Lu(setting.dtype(), batch, n, n, 0, 1, 2, 3), all)[0];
      for (int b = 0; b < batch; b++) {
        double[] one = Arrays.copyOfRange(all, b * n * n, (b + 1) * n * n);
        double[] alone =
            run(setting, new Decomposition.Lu(setting.dtype(), 1, n, n, 0, 1, 2, 3), one)[0];
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
                new Decomposition.TridiagonalSolve(setting.dtype(), 1, n, 2, 0, 1, 2, 3, 4),
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
