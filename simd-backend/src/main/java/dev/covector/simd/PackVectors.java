package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies to and from packed panels. Only code of the vector mode may touch this class.
 *
 * <p>Addresses are cut to 56 bits where they change: C2 then drops the range checks.
 */
final class PackVectors {
  private static final VectorSpecies<Integer> WORDS = Species.I32;
  private static final VectorSpecies<Short> HALVES =
      VectorSpecies.of(short.class, VectorShape.forBitSize(VectorWidth.bits() / 2));
  private static final TransposeVectors TRANSPOSE = new TransposeVectors();
  private static final int LANES = WORDS.length();
  private static final long BYTES = WORDS.vectorByteSize();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long ADDRESSES = (1L << 56) - 1;

  private PackVectors() {}

  /**
   * Copies rows of whole vectors, in order: where targets overlap, the later row stays.
   *
   * @param rows how many
   * @param source the address of the first row
   * @param along from one row to the next, in bytes
   * @param target where the first row goes
   * @param step from one target to the next, in bytes
   * @param vectors in a row
   */
  static void copy(long rows, long source, long along, long target, long step, long vectors) {
    long v = 0;
    for (; v + 4 <= vectors; v += 4) {
      four((int) rows, source + v * BYTES, along, target + v * BYTES, step);
    }
    for (; v < vectors; v++) {
      one((int) rows, source + v * BYTES, along, target + v * BYTES, step);
    }
  }

  private static void four(int rows, long source, long along, long target, long step) {
    long from = source & ADDRESSES;
    long to = target & ADDRESSES;
    for (int i = 0; i < rows; i++) {
      IntVector a = load(from);
      IntVector b = load(from + BYTES);
      IntVector c = load(from + 2 * BYTES);
      IntVector d = load(from + 3 * BYTES);
      store(a, to);
      store(b, to + BYTES);
      store(c, to + 2 * BYTES);
      store(d, to + 3 * BYTES);
      from = (from + along) & ADDRESSES;
      to = (to + step) & ADDRESSES;
    }
  }

  private static void one(int rows, long source, long along, long target, long step) {
    long from = source & ADDRESSES;
    long to = target & ADDRESSES;
    for (int i = 0; i < rows; i++) {
      store(load(from), to);
      from = (from + along) & ADDRESSES;
      to = (to + step) & ADDRESSES;
    }
  }

  /** Widens neighbouring bf16 to neighbouring f32, in whole vectors; returns how many. */
  static long widen(long count, long source, long target) {
    long from = source & ADDRESSES;
    long to = target & ADDRESSES;
    int vectors = (int) (count / LANES);
    for (int i = 0; i < vectors; i++) {
      ShortVector narrow = ShortVector.fromMemorySegment(HALVES, Memory.ALL, from, ORDER);
      IntVector bits = (IntVector) narrow.convertShape(VectorOperators.ZERO_EXTEND_S2I, WORDS, 0);
      store(bits.lanewise(VectorOperators.LSHL, 16), to);
      from = (from + BYTES / 2) & ADDRESSES;
      to = (to + BYTES) & ADDRESSES;
    }
    return vectors * (long) LANES;
  }

  /**
   * Rounds neighbouring f32 to neighbouring bf16, to the nearest and ties to even, in whole
   * vectors; returns how many. NaNs become what they become by {@link NarrowFloat#toBF16}.
   */
  static long round(long count, long source, long target) {
    long from = source & ADDRESSES;
    long to = target & ADDRESSES;
    int vectors = (int) (count / LANES);
    for (int i = 0; i < vectors; i++) {
      IntVector bits = load(from);
      IntVector upper = bits.lanewise(VectorOperators.LSHR, 16);
      IntVector rounded = bits.add(0x7fff).add(upper.and(1)).lanewise(VectorOperators.LSHR, 16);
      VectorMask<Integer> nan = bits.and(0x7fffffff).compare(VectorOperators.GT, 0x7f800000);
      IntVector all = rounded.blend(upper.or(0x40), nan);
      ShortVector narrow = (ShortVector) all.convertShape(VectorOperators.I2S, HALVES, 0);
      narrow.intoMemorySegment(Memory.ALL, to, ORDER);
      from = (from + BYTES) & ADDRESSES;
      to = (to + BYTES / 2) & ADDRESSES;
    }
    return vectors * (long) LANES;
  }

  /** As {@link TransposeCode#transpose}, of elements of four bytes. */
  static void transpose(long source, long step, long target, long stride, long rows, long columns) {
    TRANSPOSE.transpose(source, step, target, stride, rows, columns);
  }

  private static IntVector load(long address) {
    return IntVector.fromMemorySegment(WORDS, Memory.ALL, address, ORDER);
  }

  private static void store(IntVector vector, long address) {
    vector.intoMemorySegment(Memory.ALL, address, ORDER);
  }
}
