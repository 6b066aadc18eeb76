package dev.covector.nnx;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Padding;
import dev.covector.layers.ConvPadding;
import dev.covector.layers.Convolution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Conv} and {@link ConvTranspose}. One number counts for all spatial axes.
 *
 * <pre>{@code
 * Conv conv = new Conv(1, 8, new int[] {3, 3}, new ConvOptions().strides(2), new Rngs(0));
 * }</pre>
 */
public final class ConvOptions extends ProductOptions<ConvOptions> {
  private List<Integer> strides = List.of(1);
  private List<Integer> inputDilation = List.of(1);
  private List<Integer> kernelDilation = List.of(1);
  private ConvPadding padding = new ConvPadding.Zeros(Padding.SAME);
  int featureGroupCount = 1;
  boolean transposeKernel = false;
  @Nullable Tensor mask;

  /** The usual options. */
  public ConvOptions() {}

  private static List<Integer> numbers(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The steps between places of the kernel. */
  public ConvOptions strides(int... perAxis) {
    ConvOptions copy = copy();
    copy.strides = numbers(perAxis);
    return copy;
  }

  /** The spacing of the input; not for ConvTranspose. */
  public ConvOptions inputDilation(int... perAxis) {
    ConvOptions copy = copy();
    copy.inputDilation = numbers(perAxis);
    return copy;
  }

  /** The spacing of the kernel. */
  public ConvOptions kernelDilation(int... perAxis) {
    ConvOptions copy = copy();
    copy.kernelDilation = numbers(perAxis);
    return copy;
  }

  /** The zeros around the input; as many as keep its sizes without it. */
  public ConvOptions padding(Padding zeros) {
    return around(new ConvPadding.Zeros(zeros));
  }

  /** The input goes on periodically around itself. */
  public ConvOptions circular() {
    return around(ConvPadding.Border.CIRCULAR);
  }

  /** The input is reflected at its borders; not for ConvTranspose. */
  public ConvOptions reflect() {
    return around(ConvPadding.Border.REFLECT);
  }

  /** Zeros are in front only; for one spatial axis, and not for ConvTranspose. */
  public ConvOptions causal() {
    return around(ConvPadding.Border.CAUSAL);
  }

  private ConvOptions around(ConvPadding value) {
    ConvOptions copy = copy();
    copy.padding = value;
    return copy;
  }

  /** In how many groups features are convolved apart; not for ConvTranspose. */
  public ConvOptions featureGroupCount(int groups) {
    ConvOptions copy = copy();
    copy.featureGroupCount = groups;
    return copy;
  }

  /** Of ConvTranspose: whether the kernel is that of the convolution whose gradient this is. */
  public ConvOptions transposeKernel(boolean transpose) {
    ConvOptions copy = copy();
    copy.transposeKernel = transpose;
    return copy;
  }

  /** What the kernel is multiplied with, of its shape. */
  public ConvOptions mask(Tensor factors) {
    ConvOptions copy = copy();
    copy.mask = factors;
    return copy;
  }

  Convolution convolution(String layer, int[] kernelSize) {
    return new Convolution(
        layer,
        kernelSize,
        array(strides),
        padding,
        array(inputDilation),
        array(kernelDilation),
        featureGroupCount);
  }

  static Tensor masked(String layer, Tensor kernel, @Nullable Tensor mask) {
    if (mask == null) {
      return kernel;
    }
    if (!mask.shape().equals(kernel.shape())) {
      throw new ShapeException(
          "%s: the mask is %s, the kernel %s; their shapes must be equal"
              .formatted(layer, mask.type(), kernel.type()));
    }
    return kernel.times(mask);
  }
}
