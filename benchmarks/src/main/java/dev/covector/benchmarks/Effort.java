package dev.covector.benchmarks;

/**
 * How long a row is measured.
 *
 * @param rounds in which every side is measured once
 * @param samples of a side in a round; the round's time is their median
 * @param sampleMs the least length of a sample; one call where a call is longer
 * @param warmMs the least time of calls before the first round, on each side
 * @param warmLimitMs the most time of such calls, should the side not become stable
 * @param rowMs after this time of samples a row has no further round
 */
record Effort(
    int rounds, int samples, double sampleMs, double warmMs, double warmLimitMs, double rowMs) {
  /** For figures that are published: about a quarter of an hour for all rows. */
  static final Effort FULL = new Effort(11, 3, 20, 1500, 8000, 30_000);

  /** For a look: under two minutes for all rows. */
  static final Effort QUICK = new Effort(3, 1, 20, 300, 1000, 1000);

  Effort withRounds(int wanted) {
    return new Effort(wanted, samples, sampleMs, warmMs, warmLimitMs, rowMs);
  }

  /** How many calls of a given length make a sample. */
  int calls(double us) {
    return (int) Math.clamp(Math.ceil(sampleMs * 1e3 / us), 1, 1_000_000);
  }
}
