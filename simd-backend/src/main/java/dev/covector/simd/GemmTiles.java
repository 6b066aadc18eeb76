package dev.covector.simd;

import java.util.concurrent.ConcurrentHashMap;

/** The tiles of a process, generated when first asked for. */
final class GemmTiles {
  private final LoopCache.Start start;
  private final ConcurrentHashMap<TileShape, GemmTile> tiles = new ConcurrentHashMap<>();

  GemmTiles(LoopCache.Start start) {
    this.start = start;
  }

  /** The tile of a shape. */
  GemmTile get(TileShape shape) {
    return tiles.computeIfAbsent(shape, this::create);
  }

  private GemmTile create(TileShape shape) {
    GemmTile tile = new GemmTile(shape);
    switch (start) {
      case SCALAR -> tile.setScalar();
      case WARMING_UP -> {} // at the first use
      case VECTOR -> tile.setWarm();
    }
    return tile;
  }
}
