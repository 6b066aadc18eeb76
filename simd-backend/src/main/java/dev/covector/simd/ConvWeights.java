package dev.covector.simd;

import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;

/**
 * The kernel of a convolution as packed panels: for each contracted position (the window's elements
 * in row-major order, and for each its channels) the weights of the features of a panel.
 */
final class ConvWeights {
  private final ConvShape shape;
  private final ConvTiles tiles;
  private final GemmPanels packing;
  private final long elements;

  ConvWeights(ConvShape shape, ConvTiles tiles, PackRoutines routines) {
    this.shape = shape;
    this.tiles = tiles;
    this.packing = new GemmPanels(shape.wide, routines);
    long product = 1;
    for (Convolution.Axis axis : shape.axes) {
      product *= axis.window();
    }
    this.elements = product;
  }

  private long depth() {
    return elements * shape.conv.channels();
  }

  /** The size of a group's panels. */
  long groupBytes() {
    return tiles.panels().start(tiles.panels().parts())
        * TileShape.lanes(shape.wide)
        * depth()
        * shape.size;
  }

  /** The size of all panels. */
  long bytes() {
    return groupBytes() * shape.groups();
  }

  /** Packs all of them. */
  void pack(MemorySegment[] buffers, long target, Workers workers) {
    long panels = tiles.panels().parts();
    long units = shape.groups() * panels * elements;
    Cut cut = Cut.into(units, Math.min(units, workers.tasks(bytes() * 0.3)));
    workers.run(
        (int) cut.parts(),
        task -> {
          for (long unit = cut.start(task); unit < cut.start(task + 1); unit++) {
            long group = unit / (panels * elements);
            long panel = unit / elements % panels;
            element(
                shape.address(shape.rhs, buffers, group),
                panel,
                unit % elements,
                target + group * groupBytes());
          }
        });
  }

  private void element(long source, long panel, long element, long target) {
    long[] steps = shape.spatial(shape.rhs);
    long at = source + tiles.column(panel) * shape.outer(shape.rhs);
    long rest = element;
    for (int d = steps.length - 1; d >= 0; d--) {
      long window = shape.axes.get(d).window();
      at += rest % window * steps[d];
      rest /= window;
    }
    long width = tiles.width(panel);
    long position = element * shape.conv.channels();
    packing.pack(
        shape.rhs.dtype(),
        at,
        shape.outer(shape.rhs),
        shape.inner(shape.rhs),
        (int) tiles.present(panel),
        (int) width,
        shape.conv.channels(),
        target + (tiles.column(panel) * depth() + position * width) * shape.size);
  }
}
