package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.layers.ComputeDType;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;

/**
 * {@code x} where it is positive, else x times a parameter; He et al. 2015, <i>Delving deep into
 * rectifiers</i>.
 *
 * <pre>{@code
 * PReLU activation = new PReLU();
 * Map<String, Object> variables = activation.init(Random.key(0), Numpy.ones(2, 3));
 * // {params: {negative_slope: f32[]}}
 * }</pre>
 */
public final class PReLU extends Layer {
  private DType paramDtype = DType.F32;
  private double negativeSlopeInit = 0.01;

  /** A rectifier whose slope starts at 0.01. */
  public PReLU() {}

  /** The dtype of the parameters; f32 without it. */
  public PReLU paramDtype(DType value) {
    PReLU copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** What the slope starts at. */
  public PReLU negativeSlopeInit(double value) {
    PReLU copy = copy();
    copy.negativeSlopeInit = value;
    return copy;
  }

  @Override
  public PReLU named(String name) {
    return (PReLU) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    Tensor slope =
        param("negative_slope", Initializers.constant(negativeSlopeInit), Shape.SCALAR, paramDtype);
    Tensor scaled = ComputeDType.to(slope, x.dtype()).times(x);
    return Numpy.where(Numpy.greaterEqual(x, 0), x, scaled);
  }
}
