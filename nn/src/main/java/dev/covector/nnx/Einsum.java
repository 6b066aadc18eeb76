package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.Linear;
import org.jspecify.annotations.Nullable;

/**
 * An Einstein sum of the input and a kernel, plus a bias.
 *
 * <pre>{@code
 * Einsum layer = new Einsum("nta,hab->nthb", Shape.of(8, 2, 4), Shape.of(8, 4), new Rngs(0));
 * Tensor y = layer.apply(Numpy.ones(16, 11, 2)); // f32[16,11,8,4]
 * }</pre>
 */
public final class Einsum extends Module implements Fn1<Tensor, Tensor> {
  private @Nullable Param bias;
  private Param kernel;
  private final String equation;
  private final Shape kernelShape;
  private final @Nullable DType dtype;

  /**
   * A sum without bias, or with one.
   *
   * @param equation {@code input,kernel->result}
   * @param biasShape the kernel's axes that are in the result; null for no bias
   */
  public Einsum(String equation, Shape kernelShape, @Nullable Shape biasShape, Rngs rngs) {
    this(equation, kernelShape, biasShape, new LinearOptions(), rngs);
  }

  /** A sum with options. */
  public Einsum(
      String equation,
      Shape kernelShape,
      @Nullable Shape biasShape,
      LinearOptions options,
      Rngs rngs) {
    this.equation = equation;
    this.kernelShape = kernelShape;
    this.dtype = options.dtype;
    this.kernel = options.kernel(rngs, kernelShape);
    this.bias = biasShape == null ? null : options.bias(rngs, biasShape);
  }

  /** The sum. */
  @Override
  public Tensor apply(Tensor x) {
    return apply(x, equation);
  }

  /** The sum of an equation instead of the layer's own. */
  public Tensor apply(Tensor x, String other) {
    return Linear.einsum(
        Linear.equation(other, x, kernelShape),
        x,
        kernel.get(),
        bias == null ? null : bias.get(),
        dtype);
  }
}
