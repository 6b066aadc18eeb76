package dev.covector.lax;

import dev.covector.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a convolution is done. Start from {@link #strides} and change what differs:
 *
 * <pre>{@code
 * ConvOptions.strides(2, 2).padding(Padding.SAME).dimensions("NHWC", "HWIO", "NHWC")
 * }</pre>
 *
 * @param windowStrides from one window to the next, one per spatial axis
 * @param padding around the input; {@link Padding#VALID} unless said otherwise
 * @param lhsDilation the spacing of the input's elements, with zeros between; empty for ones
 * @param rhsDilation the spacing of the kernel's elements; empty for ones
 * @param dimensions the meaning of the axes; without it batch and features come first (NCHW, OIHW)
 * @param featureGroups in how many groups the input's features are convolved apart
 * @param batchGroups in how many groups the input's examples are convolved apart, each with its
 *     part of the kernel's output features
 * @param preferred the dtype of the result; without it that of the operands
 */
public record ConvOptions(
    List<Integer> windowStrides,
    Padding padding,
    List<Integer> lhsDilation,
    List<Integer> rhsDilation,
    Optional<ConvDimensionNumbers> dimensions,
    int featureGroups,
    int batchGroups,
    Optional<DType> preferred) {
  /** Copies the lists. */
  public ConvOptions {
    windowStrides = List.copyOf(windowStrides);
    lhsDilation = List.copyOf(lhsDilation);
    rhsDilation = List.copyOf(rhsDilation);
  }

  /** A convolution with these strides, and nothing else special. */
  public static ConvOptions strides(int... strides) {
    return new ConvOptions(
        list(strides),
        Padding.VALID,
        List.of(),
        List.of(),
        Optional.empty(),
        1,
        1,
        Optional.empty());
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** With other padding. */
  public ConvOptions padding(Padding other) {
    return new ConvOptions(
        windowStrides,
        other,
        lhsDilation,
        rhsDilation,
        dimensions,
        featureGroups,
        batchGroups,
        preferred);
  }

  /** With zeros between the input's elements. */
  public ConvOptions lhsDilation(int... spacing) {
    return new ConvOptions(
        windowStrides,
        padding,
        list(spacing),
        rhsDilation,
        dimensions,
        featureGroups,
        batchGroups,
        preferred);
  }

  /** With the kernel's elements apart. */
  public ConvOptions rhsDilation(int... spacing) {
    return new ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        list(spacing),
        dimensions,
        featureGroups,
        batchGroups,
        preferred);
  }

  /** With axes by letters; see {@link ConvDimensionNumbers#of}. */
  public ConvOptions dimensions(String lhs, String rhs, String out) {
    return dimensions(ConvDimensionNumbers.of(lhs, rhs, out));
  }

  /** With other axes. */
  public ConvOptions dimensions(ConvDimensionNumbers other) {
    return new ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        rhsDilation,
        Optional.of(other),
        featureGroups,
        batchGroups,
        preferred);
  }

  /** With features in groups: as many as there are features is a depthwise convolution. */
  public ConvOptions featureGroups(int count) {
    return new ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        rhsDilation,
        dimensions,
        count,
        batchGroups,
        preferred);
  }

  /** With examples in groups. */
  public ConvOptions batchGroups(int count) {
    return new ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        rhsDilation,
        dimensions,
        featureGroups,
        count,
        preferred);
  }

  /** With a wider result, as i32 of i8 or f32 of bf16: sums are rounded to it once. */
  public ConvOptions preferred(DType dtype) {
    return new ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        rhsDilation,
        dimensions,
        featureGroups,
        batchGroups,
        Optional.of(dtype));
  }
}
