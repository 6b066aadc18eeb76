package dev.covector.benchmarks.protocol;

/** A row with its inputs, ready to be called. */
public interface Work extends AutoCloseable {
  /** Calls the row for the first time in this process, and reads its results. */
  FirstCall check();

  /** Calls the row again and again, waiting for the result of each call before the next. */
  void run(int calls);

  /** Gives the inputs back. */
  @Override
  default void close() {}
}
