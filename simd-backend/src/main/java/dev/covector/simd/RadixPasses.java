package dev.covector.simd;

/** The loops of {@link RadixSort} over ints and longs in memory. */
final class RadixPasses {
  private RadixPasses() {}

  static void countInts(
      long source, int from, int to, int shift, int mask, int flip, int[] counts) {
    for (long i = from; i < to; i++) {
      int value = Memory.getI32(source + i * Integer.BYTES);
      counts[value >>> shift & mask ^ flip]++;
    }
  }

  static void countLongs(
      long source, int from, int to, int shift, int mask, int flip, int[] counts) {
    for (long i = from; i < to; i++) {
      long value = Memory.getI64(source + i * Long.BYTES);
      counts[(int) (value >>> shift) & mask ^ flip]++;
    }
  }

  static void scatterInts(
      long source, long target, int from, int to, int shift, int mask, int flip, int[] places) {
    for (long i = from; i < to; i++) {
      int value = Memory.getI32(source + i * Integer.BYTES);
      long place = places[value >>> shift & mask ^ flip]++;
      Memory.putI32(target + place * Integer.BYTES, value);
    }
  }

  static void scatterLongs(
      long source, long target, int from, int to, int shift, int mask, int flip, int[] places) {
    for (long i = from; i < to; i++) {
      long value = Memory.getI64(source + i * Long.BYTES);
      long place = places[(int) (value >>> shift) & mask ^ flip]++;
      Memory.putI64(target + place * Long.BYTES, value);
    }
  }

  static void insertInts(long address, int length) {
    for (int i = 1; i < length; i++) {
      int moving = Memory.getI32(address + i * (long) Integer.BYTES);
      long place = address + (i - 1) * (long) Integer.BYTES;
      for (; place >= address && Memory.getI32(place) > moving; place -= Integer.BYTES) {
        Memory.putI32(place + Integer.BYTES, Memory.getI32(place));
      }
      Memory.putI32(place + Integer.BYTES, moving);
    }
  }

  /** Sorts by the bits from {@code low} on. */
  static void insertLongs(long address, int length, int low) {
    for (int i = 1; i < length; i++) {
      long moving = Memory.getI64(address + i * (long) Long.BYTES);
      long place = address + (i - 1) * (long) Long.BYTES;
      for (; place >= address && Memory.getI64(place) >> low > moving >> low; place -= Long.BYTES) {
        Memory.putI64(place + Long.BYTES, Memory.getI64(place));
      }
      Memory.putI64(place + Long.BYTES, moving);
    }
  }

  /** Replaces the low halves, places in an order, by the low halves of that order. */
  static void compose(long pairs, long order, int length) {
    for (long i = 0; i < length; i++) {
      long place = Integer.toUnsignedLong((int) Memory.getI64(pairs + i * Long.BYTES));
      Memory.putI64(pairs + i * Long.BYTES, Memory.getI64(order + place * Long.BYTES));
    }
  }

  /** Moves elements to the places of their positions in pairs. */
  static void permute(
      int bytes,
      long pairs,
      int from,
      int to,
      long source,
      long step,
      long target,
      long targetStep) {
    switch (bytes) {
      case 4 -> {
        for (long i = from; i < to; i++) {
          long place = (int) Memory.getI64(pairs + i * Long.BYTES);
          Memory.putI32(target + i * targetStep, Memory.getI32(source + place * step));
        }
      }
      case 8 -> {
        for (long i = from; i < to; i++) {
          long place = (int) Memory.getI64(pairs + i * Long.BYTES);
          Memory.putI64(target + i * targetStep, Memory.getI64(source + place * step));
        }
      }
      default -> {
        for (long i = from; i < to; i++) {
          long place = (int) Memory.getI64(pairs + i * Long.BYTES);
          long at = source + place * step;
          Cell.putBits(bytes, target + i * targetStep, Cell.bits(bytes, at));
        }
      }
    }
  }
}
