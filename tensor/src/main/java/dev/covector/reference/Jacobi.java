package dev.covector.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Jacobi's rotations: slow, and accurate to the last bits. Golub and Van Loan, "Matrix
 * Computations", sec. 8.5 and 8.6.
 */
final class Jacobi {
  private static final int SWEEPS = 60;
  private static final double SMALL = 0x1p-53;

  private Jacobi() {}

  /** Eigenvectors in columns and ascending eigenvalues, from the lower triangle. */
  static List<double[]> eigh(double[] source, int n) {
    double[] a = new double[n * n];
    double[] v = new double[n * n];
    boolean finite = true;
    for (int i = 0; i < n; i++) {
      v[i * n + i] = 1;
      for (int j = 0; j < n; j++) {
        a[i * n + j] = source[Math.max(i, j) * n + Math.min(i, j)];
        finite &= Double.isFinite(a[i * n + j]);
      }
    }
    if (!finite) {
      Arrays.fill(v, Double.NaN);
      double[] w = new double[n];
      Arrays.fill(w, Double.NaN);
      return List.of(v, w);
    }
    boolean moved = true;
    for (int sweep = 0; moved && sweep < SWEEPS; sweep++) {
      moved = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          moved |= eliminate(a, v, n, p, q);
        }
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((i, j) -> Double.compare(a[i * n + i], a[j * n + j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] w = new double[n];
    double[] sorted = new double[n * n];
    for (int j = 0; j < n; j++) {
      w[j] = a[order[j] * n + order[j]];
      for (int i = 0; i < n; i++) {
        sorted[i * n + j] = v[i * n + order[j]];
      }
    }
    return List.of(sorted, w);
  }

  private static boolean eliminate(double[] a, double[] v, int n, int p, int q) {
    double apq = a[p * n + q];
    if (Math.abs(apq) <= SMALL * Math.sqrt(Math.abs(a[p * n + p]) * Math.abs(a[q * n + q]))
        || Math.abs(apq) < Double.MIN_NORMAL) {
      return false;
    }
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int i = 0; i < n; i++) {
      rotate(a, i * n + p, i * n + q, c, s);
    }
    for (int i = 0; i < n; i++) {
      rotate(a, p * n + i, q * n + i, c, s);
      rotate(v, i * n + p, i * n + q, c, s);
    }
    return true;
  }

  private static void rotate(double[] x, int first, int second, double c, double s) {
    double a = x[first];
    double b = x[second];
    x[first] = c * a - s * b;
    x[second] = s * a + c * b;
  }

  /** Descending singular values, the left vectors in columns and the right ones in rows. */
  static List<double[]> svd(double[] source, int m, int n, int left, int right) {
    if (m < n) {
      List<double[]> other = svd(transposed(source, m, n), n, m, right, left);
      return List.of(
          other.get(0), transposed(other.get(2), left, m), transposed(other.get(1), n, right));
    }
    double[] a = source.clone();
    if (Arrays.stream(a).anyMatch(x -> !Double.isFinite(x))) {
      return List.of(nans(n), nans(m * left), nans(right * n));
    }
    double[] v = new double[n * n];
    for (int i = 0; i < n; i++) {
      v[i * n + i] = 1;
    }
    boolean moved = true;
    for (int sweep = 0; moved && sweep < SWEEPS; sweep++) {
      moved = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          moved |= orthogonalize(a, v, m, n, p, q);
        }
      }
    }
    double[] norms = new double[n];
    for (int j = 0; j < n; j++) {
      norms[j] = Math.sqrt(dot(a, m, n, j, j));
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((i, j) -> Double.compare(norms[j], norms[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] s = new double[n];
    double[] u = new double[m * n];
    double[] vt = new double[n * n];
    double tiny = n == 0 ? 0 : norms[order[0]] * SMALL * Math.max(m, n);
    int rank = 0;
    for (int j = 0; j < n; j++) {
      s[j] = norms[order[j]];
      rank += s[j] > tiny ? 1 : 0;
      for (int i = 0; i < m; i++) {
        u[i * n + j] = s[j] > tiny ? a[i * n + order[j]] / s[j] : 0;
      }
      for (int i = 0; i < n; i++) {
        vt[j * n + i] = v[i * n + order[j]];
      }
    }
    return List.of(s, completed(u, m, n, rank, left), vt);
  }

  /** Columns beyond the rank from the unit vectors, made orthogonal to those before. */
  private static double[] completed(double[] u, int m, int n, int rank, int columns) {
    double[] q = new double[m * columns];
    for (int i = 0; i < m; i++) {
      System.arraycopy(u, i * n, q, i * columns, Math.min(rank, columns));
    }
    int unit = 0;
    for (int j = rank; j < columns; unit++) {
      for (int i = 0; i < m; i++) {
        q[i * columns + j] = i == unit ? 1 : 0;
      }
      for (int twice = 0; twice < 2; twice++) {
        for (int p = 0; p < j; p++) {
          double dot = dot(q, m, columns, p, j);
          for (int i = 0; i < m; i++) {
            q[i * columns + j] -= dot * q[i * columns + p];
          }
        }
      }
      double norm = Math.sqrt(dot(q, m, columns, j, j));
      if (norm > 0.5 / Math.sqrt(m)) {
        for (int i = 0; i < m; i++) {
          q[i * columns + j] /= norm;
        }
        j++;
      }
    }
    return q;
  }

  private static boolean orthogonalize(double[] a, double[] v, int m, int n, int p, int q) {
    double app = dot(a, m, n, p, p);
    double aqq = dot(a, m, n, q, q);
    double apq = dot(a, m, n, p, q);
    if (Math.abs(apq) <= SMALL * Math.sqrt(app * aqq) || Math.abs(apq) < Double.MIN_NORMAL) {
      return false;
    }
    double theta = (aqq - app) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int i = 0; i < m; i++) {
      rotate(a, i * n + p, i * n + q, c, s);
    }
    for (int i = 0; i < n; i++) {
      rotate(v, i * n + p, i * n + q, c, s);
    }
    return true;
  }

  private static double dot(double[] a, int m, int n, int p, int q) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      sum += a[i * n + p] * a[i * n + q];
    }
    return sum;
  }

  private static double[] transposed(double[] a, int m, int n) {
    double[] t = new double[a.length];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        t[j * m + i] = a[i * n + j];
      }
    }
    return t;
  }

  private static double[] nans(int count) {
    double[] result = new double[count];
    Arrays.fill(result, Double.NaN);
    return result;
  }
}
