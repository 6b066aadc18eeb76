package dev.covector.simd;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Template: the search in vectors, for elements of 32 bits. Elements become signed integers of the
 * same order (NaN above all), and each lane keeps its best one and where that was.
 */
final class ArgReduceVectors implements ArgReduceCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final int CELL = VARIANT.cell();
  private static final boolean LARGEST = VARIANT.largest();
  private static final int TARGET_BYTES = VARIANT.targetBytes();
  private static final int LANES = Species.I32.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /** Columns whose best elements so far stay in the first-level cache. */
  private static final int BLOCK = 512;

  ArgReduceVectors() {}

  @Override
  public void rows(
      long source, long target, long rows, long sourceRow, long targetRow, long length, long step) {
    if (step == Integer.BYTES) {
      for (long r = 0; r < rows; r++) {
        Cell.putBits(TARGET_BYTES, target + r * targetRow, row(source + r * sourceRow, length));
      }
      return;
    }
    int[] best = new int[BLOCK];
    int[] position = new int[BLOCK];
    for (long r = 0; r < rows; r += BLOCK) {
      int count = (int) Math.min(BLOCK, rows - r);
      columns(source + r * Integer.BYTES, count, length, step, best, position);
      for (int c = 0; c < count; c++) {
        Cell.putBits(TARGET_BYTES, target + (r + c) * targetRow, position[c]);
      }
    }
  }

  @Override
  public long row(long source, long length, long step) {
    if (step != Integer.BYTES) {
      throw new IllegalArgumentException("simd: a vector runs along contiguous elements");
    }
    return row(source, length);
  }

  /** Larger is better. */
  private static IntVector keys(IntVector bits) {
    if (CELL == Cell.F32) {
      FloatVector value = bits.reinterpretAsFloats().add(0f); // -0 becomes 0
      IntVector key = value.reinterpretAsInts();
      key =
          key.lanewise(
              VectorOperators.XOR,
              key.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.LSHR, 1));
      key = LARGEST ? key : key.not();
      return key.blend(Integer.MAX_VALUE, value.test(VectorOperators.IS_NAN).cast(Species.I32));
    }
    IntVector key = CELL == Cell.U32 ? bits.lanewise(VectorOperators.XOR, Integer.MIN_VALUE) : bits;
    return LARGEST ? key : key.not();
  }

  private static IntVector load(long address) {
    return keys(IntVector.fromMemorySegment(Species.I32, Memory.ALL, address, ORDER));
  }

  private static IntVector load(long address, VectorMask<Integer> mask) {
    return keys(IntVector.fromMemorySegment(Species.I32, Memory.ALL, address, ORDER, mask));
  }

  private static long row(long row, long length) {
    if (length <= LANES) {
      VectorMask<Integer> mask = Species.I32.indexInRange(0, length);
      IntVector keys = load(row, mask);
      // equal keys: the smallest position wins, and those of the row are the smaller ones
      int most = keys.reduceLanes(VectorOperators.MAX, mask);
      return keys.compare(VectorOperators.EQ, most, mask).firstTrue();
    }
    IntVector best = load(row);
    // a sum, since a loop that starts with a constant object makes objects in each turn
    IntVector position = Species.IOTA_I32.add(0);
    IntVector here = Species.IOTA_I32.add(LANES);
    long j = LANES;
    for (; j <= length - LANES; j += LANES) {
      IntVector next = load(row + j * Integer.BYTES);
      VectorMask<Integer> better = next.compare(VectorOperators.GT, best);
      best = best.blend(next, better);
      position = position.blend(here, better);
      here = here.add(LANES);
    }
    if (j < length) {
      VectorMask<Integer> mask = Species.I32.indexInRange(j, length);
      IntVector next = load(row + j * Integer.BYTES, mask);
      VectorMask<Integer> better = next.compare(VectorOperators.GT, best, mask);
      best = best.blend(next, better);
      position = position.blend(here, better);
    }
    int most = best.reduceLanes(VectorOperators.MAX);
    return position.reduceLanes(VectorOperators.MIN, best.compare(VectorOperators.EQ, most));
  }

  private static void columns(
      long source, int count, long length, long step, int[] best, int[] position) {
    int whole = Species.I32.loopBound(count);
    for (int c = 0; c < whole; c += LANES) {
      load(source + c * (long) Integer.BYTES).intoArray(best, c);
      IntVector.zero(Species.I32).intoArray(position, c);
    }
    VectorMask<Integer> mask = Species.I32.indexInRange(whole, count);
    if (whole < count) {
      load(source + whole * (long) Integer.BYTES, mask).intoArray(best, whole, mask);
      IntVector.zero(Species.I32).intoArray(position, whole, mask);
    }
    for (long j = 1; j < length; j++) {
      long line = source + j * step;
      for (int c = 0; c < whole; c += LANES) {
        IntVector next = load(line + c * (long) Integer.BYTES);
        VectorMask<Integer> better =
            next.compare(VectorOperators.GT, IntVector.fromArray(Species.I32, best, c));
        if (better.anyTrue()) {
          next.intoArray(best, c, better);
          IntVector.broadcast(Species.I32, (int) j).intoArray(position, c, better);
        }
      }
      if (whole < count) {
        IntVector next = load(line + whole * (long) Integer.BYTES, mask);
        IntVector old = IntVector.fromArray(Species.I32, best, whole, mask);
        VectorMask<Integer> better = next.compare(VectorOperators.GT, old, mask);
        next.intoArray(best, whole, better);
        IntVector.broadcast(Species.I32, (int) j).intoArray(position, whole, better);
      }
    }
  }
}
