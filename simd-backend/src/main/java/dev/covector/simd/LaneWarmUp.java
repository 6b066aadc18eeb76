package dev.covector.simd;

/** The warm-up of {@link LaneFourier}'s code, which is the same for all lengths. */
final class LaneWarmUp implements Warmable {
  /** One step with each kind of factor. */
  private static final int SIZE = 120;

  /** What compiled code takes for it on a slow machine, several times over. */
  private static final long COMPILED_NANOS = 40_000;

  private final boolean possible;
  private volatile boolean warm;
  private boolean requested;

  LaneWarmUp(LoopCache.Start start) {
    this.possible =
        VectorMode.isOn() && start != LoopCache.Start.SCALAR && start != LoopCache.Start.COLD;
    this.warm = start == LoopCache.Start.VECTOR;
  }

  /** Whether vector code may ever run. */
  boolean mayBeWarm() {
    return possible;
  }

  /** Whether the vector code is fast; asks for it to become so. */
  boolean isWarm() {
    if (!warm && !requested) {
      requested = true;
      WarmUp.request(this);
    }
    return warm;
  }

  @Override
  public void warmUp(long read, long written) {
    LaneFourier lanes = new LaneFourier(SIZE, FourierFactors.of(SIZE));
    float[] re = new float[lanes.scratch()];
    float[] im = new float[lanes.scratch()];
    for (int attempt = 0; attempt < WarmUp.ATTEMPTS && !warm; attempt++) {
      warm = WarmUp.untilCompiled(COMPILED_NANOS, () -> lanes.forward(re, im));
    }
  }
}
