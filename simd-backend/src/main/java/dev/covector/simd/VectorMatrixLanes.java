package dev.covector.simd;

/** What {@link MatrixLanes} over vectors of f32 and of f64 have in common: products by tiles. */
abstract class VectorMatrixLanes extends MatrixLanes {
  private final TileProduct product;
  private final MatrixMemory memory;

  VectorMatrixLanes(boolean wide) {
    this.product = new TileProduct(wide);
    this.memory = new MatrixMemory(wide);
  }

  /** The products of {@link #multiply}. */
  final TileProduct product() {
    return product;
  }

  @Override
  final void multiply(
      long rows,
      long size,
      long depth,
      long a,
      long ars,
      long acs,
      long b,
      long ldb,
      long c,
      long ldc,
      int sign) {
    product.multiply(rows, size, depth, a, ars, acs, b, ldb, c, ldc, sign);
  }

  @Override
  final void transpose(
      long rows, long columns, long from, long fromStride, long to, long toStride) {
    if (memory.wide || !TransposeTrial.isPossible()) {
      memory.transpose(rows, columns, from, fromStride, to, toStride);
    } else {
      PackVectors.transpose(from, fromStride, to, toStride, rows, columns);
    }
  }
}
