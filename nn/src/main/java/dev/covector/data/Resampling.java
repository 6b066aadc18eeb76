package dev.covector.data;

/**
 * Images of other sizes: linear interpolation, and when an image gets smaller the mean weighted by
 * a triangle as wide as two new pixels, so that nothing is skipped. The same as {@code
 * jax.image.resize} with {@code bilinear}.
 */
final class Resampling {
  private Resampling() {}

  /** Which old pixels make a new one, from the first on, and their weights. */
  private record Taps(int first, float[] weights) {
    static Taps of(int pixel, int from, int to) {
      double scale = (double) from / to;
      double radius = Math.max(1, scale);
      double centre = (pixel + 0.5) * scale - 0.5;
      int first = Math.max(0, (int) Math.ceil(centre - radius));
      int last = Math.min(from - 1, (int) Math.floor(centre + radius));
      double[] exact = new double[last - first + 1];
      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = Math.max(0, 1 - Math.abs(first + i - centre) / radius);
        sum += exact[i];
      }
      float[] weights = new float[exact.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (exact[i] / sum);
      }
      return new Taps(first, weights);
    }
  }

  /** Another number of rows, each of so many values. */
  static float[] rows(float[] pixels, int from, int to, int rowSize) {
    float[] result = new float[to * rowSize];
    for (int row = 0; row < to; row++) {
      Taps taps = Taps.of(row, from, to);
      for (int tap = 0; tap < taps.weights.length; tap++) {
        int source = (taps.first + tap) * rowSize;
        for (int i = 0; i < rowSize; i++) {
          result[row * rowSize + i] += taps.weights[tap] * pixels[source + i];
        }
      }
    }
    return result;
  }

  /** Another number of columns, each of so many channels. */
  static float[] columns(float[] pixels, int rows, int from, int to, int channels) {
    float[] result = new float[rows * to * channels];
    for (int column = 0; column < to; column++) {
      Taps taps = Taps.of(column, from, to);
      for (int row = 0; row < rows; row++) {
        for (int tap = 0; tap < taps.weights.length; tap++) {
          int source = (row * from + taps.first + tap) * channels;
          for (int c = 0; c < channels; c++) {
            result[(row * to + column) * channels + c] += taps.weights[tap] * pixels[source + c];
          }
        }
      }
    }
    return result;
  }
}
