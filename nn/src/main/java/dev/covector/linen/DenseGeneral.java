package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.Precision;
import dev.covector.layers.Linear;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A linear map of several axes to several axes.
 *
 * <pre>{@code
 * DenseGeneral heads = new DenseGeneral(4, 8); // to [..., 4, 8]
 * Map<String, Object> variables = heads.init(Random.key(0), Numpy.ones(2, 32));
 * // {params: {kernel: f32[32,4,8], bias: f32[4,8]}}
 * }</pre>
 */
public final class DenseGeneral extends Layer {
  private int[] features;
  private int[] axis = {-1};
  private int[] batchDims = {};
  private boolean useBias = true;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer biasInit = Initializers.zeros();

  /** A map of the last axis to axes of these sizes. */
  public DenseGeneral(int... features) {
    this.features = features.clone();
  }

  /** The axes of the input that are contracted; negative ones count from the end. */
  public DenseGeneral axis(int... value) {
    DenseGeneral copy = copy();
    copy.axis = value.clone();
    return copy;
  }

  /** The leading axes, from 0, that number kernels of their own. */
  public DenseGeneral batchDims(int... value) {
    DenseGeneral copy = copy();
    copy.batchDims = value.clone();
    return copy;
  }

  /** Whether a bias is added. */
  public DenseGeneral useBias(boolean value) {
    DenseGeneral copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public DenseGeneral dtype(@Nullable DType value) {
    DenseGeneral copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public DenseGeneral paramDtype(DType value) {
    DenseGeneral copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public DenseGeneral precision(@Nullable Precision value) {
    DenseGeneral copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public DenseGeneral kernelInit(Initializer value) {
    DenseGeneral copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public DenseGeneral biasInit(Initializer value) {
    DenseGeneral copy = copy();
    copy.biasInit = value;
    return copy;
  }

  @Override
  public DenseGeneral named(String name) {
    return (DenseGeneral) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    // in the order of x, whatever the order given: so has the kernel its axes in Flax
    int[] contracted = Arrays.stream(x.shape().axes(axis, "DenseGeneral")).sorted().toArray();
    int[] batch = x.shape().axes(batchDims, "DenseGeneral");
    for (int i = 0; i < batch.length; i++) {
      if (batch[i] != i) {
        throw new ShapeException(
            "DenseGeneral: batchDims are "
                + Arrays.toString(batchDims)
                + "; they must be 0, 1 and so on");
      }
    }
    Shape batchShape = sizes(x, batch);
    Shape outputs = joined(batchShape, Shape.of(features));
    Shape kernelShape = joined(joined(batchShape, sizes(x, contracted)), Shape.of(features));
    Tensor kernel = param("kernel", flat(kernelInit, batch.length, true), kernelShape, paramDtype);
    Tensor bias =
        useBias ? param("bias", flat(biasInit, batch.length, false), outputs, paramDtype) : null;
    return Linear.general(x, kernel, bias, boxed(contracted), boxed(batch), dtype);
  }

  /** An initializer that sees inputs times outputs, as the fans of a linear map are meant. */
  private Initializer flat(Initializer initializer, int batches, boolean matrix) {
    return (key, shape, stored) -> {
      int outputs = product(features, 0, features.length);
      int rest = Math.toIntExact(shape.size() / outputs);
      Shape flat = matrix ? Shape.of(rest, outputs) : Shape.of(rest * outputs);
      return Lax.reshape(initializer.initialize(key, flat, stored), shape);
    };
  }

  private static int product(int[] sizes, int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= sizes[i];
    }
    return product;
  }

  private static Shape sizes(Tensor x, int[] axes) {
    return Shape.of(Arrays.stream(axes).map(x.shape()::dim).toArray());
  }

  private static Shape joined(Shape a, Shape b) {
    int[] all = Arrays.copyOf(a.toArray(), a.rank() + b.rank());
    System.arraycopy(b.toArray(), 0, all, a.rank(), b.rank());
    return Shape.of(all);
  }

  private static List<Integer> boxed(int[] axes) {
    return Arrays.stream(axes).boxed().toList();
  }
}
