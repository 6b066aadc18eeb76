package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * What layers with parameters have in common. Options never change: each method returns a copy.
 *
 * @param <S> the class itself
 */
abstract class LayerOptions<S extends LayerOptions<S>> implements Cloneable {
  boolean useBias = true;
  @Nullable DType dtype;
  DType paramDtype = DType.F32;
  @Nullable Initializer kernelInit;
  Initializer biasInit = Initializers.zeros();

  LayerOptions() {}

  @SuppressWarnings("unchecked") // S is the class itself
  final S copy() {
    try {
      return (S) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("options are cloneable", e);
    }
  }

  /** Whether a bias is added; it is without this. */
  public final S useBias(boolean use) {
    S copy = copy();
    copy.useBias = use;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public final S dtype(@Nullable DType computation) {
    S copy = copy();
    copy.dtype = computation;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public final S paramDtype(DType stored) {
    S copy = copy();
    copy.paramDtype = stored;
    return copy;
  }

  /** How the kernel is drawn; as usual for the layer without this. */
  public final S kernelInit(Initializer initializer) {
    S copy = copy();
    copy.kernelInit = initializer;
    return copy;
  }

  /** How the bias is drawn. */
  public final S biasInit(Initializer initializer) {
    S copy = copy();
    copy.biasInit = initializer;
    return copy;
  }

  /** How the kernel is drawn: as said here, or as usual. */
  final Initializer kernelInitOr(Initializer usual) {
    return kernelInit == null ? usual : kernelInit;
  }

  /** A kernel, drawn with the next key of the stream params. */
  final Param kernel(Rngs rngs, Shape shape) {
    return new Param(
        kernelInitOr(Initializers.lecunNormal()).initialize(rngs.params(), shape, paramDtype));
  }

  /** A bias, drawn with the next key of the stream params; null, and no key taken, without one. */
  final @Nullable Param bias(Rngs rngs, Shape shape) {
    return useBias ? new Param(biasInit.initialize(rngs.params(), shape, paramDtype)) : null;
  }
}
