package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The convolution by its definition, for integers and for floats that matrix tiles do not take:
 * each element of the result is a sum over its window, kept in 64 bits and rounded or wrapped once.
 */
final class PlainConvolution implements CompiledKernel {
  private static final double PRODUCT_NANOS = 3;

  private final Convolution conv;
  private final Stream lhs;
  private final Stream rhs;
  private final Stream out;
  private final List<Reach> reaches;
  private final Workers workers;

  PlainConvolution(Convolution conv, Workers workers) {
    this.conv = conv;
    this.lhs = Stream.of(Stream.Role.LOAD, conv.lhs(), List.of());
    this.rhs = Stream.of(Stream.Role.LOAD, conv.rhs(), List.of());
    this.out = Stream.of(Stream.Role.STORE, conv.out(), List.of());
    this.reaches =
        List.of(
            Reach.of(lhs, conv.lhsExtents()),
            Reach.of(rhs, conv.rhsExtents()),
            Reach.of(out, conv.outExtents()));
    this.workers = workers;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    reaches.forEach(reach -> reach.check(buffers));
    long left = buffers[lhs.buffer()].address() + lhs.base();
    long right = buffers[rhs.buffer()].address() + rhs.base();
    long target = buffers[out.buffer()].address() + out.base();
    long points = (long) conv.points();
    if (points == 0) {
      return;
    }
    long tasks = Math.min(points, workers.tasks(points * conv.depth() * PRODUCT_NANOS));
    long perTask = (points + tasks - 1) / tasks;
    workers.run(
        (int) ((points + perTask - 1) / perTask),
        task -> {
          long end = Math.min(points, (task + 1) * perTask);
          long[] place = new long[out.strides().length];
          for (long point = task * perTask; point < end; point++) {
            element(point, place, left, right, target);
          }
        });
  }

  private void element(long point, long[] place, long left, long right, long target) {
    long[] extents = conv.outExtents();
    int first = conv.groups().length;
    long rest = point;
    long at = target;
    for (int d = extents.length - 1; d >= 0; d--) {
      place[d] = rest % extents[d];
      rest /= extents[d];
      at += place[d] * out.strides()[d];
    }
    long from = left + place[first] * lhs.strides()[first];
    long weights = right + place[first + 1] * rhs.strides()[first];
    for (int d = 0; d < first; d++) {
      from += place[d] * lhs.strides()[d];
      weights += place[d] * rhs.strides()[d];
    }
    DType dtype = conv.out().dtype();
    if (dtype.isFloating()) {
      Memory.putFloating(dtype, at, floats(0, place, from, weights));
    } else {
      Memory.putInteger(dtype, at, window(0, place, from, weights));
    }
  }

  private double floats(int i, long[] place, long from, long weights) {
    int first = conv.groups().length;
    double sum = 0;
    if (i == conv.axes().size()) {
      for (long c = 0; c < conv.channels(); c++) {
        sum +=
            Memory.getFloating(lhs.dtype(), from + c * lhs.strides()[first + 1])
                * Memory.getFloating(rhs.dtype(), weights + c * rhs.strides()[first + 1]);
      }
      return sum;
    }
    Convolution.Axis axis = conv.axes().get(i);
    for (long w = 0; w < axis.window(); w++) {
      long y = axis.at(place[first + 2 + i], w);
      if (y >= 0 && y < axis.input()) {
        sum +=
            floats(
                i + 1,
                place,
                from + y * lhs.strides()[first + 2 + i],
                weights + w * rhs.strides()[first + 2 + i]);
      }
    }
    return sum;
  }

  /** The sum over the rest of the window and the channels. */
  private long window(int i, long[] place, long from, long weights) {
    int first = conv.groups().length;
    if (i == conv.axes().size()) {
      return channels(from, weights, lhs.strides()[first + 1], rhs.strides()[first + 1]);
    }
    Convolution.Axis axis = conv.axes().get(i);
    long sum = 0;
    for (long w = 0; w < axis.window(); w++) {
      long y = axis.at(place[first + 2 + i], w);
      if (y >= 0 && y < axis.input()) {
        sum +=
            window(
                i + 1,
                place,
                from + y * lhs.strides()[first + 2 + i],
                weights + w * rhs.strides()[first + 2 + i]);
      }
    }
    return sum;
  }

  private long channels(long from, long weights, long fromStep, long weightStep) {
    long sum = 0;
    for (long c = 0; c < conv.channels(); c++) {
      sum +=
          Memory.getInteger(lhs.dtype(), from + c * fromStep)
              * Memory.getInteger(rhs.dtype(), weights + c * weightStep);
    }
    return sum;
  }
}
