package dev.covector.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes elements of four bytes in vector registers: squares of as many rows as a vector has
 * lanes, by exchanging halves, quarters and so on of pairs of rows. The rest is left to scalar
 * code.
 *
 * <p>The squares call the Vector API itself, without methods in between: C2 stops inlining ordinary
 * methods before the last of so many calls, and then boxes vectors.
 *
 * <p>A square reads and writes each line of memory once and whole, so that rows whose distance is a
 * multiple of the cache's period do no harm.
 */
final class TransposeVectors implements TransposeCode {
  private static final VectorSpecies<Integer> S = Species.I32;
  private static final int LANES = S.length();
  private static final MemorySegment ALL = Memory.ALL;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final long SIDE = LANES * (long) Integer.BYTES;

  /** C2 drops the check of an address that cannot be negative or too large. */
  private static final long ADDRESSES = (1L << 56) - 1;

  private static final IntVector LOW_8 = low(8);
  private static final IntVector HIGH_8 = high(8);
  private static final IntVector LOW_4 = low(4);
  private static final IntVector HIGH_4 = high(4);
  private static final IntVector LOW_2 = low(2);
  private static final IntVector HIGH_2 = high(2);
  private static final IntVector LOW_1 = low(1);
  private static final IntVector HIGH_1 = high(1);

  /** Which lanes of two rows, a distance apart, the first of them gets. */
  private static IntVector low(int distance) {
    int[] lanes = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & distance) == 0 ? i : LANES + i - distance;
    }
    return IntVector.fromArray(S, lanes, 0);
  }

  /** Which lanes the second gets. */
  private static IntVector high(int distance) {
    int[] lanes = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & distance) == 0 ? (i + distance) & (LANES - 1) : LANES + i;
    }
    return IntVector.fromArray(S, lanes, 0);
  }

  @Override
  public void transpose(long source, long step, long target, long stride, long rows, long columns) {
    long row = 0;
    for (; row + LANES <= rows; row += LANES) {
      long from = source + row * step;
      long to = target + row * Integer.BYTES;
      long column = 0;
      for (; column + LANES <= columns; column += LANES) {
        if (LANES == 16) {
          square16(from, step, to, stride);
        } else {
          square8(from, step, to, stride);
        }
        from += SIDE;
        to += LANES * stride;
      }
      TransposeScalar.ints(from, step, to, stride, LANES, columns - column);
    }
    TransposeScalar.ints(
        source + row * step, step, target + row * Integer.BYTES, stride, rows - row, columns);
  }

  /**
   * Enters the squares without work, which brings them to C2: with work, a call takes a hundred
   * microseconds before, and five thousand of them held up all other code for three seconds.
   */
  static void enter() {
    if (LANES == 16) {
      square16(0, 0, 0, 0);
    } else {
      square8(0, 0, 0, 0);
    }
  }

  /** Vectors of 512 bits. */
  private static void square16(long source, long step, long target, long stride) {
    if (stride == 0) {
      return; // a call without work
    }
    IntVector r0 = IntVector.fromMemorySegment(S, ALL, source & ADDRESSES, ORDER);
    IntVector r1 = IntVector.fromMemorySegment(S, ALL, (source + step) & ADDRESSES, ORDER);
    IntVector r2 = IntVector.fromMemorySegment(S, ALL, (source + 2 * step) & ADDRESSES, ORDER);
    IntVector r3 = IntVector.fromMemorySegment(S, ALL, (source + 3 * step) & ADDRESSES, ORDER);
    IntVector r4 = IntVector.fromMemorySegment(S, ALL, (source + 4 * step) & ADDRESSES, ORDER);
    IntVector r5 = IntVector.fromMemorySegment(S, ALL, (source + 5 * step) & ADDRESSES, ORDER);
    IntVector r6 = IntVector.fromMemorySegment(S, ALL, (source + 6 * step) & ADDRESSES, ORDER);
    IntVector r7 = IntVector.fromMemorySegment(S, ALL, (source + 7 * step) & ADDRESSES, ORDER);
    IntVector r8 = IntVector.fromMemorySegment(S, ALL, (source + 8 * step) & ADDRESSES, ORDER);
    IntVector r9 = IntVector.fromMemorySegment(S, ALL, (source + 9 * step) & ADDRESSES, ORDER);
    IntVector r10 = IntVector.fromMemorySegment(S, ALL, (source + 10 * step) & ADDRESSES, ORDER);
    IntVector r11 = IntVector.fromMemorySegment(S, ALL, (source + 11 * step) & ADDRESSES, ORDER);
    IntVector r12 = IntVector.fromMemorySegment(S, ALL, (source + 12 * step) & ADDRESSES, ORDER);
    IntVector r13 = IntVector.fromMemorySegment(S, ALL, (source + 13 * step) & ADDRESSES, ORDER);
    IntVector r14 = IntVector.fromMemorySegment(S, ALL, (source + 14 * step) & ADDRESSES, ORDER);
    IntVector r15 = IntVector.fromMemorySegment(S, ALL, (source + 15 * step) & ADDRESSES, ORDER);
    IntVector low;
    low = LOW_8.selectFrom(r0, r8);
    r8 = HIGH_8.selectFrom(r0, r8);
    r0 = low;
    low = LOW_8.selectFrom(r1, r9);
    r9 = HIGH_8.selectFrom(r1, r9);
    r1 = low;
    low = LOW_8.selectFrom(r2, r10);
    r10 = HIGH_8.selectFrom(r2, r10);
    r2 = low;
    low = LOW_8.selectFrom(r3, r11);
    r11 = HIGH_8.selectFrom(r3, r11);
    r3 = low;
    low = LOW_8.selectFrom(r4, r12);
    r12 = HIGH_8.selectFrom(r4, r12);
    r4 = low;
    low = LOW_8.selectFrom(r5, r13);
    r13 = HIGH_8.selectFrom(r5, r13);
    r5 = low;
    low = LOW_8.selectFrom(r6, r14);
    r14 = HIGH_8.selectFrom(r6, r14);
    r6 = low;
    low = LOW_8.selectFrom(r7, r15);
    r15 = HIGH_8.selectFrom(r7, r15);
    r7 = low;
    low = LOW_4.selectFrom(r0, r4);
    r4 = HIGH_4.selectFrom(r0, r4);
    r0 = low;
    low = LOW_4.selectFrom(r1, r5);
    r5 = HIGH_4.selectFrom(r1, r5);
    r1 = low;
    low = LOW_4.selectFrom(r2, r6);
    r6 = HIGH_4.selectFrom(r2, r6);
    r2 = low;
    low = LOW_4.selectFrom(r3, r7);
    r7 = HIGH_4.selectFrom(r3, r7);
    r3 = low;
    low = LOW_4.selectFrom(r8, r12);
    r12 = HIGH_4.selectFrom(r8, r12);
    r8 = low;
    low = LOW_4.selectFrom(r9, r13);
    r13 = HIGH_4.selectFrom(r9, r13);
    r9 = low;
    low = LOW_4.selectFrom(r10, r14);
    r14 = HIGH_4.selectFrom(r10, r14);
    r10 = low;
    low = LOW_4.selectFrom(r11, r15);
    r15 = HIGH_4.selectFrom(r11, r15);
    r11 = low;
    low = LOW_2.selectFrom(r0, r2);
    r2 = HIGH_2.selectFrom(r0, r2);
    r0 = low;
    low = LOW_2.selectFrom(r1, r3);
    r3 = HIGH_2.selectFrom(r1, r3);
    r1 = low;
    low = LOW_2.selectFrom(r4, r6);
    r6 = HIGH_2.selectFrom(r4, r6);
    r4 = low;
    low = LOW_2.selectFrom(r5, r7);
    r7 = HIGH_2.selectFrom(r5, r7);
    r5 = low;
    low = LOW_2.selectFrom(r8, r10);
    r10 = HIGH_2.selectFrom(r8, r10);
    r8 = low;
    low = LOW_2.selectFrom(r9, r11);
    r11 = HIGH_2.selectFrom(r9, r11);
    r9 = low;
    low = LOW_2.selectFrom(r12, r14);
    r14 = HIGH_2.selectFrom(r12, r14);
    r12 = low;
    low = LOW_2.selectFrom(r13, r15);
    r15 = HIGH_2.selectFrom(r13, r15);
    r13 = low;
    low = LOW_1.selectFrom(r0, r1);
    r1 = HIGH_1.selectFrom(r0, r1);
    r0 = low;
    low = LOW_1.selectFrom(r2, r3);
    r3 = HIGH_1.selectFrom(r2, r3);
    r2 = low;
    low = LOW_1.selectFrom(r4, r5);
    r5 = HIGH_1.selectFrom(r4, r5);
    r4 = low;
    low = LOW_1.selectFrom(r6, r7);
    r7 = HIGH_1.selectFrom(r6, r7);
    r6 = low;
    low = LOW_1.selectFrom(r8, r9);
    r9 = HIGH_1.selectFrom(r8, r9);
    r8 = low;
    low = LOW_1.selectFrom(r10, r11);
    r11 = HIGH_1.selectFrom(r10, r11);
    r10 = low;
    low = LOW_1.selectFrom(r12, r13);
    r13 = HIGH_1.selectFrom(r12, r13);
    r12 = low;
    low = LOW_1.selectFrom(r14, r15);
    r15 = HIGH_1.selectFrom(r14, r15);
    r14 = low;
    r0.intoMemorySegment(ALL, target & ADDRESSES, ORDER);
    r1.intoMemorySegment(ALL, (target + stride) & ADDRESSES, ORDER);
    r2.intoMemorySegment(ALL, (target + 2 * stride) & ADDRESSES, ORDER);
    r3.intoMemorySegment(ALL, (target + 3 * stride) & ADDRESSES, ORDER);
    r4.intoMemorySegment(ALL, (target + 4 * stride) & ADDRESSES, ORDER);
    r5.intoMemorySegment(ALL, (target + 5 * stride) & ADDRESSES, ORDER);
    r6.intoMemorySegment(ALL, (target + 6 * stride) & ADDRESSES, ORDER);
    r7.intoMemorySegment(ALL, (target + 7 * stride) & ADDRESSES, ORDER);
    r8.intoMemorySegment(ALL, (target + 8 * stride) & ADDRESSES, ORDER);
    r9.intoMemorySegment(ALL, (target + 9 * stride) & ADDRESSES, ORDER);
    r10.intoMemorySegment(ALL, (target + 10 * stride) & ADDRESSES, ORDER);
    r11.intoMemorySegment(ALL, (target + 11 * stride) & ADDRESSES, ORDER);
    r12.intoMemorySegment(ALL, (target + 12 * stride) & ADDRESSES, ORDER);
    r13.intoMemorySegment(ALL, (target + 13 * stride) & ADDRESSES, ORDER);
    r14.intoMemorySegment(ALL, (target + 14 * stride) & ADDRESSES, ORDER);
    r15.intoMemorySegment(ALL, (target + 15 * stride) & ADDRESSES, ORDER);
  }

  /** Vectors of 256 bits. */
  private static void square8(long source, long step, long target, long stride) {
    if (stride == 0) {
      return; // a call without work
    }
    IntVector r0 = IntVector.fromMemorySegment(S, ALL, source & ADDRESSES, ORDER);
    IntVector r1 = IntVector.fromMemorySegment(S, ALL, (source + step) & ADDRESSES, ORDER);
    IntVector r2 = IntVector.fromMemorySegment(S, ALL, (source + 2 * step) & ADDRESSES, ORDER);
    IntVector r3 = IntVector.fromMemorySegment(S, ALL, (source + 3 * step) & ADDRESSES, ORDER);
    IntVector r4 = IntVector.fromMemorySegment(S, ALL, (source + 4 * step) & ADDRESSES, ORDER);
    IntVector r5 = IntVector.fromMemorySegment(S, ALL, (source + 5 * step) & ADDRESSES, ORDER);
    IntVector r6 = IntVector.fromMemorySegment(S, ALL, (source + 6 * step) & ADDRESSES, ORDER);
    IntVector r7 = IntVector.fromMemorySegment(S, ALL, (source + 7 * step) & ADDRESSES, ORDER);
    IntVector low;
    low = LOW_4.selectFrom(r0, r4);
    r4 = HIGH_4.selectFrom(r0, r4);
    r0 = low;
    low = LOW_4.selectFrom(r1, r5);
    r5 = HIGH_4.selectFrom(r1, r5);
    r1 = low;
    low = LOW_4.selectFrom(r2, r6);
    r6 = HIGH_4.selectFrom(r2, r6);
    r2 = low;
    low = LOW_4.selectFrom(r3, r7);
    r7 = HIGH_4.selectFrom(r3, r7);
    r3 = low;
    low = LOW_2.selectFrom(r0, r2);
    r2 = HIGH_2.selectFrom(r0, r2);
    r0 = low;
    low = LOW_2.selectFrom(r1, r3);
    r3 = HIGH_2.selectFrom(r1, r3);
    r1 = low;
    low = LOW_2.selectFrom(r4, r6);
    r6 = HIGH_2.selectFrom(r4, r6);
    r4 = low;
    low = LOW_2.selectFrom(r5, r7);
    r7 = HIGH_2.selectFrom(r5, r7);
    r5 = low;
    low = LOW_1.selectFrom(r0, r1);
    r1 = HIGH_1.selectFrom(r0, r1);
    r0 = low;
    low = LOW_1.selectFrom(r2, r3);
    r3 = HIGH_1.selectFrom(r2, r3);
    r2 = low;
    low = LOW_1.selectFrom(r4, r5);
    r5 = HIGH_1.selectFrom(r4, r5);
    r4 = low;
    low = LOW_1.selectFrom(r6, r7);
    r7 = HIGH_1.selectFrom(r6, r7);
    r6 = low;
    r0.intoMemorySegment(ALL, target & ADDRESSES, ORDER);
    r1.intoMemorySegment(ALL, (target + stride) & ADDRESSES, ORDER);
    r2.intoMemorySegment(ALL, (target + 2 * stride) & ADDRESSES, ORDER);
    r3.intoMemorySegment(ALL, (target + 3 * stride) & ADDRESSES, ORDER);
    r4.intoMemorySegment(ALL, (target + 4 * stride) & ADDRESSES, ORDER);
    r5.intoMemorySegment(ALL, (target + 5 * stride) & ADDRESSES, ORDER);
    r6.intoMemorySegment(ALL, (target + 6 * stride) & ADDRESSES, ORDER);
    r7.intoMemorySegment(ALL, (target + 7 * stride) & ADDRESSES, ORDER);
  }
}
