package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Precision;
import dev.covector.layers.Linear;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * A linear map over the last axis: {@code x kernel + bias}.
 *
 * <pre>{@code
 * Dense dense = new Dense(4);
 * Map<String, Object> variables = dense.init(Random.key(0), Numpy.ones(2, 3));
 * // {params: {kernel: f32[3,4], bias: f32[4]}}
 * Tensor y = dense.apply(variables, Numpy.ones(2, 3)); // f32[2,4]
 * }</pre>
 */
public final class Dense extends Layer {
  private int features;
  private boolean useBias = true;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer biasInit = Initializers.zeros();

  /** A map to so many features. */
  public Dense(int features) {
    this.features = features;
  }

  /** Whether a bias is added. */
  public Dense useBias(boolean use) {
    Dense copy = copy();
    copy.useBias = use;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public Dense dtype(@Nullable DType computation) {
    Dense copy = copy();
    copy.dtype = computation;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public Dense paramDtype(DType stored) {
    Dense copy = copy();
    copy.paramDtype = stored;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public Dense precision(@Nullable Precision value) {
    Dense copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public Dense kernelInit(Initializer initializer) {
    Dense copy = copy();
    copy.kernelInit = initializer;
    return copy;
  }

  /** How the bias is drawn. */
  public Dense biasInit(Initializer initializer) {
    Dense copy = copy();
    copy.biasInit = initializer;
    return copy;
  }

  @Override
  public Dense named(String name) {
    return (Dense) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    int inputs = Linear.features("Dense", x);
    Tensor kernel = param("kernel", kernelInit, Shape.of(inputs, features), paramDtype);
    Tensor bias = useBias ? param("bias", biasInit, Shape.of(features), paramDtype) : null;
    return Linear.dense(x, kernel, bias, dtype);
  }
}
