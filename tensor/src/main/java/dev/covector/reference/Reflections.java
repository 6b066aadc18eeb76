package dev.covector.reference;

import java.util.List;

/** QR by Householder reflections: Golub and Van Loan, "Matrix Computations", sec. 5.1 and 5.2. */
final class Reflections {
  private Reflections() {}

  /** Q and R. */
  static List<double[]> qr(double[] source, int m, int n, int columns) {
    double[] a = source.clone();
    int k = Math.min(m, n);
    double[] taus = new double[k];
    for (int j = 0; j < k; j++) {
      taus[j] = reflect(a, m, n, j);
    }
    double[] r = new double[columns * n];
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < n; j++) {
        r[i * n + j] = a[i * n + j];
      }
    }
    return List.of(product(a, m, n, taus, columns), r);
  }

  /** Makes column j zero below the diagonal, and leaves the reflection there, as LAPACK does. */
  private static double reflect(double[] a, int m, int n, int j) {
    double norm = 0;
    for (int i = j + 1; i < m; i++) {
      norm = Math.hypot(norm, a[i * n + j]);
    }
    if (norm == 0) {
      return 0;
    }
    double alpha = a[j * n + j];
    double beta = -Math.copySign(Math.hypot(alpha, norm), alpha);
    double tau = (beta - alpha) / beta;
    for (int i = j + 1; i < m; i++) {
      a[i * n + j] /= alpha - beta;
    }
    a[j * n + j] = beta;
    apply(a, n, j, tau, a, m, n, j + 1);
    return tau;
  }

  /** Applies reflection j of a to the columns of c from one on. */
  private static void apply(
      double[] a, int n, int j, double tau, double[] c, int m, int columns, int from) {
    for (int col = from; col < columns; col++) {
      double dot = c[j * columns + col];
      for (int i = j + 1; i < m; i++) {
        dot += a[i * n + j] * c[i * columns + col];
      }
      c[j * columns + col] -= tau * dot;
      for (int i = j + 1; i < m; i++) {
        c[i * columns + col] -= tau * dot * a[i * n + j];
      }
    }
  }

  /** The first columns of the product of reflections. */
  static double[] product(double[] a, int m, int n, double[] taus, int columns) {
    double[] q = new double[m * columns];
    for (int i = 0; i < Math.min(m, columns); i++) {
      q[i * columns + i] = 1;
    }
    for (int j = taus.length - 1; j >= 0; j--) {
      apply(a, n, j, taus[j], q, m, columns, 0);
    }
    return q;
  }
}
