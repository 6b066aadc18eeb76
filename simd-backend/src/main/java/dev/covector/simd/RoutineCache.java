package dev.covector.simd;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routines that kernels share, by what they were made for. */
final class RoutineCache {
  private final LoopCache.Start start;
  private final ConcurrentHashMap<Object, Routine<?>> routines = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Object, Object> singles = new ConcurrentHashMap<>();

  RoutineCache(LoopCache.Start start) {
    this.start = start;
  }

  /**
   * The routine of a variant, made when it is new.
   *
   * @param variant a record; one type of record per type of routine
   * @param vectors null where there is no vector form
   */
  @SuppressWarnings("unchecked") // a variant's type stands for the routine's
  <T> Routine<T> get(
      Object variant, Supplier<T> scalar, @Nullable Supplier<T> vectors, Routine.Trial<T> trial) {
    return (Routine<T>)
        routines.computeIfAbsent(variant, v -> new Routine<>(start, scalar.get(), vectors, trial));
  }

  /** The code of a variant that has a scalar form only. */
  @SuppressWarnings("unchecked") // as above
  <T> T single(Object variant, Supplier<T> scalar) {
    return (T) singles.computeIfAbsent(variant, v -> scalar.get());
  }
}
