package dev.covector.simd;

/** The tiles of a process, one per element type, generated when first asked for. */
final class GemmTiles {
  private final LoopCache.Start start;
  private final GemmTile[] tiles = new GemmTile[2];

  GemmTiles(LoopCache.Start start) {
    this.start = start;
  }

  /** The tile for f32, or for f64. */
  synchronized GemmTile get(boolean wide) {
    int index = wide ? 1 : 0;
    if (tiles[index] == null) {
      tiles[index] = create(wide);
    }
    return tiles[index];
  }

  private GemmTile create(boolean wide) {
    GemmTile tile =
        VectorMode.isOn() ? new GemmTile(wide, new GemmGenerator(wide)) : new GemmTile(wide);
    switch (start) {
      case SCALAR -> tile.setScalar();
      case WARMING_UP -> {} // at the first use
      case VECTOR -> tile.setWarm();
    }
    return tile;
  }
}
