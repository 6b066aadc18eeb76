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
 * A sum of products with a kernel, in Einstein's notation, plus a bias for the kernel's axes that
 * are left.
 *
 * <pre>{@code
 * Einsum map = new Einsum(Shape.of(5, 4), "ab,bc->ac");
 * Map<String, Object> variables = map.init(Random.key(0), Numpy.ones(3, 5));
 * Tensor y = map.apply(variables, Numpy.ones(3, 5)); // f32[3,4]
 * }</pre>
 */
public final class Einsum extends Layer {
  private Shape shape;
  private String equation;
  private boolean useBias = true;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer biasInit = Initializers.zeros();

  /**
   * A map with a kernel.
   *
   * @param shape of the kernel
   * @param equation {@code input,kernel->result}
   */
  public Einsum(Shape shape, String equation) {
    this.shape = shape;
    this.equation = equation;
  }

  /** Whether a bias is added. */
  public Einsum useBias(boolean value) {
    Einsum copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public Einsum dtype(@Nullable DType value) {
    Einsum copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public Einsum paramDtype(DType value) {
    Einsum copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public Einsum precision(@Nullable Precision value) {
    Einsum copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public Einsum kernelInit(Initializer value) {
    Einsum copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public Einsum biasInit(Initializer value) {
    Einsum copy = copy();
    copy.biasInit = value;
    return copy;
  }

  @Override
  public Einsum named(String name) {
    return (Einsum) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    return sum(x, equation);
  }

  /** The sum of products of an equation instead of the layer's own. */
  public Tensor apply(Tensor x, String equation) {
    return compact(() -> sum(x, equation));
  }

  private Tensor sum(Tensor x, String text) {
    Linear.Equation parsed = Linear.equation(text, x, shape);
    Tensor kernel = param("kernel", kernelInit, shape, paramDtype);
    Tensor bias = useBias ? param("bias", biasInit, parsed.bias(), paramDtype) : null;
    return Linear.einsum(parsed, x, kernel, bias, dtype);
  }
}
