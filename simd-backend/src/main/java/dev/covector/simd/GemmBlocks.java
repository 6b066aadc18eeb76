package dev.covector.simd;

import dev.covector.DType;

/**
 * One matrix product, block by block: a block of the right operand is packed once and shared, each
 * task packs its own block of the left one.
 */
record GemmBlocks(GemmTile tile, long m, long n, long k, Matrix lhs, Matrix rhs, Matrix out) {
  /** A panel of the left operand, this deep, and one of the right stay in the first-level cache. */
  private static final long DEPTH = 384;

  /** A block of the left operand of this many rows stays in the second-level cache. */
  private static final long ROWS = 144;

  /** A block of the right operand of this many columns stays in the third-level cache. */
  private static final long COLUMNS = 2048;

  /**
   * An operand: its address, and strides in bytes.
   *
   * @param row from one row to the next
   * @param column from one column to the next
   */
  record Matrix(DType dtype, long address, long row, long column) {
    long at(long i, long j) {
      return address + i * row + j * column;
    }
  }

  void run(Workers workers) {
    // a narrow result cannot hold partial sums, so its blocks have the whole depth
    boolean exact = out.dtype() == (tile.isWide() ? DType.F64 : DType.F32);
    long depth = exact ? DEPTH : k;
    for (long j = 0; j < n; j += COLUMNS) {
      long columns = Math.min(COLUMNS, n - j);
      for (long p = 0; p < k; p += depth) {
        slab(workers, j, columns, p, Math.min(depth, k - p));
      }
    }
  }

  /** All rows of the result in some columns, for a part of the depth. */
  private void slab(Workers workers, long j, long columns, long p, long depth) {
    int width = tile.columns();
    long panels = (columns + width - 1) / width;
    long panelBytes = depth * width * tile.bytes();
    long packed = GemmScratch.current().rhs(panels * panelBytes);
    long parts = Math.min(panels, workers.tasks(columns * (double) depth * 0.3));
    long perPart = (panels + parts - 1) / parts;
    GemmPanels packing = new GemmPanels(rhs.dtype(), tile.isWide(), width);
    workers.run(
        (int) ((panels + perPart - 1) / perPart),
        t -> {
          long first = t * perPart * width;
          packing.pack(
              rhs.at(p, j + first),
              rhs.column(),
              rhs.row(),
              Math.min(perPart * width, columns - first),
              depth,
              packed + t * perPart * panelBytes);
        });
    long tasks = workers.tasks(m * (double) columns * depth / 25);
    long rows = Math.min(ROWS, roundUp((m + tasks - 1) / tasks, tile.rows()));
    long rowTasks = (m + rows - 1) / rows;
    long cuts = Math.min(panels, Math.max(1, tasks / rowTasks));
    long perCut = (panels + cuts - 1) / cuts;
    long columnTasks = (panels + perCut - 1) / perCut;
    workers.run(
        (int) (rowTasks * columnTasks),
        t -> {
          long i = t / columnTasks * rows;
          long panel = t % columnTasks * perCut;
          multiply(
              i,
              Math.min(rows, m - i),
              j,
              panel,
              Math.min(panels, panel + perCut),
              columns,
              packed,
              p,
              depth);
        });
  }

  private static long roundUp(long value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /** Some rows times some panels. */
  private void multiply(
      long i,
      long rows,
      long j,
      long panel,
      long lastPanel,
      long columns,
      long packed,
      long p,
      long depth) {
    int height = tile.rows();
    int width = tile.columns();
    long strips = (rows + height - 1) / height;
    long stripBytes = depth * height * tile.bytes();
    long left = GemmScratch.current().lhs(strips * stripBytes);
    new GemmPanels(lhs.dtype(), tile.isWide(), height)
        .pack(lhs.at(i, p), lhs.row(), lhs.column(), rows, depth, left);
    for (long q = panel; q < lastPanel; q++) {
      long right = packed + q * depth * width * tile.bytes();
      int presentColumns = (int) Math.min(width, columns - q * width);
      for (long s = 0; s < strips; s++) {
        int presentRows = (int) Math.min(height, rows - s * height);
        long target = out.at(i + s * height, j + q * width);
        boolean direct =
            presentRows == height
                && presentColumns == width
                && out.column() == tile.bytes()
                && out.dtype().byteSize() == tile.bytes();
        if (direct) {
          tile.multiply(depth, left + s * stripBytes, right, target, out.row(), p == 0 ? 0 : 1);
        } else {
          border(depth, left + s * stripBytes, right, target, presentRows, presentColumns, p > 0);
        }
      }
    }
  }

  /** A tile that sticks out, or whose columns are apart, or narrow: through a tile aside. */
  private void border(
      long depth, long left, long right, long target, int rows, int columns, boolean add) {
    int bytes = tile.bytes();
    long rowBytes = (long) tile.columns() * bytes;
    long aside = GemmScratch.current().tile(tile.rows() * rowBytes);
    tile.multiply(depth, left, right, aside, rowBytes, 0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        long from = aside + i * rowBytes + (long) j * bytes;
        long to = target + i * out.row() + j * out.column();
        if (tile.isWide()) {
          Memory.putF64(to, Memory.getF64(from) + (add ? Memory.getF64(to) : 0));
        } else if (out.dtype() == DType.F32) {
          Memory.putF32(to, Memory.getF32(from) + (add ? Memory.getF32(to) : 0));
        } else {
          Memory.putFloating(out.dtype(), to, Memory.getF32(from));
        }
      }
    }
  }
}
