package dev.covector.simd;

/** What generated classes of matrix tiles extend. They have no state. */
abstract class TileCode {
  /** Computes a tile; as {@link GemmTile#multiply}. */
  abstract void vector(long depth, long lhs, long rhs, long out, long rowBytes, int add);
}
