package dev.covector.simd;

/**
 * Products of matrices in workspaces, by the tiles of {@link Gemm}: for operands of any size, known
 * only when they come, where rows of the right operand and of the result are whole vectors.
 *
 * <p>Few tiles serve all sizes, because C2 has to compile each of them before the first is used:
 * three heights and up to three widths.
 */
final class TileProduct {
  /** What a block of the right operand takes: it stays in the second-level cache. */
  private static final long BLOCK = Caches.SECOND / 2;

  /** The deepest tile, whose part of the right operand is an eighth of the second-level cache. */
  private static final long DEEPEST = 256;

  /** Rows from which on the right operand is copied, so that what a tile reads lies together. */
  private static final long ROWS_TO_PACK = 24;

  private static final long DEPTH_TO_PACK = 16;

  private static final int[] HEIGHTS = {
    TileShape.mostRows(TileShape.mostVectors()), 2, 1,
  };

  private static final int[] WIDTHS = {4, 2, 1};

  private final long vectorBytes;
  private final GemmTile[][] tiles = new GemmTile[HEIGHTS.length][WIDTHS.length];

  TileProduct(boolean wide) {
    this.vectorBytes = VectorWidth.bits() / 8;
    for (int h = 0; h < HEIGHTS.length; h++) {
      for (int w = 0; w < WIDTHS.length; w++) {
        if (WIDTHS[w] <= TileShape.mostVectors()) {
          tiles[h][w] = new GemmTile(new TileShape(wide, HEIGHTS[h], WIDTHS[w], false, true));
        }
      }
    }
  }

  /** Uses tiles at once, however slow they are at first. */
  void setWarm() {
    for (GemmTile[] row : tiles) {
      for (GemmTile tile : row) {
        if (tile != null) {
          tile.setWarm();
        }
      }
    }
  }

  /** Whether all tiles could be compiled, as {@link Warmable#warmUp}. */
  boolean warmUp(long read, long written) {
    for (GemmTile[] row : tiles) {
      for (GemmTile tile : row) {
        if (tile != null) {
          tile.warmUp(read, written);
          if (!tile.isWarm()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** As {@link MatrixLanes#multiply}. */
  void multiply(
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
    if (size == 0) {
      return;
    }
    Cut depths = Cut.into(depth, Math.max(1, Math.ceilDiv(depth, DEEPEST)));
    for (long d = 0; d < depths.parts(); d++) {
      long from = depths.start(d);
      long deep = depths.start(d + 1) - from;
      int add = d > 0 && sign == 0 ? 1 : sign;
      block(rows, size, deep, a + from * acs, ars, acs, b + from * ldb, ldb, c, ldc, add);
    }
  }

  private void block(
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
      int add) {
    long panel = panelBytes(size);
    long group = Math.max(1, BLOCK / (Math.max(1, depth) * panel)) * panel;
    boolean packs = rows >= ROWS_TO_PACK && depth >= DEPTH_TO_PACK && ldb != panel;
    for (long from = 0; from < size; from += group) {
      long width = Math.min(group, size - from);
      long right = packs ? pack(width, depth, b + from, ldb) : b + from;
      long i = 0;
      for (int h = 0; h < HEIGHTS.length; h++) {
        for (; i + HEIGHTS[h] <= rows; i += HEIGHTS[h]) {
          strip(
              tiles[h],
              width,
              depth,
              a + i * ars,
              ars,
              acs,
              right,
              packs ? 0 : ldb,
              c + i * ldc + from,
              ldc,
              add);
        }
      }
    }
  }

  /**
   * The rows of a strip times all panels of a block.
   *
   * @param ldb from one row of the right operand to the next; 0 where panels are packed
   */
  private void strip(
      GemmTile[] strip,
      long size,
      long depth,
      long a,
      long ars,
      long acs,
      long b,
      long ldb,
      long c,
      long ldc,
      int add) {
    long j = 0;
    for (int w = 0; w < WIDTHS.length; w++) {
      GemmTile tile = strip[w];
      long width = WIDTHS[w] * vectorBytes;
      for (; tile != null && j + width <= size; j += width) {
        long right = ldb == 0 ? b + j * depth : b + j;
        long step = ldb == 0 ? width : ldb;
        tile.multiply(depth, a, ars, acs, right, step, c + j, ldc, tile.shape().columns(), add);
      }
    }
  }

  /** Copies panels, each after the one before. */
  private long pack(long size, long depth, long b, long ldb) {
    long target = GemmScratch.current().rhs(depth * size);
    long j = 0;
    for (int vectors : WIDTHS) {
      long width = vectors * vectorBytes;
      for (; vectors <= TileShape.mostVectors() && j + width <= size; j += width) {
        PackVectors.copy(depth, b + j, ldb, target + j * depth, width, vectors);
      }
    }
    return target;
  }

  private long panelBytes(long size) {
    return Math.min(size, TileShape.mostVectors() * vectorBytes);
  }
}
