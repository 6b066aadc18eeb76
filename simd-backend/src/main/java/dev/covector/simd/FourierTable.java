package dev.covector.simd;

/**
 * The roots of unity of a length, {@code exp(-2 pi i k / n)} for k from 0 to n - 1, in double
 * precision.
 */
record FourierTable(double[] cos, double[] sin) {

  /** The roots of a length; each is computed from an angle of at most an eighth of a turn. */
  static FourierTable of(int n) {
    double[] cos = new double[n];
    double[] sin = new double[n];
    for (int k = 0; k < n; k++) {
      // eighths of a turn, and the rest: exact in long arithmetic
      long eighths = 8L * k / n;
      double rest = 2 * Math.PI * (8L * k - eighths * n) / (8.0 * n);
      boolean odd = (eighths & 1) != 0;
      double angle = odd ? Math.PI / 4 - rest : rest;
      double near = Math.cos(angle);
      double far = Math.sin(angle);
      double c = odd ? far : near;
      double s = odd ? near : far;
      switch ((int) (eighths >> 1)) {
        case 0 -> set(cos, sin, k, c, s);
        case 1 -> set(cos, sin, k, -s, c);
        case 2 -> set(cos, sin, k, -c, -s);
        default -> set(cos, sin, k, s, -c);
      }
    }
    return new FourierTable(cos, sin);
  }

  private static void set(double[] cos, double[] sin, int k, double c, double s) {
    cos[k] = c;
    sin[k] = -s;
  }

  /** The number of roots. */
  int size() {
    return cos.length;
  }
}
