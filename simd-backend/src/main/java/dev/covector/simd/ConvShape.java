package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A convolution of floats with distances in bytes and at least two spatial axes. */
final class ConvShape {
  private static final Convolution.Axis ONE_PLACE = new Convolution.Axis(1, 1, 1, 1, 1, 0);

  final Convolution conv;
  final List<Convolution.Axis> axes;
  final boolean wide;
  final int size;

  /** Strides of batch (lhs, out) or features (rhs), then channels or features. */
  final Stream lhs;

  final Stream rhs;
  final Stream out;
  private final Reach[] reaches;

  ConvShape(Convolution conv) {
    this.conv = conv;
    this.axes = new ArrayList<>(Collections.nCopies(added(conv), ONE_PLACE));
    axes.addAll(conv.axes());
    this.wide = conv.accumulator() == DType.F64;
    this.size = wide ? 8 : 4;
    this.lhs = Stream.of(Stream.Role.LOAD, conv.lhs(), List.of());
    this.rhs = Stream.of(Stream.Role.LOAD, conv.rhs(), List.of());
    this.out = Stream.of(Stream.Role.STORE, conv.out(), List.of());
    this.reaches =
        new Reach[] {
          Reach.of(lhs, conv.lhsExtents()),
          Reach.of(rhs, conv.rhsExtents()),
          Reach.of(out, conv.outExtents())
        };
  }

  private static int added(Convolution conv) {
    return Math.max(0, 2 - conv.axes().size());
  }

  /** Whether all dtypes are those of matrix tiles. */
  static boolean isOfTiles(Convolution conv) {
    boolean wide = conv.accumulator() == DType.F64;
    return conv.accumulator().isFloating()
        && List.of(conv.lhs(), conv.rhs(), conv.out()).stream()
            .allMatch(a -> a.dtype().isFloating() && (a.dtype() == DType.F64) == wide);
  }

  void check(MemorySegment[] buffers) {
    for (Reach reach : reaches) {
      reach.check(buffers);
    }
  }

  /** The number of groups. */
  long groups() {
    long groups = 1;
    for (long extent : conv.groups()) {
      groups *= extent;
    }
    return groups;
  }

  /** The address of an operand's first element in a group. */
  long address(Stream operand, MemorySegment[] buffers, long group) {
    long at = buffers[operand.buffer()].address() + operand.base();
    long rest = group;
    for (int d = conv.groups().length - 1; d >= 0; d--) {
      at += rest % conv.groups()[d] * operand.strides()[d];
      rest /= conv.groups()[d];
    }
    return at;
  }

  /** The stride of batch or, of rhs, features. */
  long outer(Stream operand) {
    return operand.strides()[conv.groups().length];
  }

  /** The stride of channels or, of out, features. */
  long inner(Stream operand) {
    return operand.strides()[conv.groups().length + 1];
  }

  /** The strides of the spatial axes. */
  long[] spatial(Stream operand) {
    long[] steps = new long[axes.size()];
    int first = conv.groups().length + 2;
    for (int d = 0; d < conv.axes().size(); d++) {
      steps[added(conv) + d] = operand.strides()[first + d];
    }
    return steps;
  }

  /** The first index of the image that the windows from a place on see, along each axis. */
  long[] from(long firstPlace) {
    long[] from = new long[axes.size()];
    for (int d = 0; d < from.length; d++) {
      from[d] = axes.get(d).at(d == 0 ? firstPlace : 0, 0);
    }
    return from;
  }

  /** How much of the image some windows along the first axis see. */
  long[] seen(long places) {
    long[] extents = new long[axes.size()];
    for (int d = 0; d < extents.length; d++) {
      Convolution.Axis axis = axes.get(d);
      long count = d == 0 ? places : axis.output();
      extents[d] = (count - 1) * axis.stride() + (axis.window() - 1) * axis.dilation() + 1;
    }
    return extents;
  }

  /** The strides of a dense part of an image with an inner dimension. */
  long[] dense(long[] extents, long inner) {
    long[] steps = new long[extents.length];
    long step = inner * size;
    for (int d = extents.length - 1; d >= 0; d--) {
      steps[d] = step;
      step *= extents[d];
    }
    return steps;
  }
}
