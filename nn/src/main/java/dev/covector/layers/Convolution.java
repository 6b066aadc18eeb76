package dev.covector.layers;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.ConvDimensionNumbers;
import dev.covector.lax.ConvOptions;
import dev.covector.lax.Lax;
import dev.covector.lax.Padding;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions with features last. All axes before the spatial ones are examples; there may be
 * none.
 *
 * @param layer named in messages
 * @param window the sizes of the kernel along the spatial axes
 * @param strides per spatial axis
 * @param padding around the input
 * @param inputDilation the spacing of the input, per spatial axis
 * @param kernelDilation the spacing of the kernel, per spatial axis
 * @param groups in how many groups the input's features are convolved apart
 */
public record Convolution(
    String layer,
    int[] window,
    int[] strides,
    ConvPadding padding,
    int[] inputDilation,
    int[] kernelDilation,
    int groups) {
  /** Stretches single numbers to all spatial axes. */
  public Convolution {
    window = window.clone();
    strides = perAxis(layer, "strides", strides, window);
    inputDilation = perAxis(layer, "the input dilation", inputDilation, window);
    kernelDilation = perAxis(layer, "the kernel dilation", kernelDilation, window);
  }

  private static int[] perAxis(String layer, String what, int[] given, int[] window) {
    if (given.length == window.length) {
      return given.clone();
    }
    if (given.length > 1) {
      throw new ShapeException(
          "%s: %s %s for a kernel of sizes %s; give one number, or one per axis"
              .formatted(layer, what, Arrays.toString(given), Arrays.toString(window)));
    }
    int[] all = new int[window.length];
    Arrays.fill(all, given.length == 0 ? 1 : given[0]);
    return all;
  }

  /**
   * The input with one axis of examples.
   *
   * @throws ShapeException when there are too few axes
   */
  public Tensor flatten(Tensor x) {
    int examples = examples(x);
    if (examples == 1) {
      return x;
    }
    int[] sizes = x.shape().toArray();
    int[] flat = new int[window.length + 2];
    flat[0] = 1;
    for (int i = 0; i < examples; i++) {
      flat[0] *= sizes[i];
    }
    System.arraycopy(sizes, examples, flat, 1, flat.length - 1);
    return Lax.reshape(x, Shape.of(flat));
  }

  private int examples(Tensor x) {
    int examples = x.rank() - window.length - 1;
    if (examples < 0) {
      throw new ShapeException(
          ("%s: the input is %s; a kernel of sizes %s needs %d spatial axes and one of features"
                  + " behind them, 1 for images of one channel: x.reshape(examples, %s, 1)")
              .formatted(layer, x.type(), Arrays.toString(window), window.length, spatialNames()));
    }
    return examples;
  }

  private String spatialNames() {
    return switch (window.length) {
      case 1 -> "time";
      case 2 -> "height, width";
      case 3 -> "depth, height, width";
      default -> "...";
    };
  }

  /** The result with the axes of examples that the input had. */
  public Tensor unflatten(Tensor y, Tensor x) {
    int examples = examples(x);
    if (examples == 1) {
      return y;
    }
    int[] result = new int[x.rank()];
    System.arraycopy(x.shape().toArray(), 0, result, 0, examples);
    System.arraycopy(y.shape().toArray(), 1, result, examples, window.length + 1);
    return Lax.reshape(y, Shape.of(result));
  }

  /** The shape of a kernel that all places share. */
  public Shape kernelShape(Tensor x, int features) {
    int inputs = x.shape().dim(-1);
    if (inputs % groups != 0) {
      throw new ShapeException(
          "%s: the input %s has %d features, which %d groups do not divide"
              .formatted(layer, x.type(), inputs, groups));
    }
    return appended(window, inputs / groups, features);
  }

  private static Shape appended(int[] sizes, int... more) {
    int[] all = Arrays.copyOf(sizes, sizes.length + more.length);
    System.arraycopy(more, 0, all, sizes.length, more.length);
    return Shape.of(all);
  }

  /** The shape of a kernel for each place of the result. */
  public Shape localKernelShape(Tensor flat, int features) {
    int volume = Arrays.stream(window).reduce(1, Math::multiplyExact);
    return appended(places(flat), volume * flat.shape().dim(-1), features);
  }

  /** The shape of a bias for each place of the result. */
  public Shape localBiasShape(Tensor flat, int features) {
    return appended(places(flat), features);
  }

  /** The spatial sizes of the result. */
  private int[] places(Tensor flat) {
    Tensor padded = around(flat);
    Padding.Explicit pads = pads(padded);
    int[] places = new int[window.length];
    for (int i = 0; i < places.length; i++) {
      int size = Math.max(0, (padded.shape().dim(i + 1) - 1) * inputDilation[i] + 1);
      int whole = size + pads.low().get(i) + pads.high().get(i);
      places[i] = Math.max(0, Math.floorDiv(whole - extent(i), strides[i]) + 1);
    }
    return places;
  }

  private int extent(int axis) {
    return (window[axis] - 1) * kernelDilation[axis] + 1;
  }

  private Padding zeros() {
    return padding instanceof ConvPadding.Zeros zeros ? zeros.padding() : Padding.VALID;
  }

  private Padding.Explicit pads(Tensor padded) {
    int[] axes = new int[window.length];
    Arrays.setAll(axes, i -> i);
    return zeros()
        .resolve(
            layer,
            Arrays.stream(axes).mapToObj(i -> padded.shape().dim(i + 1)).toList(),
            Arrays.stream(axes).mapToObj(this::extent).toList(),
            Arrays.stream(strides).boxed().toList());
  }

  /** The input with what is not zeros around it. */
  private Tensor around(Tensor flat) {
    if (!(padding instanceof ConvPadding.Border border)) {
      return flat;
    }
    int[][] widths = new int[window.length + 2][2];
    for (int i = 0; i < window.length; i++) {
      int more = extent(i) - 1;
      widths[i + 1] =
          border == ConvPadding.Border.CAUSAL
              ? new int[] {more, 0}
              : new int[] {more / 2, more - more / 2};
    }
    return switch (border) {
      case CIRCULAR -> Numpy.pad(flat, widths, dev.covector.numpy.Padding.wrap());
      case REFLECT -> Numpy.pad(flat, widths, dev.covector.numpy.Padding.reflect());
      case CAUSAL -> {
        if (window.length != 1) {
          throw new ShapeException(
              "%s: causal padding is for one spatial axis, the kernel has sizes %s"
                  .formatted(layer, Arrays.toString(window)));
        }
        yield Numpy.pad(flat, widths);
      }
    };
  }

  private ConvOptions options() {
    return ConvOptions.strides(strides)
        .padding(zeros())
        .lhsDilation(inputDilation)
        .rhsDilation(kernelDilation)
        .featureGroups(groups)
        .dimensions(ConvDimensionNumbers.featuresLast(window.length + 2));
  }

  /** The convolution with a kernel that all places share, and a bias for each feature. */
  public Tensor shared(Tensor x, Tensor kernel, @Nullable Tensor bias, @Nullable DType dtype) {
    @Nullable Tensor[] in = ComputeDType.promote(layer, dtype, flatten(x), kernel, bias);
    Tensor y =
        Lax.convGeneralDilated(
            around(Objects.requireNonNull(in[0])), Objects.requireNonNull(in[1]), options());
    return unflatten(in[2] == null ? y : y.plus(in[2]), x);
  }

  /** The convolution with a kernel and a bias for each place. */
  public Tensor local(Tensor x, Tensor kernel, @Nullable Tensor bias, @Nullable DType dtype) {
    @Nullable Tensor[] in = ComputeDType.promote(layer, dtype, flatten(x), kernel, bias);
    Tensor patches =
        Lax.convGeneralDilatedPatches(around(Objects.requireNonNull(in[0])), window, options());
    int spatial = window.length;
    List<Integer> places = IntStream.range(0, spatial).boxed().toList();
    List<Integer> behind = IntStream.range(1, spatial + 1).boxed().toList();
    // places, examples, features
    Tensor products =
        Lax.dotGeneral(
            patches,
            Objects.requireNonNull(in[1]),
            List.of(spatial + 1),
            List.of(spatial),
            behind,
            places);
    Tensor y = Lax.moveAxis(products, spatial, 0);
    return unflatten(in[2] == null ? y : y.plus(in[2]), x);
  }

  /**
   * The transposed convolution: strides spread the input.
   *
   * @param transposeKernel whether the kernel is that of the convolution whose gradient this is
   */
  public Tensor transposed(
      Tensor x,
      Tensor kernel,
      @Nullable Tensor bias,
      boolean transposeKernel,
      @Nullable DType dtype) {
    @Nullable Tensor[] in = ComputeDType.promote(layer, dtype, flatten(x), kernel, bias);
    Tensor input = Objects.requireNonNull(in[0]);
    ConvOptions options =
        ConvOptions.strides(strides)
            .padding(zeros())
            .rhsDilation(kernelDilation)
            .dimensions(ConvDimensionNumbers.featuresLast(window.length + 2));
    Tensor y = Lax.convTranspose(input, Objects.requireNonNull(in[1]), options, transposeKernel);
    if (padding == ConvPadding.Border.CIRCULAR) {
      y = wrapped(y, input, transposeKernel);
    }
    return unflatten(in[2] == null ? y : y.plus(in[2]), x);
  }

  /** The result of the unbounded input wrapped around periods of size times stride. */
  private Tensor wrapped(Tensor y, Tensor input, boolean transposeKernel) {
    Tensor result = y;
    for (int i = 0; i < window.length; i++) {
      int axis = i + 1;
      int period = input.shape().dim(axis) * strides[i];
      int missing = Math.floorMod(period - result.shape().dim(axis), 2 * period);
      int low = transposeKernel ? missing / 2 : missing - missing / 2;
      int[][] widths = new int[result.rank()][2];
      widths[axis] = new int[] {low, missing - low};
      Tensor padded = Numpy.pad(result, widths);
      Shape periods =
          padded.shape().with(axis, period).insert(axis, padded.shape().dim(axis) / period);
      result = Numpy.sum(Lax.reshape(padded, periods), axis);
    }
    return result;
  }
}
