package dev.covector.simd;

/**
 * Runs one matrix product by a {@link GemmPlan}: tasks get some strips and some panels, and go
 * through them block by block.
 */
final class GemmBlocks {
  /** What packed panels of the right operand may take together: they stay in the last cache. */
  private static final long PACKED = 8 << 20;

  private final GemmPlan plan;
  private final GemmTileSet tiles;
  private final GemmPanels packing;
  private final GemmStore storing;

  /** Strips whose part of the left operand takes half of the second-level cache. */
  private final long block;

  /** Whether all tiles are compiled. */
  private volatile boolean isWarm;

  GemmBlocks(GemmPlan plan, GemmTileSet tiles) {
    this.plan = plan;
    this.tiles = tiles;
    this.packing = new GemmPanels(plan.wide());
    this.storing = new GemmStore(plan.wide(), plan.out());
    // asked for when a program is compiled: tiles are then ready the sooner for its first runs
    this.isWarm = tiles.areWarm();
    long stripBytes = plan.strips().size(0) * plan.depths().size(0) * plan.size();
    long rowBytes = plan.isDirect() ? 0 : plan.columns() * plan.size() * plan.strips().size(0);
    this.block = Math.max(1, Caches.SECOND / 2 / Math.max(stripBytes, rowBytes));
  }

  /** Where the operands and the result of a run are. */
  private record Place(long lhs, long rhs, long out) {}

  /** Computes the product. */
  void run(long lhs, long rhs, long out, Workers workers) {
    isWarm = isWarm || tiles.areWarm();
    double cost = plan.cost();
    long tasks = workers.tasks(cost);
    if (!plan.packsRhs()) {
      grid(tasks, workers, new Place(lhs, rhs, out), 0, plan.panels().parts(), 0);
      return;
    }
    long perPanel = plan.k() * plan.width(0) * plan.size();
    long slab = Math.max(1, PACKED / perPanel);
    long packed = GemmScratch.current().rhs(Math.min(slab, plan.panels().parts()) * perPanel);
    for (long panel = 0; panel < plan.panels().parts(); panel += slab) {
      long end = Math.min(plan.panels().parts(), panel + slab);
      pack(tasks, workers, rhs, panel, end, packed);
      grid(tasks, workers, new Place(lhs, packed, out), panel, end, panel);
    }
  }

  /** Packs some panels. */
  private void pack(long tasks, Workers workers, long rhs, long first, long end, long packed) {
    long parts = tasks == 1 ? 1 : Math.min(end - first, tasks);
    if (parts == 1) {
      pack(rhs, first, first, end, packed);
      return;
    }
    Cut cut = Cut.into(end - first, parts);
    workers.run(
        (int) parts, t -> pack(rhs, first, first + cut.start(t), first + cut.start(t + 1), packed));
  }

  private void pack(long rhs, long first, long from, long to, long packed) {
    MatrixView view = plan.rhs();
    for (long panel = from; panel < to; panel++) {
      packing.pack(
          view.dtype(),
          rhs + view.at(0, plan.column(panel)),
          view.column(),
          view.row(),
          (int) plan.present(panel),
          (int) plan.width(panel),
          plan.k(),
          packed + (plan.column(panel) - plan.column(first)) * plan.k() * plan.size());
    }
  }

  /**
   * Cuts strips and panels into tasks.
   *
   * @param packedFrom the first panel in packed memory
   */
  private void grid(
      long tasks, Workers workers, Place place, long panel, long panelEnd, long packedFrom) {
    Cut strips = plan.strips();
    long rowTasks = Math.min(strips.parts(), tasks);
    long columnTasks = Math.min(panelEnd - panel, (tasks + rowTasks - 1) / rowTasks);
    if (rowTasks * columnTasks == 1) {
      part(place, 0, strips.parts(), panel, panelEnd, packedFrom);
      return;
    }
    Cut rows = Cut.into(strips.parts(), rowTasks);
    Cut columns = Cut.into(panelEnd - panel, columnTasks);
    workers.run(
        (int) (rowTasks * columnTasks),
        t -> {
          long row = t / columnTasks;
          long column = t % columnTasks;
          part(
              place,
              rows.start(row),
              rows.start(row + 1),
              panel + columns.start(column),
              panel + columns.start(column + 1),
              packedFrom);
        });
  }

  /** Some strips times some panels. */
  private void part(
      Place place, long strip, long stripEnd, long panel, long panelEnd, long packedFrom) {
    Cut strips = plan.strips();
    for (long first = strip; first < stripEnd; first += block) {
      long end = Math.min(stripEnd, first + block);
      long target = place.out + plan.out().at(strips.start(first), plan.column(panel));
      if (plan.isDirect()) {
        block(place, first, end, panel, panelEnd, packedFrom, target, plan.out().row());
      } else {
        long rows = strips.start(end) - strips.start(first);
        long row = (plan.column(panelEnd) - plan.column(panel)) * plan.size();
        long sums = GemmScratch.current().sums(rows * row);
        block(place, first, end, panel, panelEnd, packedFrom, sums, row);
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
  private void block(
      Place place,
      long first,
      long end,
      long panel,
      long panelEnd,
      long packedFrom,
      long target,
      long row) {
    Cut depths = plan.depths();
    for (long d = 0; d < depths.parts(); d++) {
      long from = depths.start(d);
      long depth = depths.size(d);
      long left = place.lhs + plan.lhs().at(plan.strips().start(first), from);
      if (plan.packsLhs()) {
        left = packLhs(left, first, end, depth);
      }
      for (long p = panel; p < panelEnd; p++) {
        long right =
            plan.packsRhs()
                ? place.rhs
                    + ((plan.column(p) - plan.column(packedFrom)) * plan.k() + from * plan.width(p))
                        * plan.size()
                : place.rhs + plan.rhs().at(from, plan.column(p));
        long sums = target + (plan.column(p) - plan.column(panel)) * plan.size();
        column(first, end, p, depth, left, right, sums, row, d > 0 ? 1 : 0);
      }
    }
  }

  private long packLhs(long source, long first, long end, long depth) {
    Cut strips = plan.strips();
    MatrixView view = plan.lhs();
    long target =
        GemmScratch.current().lhs((strips.start(end) - strips.start(first)) * depth * plan.size());
    for (long s = first; s < end; s++) {
      long row = strips.start(s) - strips.start(first);
      int height = (int) strips.size(s);
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

  /** Some strips times one panel, for a part of the depth. */
  private void column(
      long first,
      long end,
      long panel,
      long depth,
      long left,
      long right,
      long target,
      long targetRow,
      int add) {
    Cut strips = plan.strips();
    int size = plan.size();
    long step = plan.packsRhs() ? plan.width(panel) * size : plan.rhs().row();
    long columns = plan.isDirect() ? plan.present(panel) : plan.width(panel);
    ScalarProduct cold =
        isWarm ? null : ScalarProduct.load(plan.wide(), (int) columns, (int) depth, right, step);
    for (long s = first; s < end; s++) {
      long height = strips.size(s);
      long lhsRow = plan.packsLhs() ? size : plan.lhs().row();
      long lhsStep = plan.packsLhs() ? height * size : plan.lhs().column();
      if (cold != null) {
        cold.rows((int) height, left, lhsRow, lhsStep, target, targetRow, add);
      } else {
        tiles
            .get(s, panel)
            .multiply(depth, left, lhsRow, lhsStep, right, step, target, targetRow, columns, add);
      }
      left += height * (plan.packsLhs() ? depth * size : plan.lhs().row());
      target += height * targetRow;
    }
  }
}
