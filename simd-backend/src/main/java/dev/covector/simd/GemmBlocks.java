package dev.covector.simd;

/**
 * Runs one matrix product by a {@link GemmPlan}: tasks get some strips and some panels, and go
 * through them block by block.
 *
 * <p>A block of the right operand, some panels wide, stays in the second-level cache while all
 * strips of the task pass by, each against panel after panel. The left operand is then read in the
 * order of memory and slowly enough for hardware to fetch it in advance. (With the other order,
 * strip after strip against one panel, each panel had to come from the last cache at the speed of
 * the tiles.)
 */
final class GemmBlocks {
  /** What a block of the right operand takes. */
  private static final long RIGHT = Caches.SECOND / 2;

  /** What packed strips of the left operand, or sums, take at most: they stay in the last cache. */
  private static final long LEFT = 4 << 20;

  private final GemmPlan plan;
  private final GemmTileSet tiles;
  private final GemmPanels packing;
  private final GemmStore storing;
  private final GemmGrid grid;

  /** Strips that a task does at a time. */
  private final long slab;

  /** Panels of a block. */
  private final long group;

  /**
   * Multiply-adds by tiles of single rows after which larger tiles, two to four times as fast, are
   * worth compiling; few enough for code that is called for some hundred milliseconds to get there.
   */
  private static final double WORTH_IT = 1e8;

  /** Whether all tiles are compiled. */
  private volatile boolean isWarm;

  /** Whether tiles of single rows are. */
  private volatile boolean hasRows;

  private double work;

  GemmBlocks(GemmPlan plan, GemmTiles all, Workers workers) {
    this.plan = plan;
    this.tiles = new GemmTileSet(plan, all);
    this.packing = new GemmPanels(plan.wide(), all.packing());
    this.storing = new GemmStore(plan.wide(), plan.out(), all.packing());
    this.grid = GemmGrid.of(plan, workers);
    this.isWarm = tiles.areWarm();
    // asked for when a program is compiled: tiles are then ready the sooner for its first runs
    this.hasRows = !isWarm && tiles.areRowsWarm();
    long depthBytes = plan.depths().size(0) * plan.size();
    this.group = Math.max(1, RIGHT / (depthBytes * plan.width(0)));
    long columns = Math.ceilDiv(plan.panels().parts(), grid.columns()) * plan.width(0);
    long rowBytes =
        Math.max(plan.packsLhs() ? depthBytes : 1, plan.isDirect() ? 1 : columns * plan.size());
    this.slab = Math.max(1, LEFT / (rowBytes * plan.strips().size(0)));
  }

  /** Where the operands and the result of a run are. */
  private record Place(long lhs, long rhs, long out) {}

  /**
   * Computes the product.
   *
   * @param workers those of the constructor, or {@link Workers#INLINE}
   */
  void run(long lhs, long rhs, long out, Workers workers) {
    if (!isWarm) {
      warmUp();
    }
    Place place = new Place(lhs, rhs, out);
    if (grid.tasks() == 1 || workers.count() == 1) {
      part(place, 0, plan.strips().parts(), 0, plan.panels().parts());
      return;
    }
    Cut rows = Cut.into(plan.strips().parts(), grid.rows());
    Cut columns = Cut.into(plan.panels().parts(), grid.columns());
    workers.run(
        (int) grid.tasks(),
        t -> {
          long row = t / grid.columns();
          long column = t % grid.columns();
          part(
              place,
              rows.start(row),
              rows.start(row + 1),
              columns.start(column),
              columns.start(column + 1));
        });
  }

  private void warmUp() {
    isWarm = tiles.areWarm();
    if (isWarm) {
      return;
    }
    hasRows = hasRows || tiles.areRowsWarm();
    // racy on purpose: a lost update only delays the request
    double more = (double) plan.m() * plan.n() * plan.k();
    work += more;
    if (work > WORTH_IT) {
      tiles.request(more);
    }
  }

  /** Some strips times some panels. */
  private void part(Place place, long strip, long stripEnd, long panel, long panelEnd) {
    Cut strips = plan.strips();
    for (long first = strip; first < stripEnd; first += slab) {
      long end = Math.min(stripEnd, first + slab);
      long target = place.out + plan.out().at(strips.start(first), plan.column(panel));
      if (plan.isDirect()) {
        slab(place, first, end, panel, panelEnd, target, plan.out().row());
      } else {
        long rows = strips.start(end) - strips.start(first);
        long row = (plan.column(panelEnd) - plan.column(panel)) * plan.size();
        long sums = GemmScratch.current().sums(rows * row);
        slab(place, first, end, panel, panelEnd, sums, row);
        long columns = Math.min(plan.n(), plan.column(panelEnd)) - plan.column(panel);
        storing.store(sums, row, rows, columns, target);
      }
    }
  }

  /**
   * Some strips times some panels, over the whole depth.
   *
   * @param target the address of the first sum
   * @param row from one row of sums to the next
   */
  private void slab(
      Place place, long first, long end, long panel, long panelEnd, long target, long row) {
    Cut depths = plan.depths();
    for (long d = 0; d < depths.parts(); d++) {
      long from = depths.start(d);
      long depth = depths.size(d);
      long left = place.lhs + plan.lhs().at(plan.strips().start(first), from);
      if (plan.packsLhs()) {
        left = packLhs(left, first, end, depth);
      }
      for (long p = panel; p < panelEnd; p += group) {
        long pEnd = Math.min(panelEnd, p + group);
        long right = place.rhs + plan.rhs().at(from, plan.column(p));
        if (plan.packsRhs()) {
          right = packRhs(right, p, pEnd, depth);
        }
        long sums = target + (plan.column(p) - plan.column(panel)) * plan.size();
        if (isWarm || hasRows) {
          block(first, end, p, pEnd, depth, left, right, sums, row, d > 0 ? 1 : 0);
        } else {
          cold(first, end, p, pEnd, depth, left, right, sums, row, d > 0 ? 1 : 0);
        }
      }
    }
  }

  private long packRhs(long source, long first, long end, long depth) {
    MatrixView view = plan.rhs();
    long columns = plan.column(end) - plan.column(first);
    long target = GemmScratch.current().rhs(columns * depth * plan.size());
    for (long p = first; p < end; p++) {
      long column = plan.column(p) - plan.column(first);
      packing.pack(
          view.dtype(),
          source + column * view.column(),
          view.column(),
          view.row(),
          (int) plan.present(p),
          (int) plan.width(p),
          depth,
          target + column * depth * plan.size());
    }
    return target;
  }

  /** Rows that are dense stay rows; of others, the elements of a strip become neighbours. */
  private long packLhs(long source, long first, long end, long depth) {
    Cut strips = plan.strips();
    MatrixView view = plan.lhs();
    long rows = strips.start(end) - strips.start(first);
    long target = GemmScratch.current().lhs(rows * depth * plan.size() + GemmPanels.OVERRUN);
    if (view.hasDenseRows()) {
      for (long i = 0; i < rows; i++) {
        long to = target + i * depth * plan.size();
        packing.row(view.dtype(), source + i * view.row(), depth, to);
      }
      return target;
    }
    for (long s = first; s < end; s++) {
      long row = strips.start(s) - strips.start(first);
      int height = (int) strips.size(s);
      if (view.row() == view.dtype().byteSize()
          && packing.overrun(
              view.dtype(),
              source + row * view.row(),
              plan.m() - strips.start(s),
              view.column(),
              height,
              depth,
              target + row * depth * plan.size())) {
        continue;
      }
      packing.pack(
          view.dtype(),
          source + row * view.row(),
          view.row(),
          view.column(),
          height,
          height,
          depth,
          target + row * depth * plan.size());
    }
    return target;
  }

  /** Some strips times a block, for a part of the depth. */
  private void block(
      long first,
      long end,
      long panel,
      long panelEnd,
      long depth,
      long left,
      long right,
      long target,
      long targetRow,
      int add) {
    int size = plan.size();
    boolean whole = isWarm;
    for (long s = first; s < end; s++) {
      long height = plan.strips().size(s);
      long rows = whole ? height : 1;
      long lhsRow = lhsRow(depth);
      long lhsStep = lhsStep(height);
      long source = right;
      long sums = target;
      for (long p = panel; p < panelEnd; p++) {
        long width = plan.width(p) * size;
        GemmTile tile = whole ? tiles.get(s, p) : tiles.row(p);
        for (long i = 0; i < height; i += rows) {
          tile.multiply(
              depth,
              left + i * lhsRow,
              lhsRow,
              lhsStep,
              source,
              plan.packsRhs() ? width : plan.rhs().row(),
              sums + i * targetRow,
              targetRow,
              tileColumns(p),
              add);
        }
        source += plan.packsRhs() ? width * depth : width;
        sums += width;
      }
      left += strip(height, depth);
      target += height * targetRow;
    }
  }

  /** {@link #block} without vectors: panel after panel, each copied to an array. */
  private void cold(
      long first,
      long end,
      long panel,
      long panelEnd,
      long depth,
      long left,
      long right,
      long target,
      long targetRow,
      int add) {
    for (long p = panel; p < panelEnd; p++) {
      long width = plan.width(p) * plan.size();
      long step = plan.packsRhs() ? width : plan.rhs().row();
      ScalarProduct product =
          ScalarProduct.load(plan.wide(), (int) tileColumns(p), (int) depth, right, step);
      long rows = left;
      long sums = target;
      for (long s = first; s < end; s++) {
        long height = plan.strips().size(s);
        product.rows((int) height, rows, lhsRow(depth), lhsStep(height), sums, targetRow, add);
        rows += strip(height, depth);
        sums += height * targetRow;
      }
      right += plan.packsRhs() ? width * depth : width;
      target += width;
    }
  }

  private long tileColumns(long panel) {
    return plan.isDirect() ? plan.present(panel) : plan.width(panel);
  }

  private long lhsRow(long depth) {
    if (plan.packsLhs()) {
      return plan.lhs().hasDenseRows() ? depth * plan.size() : plan.size();
    }
    return plan.lhs().row();
  }

  private long lhsStep(long height) {
    if (plan.packsLhs()) {
      return plan.lhs().hasDenseRows() ? plan.size() : height * plan.size();
    }
    return plan.lhs().column();
  }

  /** From one strip of the left operand to the next. */
  private long strip(long height, long depth) {
    return height * (plan.packsLhs() ? depth * plan.size() : plan.lhs().row());
  }
}
