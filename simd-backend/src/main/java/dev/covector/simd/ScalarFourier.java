package dev.covector.simd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Transforms of one line in double precision by Stockham's algorithm, which needs no reordering
 * (Cochran et al., "What is the Fast Fourier Transform?", Proc. IEEE 55(10), 1967). Lengths with
 * large prime factors go through a convolution (Bluestein, "A Linear Filtering Approach to the
 * Computation of Discrete Fourier Transform", IEEE Trans. Audio 18(4), 1970).
 */
final class ScalarFourier {
  private final int n;
  private final int[] factors;
  private final FourierTable table;
  private final @Nullable Chirp chirp;

  ScalarFourier(int n) {
    int[] direct = FourierFactors.of(n);
    this.n = n;
    this.chirp = direct == null ? new Chirp(n) : null;
    this.factors = direct == null ? new int[0] : direct;
    this.table = FourierTable.of(direct == null ? 1 : n);
  }

  /** How many doubles of scratch memory a line needs for each part. */
  int scratch() {
    return 2 * (chirp == null ? n : chirp.size);
  }

  /** Transforms the first n elements of the parts in place; the rest is scratch memory. */
  void forward(double[] re, double[] im) {
    if (chirp != null) {
      chirp.forward(re, im);
      return;
    }
    int from = 0;
    int length = n;
    int stride = 1;
    for (int radix : factors) {
      int to = n - from;
      stage(re, im, from, to, radix, length / radix, stride);
      from = to;
      length /= radix;
      stride *= radix;
    }
    if (from != 0) {
      System.arraycopy(re, n, re, 0, n);
      System.arraycopy(im, n, im, 0, n);
    }
  }

  private void stage(
      double[] re, double[] im, int from, int to, int radix, int groups, int stride) {
    if (radix == 4) {
      fours(re, im, from, to, groups, stride);
      return;
    }
    for (int p = 0; p < groups; p++) {
      for (int j = 0; j < radix; j++) {
        int turn = j * p * stride; // below n
        double c = table.cos()[turn];
        double s = table.sin()[turn];
        for (int q = 0; q < stride; q++) {
          double sumRe = 0;
          double sumIm = 0;
          for (int k = 0; k < radix; k++) {
            int root = (int) ((long) j * k % radix * (n / radix));
            double x = re[from + q + stride * (p + groups * k)];
            double y = im[from + q + stride * (p + groups * k)];
            sumRe += x * table.cos()[root] - y * table.sin()[root];
            sumIm += x * table.sin()[root] + y * table.cos()[root];
          }
          int out = to + q + stride * (radix * p + j);
          re[out] = sumRe * c - sumIm * s;
          im[out] = sumRe * s + sumIm * c;
        }
      }
    }
  }

  private void fours(double[] re, double[] im, int from, int to, int groups, int stride) {
    double[] cos = table.cos();
    double[] sin = table.sin();
    int apart = stride * groups;
    for (int p = 0; p < groups; p++) {
      int turn = p * stride;
      double c1 = cos[turn];
      double s1 = sin[turn];
      double c2 = cos[2 * turn];
      double s2 = sin[2 * turn];
      double c3 = cos[3 * turn];
      double s3 = sin[3 * turn];
      for (int q = 0; q < stride; q++) {
        int in = from + q + stride * p;
        double sumRe = re[in] + re[in + 2 * apart];
        double sumIm = im[in] + im[in + 2 * apart];
        double difRe = re[in] - re[in + 2 * apart];
        double difIm = im[in] - im[in + 2 * apart];
        double oddRe = re[in + apart] + re[in + 3 * apart];
        double oddIm = im[in + apart] + im[in + 3 * apart];
        double turnRe = im[in + apart] - im[in + 3 * apart]; // times -i
        double turnIm = re[in + 3 * apart] - re[in + apart];
        int out = to + q + stride * 4 * p;
        re[out] = sumRe + oddRe;
        im[out] = sumIm + oddIm;
        put(re, im, out + stride, difRe + turnRe, difIm + turnIm, c1, s1);
        put(re, im, out + 2 * stride, sumRe - oddRe, sumIm - oddIm, c2, s2);
        put(re, im, out + 3 * stride, difRe - turnRe, difIm - turnIm, c3, s3);
      }
    }
  }

  private static void put(
      double[] re, double[] im, int at, double x, double y, double c, double s) {
    re[at] = x * c - y * s;
    im[at] = x * s + y * c;
  }

  /** A transform as the convolution with a chirp, over a power of two of points. */
  private static final class Chirp {
    final int size;
    private final int n;
    private final double[] cos;
    private final double[] sin;
    private final double[] filterRe;
    private final double[] filterIm;
    private final ScalarFourier inner;

    Chirp(int n) {
      this.n = n;
      this.size = Integer.highestOneBit(2 * n - 1) * 2;
      this.inner = new ScalarFourier(size);
      this.cos = new double[n];
      this.sin = new double[n];
      this.filterRe = new double[inner.scratch()];
      this.filterIm = new double[inner.scratch()];
      for (int k = 0; k < n; k++) {
        double angle = Math.PI * ((long) k * k % (2L * n)) / n;
        cos[k] = Math.cos(angle);
        sin[k] = -Math.sin(angle);
        filterRe[k] = cos[k];
        filterIm[k] = -sin[k];
        if (k > 0) {
          filterRe[size - k] = cos[k];
          filterIm[size - k] = -sin[k];
        }
      }
      inner.forward(filterRe, filterIm);
    }

    void forward(double[] re, double[] im) {
      for (int k = 0; k < n; k++) {
        put(re, im, k, re[k], im[k], cos[k], sin[k]);
      }
      Arrays.fill(re, n, size, 0);
      Arrays.fill(im, n, size, 0);
      inner.forward(re, im);
      for (int k = 0; k < size; k++) {
        // the conjugate of the product: transformed forwards and conjugated it is the inverse
        put(re, im, k, re[k], im[k], filterRe[k], filterIm[k]);
        im[k] = -im[k];
      }
      inner.forward(re, im);
      for (int k = 0; k < n; k++) {
        put(re, im, k, re[k] / size, -im[k] / size, cos[k], sin[k]);
      }
    }
  }
}
