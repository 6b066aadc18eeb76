package dev.covector.simd;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A routine in two forms: scalar code, and vector code that takes over once HotSpot has compiled
 * it. For the reasons see {@link GeneratedLoop}, which does the same for generated code.
 */
final class Routine<T> implements Warmable {
  /** Elements of work after which vector code is worth compiling. */
  private static final long WORTH_IT = 20_000;

  /** Calls without work for each with work, where there are such. */
  private static final int EMPTY_CALLS = 1_000;

  private final T scalar;
  private final @Nullable Supplier<T> vectors;
  private final Trial<T> trial;
  private volatile T current;
  private boolean requested;
  private long work;

  /** How the vector form is compiled. */
  interface Trial<T> {
    /** Runs all loops of the code over scratch memory. */
    void run(T code, long read, long written);

    /**
     * Enters the code without work, if it can be: HotSpot compiles what is called often.
     *
     * @return whether it can be
     */
    default boolean enter() {
      return false;
    }

    /** More than compiled code takes for a run. */
    long nanos();
  }

  /**
   * A routine.
   *
   * @param vectors null where there is no vector form
   */
  Routine(LoopCache.Start start, T scalar, @Nullable Supplier<T> vectors, Trial<T> trial) {
    this.scalar = scalar;
    this.vectors = VectorMode.isOn() ? vectors : null;
    this.trial = trial;
    this.current = scalar;
    switch (start) {
      case SCALAR, COLD -> requested = true;
      case WARMING_UP -> requested = this.vectors == null;
      case VECTOR -> {
        requested = true;
        current = this.vectors == null ? scalar : this.vectors.get();
      }
    }
  }

  /** The form to use for work on a number of elements. */
  T code(long elements) {
    if (current == scalar) {
      // racy on purpose: a lost update only delays the request
      work += elements + 64;
      if (!requested && work > WORTH_IT) {
        requested = true;
        WarmUp.request(this);
      }
    }
    return current;
  }

  @Override
  public long urgency() {
    return work;
  }

  /** The scalar form, for shapes that the vector form does not serve. */
  T scalar() {
    return scalar;
  }

  @Override
  public void warmUp(long read, long written) {
    if (vectors == null) {
      return;
    }
    // always the same copy: these methods are small enough for HotSpot's profiled tier
    T fresh = vectors.get();
    for (int attempt = 0; attempt < WarmUp.ATTEMPTS; attempt++) {
      if (compile(fresh, read, written)) {
        current = fresh;
        return;
      }
    }
  }

  private boolean compile(T fresh, long read, long written) {
    Runnable run = () -> trial.run(fresh, read, written);
    if (!trial.enter()) {
      return WarmUp.untilCompiled(trial.nanos(), run);
    }
    return WarmUp.untilCompiled(trial.nanos(), () -> repeat(trial::enter), run);
  }

  private static void repeat(Runnable entering) {
    for (int i = 0; i < EMPTY_CALLS; i++) {
      entering.run();
    }
  }
}
