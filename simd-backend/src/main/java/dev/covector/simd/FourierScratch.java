package dev.covector.simd;

/** A thread's memory for Fourier transforms; kept between them. */
final class FourierScratch {
  private static final ThreadLocal<FourierScratch> CURRENT =
      ThreadLocal.withInitial(FourierScratch::new);

  double[] lineRe = new double[0];
  double[] lineIm = new double[0];
  float[] lanesRe = new float[0];
  float[] lanesIm = new float[0];
  float[] planeRe = new float[0];
  float[] planeIm = new float[0];

  static FourierScratch current() {
    return CURRENT.get();
  }

  /** Memory for a line in double precision. */
  FourierScratch line(int size) {
    if (lineRe.length < size) {
      lineRe = new double[size];
      lineIm = new double[size];
    }
    return this;
  }

  /** Memory for lines side by side. */
  FourierScratch lanes(int size) {
    if (lanesRe.length < size) {
      lanesRe = new float[size];
      lanesIm = new float[size];
    }
    return this;
  }

  /** Memory for what lies between the two halves of a long transform. */
  FourierScratch plane(int size) {
    if (planeRe.length < size) {
      planeRe = new float[size];
      planeIm = new float[size];
    }
    return this;
  }
}
