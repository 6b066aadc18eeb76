package dev.covector.simd;

import java.lang.invoke.MethodHandles;

/** Template: keys of all dtypes. */
final class SortCells implements SortCode {
  private static final Variant VARIANT = Specialized.variant(MethodHandles.lookup(), Variant.class);
  private static final int CELL = VARIANT.cell();
  private static final boolean DESCENDING = VARIANT.descending();
  private static final int BYTES = Cell.bytes(CELL);
  private static final boolean FLOATING = Cell.isFloating(CELL);
  private static final boolean WIDE = BYTES == Long.BYTES;

  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  SortCells() {}

  @Override
  public boolean encode(long source, long step, int from, int to, long keys) {
    if (CELL == Cell.F32 && encodePlain(source, step, from, to, keys)) {
      return false;
    }
    boolean special = false;
    for (long i = from; i < to; i++) {
      long address = source + i * step;
      special |= FLOATING && isSpecial(address);
      if (WIDE) {
        Memory.putI64(keys + i * Long.BYTES, Cell.key(CELL, address));
      } else {
        Memory.putI32(keys + i * Integer.BYTES, (int) Cell.key(CELL, address));
      }
    }
    return special;
  }

  /** Makes keys without a look at what is special; false when something was. */
  private static boolean encodePlain(long source, long step, int from, int to, long keys) {
    int flags = 0;
    for (long i = from; i < to; i++) {
      int bits = Memory.getI32(source + i * step);
      int magnitude = bits & Integer.MAX_VALUE;
      // negative for a NaN, and for -0: the only magnitude that is negative when one less
      flags |= (INFINITY - magnitude) | (bits & (magnitude - 1));
      Memory.putI32(keys + i * Integer.BYTES, bits ^ (bits >> 31 >>> 1));
    }
    return flags >= 0;
  }

  @Override
  public void decode(long keys, int from, int to, long target, long step) {
    for (long i = from; i < to; i++) {
      long key =
          WIDE ? Memory.getI64(keys + i * Long.BYTES) : Memory.getI32(keys + i * Integer.BYTES);
      Cell.putKey(CELL, target + i * step, key);
    }
  }

  @Override
  public boolean encodeWithPayload(
      long source, long step, long payload, long payloadStep, int from, int to, long pairs) {
    boolean special = false;
    for (long i = from; i < to; i++) {
      long address = source + i * step;
      special |= FLOATING && isSpecial(address);
      long low = Integer.toUnsignedLong(Memory.getI32(payload + i * payloadStep));
      Memory.putI64(pairs + i * Long.BYTES, Cell.key(CELL, address) << 32 | low);
    }
    return special;
  }

  @Override
  public void decodeWithPayload(
      long pairs, int from, int to, long target, long step, long payload, long payloadStep) {
    for (long i = from; i < to; i++) {
      long pair = Memory.getI64(pairs + i * Long.BYTES);
      Cell.putKey(CELL, target + i * step, pair >> 32);
      Memory.putI32(payload + i * payloadStep, (int) pair);
    }
  }

  @Override
  public void encodeWord(long source, long step, int from, int to, long pairs, int word) {
    for (long i = from; i < to; i++) {
      Memory.putI64(pairs + i * Long.BYTES, part(source + i * step, word) << 32 | i);
    }
  }

  @Override
  public void encodeWordAgain(
      long source, long step, int from, int to, long order, long pairs, int word, boolean counts) {
    for (long i = from; i < to; i++) {
      long position = Integer.toUnsignedLong((int) Memory.getI64(order + i * Long.BYTES));
      long low = counts ? i : position;
      Memory.putI64(pairs + i * Long.BYTES, part(source + position * step, word) << 32 | low);
    }
  }

  /** 32 bits of a key, in signed order. */
  private static long part(long address, int word) {
    long key = DESCENDING ? ~Cell.key(CELL, address) : Cell.key(CELL, address);
    // the low word of a long is unsigned
    return !WIDE ? key : word == 1 ? key >> 32 : (int) key ^ Integer.MIN_VALUE;
  }

  @Override
  public void select(long source, long step, int length, long pairs, int count) {
    encodeWord(source, step, 0, count, pairs, 0);
    RadixPasses.insertLongs(pairs, count, Integer.SIZE);
    long end = pairs + (count - 1) * (long) Long.BYTES;
    long worst = Memory.getI64(end);
    float bound = bound(worst);
    for (long i = count; i < length; i++) {
      long address = source + i * step;
      // most elements of a long row are not among the first: a comparison each
      if (CELL == Cell.F32 && DESCENDING && Memory.getF32(address) <= bound) {
        continue;
      }
      long pair = part(address, 0) << 32 | i;
      if (pair >> 32 >= worst >> 32) {
        continue;
      }
      long place = end - Long.BYTES;
      for (; place >= pairs && Memory.getI64(place) > pair; place -= Long.BYTES) {
        Memory.putI64(place + Long.BYTES, Memory.getI64(place));
      }
      Memory.putI64(place + Long.BYTES, pair);
      worst = Memory.getI64(end);
      bound = bound(worst);
    }
  }

  /** The f32 of a pair of a descending order. */
  private static float bound(long pair) {
    int key = ~(int) (pair >> 32);
    return Float.intBitsToFloat(key ^ (key >> 31 >>> 1));
  }

  @Override
  public void repair(long source, long sourceStep, int length, long target, long targetStep) {
    long zero = 0;
    while (zero < length && Cell.floating(CELL, target + zero * targetStep) < 0) {
      zero++;
    }
    long nan = length;
    while (nan > 0 && Double.isNaN(Cell.floating(CELL, target + (nan - 1) * targetStep))) {
      nan--;
    }
    for (long i = 0; i < length; i++) {
      long address = source + i * sourceStep;
      double value = Cell.floating(CELL, address);
      if (value == 0) {
        Cell.putBits(BYTES, target + zero++ * targetStep, Cell.bits(BYTES, address));
      } else if (Double.isNaN(value)) {
        Cell.putBits(BYTES, target + nan++ * targetStep, Cell.bits(BYTES, address));
      }
    }
  }

  private static boolean isSpecial(long address) {
    if (BYTES == Integer.BYTES) {
      int bits = Memory.getI32(address);
      return bits == Integer.MIN_VALUE || (bits & Integer.MAX_VALUE) > INFINITY;
    }
    double value = Cell.floating(CELL, address);
    return value == 0 ? 1 / value < 0 : Double.isNaN(value);
  }
}
