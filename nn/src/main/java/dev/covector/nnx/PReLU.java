package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.ComputeDType;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * {@code max(0, x) + slope min(0, x)}, the slope being a parameter; He et al. 2015, <i>Delving deep
 * into rectifiers</i>.
 *
 * <pre>{@code
 * Tensor y = new PReLU().apply(Tensor.of(new float[] {-1, 2})); // [-0.01, 2]
 * }</pre>
 */
public final class PReLU extends Module implements Fn1<Tensor, Tensor> {
  @PathName("negative_slope")
  private Param negativeSlope;

  private final @Nullable DType dtype;

  /** The slope begins with 0.01. */
  public PReLU() {
    this(0.01, DType.F32);
  }

  /** The slope begins with a number. */
  public PReLU(double negativeSlope, DType paramDtype) {
    this(negativeSlope, paramDtype, null);
  }

  /**
   * The slope begins with a number.
   *
   * @param dtype to compute in; null for that of the input
   */
  public PReLU(double negativeSlope, DType paramDtype, @Nullable DType dtype) {
    this.dtype = dtype;
    this.negativeSlope = new Param(Lax.full(Shape.SCALAR, negativeSlope, paramDtype));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor input = dtype == null ? x : ComputeDType.to(x, dtype);
    Tensor slope = ComputeDType.to(negativeSlope.get(), input.dtype());
    return Numpy.where(Numpy.greaterEqual(input, 0), input, input.times(slope));
  }
}
