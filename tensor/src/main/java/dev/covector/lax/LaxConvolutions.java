package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.op.ConvGeneralDilated;
import dev.covector.op.SlidingWindow;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Convolutions, transposed convolutions, and the patches that they multiply. */
public class LaxConvolutions extends LaxArrays {
  LaxConvolutions() {}

  /**
   * A convolution with any axes, strides, padding, dilation and groups: JAX's conv_general_dilated.
   * The kernel is not reversed.
   *
   * @param lhs the input: batch, features and spatial axes as the options say
   * @param rhs the kernel: output features, input features of a group, spatial axes
   * @throws ShapeException when sizes or groups do not fit
   * @throws dev.covector.DTypeException when the dtypes differ or have no arithmetic
   */
  public static Tensor convGeneralDilated(Tensor lhs, Tensor rhs, ConvOptions options) {
    int rank = lhs.rank();
    ConvDimensionNumbers axes =
        options.dimensions().orElseGet(() -> ConvDimensionNumbers.leading(Math.max(rank, 2)));
    int spatial = axes.lhs().size() - 2;
    List<Integer> ones = Collections.nCopies(spatial, 1);
    List<Integer> spread = options.lhsDilation().isEmpty() ? ones : options.lhsDilation();
    List<Integer> apart = options.rhsDilation().isEmpty() ? ones : options.rhsDilation();
    requireAxes("conv_general_dilated", lhs, rhs, axes, options.windowStrides(), spread, apart);
    boolean isSpread = spread.stream().anyMatch(n -> n != 1);
    if (isSpread && options.padding() instanceof Padding.Rule rule && rule != Padding.VALID) {
      throw new ShapeException(
          "conv_general_dilated: lhs "
              + lhs.type()
              + " with dilation "
              + spread
              + " and padding "
              + rule
              + "; the padding of a dilated input must be given in numbers, or use convTranspose");
    }
    List<Integer> extents = extents(rhs, axes, apart);
    Padding.Explicit pads =
        options
            .padding()
            .resolve(
                "conv_general_dilated", spatial(lhs, axes.lhs()), extents, options.windowStrides());
    return Trace.bind(
        new ConvGeneralDilated(
            options.windowStrides(),
            pads.low(),
            pads.high(),
            spread,
            apart,
            axes,
            options.featureGroups(),
            options.batchGroups(),
            options.preferred().orElse(lhs.dtype())),
        lhs,
        rhs);
  }

  /** A convolution of NCHW with OIHW, for any number of spatial axes. */
  public static Tensor conv(Tensor lhs, Tensor rhs, int[] strides, Padding padding) {
    return convGeneralDilated(lhs, rhs, ConvOptions.strides(strides).padding(padding));
  }

  /** A convolution of NCHW with OIHW with padding in numbers and dilations. */
  public static Tensor convWithGeneralPadding(
      Tensor lhs,
      Tensor rhs,
      int[] strides,
      Padding padding,
      int[] lhsDilation,
      int[] rhsDilation) {
    return convGeneralDilated(
        lhs,
        rhs,
        ConvOptions.strides(strides)
            .padding(padding)
            .lhsDilation(lhsDilation)
            .rhsDilation(rhsDilation));
  }

  /** A transposed convolution of NHWC with HWIO, for one to three spatial axes. */
  public static Tensor convTranspose(Tensor lhs, Tensor rhs, int[] strides, Padding padding) {
    return convTranspose(lhs, rhs, ConvOptions.strides(strides).padding(padding), false);
  }

  /**
   * A transposed convolution: the strides spread the input, so that the result is larger. With
   * {@link Padding#SAME} the result has the input's sizes times the strides.
   *
   * @param options the strides, padding, kernel dilation and axes (features last unless said
   *     otherwise) are used
   * @param transposeKernel whether the kernel is that of the convolution whose gradient this is: it
   *     is reversed, and its input and output features change places
   */
  public static Tensor convTranspose(
      Tensor lhs, Tensor rhs, ConvOptions options, boolean transposeKernel) {
    ConvDimensionNumbers axes =
        options
            .dimensions()
            .orElseGet(() -> ConvDimensionNumbers.featuresLast(Math.max(lhs.rank(), 2)));
    int spatial = axes.lhs().size() - 2;
    List<Integer> ones = Collections.nCopies(spatial, 1);
    List<Integer> apart = options.rhsDilation().isEmpty() ? ones : options.rhsDilation();
    List<Integer> strides = options.windowStrides();
    requireAxes("conv_transpose", lhs, rhs, axes, strides, apart, apart);
    Padding.Explicit pads = transposedPads(options.padding(), extents(rhs, axes, apart), strides);
    Tensor kernel = rhs;
    if (transposeKernel) {
      List<Integer> order = new ArrayList<>(Arrays.stream(range(rhs.rank())).boxed().toList());
      Collections.swap(order, axes.rhs().get(0), axes.rhs().get(1));
      List<Integer> turned = axes.rhs().subList(2, axes.rhs().size());
      kernel = transpose(turned.isEmpty() ? rhs : rev(rhs, turned), order);
    }
    return convGeneralDilated(
        lhs,
        kernel,
        new ConvOptions(
            ones,
            pads,
            strides,
            apart,
            Optional.of(axes),
            options.featureGroups(),
            options.batchGroups(),
            options.preferred()));
  }

  private static Padding.Explicit transposedPads(
      Padding padding, List<Integer> extents, List<Integer> strides) {
    if (padding instanceof Padding.Explicit given) {
      return given;
    }
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < extents.size(); i++) {
      int window = extents.get(i);
      int stride = strides.get(i);
      boolean whole = padding == Padding.VALID;
      int total = window + stride - 2 + (whole ? Math.max(window - stride, 0) : 0);
      int before = whole || stride > window - 1 ? window - 1 : Math.ceilDiv(total, 2);
      low.add(before);
      high.add(total - before);
    }
    return new Padding.Explicit(low, high);
  }

  /**
   * The patches that a convolution multiplies by its kernel: in the result the features are, for
   * each feature of the input, the elements of the window in row-major order.
   *
   * @param sizes the window along the spatial axes
   * @param options strides, padding, dilations and axes
   */
  public static Tensor convGeneralDilatedPatches(Tensor lhs, int[] sizes, ConvOptions options) {
    ConvDimensionNumbers axes =
        options.dimensions().orElseGet(() -> ConvDimensionNumbers.leading(Math.max(lhs.rank(), 2)));
    if (sizes.length != lhs.rank() - 2 || axes.lhs().size() != lhs.rank()) {
      throw new ShapeException(
          "conv_general_dilated_patches: lhs "
              + lhs.type()
              + " with a window of sizes "
              + Arrays.toString(sizes)
              + "; give one size per spatial axis");
    }
    int features = lhs.shape().dim(axes.lhs().get(1));
    int volume = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    // one output feature per element of the window, which picks it
    Shape square = Shape.of(volume, volume);
    Tensor unit =
        convert(
            eq(broadcastedIota(DType.I32, square, 0), broadcastedIota(DType.I32, square, 1)),
            lhs.dtype());
    int[] kernel = new int[sizes.length + 2];
    kernel[0] = features * volume;
    kernel[1] = 1;
    System.arraycopy(sizes, 0, kernel, 2, sizes.length);
    Tensor all = broadcastInDim(unit, Shape.of(features, volume, volume), 1, 2);
    List<Integer> place = new ArrayList<>();
    for (int axis = 0; axis < kernel.length; axis++) {
      place.add(axes.rhs().indexOf(axis));
    }
    Tensor rhs = transpose(reshape(all, Shape.of(kernel)), place);
    return convGeneralDilated(
        lhs, rhs, options.dimensions(axes).featureGroups(Math.max(features, 1)));
  }

  private static void requireAxes(
      String op,
      Tensor lhs,
      Tensor rhs,
      ConvDimensionNumbers axes,
      List<Integer> strides,
      List<Integer> lhsDilation,
      List<Integer> rhsDilation) {
    int spatial = axes.lhs().size() - 2;
    boolean fits =
        lhs.rank() == spatial + 2
            && rhs.rank() == spatial + 2
            && strides.size() == spatial
            && lhsDilation.size() == spatial
            && rhsDilation.size() == spatial
            && strides.stream().allMatch(n -> n >= 1);
    if (!fits) {
      throw new ShapeException(
          op
              + ": lhs "
              + lhs.type()
              + ", rhs "
              + rhs.type()
              + ", strides "
              + strides
              + ", dilations "
              + lhsDilation
              + " and "
              + rhsDilation
              + "; both operands need a batch and a feature axis and the same spatial axes, here "
              + spatial
              + ", and there must be one stride and dilation of at least 1 for each");
    }
  }

  private static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, i -> i);
    return range;
  }

  private static List<Integer> spatial(Tensor x, List<Integer> axes) {
    return axes.stream().skip(2).map(x.shape()::dim).toList();
  }

  private static List<Integer> extents(
      Tensor rhs, ConvDimensionNumbers axes, List<Integer> dilation) {
    List<Integer> sizes = spatial(rhs, axes.rhs());
    List<Integer> extents = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      extents.add(SlidingWindow.dilated(sizes.get(i), dilation.get(i)));
    }
    return extents;
  }
}
