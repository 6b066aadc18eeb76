package dev.covector.nnx;

import dev.covector.Tensor;

/**
 * A low-rank addition to a parameter.
 *
 * <pre>{@code
 * LoRA lora = new LoRA(3, 1, 2, new Rngs(0));
 * State small = Nnx.state(lora, LoRAParam.class); // what is trained
 * }</pre>
 */
public class LoRAParam extends Param {
  /** A variable with its first value. */
  public LoRAParam(Tensor value) {
    super(value);
  }
}
