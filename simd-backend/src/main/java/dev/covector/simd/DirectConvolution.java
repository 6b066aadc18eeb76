package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;

/**
 * The convolution of floats as a matrix product of patches and weights, without patches in memory:
 * for a row of places that lie side by side the tile reads its left operand in the image itself,
 * one run of neighbouring channels and window elements after the other. Where windows reach over
 * the edge, or channels are not neighbours, the part of the image that a task needs is copied
 * first, with zeros around it; it stays in the second-level cache. (Gathering patches for short
 * runs was measured to be slower even for images with one channel.)
 */
final class DirectConvolution implements CompiledKernel {
  /** Multiply-adds of one core in a nanosecond, for cutting work. */
  private static final double RATE = 50;

  private final ConvShape shape;
  private final ConvWeights weights;
  private final ConvTiles tiles;
  private final ConvImage image;
  private final ConvRuns runs;
  private final Workers workers;
  private final long[] steps;
  private final boolean isInPlace;
  private final Cut bands;
  private final double cost;

  DirectConvolution(Convolution conv, GemmTiles all, Workers workers) {
    this.shape = new ConvShape(conv);
    this.workers = workers;
    int last = shape.axes.size() - 1;
    boolean direct =
        shape.out.dtype().byteSize() == shape.size
            && (shape.inner(shape.out) == shape.size || conv.features() == 1);
    this.tiles =
        ConvTiles.of(shape.axes.get(last).output(), conv.features(), shape.wide, direct, all);
    this.weights = new ConvWeights(shape, tiles, all.packing());
    this.image =
        new ConvImage(
            shape.lhs.dtype(),
            shape.wide,
            shape.axes.stream().mapToLong(Convolution.Axis::input).toArray(),
            shape.spatial(shape.lhs),
            conv.channels(),
            shape.inner(shape.lhs));
    long places = shape.axes.getFirst().output();
    long[] all0 = shape.seen(places);
    long row = shape.spatial(shape.lhs)[last] * shape.axes.get(last).stride();
    this.isInPlace = image.isReadable(shape.from(0), all0) && row >= 0 && row <= TileShape.FARTHEST;
    this.steps = isInPlace ? image.steps() : shape.dense(all0, conv.channels());
    this.runs = ConvRuns.of(shape.axes, steps, conv.channels(), shape.size);
    this.cost = conv.points() * conv.depth() / RATE;
    this.bands = bands(conv, places);
  }

  /** Cuts the places along the first axis so that a band's image stays in the cache. */
  private Cut bands(Convolution conv, long places) {
    long stride = shape.axes.getFirst().stride();
    long perPlace = Math.max(1, steps[0] * stride);
    long most = isInPlace ? places : Math.max(1, Caches.SECOND / 3 / perPlace);
    long units = shape.groups() * conv.batch();
    long wanted = workers.tasks(cost);
    long cuts =
        Math.max((places + most - 1) / most, Math.min(places, (wanted + units - 1) / units));
    return Cut.into(places, cuts);
  }

  /** What a run works on. */
  private record Place(MemorySegment[] buffers, long packed) {}

  @Override
  public void run(MemorySegment[] buffers) {
    shape.check(buffers);
    long packed = GemmScratch.current().rhs(weights.bytes());
    weights.pack(buffers, packed, workers);
    long units = shape.groups() * shape.conv.batch() * bands.parts();
    Cut cut = Cut.into(units, Math.min(units, workers.tasks(cost)));
    Place place = new Place(buffers, packed);
    workers.run((int) cut.parts(), task -> units(place, cut.start(task), cut.start(task + 1)));
  }

  private void units(Place place, long from, long to) {
    long perGroup = shape.conv.batch() * bands.parts();
    for (long unit = from; unit < to; unit++) {
      long group = unit / perGroup;
      long example = unit % perGroup / bands.parts();
      long band = unit % bands.parts();
      unit(place, group, example, bands.start(band), bands.size(band));
    }
  }

  private void unit(Place place, long group, long example, long firstPlace, long places) {
    long[] from = shape.from(firstPlace);
    long source = shape.address(shape.lhs, place.buffers, group) + example * shape.outer(shape.lhs);
    long[] extents = shape.seen(places);
    long origin;
    if (isInPlace) {
      origin = image.at(source, from);
    } else {
      origin = GemmScratch.current().lhs(extents[0] * steps[0]);
      image.copy(source, from, extents, origin);
    }
    long target =
        shape.address(shape.out, place.buffers, group)
            + example * shape.outer(shape.out)
            + firstPlace * shape.spatial(shape.out)[0];
    ConvRows rows = new ConvRows(shape, tiles, runs, steps, origin, target, places);
    long packed = place.packed + group * weights.groupBytes();
    for (long panel = 0; panel < tiles.panels().parts(); panel++) {
      if (tiles.isDirect(panel)) {
        rows.direct(panel, packed);
      } else {
        rows.aside(panel, packed);
      }
    }
  }
}
