package dev.covector.simd;

/** What generated classes of matrix tiles extend. They have no state. */
abstract class TileCode {
  /** Computes a tile; as {@link GemmTile#multiply}. With a negative depth it does nothing. */
  abstract void vector(
      long depth,
      long lhs,
      long lhsRow,
      long lhsStep,
      long rhs,
      long rhsStep,
      long out,
      long outRow,
      long columns,
      int add);
}
