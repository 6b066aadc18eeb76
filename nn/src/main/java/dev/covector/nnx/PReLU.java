package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.ComputeDType;
import dev.covector.numpy.Numpy;

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

  /** The slope begins with 0.01. */
  public PReLU() {
    this(0.01, DType.F32);
  }

  /** The slope begins with a number. */
  public PReLU(double negativeSlope, DType paramDtype) {
    this.negativeSlope = new Param(Lax.full(Shape.SCALAR, negativeSlope, paramDtype));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor slope = ComputeDType.to(negativeSlope.get(), x.dtype());
    return Numpy.where(Numpy.greaterEqual(x, 0), x, x.times(slope));
  }
}
