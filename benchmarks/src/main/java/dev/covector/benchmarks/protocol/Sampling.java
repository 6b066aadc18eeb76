package dev.covector.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;

/** Timing of prepared work. */
final class Sampling {
  private static final double WINDOW_MS = 40;

  /** Windows without a gain of 2 % after which a row counts as warm. */
  private static final int STABLE_WINDOWS = 5;

  private static final double GAIN = 0.98;

  private static final long PAUSE_MS = 5;

  private Sampling() {}

  /** How many times longer than a stable side one may take whose code is still being replaced. */
  private static final double SETTLING = 4;

  /**
   * Calls the work until its best time in a window of about 40 ms has not improved for five
   * windows, but at least and at most for the given times. While code is being replaced in the
   * background, the processor is left to that.
   *
   * @return the best mean time of a call in a window, in microseconds
   */
  static double warm(Work work, double minMs, double maxMs) {
    long start = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    int calls = 1;
    int stable = 0;
    while (true) {
      double us = time(work, calls);
      stable = us < best * GAIN ? 0 : stable + 1;
      best = Math.min(best, us);
      while (!work.isSettled() && (System.nanoTime() - start) / 1e6 < SETTLING * maxMs) {
        stable = 0;
        best = Double.POSITIVE_INFINITY;
        pause();
      }
      double elapsed = (System.nanoTime() - start) / 1e6;
      if (stable > 0 && elapsed >= maxMs || (elapsed >= minMs && stable >= STABLE_WINDOWS)) {
        return best;
      }
      calls = (int) Math.clamp(WINDOW_MS * 1e3 / us, 1, Math.max(2.0 * calls, 1_000));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while code was being compiled", e);
    }
  }

  /** The mean time of a call in each sample, in microseconds. */
  static List<Double> sample(Work work, int samples, int calls) {
    List<Double> us = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      us.add(time(work, calls));
    }
    return us;
  }

  private static double time(Work work, int calls) {
    long start = System.nanoTime();
    work.run(calls);
    return (System.nanoTime() - start) / 1e3 / calls;
  }
}
