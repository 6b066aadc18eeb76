package dev.covector.simd;

/**
 * How the rows and columns of a convolution, seen as a matrix product, are cut into tiles.
 *
 * @param strips rows of tiles
 * @param panels columns in vectors
 * @param columns all columns
 * @param direct whether tiles can write the result where it is
 */
record ConvTiles(
    Cut strips, Cut panels, long columns, boolean wide, boolean direct, GemmTile[] of) {

  static ConvTiles of(long rows, long columns, boolean wide, boolean direct, GemmTiles all) {
    int lanes = TileShape.lanes(wide);
    Cut panels = Cut.of((columns + lanes - 1) / lanes, TileShape.mostVectors());
    Cut strips = Cut.of(rows, TileShape.mostRows((int) panels.size(0)));
    boolean partial = columns % lanes != 0;
    GemmTile[] tiles = new GemmTile[6];
    boolean writes = direct && (!partial || TileShape.hasMasks());
    for (int kind = 0; kind < tiles.length; kind++) {
      int height = (int) (strips.size() + (kind < 3 ? 1 : 0));
      boolean masked = kind % 3 == 2;
      int width = (int) (masked ? panels.size(panels.parts() - 1) : panels.size() + 1 - kind % 3);
      boolean used =
          height <= strips.size(0)
              && height > 0
              && width > 0
              && width <= panels.size(0)
              && (!masked || partial && writes);
      if (used) {
        tiles[kind] = all.get(new TileShape(wide, height, width, masked));
      }
    }
    return new ConvTiles(strips, panels, columns, wide, direct, tiles);
  }

  boolean isMasked(long panel) {
    return panel == panels.parts() - 1 && columns % TileShape.lanes(wide) != 0 && hasMasked();
  }

  private boolean hasMasked() {
    return direct && TileShape.hasMasks();
  }

  /** Whether all tiles are compiled; asks for those that are not. */
  boolean areWarm() {
    boolean warm = true;
    for (GemmTile tile : of) {
      if (tile != null) {
        tile.request();
        warm &= tile.isWarm();
      }
    }
    return warm;
  }

  /**
   * A panel of the right operand for the time until tiles are compiled.
   *
   * @param right the address of its first element
   * @param rightStep from one contracted position to the next
   */
  ScalarProduct cold(long columns, long depth, long right, long rightStep) {
    return ScalarProduct.load(wide, (int) columns, (int) depth, right, rightStep);
  }

  /** The tile where a strip and a panel meet. */
  GemmTile get(long strip, long panel) {
    int kind = isMasked(panel) ? 2 : panel < panels.larger() ? 0 : 1;
    return of[strip < strips.larger() ? kind : kind + 3];
  }

  /** The first column of a panel. */
  long column(long panel) {
    return panels.start(panel) * TileShape.lanes(wide);
  }

  /** The columns of a panel in packed memory. */
  long width(long panel) {
    return panels.size(panel) * TileShape.lanes(wide);
  }

  /** The columns of a panel that the result has. */
  long present(long panel) {
    return Math.min(width(panel), columns - column(panel));
  }

  /** Whether the tiles of a panel can write where the result is. */
  boolean isDirect(long panel) {
    return direct && (present(panel) == width(panel) || TileShape.hasMasks());
  }
}
