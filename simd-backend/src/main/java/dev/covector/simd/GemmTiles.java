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
        VectorMode.isOn() ? new GemmGenerator(wide).generate() : new ScalarOnlyTile(wide);
    switch (start) {
      case SCALAR -> tile.setScalar();
      case WARMING_UP -> {}
      case VECTOR -> tile.setWarm();
    }
    return tile;
  }

  /** Without the vector module there is no vector form. */
  private static final class ScalarOnlyTile extends GemmTile {
    ScalarOnlyTile(boolean wide) {
      super(wide, 6, wide ? 8 : 16);
      setScalar();
    }

    @Override
    void vector(long depth, long lhs, long rhs, long out, long rowBytes, int add) {
      throw new IllegalStateException("simd: there is no vector module");
    }
  }
}
