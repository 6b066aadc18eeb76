package dev.covector.simd;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The generated loops, by what their code depends on. */
final class LoopCache {
  /**
   * The property {@code covector.warmUp}: with {@code false}, loops stay in the form that they
   * begin in. The last bits of a sum differ between that form and the one after it, and when a loop
   * changes over depends on the clock; so this is for runs that are to be equal bit for bit.
   */
  private static final boolean WARMS_UP =
      Boolean.parseBoolean(System.getProperty("covector.warmUp", "true"));

  /** The cache of the process. */
  static final LoopCache SHARED =
      new LoopCache(!VectorMode.isOn() ? Start.SCALAR : WARMS_UP ? Start.WARMING_UP : Start.COLD);

  private final Start start;
  private final GemmTiles tiles;
  private final LaneWarmUp lanes;
  private final RoutineCache routines;
  private final MatrixCode narrowMatrices;
  private final MatrixCode wideMatrices;

  private final ConcurrentHashMap<LoopKey, GeneratedLoop> loops = new ConcurrentHashMap<>();
  private final LongAdder requests = new LongAdder();

  LoopCache(Start start) {
    this.start = start;
    this.tiles = new GemmTiles(start);
    this.lanes = new LaneWarmUp(start);
    this.routines = new RoutineCache(start);
    this.narrowMatrices = new MatrixCode(false, start);
    this.wideMatrices = new MatrixCode(true, start);
  }

  /** The code of matrix products. */
  GemmTiles tiles() {
    return tiles;
  }

  /** The code of the other kernels. */
  RoutineCache routines() {
    return routines;
  }

  /** The code of Fourier transforms. */
  LaneWarmUp lanes() {
    return lanes;
  }

  /** How new loops begin here. */
  Start start() {
    return start;
  }

  /** The code of factorizations, for f32 or f64. */
  MatrixCode matrices(boolean wide) {
    return wide ? wideMatrices : narrowMatrices;
  }

  /** How new loops begin. */
  enum Start {
    /** Scalar for good. */
    SCALAR,
    /** Over blocks for good, as loops are before they are compiled. */
    COLD,
    /** Over blocks until the vector code is compiled. */
    WARMING_UP,
    /** With vector code at once, however slow it is at first. */
    VECTOR
  }

  /** The code for a key, generated if it is new. */
  GeneratedLoop get(LoopKey key) {
    requests.increment();
    return loops.computeIfAbsent(key, this::generate);
  }

  private GeneratedLoop generate(LoopKey key) {
    boolean hasBlocks = VectorMode.isOn() && start != Start.SCALAR;
    GeneratedLoop loop = new GeneratedLoop(key, hasBlocks);
    switch (start) {
      case SCALAR, COLD -> loop.stay();
      case WARMING_UP -> {}
      case VECTOR -> loop.setWarm();
    }
    return loop;
  }

  /** How many classes were generated. */
  int classes() {
    return loops.size();
  }

  /** How often code was asked for. */
  long requests() {
    return requests.sum();
  }
}
