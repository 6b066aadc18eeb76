package dev.covector.simd;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The code of a loop: shared by all kernels with the same {@link LoopKey}.
 *
 * <p>Vector code that HotSpot has not compiled yet allocates every vector and is a hundred times
 * slower than scalar code; and generated scalar code has to be written, loaded and compiled for
 * each loop. So a loop starts in a cold form that all loops share, {@link BlockCode}. When it has
 * proved worth it, {@link WarmUp} has its own code generated and compiled, and then it changes
 * over. Most loops of a program's first second never get there.
 */
final class GeneratedLoop implements Warmable {
  /**
   * Work in the cold form after which a loop is worth compiling, in elements of steps: some
   * milliseconds, a part of the time that HotSpot takes to compile it. A loop that never gets there
   * would only keep the others waiting for the compiler.
   */
  private static final long WORTH_IT = 2_000_000;

  /** What it costs to begin a step of the cold form, in elements. */
  private static final long BEGIN = 60;

  /** Elements of a warm-up run: some vectors, and a tail. */
  private static final int WARM_UP_COUNT = 8 * 16 + 3;

  /** A call costs no more than this once it is compiled. */
  private static final long CALL_NANOS = 300;

  /**
   * Calls without work for each with work. HotSpot hands a method to C2 after 5,000 calls or 15,000
   * turns of its loops, and before that a vector operation takes microseconds.
   */
  private static final int EMPTY_CALLS = 1_000;

  /** After so many thousand calls HotSpot hands a method to C2. */
  private static final int ROW_ROUNDS = 7;

  /** Calls after which HotSpot compiles a scalar loop of so many elements. */
  private static final int SCALAR_CALLS = 120;

  private static final int SCALAR_COUNT = 24;

  /**
   * Compiled code needs less for a vector, and for a simple operation on it a tenth of the next.
   */
  private static final long VECTOR_NANOS = 10;

  /** Code that is not compiled by C2 needs five times as long for an operation. */
  private static final long OPERATION_NANOS = 1;

  private final LoopKey key;
  private ScalarCode cold;

  /** What does the rests of the vector form. */
  private ScalarCode rest;

  private final int turns;
  private final int[] runsPerTurn;

  /** How many steps the cold form has for each pass; the stores per row are the last. */
  private final long[] steps;

  private @Nullable VectorCode vector;
  private long vectorPasses;
  private boolean hasRows;
  private volatile boolean warm;
  private boolean requested;
  private long work;

  /**
   * A loop.
   *
   * @param hasBlocks whether it begins in the shared form, where that serves it, and not in scalar
   *     code of its own
   */
  GeneratedLoop(LoopKey key, boolean hasBlocks) {
    this.key = key;
    Optional<BlockCode> blocks = hasBlocks ? BlockCode.of(key) : Optional.empty();
    this.cold = blocks.isPresent() ? blocks.get() : new LoopGenerator(key).scalar();
    this.rest = cold;
    Passes passes = Passes.of(key);
    this.turns = LoopForm.turns(passes);
    this.runsPerTurn =
        passes.elements().stream().mapToInt(p -> new PassShape(key, p).runsPerTurn()).toArray();
    this.steps = new long[turns];
    Arrays.fill(steps, 1 + passes.perRow().size());
    for (int i = 0; i < passes.elements().size(); i++) {
      Passes.Pass pass = passes.elements().get(i);
      steps[i] =
          new PassShape(key, pass).variants().size() + pass.reduces().size() + pass.stores().size();
    }
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
      long done = vector.pass(index, arguments, count);
      if (done < count || count == 0) { // stores per row are made for empty rows, too
        rest.pass(index, arguments, done, count);
      }
      return;
    }
    cold.pass(index, arguments, 0, count);
    account(index, 1, count);
  }

  /**
   * Runs the only pass of a nested loop over some runs, the first of them at the addresses in the
   * arguments, which change.
   */
  void runs(long[] arguments, long runs, long count) {
    if (warm && vectorPasses != 0) {
      arguments[key.runsSlot()] = runs;
      vector.pass(0, arguments, count);
      return;
    }
    for (long run = 0; run < runs; run++) {
      cold.pass(0, arguments, 0, count);
      for (int s = 0; s < key.streams().size(); s++) {
        arguments[s] += arguments[key.acrossSlots() + s];
      }
    }
    account(0, runs, count);
  }

  /**
   * Runs all passes over rows of one run each, the first of them at the addresses in the arguments,
   * which change.
   *
   * @return false when there is no code for that now
   */
  boolean rows(long[] arguments, long rows, long count) {
    if (!warm || !hasRows) {
      return false;
    }
    vector.rows(arguments, rows, count);
    return true;
  }

  private void account(int index, long runs, long count) {
    // racy on purpose: a lost update only delays the request
    work += steps[index] * runs * (count + BEGIN);
    if (!requested && work > WORTH_IT) {
      requested = true;
      WarmUp.request(this);
    }
  }

  @Override
  public long urgency() {
    return work;
  }

  /** How many runs of columns {@link #turn} takes at once; 0 when it cannot be called now. */
  int runsPerTurn(int index) {
    return warm && (vectorPasses >>> (turns + index) & 1) != 0 ? runsPerTurn[index] : 0;
  }

  /** Runs a pass over several neighbouring runs of columns; the rest as {@link #pass}. */
  void turn(int index, long[] arguments, long count) {
    vector.pass(turns + index, arguments, count);
  }

  /** Keeps the loop in the form that it has. */
  void stay() {
    requested = true;
  }

  /** Changes over to generated code, to its vector form where there is one. */
  void setWarm() {
    requested = true;
    LoopGenerator generator = new LoopGenerator(key);
    if (generator.needsScalar()) {
      changeOver(generator.scalar());
    }
    generator.vector().ifPresent(this::changeOver);
  }

  /** The scalar form sums in another order than vectors, and then waits for them. */
  private void changeOver(ScalarCode code) {
    rest = code;
    if (!(cold instanceof BlockCode blocks && blocks.hasLanes())) {
      cold = code;
    }
  }

  private void changeOver(VectorCode code) {
    vector = code;
    vectorPasses = code.passes();
    hasRows = code.hasRows();
    warm = true;
  }

  @Override
  public void warmUp(long read, long written) {
    LoopGenerator generator = new LoopGenerator(key);
    if (cold instanceof BlockCode && generator.needsScalar()) {
      ScalarCode fresh = generator.scalar();
      long[] arguments = key.scratchArguments(read, written);
      for (int i = 0; i < SCALAR_CALLS; i++) {
        for (int pass = 0; pass < turns; pass++) {
          fresh.pass(pass, arguments, 0, SCALAR_COUNT);
        }
      }
      changeOver(fresh);
    }
    for (int attempt = 0; attempt < WarmUp.ATTEMPTS; attempt++) {
      Optional<VectorCode> fresh = generator.vector();
      if (fresh.isEmpty()) {
        return;
      }
      if (compile(fresh.get(), read, written)) {
        changeOver(fresh.get());
        return;
      }
    }
  }

  private boolean compile(VectorCode fresh, long read, long written) {
    long[] arguments = key.scratchArguments(read, written);
    long[] scratch = arguments.clone();
    long vectors = WARM_UP_COUNT / (VectorWidth.bits() / 64);
    for (long rest = fresh.passes(); rest != 0; rest &= rest - 1) {
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
                fresh.pass(pass, scratch, WARM_UP_COUNT);
              });
      if (!compiled) {
        return false;
      }
    }
    if (fresh.hasRows()) {
      enterRows(fresh, arguments, scratch);
    }
    return true;
  }

  /** Brings the loop over rows to C2, which sees all of its branches taken. */
  private static void enterRows(VectorCode fresh, long[] arguments, long[] scratch) {
    for (int i = 0; i < ROW_ROUNDS; i++) {
      for (int j = 0; j < EMPTY_CALLS; j++) {
        System.arraycopy(arguments, 0, scratch, 0, arguments.length);
        fresh.rows(scratch, 2, j == 0 ? WARM_UP_COUNT : 0);
      }
    }
  }
}
