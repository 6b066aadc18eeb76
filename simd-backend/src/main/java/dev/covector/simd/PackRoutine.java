package dev.covector.simd;

/** A loop of {@link PackVectors}: asked for when first missed, used when it is compiled. */
final class PackRoutine implements Warmable {
  private static final int WARM_UP_CALLS = 50;

  /** What the scalar loops cost is not counted: less than loops that have run for a while. */
  private static final long URGENCY = 1_000_000;

  private final Trial trial;
  private volatile boolean warm;
  private volatile boolean requested;
  private Runnable enter = () -> {};

  /** A call on scratch memory. */
  @FunctionalInterface
  interface Trial {
    /** Reads from one address, and writes to another. */
    void run(long read, long written);
  }

  PackRoutine(Trial trial) {
    this.trial = trial;
  }

  /** Whether the loop may be used; it is asked for otherwise. */
  boolean isWarm() {
    if (!warm && !requested) {
      requested = true;
      WarmUp.request(this);
    }
    return warm;
  }

  /** Sets what it starts with. */
  PackRoutine starting(LoopCache.Start start) {
    requested = start != LoopCache.Start.WARMING_UP || !VectorMode.isOn();
    warm = start == LoopCache.Start.VECTOR && VectorMode.isOn();
    return this;
  }

  /** Brings code that it calls to the compiler first. */
  PackRoutine entering(Runnable calls) {
    enter = calls;
    return this;
  }

  @Override
  public long urgency() {
    return URGENCY;
  }

  @Override
  public void warmUp(long read, long written) {
    enter.run();
    warm =
        WarmUp.untilCompiled(
            WARM_UP_CALLS * 300L,
            () -> {
              for (int i = 0; i < WARM_UP_CALLS; i++) {
                trial.run(read, written);
              }
            });
  }
}
