package dev.covector.simd;

import java.util.concurrent.ConcurrentHashMap;

/** The tiles of a process, generated when first asked for. */
final class GemmTiles {
  private final LoopCache.Start start;
  private final ConcurrentHashMap<TileShape, GemmTile> tiles = new ConcurrentHashMap<>();

  private final DotTile dots = new DotTile(false);
  private final DotTile wideDots = new DotTile(true);

  private final PackRoutines packing;

  GemmTiles(LoopCache.Start start) {
    this.start = start;
    this.packing = new PackRoutines(start);
    for (DotTile dot : new DotTile[] {dots, wideDots}) {
      switch (start) {
        case SCALAR, COLD -> dot.setScalar();
        case WARMING_UP -> {} // at the first use
        case VECTOR -> dot.setWarm();
      }
    }
  }

  /** The dot products of f32, or of f64. */
  DotTile dots(boolean wide) {
    return wide ? wideDots : dots;
  }

  /** The loops that pack operands. */
  PackRoutines packing() {
    return packing;
  }

  /** The tile of a shape. */
  GemmTile get(TileShape shape) {
    return tiles.computeIfAbsent(shape, this::create);
  }

  private GemmTile create(TileShape shape) {
    GemmTile tile = new GemmTile(shape);
    switch (start) {
      case SCALAR, COLD -> tile.setScalar();
      case WARMING_UP -> {} // at the first use
      case VECTOR -> tile.setWarm();
    }
    return tile;
  }
}
