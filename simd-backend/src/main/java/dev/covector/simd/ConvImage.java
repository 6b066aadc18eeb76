package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;

/**
 * Copies the part of an image that some windows see: dense, the inner dimension last, with zeros
 * for what lies outside. Narrow floats widen.
 *
 * @param wide whether copies are f64, not f32
 * @param sizes of the image along its axes
 * @param steps from one element to the next along its axes, in bytes
 * @param inner how many elements the inner dimension has
 * @param innerStep from one of them to the next
 */
record ConvImage(
    DType dtype, boolean wide, long[] sizes, long[] steps, long inner, long innerStep) {
  /** Fewer bytes are copied one by one. */
  private static final long LONG_COPY = 64;

  private int size() {
    return wide ? 8 : 4;
  }

  private boolean isWhole() {
    return dtype == (wide ? DType.F64 : DType.F32);
  }

  /** Whether windows may read a part where it lies. */
  boolean isReadable(long[] from, long[] extents) {
    for (int d = 0; d < sizes.length; d++) {
      if (from[d] < 0 || from[d] + extents[d] > sizes[d]) {
        return false;
      }
    }
    return isWhole() && (innerStep == size() || inner == 1);
  }

  /** The address of an element of the image. */
  long at(long image, long[] index) {
    long at = image;
    for (int d = 0; d < index.length; d++) {
      at += index[d] * steps[d];
    }
    return at;
  }

  /**
   * Copies.
   *
   * @param image the address of the image's first element
   * @param from the first index along each axis, which may lie outside
   * @param extents the sizes of the part
   */
  void copy(long image, long[] from, long[] extents, long target) {
    copy(0, image, from, extents, target);
  }

  private long copy(int axis, long source, long[] from, long[] extents, long target) {
    if (axis == sizes.length - 1) {
      return line(source, from[axis], extents[axis], target);
    }
    long block = inner * size();
    for (int d = axis + 1; d < sizes.length; d++) {
      block *= extents[d];
    }
    for (long i = from[axis]; i < from[axis] + extents[axis]; i++) {
      if (i < 0 || i >= sizes[axis]) {
        zero(target, block);
      } else {
        copy(axis + 1, source + i * steps[axis], from, extents, target);
      }
      target += block;
    }
    return target;
  }

  private static void zero(long target, long bytes) {
    Memory.ALL.asSlice(target, bytes).fill((byte) 0);
  }

  private long line(long source, long from, long count, long target) {
    int last = sizes.length - 1;
    long pixel = inner * size();
    long before = Math.clamp(-from, 0, count);
    long end = Math.clamp(sizes[last] - from, before, count);
    if (before > 0) {
      zero(target, before * pixel);
    }
    pixels(source + (from + before) * steps[last], end - before, target + before * pixel);
    if (end < count) {
      zero(target + end * pixel, (count - end) * pixel);
    }
    return target + count * pixel;
  }

  private void pixels(long source, long count, long target) {
    long step = steps[sizes.length - 1];
    long pixel = inner * size();
    boolean dense = isWhole() && (innerStep == size() || inner == 1);
    if (dense && step == pixel && count * pixel >= LONG_COPY) {
      MemorySegment.copy(Memory.ALL, source, Memory.ALL, target, count * pixel);
    } else if (dense && pixel >= LONG_COPY) {
      for (long i = 0; i < count; i++) {
        MemorySegment.copy(Memory.ALL, source + i * step, Memory.ALL, target + i * pixel, pixel);
      }
    } else if (step < innerStep) {
      for (long c = 0; c < inner; c++) {
        elements(source + c * innerStep, step, count, target + c * size(), pixel);
      }
    } else {
      for (long i = 0; i < count; i++) {
        elements(source + i * step, innerStep, inner, target + i * pixel, size());
      }
    }
  }

  private void elements(long source, long from, long count, long target, long to) {
    GemmPanels.line(dtype, source, from, count, target, to);
  }
}
