package dev.covector.simd;

/**
 * The form of a matrix tile, whose accumulators are all in registers.
 *
 * @param wide whether elements are f64, not f32
 * @param rows of the tile
 * @param vectors in a row
 * @param masked whether the last vector of a row may have fewer columns than lanes
 * @param subtracts whether the tile can also be subtracted from what is there
 */
record TileShape(boolean wide, int rows, int vectors, boolean masked, boolean subtracts) {
  /** Rows at constant distances from one address: more would not leave registers for addresses. */
  static final int GROUP = 6;

  /**
   * The largest distance of the left operand's rows, and of its columns, in bytes that generated
   * tiles can do with.
   */
  static final long FARTHEST = (1L << 28) - 1;

  /** A tile that replaces what is there, or is added to it. */
  TileShape(boolean wide, int rows, int vectors, boolean masked) {
    this(wide, rows, vectors, masked, false);
  }

  /** The size of an element. */
  int bytes() {
    return wide ? 8 : 4;
  }

  /** The elements of a vector. */
  int lanes() {
    return lanes(wide);
  }

  /** The columns of the tile, if none are masked off. */
  int columns() {
    return vectors * lanes();
  }

  /** The elements of a vector. */
  static int lanes(boolean wide) {
    return bits() / (wide ? 64 : 32);
  }

  /** The most vectors in a row of a tile. */
  static int mostVectors() {
    return registers() == 32 ? 4 : 2;
  }

  /**
   * The most rows of a tile with so many vectors in a row: the accumulators, a row of the right
   * operand and one value of the left one are in registers.
   */
  static int mostRows(int vectors) {
    return Math.min(2 * GROUP, (registers() - vectors - 1) / vectors);
  }

  /** Whether the last vector of a row can be masked. */
  static boolean hasMasks() {
    return bits() == 512;
  }

  private static int bits() {
    return VectorMode.isOn() ? VectorWidth.bits() : 256;
  }

  /** The vector registers of machines with vectors of this width. */
  private static int registers() {
    return bits() == 512 || System.getProperty("os.arch").equals("aarch64") ? 32 : 16;
  }
}
