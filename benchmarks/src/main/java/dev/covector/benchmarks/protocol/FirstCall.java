package dev.covector.benchmarks.protocol;

import java.util.List;

/**
 * The first call of a row.
 *
 * @param milliseconds tracing, compiling and the first run
 * @param outputs its results, to be compared with those of a peer
 */
public record FirstCall(double milliseconds, List<Output> outputs) {
  /** Copies the list. */
  public FirstCall {
    outputs = List.copyOf(outputs);
  }
}
