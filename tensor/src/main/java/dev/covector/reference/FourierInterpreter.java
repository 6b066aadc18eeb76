package dev.covector.reference;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Fourier;
import java.lang.foreign.MemorySegment;

/** Fourier transforms in double precision, divided at every prime factor of the length. */
record FourierInterpreter(Fourier kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    int last = kernel.extents().length - 1;
    int length = Math.toIntExact(kernel.extents()[last]);
    double[] re = new double[length];
    double[] im = new double[length];
    long[] index = new long[last + 1];
    Points rows = new Points(kernel.extents(), 0, last, index);
    for (boolean more = rows.first(); more; more = rows.next()) {
      for (int i = 0; i < length; i++) {
        index[last] = i;
        re[i] = read(kernel.sources().get(0), index, buffers);
        im[i] = read(kernel.sources().get(1), index, buffers);
      }
      double[][] result = transform(re, im);
      double scale = kernel.inverse() ? 1.0 / length : 1;
      for (int i = 0; i < length; i++) {
        index[last] = i;
        write(kernel.targets().get(0), index, buffers, result[0][i] * scale);
        write(kernel.targets().get(1), index, buffers, result[1][i] * scale);
      }
    }
  }

  private double[][] transform(double[] re, double[] im) {
    int n = re.length;
    int p = smallestFactor(n);
    double[][] out = new double[2][n];
    if (p == n) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          add(out, k, re[j], im[j], (long) j * k % n, n);
        }
      }
      return out;
    }
    int m = n / p;
    for (int j = 0; j < p; j++) {
      double[] partRe = new double[m];
      double[] partIm = new double[m];
      for (int i = 0; i < m; i++) {
        partRe[i] = re[i * p + j];
        partIm[i] = im[i * p + j];
      }
      double[][] part = transform(partRe, partIm);
      for (int k = 0; k < n; k++) {
        add(out, k, part[0][k % m], part[1][k % m], (long) j * k % n, n);
      }
    }
    return out;
  }

  /** Adds x exp(-2 pi i turns / n), or with the other sign. */
  private void add(double[][] out, int k, double re, double im, long turns, int n) {
    double angle = (kernel.inverse() ? 2 : -2) * Math.PI * turns / n;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    out[0][k] += re * cos - im * sin;
    out[1][k] += re * sin + im * cos;
  }

  private static int smallestFactor(int n) {
    for (int p = 2; (long) p * p <= n; p++) {
      if (n % p == 0) {
        return p;
      }
    }
    return n;
  }

  private static double read(Access access, long[] index, MemorySegment[] buffers) {
    return Element.value(Points.read(access, index, buffers));
  }

  private static void write(Access access, long[] index, MemorySegment[] buffers, double value) {
    Points.write(access, index, buffers, Element.round(access.dtype(), value));
  }
}
