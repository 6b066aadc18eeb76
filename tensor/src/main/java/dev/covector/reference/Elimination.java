package dev.covector.reference;

import java.util.Arrays;
import java.util.List;

/** Cholesky, LU and substitution, row-major, one element after the other. */
final class Elimination {
  private Elimination() {}

  /** Where a triangle stands and which it is; see the kernel's record. */
  record Side(boolean left, boolean lower, boolean transpose, boolean unitDiagonal) {}

  static double[] cholesky(double[] a, int n, boolean symmetrize) {
    double[] l = new double[n * n];
    boolean positive = true;
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = symmetrize ? (a[i * n + j] + a[j * n + i]) / 2 : a[i * n + j];
        for (int p = 0; p < j; p++) {
          sum -= l[i * n + p] * l[j * n + p];
        }
        positive &= i > j || sum > 0;
        l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
      }
    }
    for (int i = 0; i < n && !positive; i++) {
      Arrays.fill(l, i * n, i * n + i + 1, Double.NaN);
    }
    return l;
  }

  static double[] triangularSolve(double[] a, double[] b, int m, int n, Side side) {
    int order = side.left ? m : n;
    int others = side.left ? n : m;
    // op(A) X = B, or op(A)^T X^T = B^T
    boolean across = side.transpose != !side.left;
    boolean forward = side.lower != across;
    double[] x = b.clone();
    for (int other = 0; other < others; other++) {
      for (int step = 0; step < order; step++) {
        int i = forward ? step : order - 1 - step;
        double sum = x[at(side, i, other, n)];
        for (int p = forward ? 0 : i + 1; p < (forward ? i : order); p++) {
          sum -= a[across ? p * order + i : i * order + p] * x[at(side, p, other, n)];
        }
        x[at(side, i, other, n)] = side.unitDiagonal ? sum : sum / a[i * order + i];
      }
    }
    return x;
  }

  private static int at(Side side, int i, int other, int n) {
    return side.left ? i * n + other : other * n + i;
  }

  /** The factors, the exchanges and the permutation. */
  static List<double[]> lu(double[] source, int m, int n) {
    double[] a = source.clone();
    int k = Math.min(m, n);
    double[] pivots = new double[k];
    double[] permutation = new double[m];
    Arrays.setAll(permutation, i -> i);
    for (int j = 0; j < k; j++) {
      int pivot = j;
      for (int i = j + 1; i < m; i++) {
        pivot = Math.abs(a[i * n + j]) > Math.abs(a[pivot * n + j]) ? i : pivot;
      }
      pivots[j] = pivot;
      exchange(a, j * n, pivot * n, n);
      exchange(permutation, j, pivot, 1);
      for (int i = j + 1; i < m; i++) {
        // a zero pivot has nothing below it either
        a[i * n + j] = a[j * n + j] == 0 ? a[i * n + j] : a[i * n + j] / a[j * n + j];
        for (int c = j + 1; c < n; c++) {
          a[i * n + c] -= a[i * n + j] * a[j * n + c];
        }
      }
    }
    return List.of(a, pivots, permutation);
  }

  private static void exchange(double[] a, int first, int second, int count) {
    for (int i = 0; i < count; i++) {
      double value = a[first + i];
      a[first + i] = a[second + i];
      a[second + i] = value;
    }
  }

  /** Through LU of the whole matrix. */
  static double[] tridiagonal(
      double[] lower, double[] diagonal, double[] upper, double[] b, int n, int columns) {
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      a[i * n + i] = diagonal[i];
      if (i > 0) {
        a[i * n + i - 1] = lower[i];
      }
      if (i < n - 1) {
        a[i * n + i + 1] = upper[i];
      }
    }
    List<double[]> factors = lu(a, n, n);
    double[] permuted = new double[n * columns];
    for (int i = 0; i < n; i++) {
      int from = (int) factors.get(2)[i];
      System.arraycopy(b, from * columns, permuted, i * columns, columns);
    }
    double[] half =
        triangularSolve(
            factors.getFirst(), permuted, n, columns, new Side(true, true, false, true));
    return triangularSolve(
        factors.getFirst(), half, n, columns, new Side(true, false, false, false));
  }
}
