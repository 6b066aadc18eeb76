package dev.covector.nnx;

/**
 * Options of {@link Linear} and {@link LoRALinear}.
 *
 * <pre>{@code
 * Linear linear = new Linear(2, 3, new LinearOptions().useBias(false), new Rngs(0));
 * }</pre>
 */
public final class LinearOptions extends ProductOptions<LinearOptions> {
  /** The usual options. */
  public LinearOptions() {}
}
