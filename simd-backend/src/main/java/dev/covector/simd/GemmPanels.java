package dev.covector.simd;

import dev.covector.DType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Packs a panel of an operand: for each position along the depth the values of the panel's rows (or
 * columns), filled up with zeros. Narrow floats widen.
 *
 * @param wide whether packed elements are f64, not f32
 * @param routines what to pack with
 */
record GemmPanels(boolean wide, PackRoutines routines) {
  /** Bytes behind a packed operand that {@link #overrun} may write to. */
  static final long OVERRUN = 64;

  /** Fewer bytes are copied one by one. */
  private static final long LONG_COPY = 64;

  /** Positions along the depth that are packed together where a panel's rows are apart. */
  private static final long BLOCK = 16;

  /**
   * Packs.
   *
   * @param source the address of the panel's first element
   * @param across from one row (or column) of the panel to the next, in bytes
   * @param along from one position along the depth to the next, in bytes
   * @param present how many rows (or columns) there are
   * @param width how many the packed panel has
   * @param target the address of the packed panel
   */
  void pack(
      DType dtype,
      long source,
      long across,
      long along,
      int present,
      int width,
      long depth,
      long target) {
    int size = wide ? 8 : 4;
    boolean whole = dtype == (wide ? DType.F64 : DType.F32);
    if (present < width) {
      Memory.ALL.asSlice(target, depth * width * size).fill((byte) 0);
    }
    long bytes = (long) present * size;
    if (whole && across == size && bytes >= LONG_COPY) {
      if (routines.copy().isWarm()) {
        copy(source, along, bytes, depth, target, width * size);
        return;
      }
      for (long p = 0; p < depth; p++) {
        MemorySegment.copy(
            Memory.ALL, source + p * along, Memory.ALL, target + p * width * size, bytes);
      }
      return;
    }
    long step = (long) width * size;
    if (across == dtype.byteSize()) {
      // in the order of memory: each cache line is read once
      for (long p = 0; p < depth; p++) {
        row(dtype, source + p * along, present, target + p * step);
      }
      return;
    }
    if (whole && !wide && along == size && routines.transpose().isWarm()) {
      PackVectors.transpose(source, across, target, step, present, depth);
      return;
    }
    // lines of both sides stay in the first-level cache until all of their elements are used
    for (long p = 0; p < depth; p += BLOCK) {
      long count = Math.min(BLOCK, depth - p);
      for (int i = 0; i < present; i++) {
        line(
            dtype,
            source + i * across + p * along,
            along,
            count,
            target + p * step + (long) i * size,
            step);
      }
    }
  }

  /** Rows of at least one vector: whole vectors, and the last one again where it ends. */
  private static void copy(long source, long along, long bytes, long rows, long target, long step) {
    long vector = TileShape.lanes(false) * (long) Float.BYTES;
    PackVectors.copy(rows, source, along, target, step, bytes / vector);
    if (bytes % vector != 0) {
      long last = bytes - vector;
      PackVectors.copy(rows, source + last, along, target + last, step, 1);
    }
  }

  /**
   * Packs the first rows of an operand whose columns are dense by a vector for each position along
   * the depth, if it may: a vector is longer than the strip, and what is too much is written over
   * by the next. So strips have to be packed in order.
   *
   * @param source the address of the strip's first element
   * @param rows the strip's and those after it
   * @param along from one position along the depth to the next, in bytes
   * @param target where the strip goes; behind it are {@link #OVERRUN} bytes to spare
   * @return whether it did
   */
  boolean overrun(
      DType dtype, long source, long rows, long along, int height, long depth, long target) {
    int size = wide ? 8 : 4;
    long lanes = TileShape.lanes(wide);
    if (dtype.byteSize() != size || height > lanes || rows < lanes || !routines.copy().isWarm()) {
      return false;
    }
    PackVectors.copy(depth, source, along, target, (long) height * size, 1);
    return true;
  }

  /** Copies neighbours to neighbours. */
  void row(DType dtype, long source, long count, long target) {
    if (dtype.byteSize() == (wide ? 8 : 4)) {
      MemorySegment.copy(Memory.ALL, source, Memory.ALL, target, count * dtype.byteSize());
    } else if (dtype == DType.BF16 && routines.widen().isWarm()) {
      long done = PackVectors.widen(count, source, target);
      line(dtype, source + done * 2, 2, count - done, target + done * 4, 4);
    } else {
      line(dtype, source, dtype.byteSize(), count, target, wide ? 8 : 4);
    }
  }

  /**
   * Copies elements that are {@code along} bytes apart to places {@code step} bytes apart. A loop
   * of its own for each dtype: one method with all of them lost its compiled code when a process
   * came to another dtype, and was six times slower for some time.
   */
  static void line(DType dtype, long source, long along, long count, long target, long step) {
    switch (dtype) {
      case F32 -> lineF32(source, along, count, target, step);
      case F64 -> lineF64(source, along, count, target, step);
      case F16 -> lineF16(source, along, count, target, step);
      default -> lineBF16(source, along, count, target, step);
    }
  }

  private static void lineF32(long source, long along, long count, long target, long step) {
    long p = 0;
    for (; p + 4 <= count; p += 4) {
      long from = source + p * along;
      long to = target + p * step;
      Memory.putI32(to, Memory.getI32(from));
      Memory.putI32(to + step, Memory.getI32(from + along));
      Memory.putI32(to + 2 * step, Memory.getI32(from + 2 * along));
      Memory.putI32(to + 3 * step, Memory.getI32(from + 3 * along));
    }
    for (; p < count; p++) {
      Memory.putI32(target + p * step, Memory.getI32(source + p * along));
    }
  }

  private static void lineF64(long source, long along, long count, long target, long step) {
    for (long p = 0; p < count; p++) {
      Memory.putF64(target + p * step, Memory.getF64(source + p * along));
    }
  }

  private static void lineF16(long source, long along, long count, long target, long step) {
    for (long p = 0; p < count; p++) {
      Memory.putF32(target + p * step, Memory.getF16(source + p * along));
    }
  }

  private static void lineBF16(long source, long along, long count, long target, long step) {
    long p = along == Short.BYTES ? widen(source, count, target, step) : 0;
    for (; p < count; p++) {
      Memory.putF32(target + p * step, Memory.getBF16(source + p * along));
    }
  }

  /** Widens neighbouring bf16, four from one word; returns how many. */
  private static long widen(long source, long count, long target, long step) {
    if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
      return 0;
    }
    long p = 0;
    for (; p + 4 <= count; p += 4) {
      long four = Memory.getI64(source + p * Short.BYTES);
      int high = (int) (four >>> 32);
      long to = target + p * step;
      Memory.putI32(to, (int) four << 16);
      Memory.putI32(to + step, (int) four & 0xffff0000);
      Memory.putI32(to + 2 * step, high << 16);
      Memory.putI32(to + 3 * step, high & 0xffff0000);
    }
    return p;
  }
}
