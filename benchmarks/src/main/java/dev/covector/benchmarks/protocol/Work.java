package dev.covector.benchmarks.protocol;

/** A row with its inputs, ready to be called. */
public interface Work extends AutoCloseable {
  /**
   * Calls the row, timed, and reads its results. The first check is the row's first call in its
   * process; a later one starts from the same state.
   */
  FirstCall check();

  /** Calls the row again and again, waiting for the result of each call before the next. */
  void run(int calls);

  /** Whether no code is being replaced by a faster form in the background. */
  default boolean isSettled() {
    return true;
  }

  /** Gives the inputs back. */
  @Override
  default void close() {}
}
