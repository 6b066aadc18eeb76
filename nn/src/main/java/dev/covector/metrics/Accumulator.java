package dev.covector.metrics;

/**
 * A metric of some batches, to be merged with that of others: a record of tensors, and so a tree
 * that goes through {@code jit} and {@code scan} and into checkpoints. It never changes. After
 * {@code clu.metrics}.
 *
 * <pre>{@code
 * Average losses = Average.empty();
 * for (float[] batch : new float[][] {{1, 2}, {6}}) {
 *   losses = losses.merge(Average.of(Tensor.of(batch)));
 * }
 * float mean = losses.compute().toFloat(); // 3
 * }</pre>
 *
 * @param <M> the class itself
 */
public interface Accumulator<M extends Accumulator<M>> {
  /** The metric of these batches and those of another. */
  M merge(M other);

  /** What the metric is: a tensor, or a record or map of tensors. */
  Object compute();
}
