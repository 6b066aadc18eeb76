package dev.covector.simd;

/** The tiles that a product needs: for the two heights of its strips and the kinds of panels. */
final class GemmTileSet {
  private final GemmPlan plan;
  private final GemmTile[] tiles = new GemmTile[6];
  private final boolean isMasked;

  GemmTileSet(GemmPlan plan, GemmTiles all) {
    this.plan = plan;
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
    return new TileShape(
        plan.wide(),
        (int) plan.strips().size(strip),
        (int) plan.panels().size(panel),
        isMasked(panel));
  }

  private boolean isMasked(long panel) {
    return isMasked && panel == plan.panels().parts() - 1;
  }

  private int index(long strip, long panel) {
    int kind = isMasked(panel) ? 2 : panel < plan.panels().larger() ? 0 : 1;
    return strip < plan.strips().larger() ? kind : kind + 3;
  }

  /** The tile where a strip and a panel meet. */
  GemmTile get(long strip, long panel) {
    return tiles[index(strip, panel)];
  }

  /** Whether all are compiled; those that are not, are from now on. */
  boolean areWarm() {
    boolean warm = true;
    for (GemmTile tile : tiles) {
      if (tile != null && !tile.isWarm()) {
        warm = false;
        tile.request();
      }
    }
    return warm;
  }
}
