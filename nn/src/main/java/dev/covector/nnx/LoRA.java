package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A linear map of low rank, {@code x a b}, added to what a layer gives; Hu et al. 2021,
 * <i>LoRA</i>. Its parameters are {@link LoRAParam}s, so that they can be trained alone.
 *
 * <pre>{@code
 * LoRA layer = new LoRA(3, 2, 4, new Linear(3, 4, new Rngs(0)), new Rngs(1));
 * Tensor y = layer.apply(Numpy.ones(5, 3)); // f32[5,4]
 * State gradient =
 *     Nnx.grad((LoRA m) -> m.apply(Numpy.ones(5, 3)).sum(), Filter.ofType(LoRAParam.class))
 *         .apply(layer);
 * }</pre>
 */
public final class LoRA extends Module implements Fn1<Tensor, Tensor> {
  @PathName("base_module")
  private @Nullable Fn1<Tensor, Tensor> baseModule;

  @PathName("lora_a")
  private Variable a;

  @PathName("lora_b")
  private Variable b;

  private final @Nullable DType dtype;

  /** A map alone. */
  public LoRA(int inFeatures, int rank, int outFeatures, Rngs rngs) {
    this(inFeatures, rank, outFeatures, null, new LoRAOptions(), rngs);
  }

  /** A map added to a layer. */
  public LoRA(
      int inFeatures, int rank, int outFeatures, Fn1<Tensor, Tensor> baseModule, Rngs rngs) {
    this(inFeatures, rank, outFeatures, baseModule, new LoRAOptions(), rngs);
  }

  /**
   * A map with options.
   *
   * @param baseModule what it is added to; null for nothing
   */
  public LoRA(
      int inFeatures,
      int rank,
      int outFeatures,
      @Nullable Fn1<Tensor, Tensor> baseModule,
      LoRAOptions options,
      Rngs rngs) {
    this.baseModule = baseModule;
    this.dtype = options.dtype;
    Shape first = Shape.of(inFeatures, rank);
    Shape second = Shape.of(rank, outFeatures);
    DType stored = options.paramDtype;
    this.a = options.paramType.apply(options.aInitializer.initialize(rngs.params(), first, stored));
    this.b =
        options.paramType.apply(options.bInitializer.initialize(rngs.params(), second, stored));
  }

  @Override
  public Tensor apply(Tensor x) {
    @Nullable Tensor[] in = ComputeDType.promote("LoRA", dtype, x, a.get(), b.get());
    Tensor y =
        dev.covector.layers.Linear.dense(
            dev.covector.layers.Linear.dense(
                Objects.requireNonNull(in[0]), Objects.requireNonNull(in[1]), null, dtype),
            Objects.requireNonNull(in[2]),
            null,
            dtype);
    return baseModule == null ? y : y.plus(baseModule.apply(x));
  }
}
