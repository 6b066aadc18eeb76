package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link LoRA} and {@link LoRALinear}. They never change: each method returns a copy.
 *
 * <pre>{@code
 * LoRAOptions options = new LoRAOptions().aInitializer(Initializers.normal(0.02));
 * LoRA layer = new LoRA(3, 2, 4, new Linear(3, 4, new Rngs(0)), options, new Rngs(1));
 * }</pre>
 */
public final class LoRAOptions implements Cloneable {
  @Nullable DType dtype;
  DType paramDtype = DType.F32;
  Initializer aInitializer = Initializers.heUniform();
  Initializer bInitializer = Initializers.zeros();
  Function<Tensor, ? extends Variable> paramType = LoRAParam::new;

  /** The usual options. */
  public LoRAOptions() {}

  private LoRAOptions copy() {
    try {
      return (LoRAOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("options are cloneable", e);
    }
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public LoRAOptions dtype(@Nullable DType computation) {
    LoRAOptions copy = copy();
    copy.dtype = computation;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public LoRAOptions paramDtype(DType stored) {
    LoRAOptions copy = copy();
    copy.paramDtype = stored;
    return copy;
  }

  /** How the first matrix is drawn; as He et al. 2015 without this. */
  public LoRAOptions aInitializer(Initializer initializer) {
    LoRAOptions copy = copy();
    copy.aInitializer = initializer;
    return copy;
  }

  /** How the second matrix is drawn; zeros without this. */
  public LoRAOptions bInitializer(Initializer initializer) {
    LoRAOptions copy = copy();
    copy.bInitializer = initializer;
    return copy;
  }

  /** The class of the parameters, {@code Param::new} for one; {@link LoRAParam} without this. */
  public LoRAOptions paramType(Function<Tensor, ? extends Variable> constructor) {
    LoRAOptions copy = copy();
    copy.paramType = constructor;
    return copy;
  }
}
