package dev.covector.checkpoint;

/**
 * Which of two metrics is the better.
 *
 * <pre>{@code
 * CheckpointManagerOptions options =
 *     CheckpointManagerOptions.defaults().withBest(m -> m.get("loss"), BestMode.MIN);
 * }</pre>
 */
public enum BestMode {
  /** The smaller, as of losses. */
  MIN,
  /** The larger, as of accuracies. */
  MAX
}
