package dev.covector.simd;

/**
 * The code of a loop: shared by all kernels with the same {@link LoopKey}.
 *
 * <p>Vector code that HotSpot has not compiled yet allocates every vector and is a hundred times
 * slower than scalar code, which is fast at once. So a loop starts in its scalar form; when it has
 * proved worth it, {@link WarmUp} has its vector form compiled, and then it changes over.
 */
final class GeneratedLoop implements Warmable {
  /** Elements of work after which a loop is worth compiling. */
  private static final long WORTH_IT = 20_000;

  /** Elements of a warm-up run: some vectors, and a tail. */
  private static final int WARM_UP_COUNT = 8 * 16 + 3;

  /** A call costs no more than this once it is compiled. */
  private static final long CALL_NANOS = 300;

  /**
   * Calls without work for each with work. HotSpot hands a method to C2 after 5,000 calls or 15,000
   * turns of its loops, and before that a vector operation takes microseconds.
   */
  private static final int EMPTY_CALLS = 1_000;

  /**
   * Compiled code needs less for a vector, and for a simple operation on it a tenth of the next.
   */
  private static final long VECTOR_NANOS = 10;

  /** Code that is not compiled by C2 needs five times as long for an operation. */
  private static final long OPERATION_NANOS = 1;

  private final LoopKey key;
  private LoopCode code;
  private final int turns;
  private final int[] runsPerTurn;
  private volatile boolean warm;
  private boolean requested;
  private long work;

  GeneratedLoop(LoopKey key) {
    this.key = key;
    this.code = new LoopGenerator(key).generate();
    Passes passes = Passes.of(key);
    this.turns = LoopGenerator.turns(passes);
    this.runsPerTurn =
        passes.elements().stream().mapToInt(p -> new PassShape(key, p).runsPerTurn()).toArray();
  }

  /** What the code was generated for. */
  LoopKey key() {
    return key;
  }

  /**
   * Runs a pass over a run of the innermost dimension.
   *
   * @param index the pass; the one after the last over the elements makes the per-row stores
   * @param arguments addresses, steps and reductions' values, as {@link LoopKey} lays them out
   * @param count how many elements
   */
  void pass(int index, long[] arguments, long count) {
    if (warm) {
      code.vector(index, arguments, count);
      return;
    }
    code.scalar(index, arguments, count);
    account(count);
  }

  private void account(long count) {
    if (!requested) {
      // racy on purpose: a lost update only delays the request
      work += count + 64;
      if (work > WORTH_IT) {
        requested = true;
        WarmUp.request(this);
      }
    }
  }

  /**
   * Runs the only pass of a nested loop over some runs, the first of them at the addresses in the
   * arguments, which change.
   */
  void runs(long[] arguments, long runs, long count) {
    if (warm && code.vectorPasses() != 0) {
      arguments[key.runsSlot()] = runs;
      code.vector(0, arguments, count);
      return;
    }
    for (long run = 0; run < runs; run++) {
      code.scalar(0, arguments, count);
      for (int s = 0; s < key.streams().size(); s++) {
        arguments[s] += arguments[key.acrossSlots() + s];
      }
    }
    account(runs * count);
  }

  /** How many runs of columns {@link #turn} takes at once; 0 when it cannot be called now. */
  int runsPerTurn(int index) {
    return warm && (code.vectorPasses() >>> (turns + index) & 1) != 0 ? runsPerTurn[index] : 0;
  }

  /** Runs a pass over several neighbouring runs of columns; the rest as {@link #pass}. */
  void turn(int index, long[] arguments, long count) {
    code.vector(turns + index, arguments, count);
  }

  /** Keeps the loop in its scalar form. */
  void setScalar() {
    requested = true;
  }

  /** Changes over to the vector form. */
  void setWarm() {
    warm = true;
  }

  @Override
  public void warmUp(long read, long written) {
    for (int attempt = 0; attempt < WarmUp.ATTEMPTS; attempt++) {
      if (compile(code, read, written)) {
        warm = true;
        return;
      }
      code = new LoopGenerator(key).generate();
    }
  }

  private boolean compile(LoopCode fresh, long read, long written) {
    long[] arguments = key.scratchArguments(read, written);
    long[] scratch = arguments.clone();
    long vectors = WARM_UP_COUNT / (Species.bits() / 64);
    for (long rest = fresh.vectorPasses(); rest != 0; rest &= rest - 1) {
      int pass = Long.numberOfTrailingZeros(rest);
      boolean compiled =
          WarmUp.untilCompiled(
              CALL_NANOS + vectors * (VECTOR_NANOS + OPERATION_NANOS * key.work()),
              () -> {
                for (int i = 0; i < EMPTY_CALLS; i++) {
                  fresh.enter(pass, scratch);
                }
              },
              () -> {
                System.arraycopy(arguments, 0, scratch, 0, arguments.length);
                fresh.vector(pass, scratch, WARM_UP_COUNT);
              });
      if (!compiled) {
        return false;
      }
    }
    return true;
  }
}
