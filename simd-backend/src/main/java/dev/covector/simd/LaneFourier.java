package dev.covector.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transforms of as many lines as a vector has lanes, in f32 by Stockham's algorithm: element k of
 * line l lies at {@code k * LANES + l}, so every operation is one of whole vectors, whatever the
 * length. As {@link ScalarFourier}, with twiddle factors rounded from double precision.
 */
final class LaneFourier {
  private static final VectorSpecies<Float> SPECIES = Species.F32;

  /** How many lines are worked on at once. */
  static final int LANES = SPECIES.length();

  private final int n;
  private final int[] factors;
  private final float[] cos;
  private final float[] sin;

  /** Transforms of a length that {@link FourierFactors#of} takes apart. */
  LaneFourier(int n, int[] factors) {
    FourierTable table = FourierTable.of(n);
    this.n = n;
    this.factors = factors;
    this.cos = new float[n];
    this.sin = new float[n];
    for (int k = 0; k < n; k++) {
      cos[k] = (float) table.cos()[k];
      sin[k] = (float) table.sin()[k];
    }
  }

  int size() {
    return n;
  }

  /** How many floats of scratch memory are needed for each part. */
  int scratch() {
    return 2 * n * LANES;
  }

  /**
   * Transforms the elements at the start of the parts; the rest of them is scratch memory.
   *
   * @return where the result starts: 0 or {@code n * LANES}
   */
  int forward(float[] re, float[] im) {
    int from = 0;
    int length = n;
    int stride = 1;
    for (int radix : factors) {
      int to = n * LANES - from;
      int groups = length / radix;
      switch (radix) {
        case 2 -> twos(re, im, from, to, groups, stride);
        case 4 -> fours(re, im, from, to, groups, stride);
        default -> any(re, im, from, to, radix, groups, stride);
      }
      from = to;
      length = groups;
      stride *= radix;
    }
    return from;
  }

  private void twos(float[] re, float[] im, int from, int to, int groups, int stride) {
    int apart = stride * groups * LANES;
    int width = stride * LANES;
    for (int p = 0; p < groups; p++) {
      int turn = p * stride;
      float c = cos[turn];
      float s = sin[turn];
      int in = from + width * p;
      int out = to + width * 2 * p;
      for (int q = 0; q < width; q += LANES) {
        FloatVector ar = FloatVector.fromArray(SPECIES, re, in + q);
        FloatVector ai = FloatVector.fromArray(SPECIES, im, in + q);
        FloatVector br = FloatVector.fromArray(SPECIES, re, in + apart + q);
        FloatVector bi = FloatVector.fromArray(SPECIES, im, in + apart + q);
        ar.add(br).intoArray(re, out + q);
        ai.add(bi).intoArray(im, out + q);
        FloatVector x = ar.sub(br);
        FloatVector y = ai.sub(bi);
        turned(x, y, c, s, re, im, out + width + q);
      }
    }
  }

  private void fours(float[] re, float[] im, int from, int to, int groups, int stride) {
    int apart = stride * groups * LANES;
    int width = stride * LANES;
    for (int p = 0; p < groups; p++) {
      four(re, im, from + width * p, apart, to + width * 4 * p, width, p * stride);
    }
  }

  private void four(float[] re, float[] im, int in, int apart, int out, int width, int turn) {
    float c1 = cos[turn];
    float s1 = sin[turn];
    float c2 = cos[2 * turn];
    float s2 = sin[2 * turn];
    float c3 = cos[3 * turn];
    float s3 = sin[3 * turn];
    for (int q = 0; q < width; q += LANES) {
      FloatVector ar = FloatVector.fromArray(SPECIES, re, in + q);
      FloatVector cr = FloatVector.fromArray(SPECIES, re, in + 2 * apart + q);
      FloatVector ai = FloatVector.fromArray(SPECIES, im, in + q);
      FloatVector ci = FloatVector.fromArray(SPECIES, im, in + 2 * apart + q);
      FloatVector br = FloatVector.fromArray(SPECIES, re, in + apart + q);
      FloatVector dr = FloatVector.fromArray(SPECIES, re, in + 3 * apart + q);
      FloatVector bi = FloatVector.fromArray(SPECIES, im, in + apart + q);
      FloatVector di = FloatVector.fromArray(SPECIES, im, in + 3 * apart + q);
      FloatVector sumRe = ar.add(cr);
      FloatVector sumIm = ai.add(ci);
      FloatVector difRe = ar.sub(cr);
      FloatVector difIm = ai.sub(ci);
      FloatVector oddRe = br.add(dr);
      FloatVector oddIm = bi.add(di);
      FloatVector turnRe = bi.sub(di); // (b - d) times -i
      FloatVector turnIm = dr.sub(br);
      sumRe.add(oddRe).intoArray(re, out + q);
      sumIm.add(oddIm).intoArray(im, out + q);
      FloatVector x = difRe.add(turnRe);
      FloatVector y = difIm.add(turnIm);
      turned(x, y, c1, s1, re, im, out + width + q);
      x = sumRe.sub(oddRe);
      y = sumIm.sub(oddIm);
      turned(x, y, c2, s2, re, im, out + 2 * width + q);
      x = difRe.sub(turnRe);
      y = difIm.sub(turnIm);
      turned(x, y, c3, s3, re, im, out + 3 * width + q);
    }
  }

  private void any(float[] re, float[] im, int from, int to, int radix, int groups, int stride) {
    int apart = stride * groups * LANES;
    int width = stride * LANES;
    for (int p = 0; p < groups; p++) {
      for (int j = 0; j < radix; j++) {
        int turn = j * p * stride;
        output(
            re, im, from + width * p, apart, to + width * (radix * p + j), width, radix, j, turn);
      }
    }
  }

  /** Output j of the small transforms of one group, times a twiddle factor. */
  private void output(
      float[] re, float[] im, int in, int apart, int out, int width, int radix, int j, int turn) {
    float c = cos[turn];
    float s = sin[turn];
    for (int q = 0; q < width; q += LANES) {
      FloatVector sumRe = FloatVector.fromArray(SPECIES, re, in + q);
      FloatVector sumIm = FloatVector.fromArray(SPECIES, im, in + q);
      for (int k = 1; k < radix; k++) {
        int root = j * k % radix * (n / radix);
        FloatVector x = FloatVector.fromArray(SPECIES, re, in + k * apart + q);
        FloatVector y = FloatVector.fromArray(SPECIES, im, in + k * apart + q);
        FloatVector c1 = FloatVector.broadcast(SPECIES, cos[root]);
        FloatVector s1 = FloatVector.broadcast(SPECIES, sin[root]);
        sumRe = x.fma(c1, y.fma(s1.neg(), sumRe));
        sumIm = x.fma(s1, y.fma(c1, sumIm));
      }
      turned(sumRe, sumIm, c, s, re, im, out + q);
    }
  }

  /** Stores (x + iy) (c + is). */
  private static void turned(
      FloatVector x, FloatVector y, float c, float s, float[] re, float[] im, int at) {
    FloatVector cv = FloatVector.broadcast(SPECIES, c);
    FloatVector sv = FloatVector.broadcast(SPECIES, s);
    x.fma(cv, y.mul(sv).neg()).intoArray(re, at);
    x.fma(sv, y.mul(cv)).intoArray(im, at);
  }

  /** Copies a vector. */
  static void copy(float[] from, int at, float[] to, int where) {
    FloatVector.fromArray(SPECIES, from, at).intoArray(to, where);
  }
}
