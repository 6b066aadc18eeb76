package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Convolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Convolutions of all layouts, strides, paddings, dilations and groups against the reference. The
 * numbers are small integers, whose sums are exact in every order.
 */
final class ConvolutionTest {
  private final Random random = new Random(11);

  /** A dense operand with its dimensions in some order in memory; strides by dimension. */
  private static long[] strides(long[] extents, List<Integer> order) {
    long[] strides = new long[extents.length];
    long step = 1;
    for (int i = order.size() - 1; i >= 0; i--) {
      strides[order.get(i)] = step;
      step *= extents[order.get(i)];
    }
    return strides;
  }

  private static long count(long[] extents) {
    return Arrays.stream(extents).reduce(1, (x, y) -> x * y);
  }

  /** Groups and first dimension, spatial ones, then the second dimension, as NHWC; or any order. */
  private List<Integer> order(int groups, int rank, boolean usual) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (usual) {
      Integer inner = order.remove(groups + 1);
      order.add(inner);
    } else {
      Collections.shuffle(order, random);
    }
    return order;
  }

  private void check(
      long[] groups,
      long batch,
      long features,
      long channels,
      List<Convolution.Axis> axes,
      DType in,
      DType out,
      DType sum,
      boolean usual) {
    Convolution sizes =
        new Convolution(
            groups,
            batch,
            features,
            channels,
            axes,
            new Access(0, in, 0),
            new Access(1, in, 0),
            new Access(2, out, 0),
            sum);
    int rank = groups.length + 2 + axes.size();
    List<Integer> weights = order(groups.length, rank, false);
    if (usual) { // the window, channels, then features
      weights = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      Integer feature = weights.remove(groups.length);
      Integer channel = weights.remove(groups.length);
      weights.addAll(List.of(channel, feature));
    }
    Convolution conv =
        new Convolution(
            groups,
            batch,
            features,
            channels,
            axes,
            access(0, in, sizes.lhsExtents(), order(groups.length, rank, usual)),
            access(1, in, sizes.rhsExtents(), weights),
            access(2, out, sizes.outExtents(), order(groups.length, rank, usual)),
            sum);
    List<Buffer> buffers =
        List.of(
            new Buffer(in, count(sizes.lhsExtents())),
            new Buffer(in, count(sizes.rhsExtents())),
            new Buffer(out, count(sizes.outExtents())));
    new Comparison(conv.toString() + groups.length, buffers, 2, conv, 0)
        .with((r, _, _) -> r.nextInt(-3, 4))
        .check();
  }

  private static Access access(int buffer, DType dtype, long[] extents, List<Integer> order) {
    return new Access(buffer, dtype, 0, strides(extents, order));
  }

  private Convolution.Axis axis() {
    long window = random.nextInt(1, 4);
    long dilation = random.nextInt(1, 3);
    long stride = random.nextInt(1, 3);
    long output = random.nextInt(1, 9);
    long low = random.nextInt(-1, 3);
    // some windows reach over the end, some do not get there
    long seen = (output - 1) * stride + (window - 1) * dilation + 1 - low;
    long input = Math.max(1, seen + random.nextInt(-2, 2));
    return new Convolution.Axis(input, window, output, stride, dilation, low);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64", "F16", "BF16", "I32", "U8", "I64"})
  void randomShapes(DType dtype) {
    boolean narrow = dtype == DType.F16 || dtype == DType.BF16;
    DType sum = narrow ? DType.F32 : dtype;
    for (int i = 0; i < 15; i++) {
      List<Convolution.Axis> axes = new ArrayList<>();
      int spatial = random.nextInt(0, 4);
      for (int d = 0; d < spatial; d++) {
        axes.add(axis());
      }
      long[] groups = new long[random.nextInt(0, 3)];
      Arrays.setAll(groups, _ -> random.nextInt(1, 4));
      boolean deep = random.nextInt(4) == 0;
      check(
          groups,
          random.nextInt(1, 4),
          random.nextInt(1, deep ? 80 : 5),
          random.nextInt(1, deep ? 40 : 5),
          axes,
          dtype,
          narrow && random.nextBoolean() ? DType.F32 : dtype,
          sum,
          random.nextBoolean());
    }
  }

  private static Convolution.Axis same(long size, long window) {
    return new Convolution.Axis(size, window, size, 1, 1, window / 2);
  }

  private static Convolution.Axis inside(long size, long window, long stride) {
    return new Convolution.Axis(size, window, (size - window) / stride + 1, stride, 1, 0);
  }

  @Test
  void imagesOfManyChannels() {
    long[] none = {};
    List<Convolution.Axis> padded = List.of(same(9, 3), same(14, 3));
    check(none, 2, 64, 32, padded, DType.F32, DType.F32, DType.F32, true);
    check(none, 2, 33, 17, padded, DType.F32, DType.F32, DType.F32, true);
    check(none, 1, 130, 25, padded, DType.F64, DType.F64, DType.F64, true);
    List<Convolution.Axis> strided = List.of(inside(11, 3, 2), inside(17, 3, 2));
    check(none, 3, 20, 40, strided, DType.F32, DType.F32, DType.F32, true);
    check(none, 2, 48, 600, List.of(same(4, 1), same(5, 1)), DType.F32, DType.F32, DType.F32, true);
  }

  @Test
  void imagesOfFewChannels() {
    long[] none = {};
    List<Convolution.Axis> axes = List.of(same(12, 5), same(13, 3));
    check(none, 2, 32, 1, axes, DType.F32, DType.F32, DType.F32, true);
    check(none, 2, 17, 3, axes, DType.F32, DType.BF16, DType.F32, true);
    check(none, 40, 8, 2, List.of(same(30, 3)), DType.F32, DType.F32, DType.F32, true);
  }

  /** One channel for each group, the groups side by side. */
  @Test
  void depthwise() {
    List<Convolution.Axis> axes = List.of(same(9, 3), same(8, 3));
    for (long groups : new long[] {2, 16, 37}) {
      gradient(new long[] {groups}, 2, 1, 1, axes, List.of(1, 2, 3, 4, 0));
      gradient(new long[] {groups}, 2, 3, 1, axes, List.of(1, 2, 3, 4, 0));
    }
    List<Convolution.Axis> large = List.of(same(9, 5), new Convolution.Axis(12, 3, 5, 2, 2, 0));
    gradient(new long[] {20}, 3, 1, 1, large, List.of(1, 2, 3, 4, 0));
    List<Convolution.Axis> weights = List.of(same(7, 7), new Convolution.Axis(7, 7, 3, 1, 1, 1));
    gradient(new long[] {20}, 1, 1, 4, weights, List.of(2, 1, 3, 4, 0));
  }

  /** The gradient of weights: the window is as large as the image, the examples are channels. */
  @Test
  void windowsAsLargeAsImages() {
    long[] none = {};
    Convolution.Axis axis = new Convolution.Axis(10, 10, 3, 1, 1, 1);
    Convolution.Axis apart = new Convolution.Axis(11, 5, 3, 1, 2, 1);
    List<Integer> images = List.of(1, 2, 3, 0);
    for (List<Convolution.Axis> axes : List.of(List.of(axis, axis), List.of(apart, axis))) {
      for (long channels : new long[] {1, 7, 40}) {
        for (long features : new long[] {1, 19, 64}) {
          gradient(none, channels, features, 5, axes, images);
        }
      }
    }
    gradient(new long[] {3}, 4, 6, 3, List.of(axis, axis), List.of(2, 3, 4, 0, 1));
  }

  private void gradient(
      long[] groups,
      long batch,
      long features,
      long channels,
      List<Convolution.Axis> axes,
      List<Integer> images) {
    Convolution sizes =
        new Convolution(
            groups,
            batch,
            features,
            channels,
            axes,
            new Access(0, DType.F32, 0),
            new Access(1, DType.F32, 0),
            new Access(2, DType.F32, 0),
            DType.F32);
    // the spatial axes first, then examples, groups and features
    int first = groups.length;
    List<Integer> outs =
        new ArrayList<>(IntStream.range(first + 2, first + 2 + axes.size()).boxed().toList());
    outs.add(first);
    outs.addAll(IntStream.range(0, first).boxed().toList());
    outs.add(first + 1);
    Convolution conv =
        new Convolution(
            groups,
            batch,
            features,
            channels,
            axes,
            access(0, DType.F32, sizes.lhsExtents(), images),
            access(1, DType.F32, sizes.rhsExtents(), images),
            access(2, DType.F32, sizes.outExtents(), outs),
            DType.F32);
    List<Buffer> buffers =
        List.of(
            new Buffer(DType.F32, count(sizes.lhsExtents())),
            new Buffer(DType.F32, count(sizes.rhsExtents())),
            new Buffer(DType.F32, count(sizes.outExtents())));
    new Comparison("gradient " + conv, buffers, 2, conv, 0)
        .with((r, _, _) -> r.nextInt(-3, 4))
        .check();
  }
}
