package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * A {@link Linear} with a {@link LoRA} added.
 *
 * <pre>{@code
 * LoRALinear layer = new LoRALinear(3, 4, 2, new Rngs(0));
 * Tensor y = layer.apply(Numpy.ones(5, 3)); // f32[5,4]
 * }</pre>
 */
public final class LoRALinear extends Linear {
  private LoRA lora;

  /** A map and its addition of a rank. */
  public LoRALinear(int inFeatures, int outFeatures, int rank, Rngs rngs) {
    this(inFeatures, outFeatures, rank, new LinearOptions(), rngs);
  }

  /** A map with options. */
  public LoRALinear(int inFeatures, int outFeatures, int rank, LinearOptions options, Rngs rngs) {
    this(inFeatures, outFeatures, rank, options, new LoRAOptions(), rngs);
  }

  /** A map with options, and options of what is added. */
  public LoRALinear(
      int inFeatures,
      int outFeatures,
      int rank,
      LinearOptions options,
      LoRAOptions added,
      Rngs rngs) {
    super(inFeatures, outFeatures, options, rngs);
    this.lora = new LoRA(inFeatures, rank, outFeatures, null, added, rngs);
  }

  @Override
  public Tensor apply(Tensor x) {
    return super.apply(x).plus(lora.apply(x));
  }
}
