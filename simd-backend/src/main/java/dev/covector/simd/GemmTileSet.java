package dev.covector.simd;

/**
 * The tiles that a product needs: for the two heights of its strips and the kinds of panels. Before
 * these are compiled, tiles of a single row serve strips of all heights: there are few of them, and
 * HotSpot compiles them in a fraction of the time.
 */
final class GemmTileSet {
  private static final int KINDS = 3;

  /**
   * So many multiply-adds by a tile of a single row lose as much time, against a large one, as an
   * element of a cold loop: about 0.07 ns each against one.
   */
  private static final double PER_ELEMENT = 16;

  private final GemmPlan plan;
  private final GemmTiles all;
  private final GemmTile[] tiles = new GemmTile[6];
  private final GemmTile[] rows = new GemmTile[KINDS];
  private final boolean isMasked;

  GemmTileSet(GemmPlan plan, GemmTiles all) {
    this.plan = plan;
    this.all = all;
    this.isMasked = plan.n() % plan.lanes() != 0 && TileShape.hasMasks() && plan.isDirect();
    for (long strip : new long[] {0, plan.strips().parts() - 1}) {
      for (long panel : new long[] {0, plan.panels().larger(), plan.panels().parts() - 1}) {
        if (panel < plan.panels().parts()) {
          tiles[index(strip, panel)] = all.get(shape(strip, panel));
        }
      }
    }
  }

  private TileShape shape(long strip, long panel) {
    return shape((int) plan.strips().size(strip), panel);
  }

  private TileShape shape(int height, long panel) {
    return new TileShape(plan.wide(), height, (int) plan.panels().size(panel), isMasked(panel));
  }

  private boolean isMasked(long panel) {
    return isMasked && panel == plan.panels().parts() - 1;
  }

  private int kind(long panel) {
    return isMasked(panel) ? 2 : panel < plan.panels().larger() ? 0 : 1;
  }

  private int index(long strip, long panel) {
    return strip < plan.strips().larger() ? kind(panel) : kind(panel) + KINDS;
  }

  /** The tile where a strip and a panel meet. */
  GemmTile get(long strip, long panel) {
    return tiles[index(strip, panel)];
  }

  /** The tile of a single row of a panel; after {@link #areRowsWarm}. */
  GemmTile row(long panel) {
    return rows[kind(panel)];
  }

  /** Whether all are compiled. */
  boolean areWarm() {
    for (GemmTile tile : tiles) {
      if (tile != null && !tile.isWarm()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Has those compiled that are not, when what is in more need of it has been.
   *
   * @param work the multiply-adds since the last time that tiles of single rows have done
   */
  void request(double work) {
    for (GemmTile tile : tiles) {
      if (tile != null && !tile.isWarm()) {
        tile.request((long) (work / PER_ELEMENT));
      }
    }
  }

  /** Whether all tiles of single rows are compiled; those that are not, are from now on. */
  boolean areRowsWarm() {
    long last = plan.panels().parts() - 1;
    for (long panel : new long[] {0, Math.min(plan.panels().larger(), last), last}) {
      rows[kind(panel)] = all.get(shape(1, panel));
    }
    boolean warm = true;
    for (GemmTile tile : rows) {
      if (tile != null && !tile.isWarm()) {
        warm = false;
        tile.request();
      }
    }
    return warm;
  }
}
