package dev.covector.nnx;

import java.util.Map;

/**
 * A number that is gathered over batches. Its state is in variables, so that it may be compiled.
 *
 * <pre>{@code
 * Metric loss = new Average("loss");
 * loss.update(Map.of("loss", Tensor.of(2f)));
 * loss.update(Map.of("loss", Tensor.of(4f)));
 * Object mean = loss.compute(); // 3
 * loss.reset();
 * }</pre>
 */
public abstract class Metric extends Module {
  /** A metric. */
  protected Metric() {}

  /** Begins anew. */
  public abstract void reset();

  /**
   * Takes a batch in.
   *
   * @param values by name; each metric takes its own
   * @throws NnxException when one that it needs is missing
   */
  public abstract void update(Map<String, ?> values);

  /** The metric of all batches since the last reset: a tensor, or a record or map of them. */
  public abstract Object compute();

  /** The value of a name. */
  protected final Object require(Map<String, ?> values, String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new NnxException(
          "%s needs '%s'; there are %s".formatted(Module.name(getClass()), name, values.keySet()));
    }
    return value;
  }
}
