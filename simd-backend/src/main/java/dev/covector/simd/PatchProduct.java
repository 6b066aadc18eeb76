package dev.covector.simd;

import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Convolution;
import java.lang.foreign.MemorySegment;

/**
 * A convolution of images whose examples are neighbours in memory, with windows about as large as
 * the images: the gradient of weights, where the examples are the channels of the images and the
 * channels their examples. It is the product of transposed patches and the second operand, both
 * read where they lie: tiles have the examples (and the places along the last axis, where these are
 * neighbours too) as rows and walk along the last axis of the window.
 *
 * <p>The contracted channels are cut into parts with a sum each; the sums are added in order, so
 * that the result depends on nothing but the number of workers.
 */
final class PatchProduct implements CompiledKernel {
  /** Multiply-adds of one core in a nanosecond, for cutting work. */
  private static final double RATE = 50;

  /** What the sums of all parts may take together. */
  private static final long MOST_BYTES = 64 << 20;

  private final ConvShape shape;
  private final ConvTiles tiles;
  private final ConvImage image;
  private final ConvImage kernel;
  private final Workers workers;
  private final int last;

  /** What the window sees of the image, and of the second operand. */
  private final long[] from;

  private final long[] seen;
  private final long[] window;
  private final long[] imageSteps;
  private final long[] kernelSteps;
  private final boolean isImageInPlace;
  private final boolean isKernelInPlace;

  /** How many places along the last axis are rows of tiles: all, or one. */
  private final long joined;

  private final long places;
  private final long width;
  private final long parts;

  PatchProduct(Convolution conv, GemmTiles all, Workers workers) {
    this.shape = new ConvShape(conv);
    this.workers = workers;
    this.last = shape.axes.size() - 1;
    Convolution.Axis inner = shape.axes.get(last);
    this.joined = inner.stride() == 1 ? inner.output() : 1;
    this.tiles = ConvTiles.of(conv.batch() * joined, conv.features(), shape.wide, true, all);
    this.image =
        new ConvImage(
            shape.lhs.dtype(),
            shape.wide,
            shape.axes.stream().mapToLong(Convolution.Axis::input).toArray(),
            shape.spatial(shape.lhs),
            conv.batch(),
            shape.outer(shape.lhs));
    this.window = shape.axes.stream().mapToLong(Convolution.Axis::window).toArray();
    this.kernel =
        new ConvImage(
            shape.rhs.dtype(),
            shape.wide,
            window,
            shape.spatial(shape.rhs),
            conv.features(),
            shape.outer(shape.rhs));
    this.from = shape.from(0);
    this.seen = shape.seen(shape.axes.getFirst().output());
    boolean neighbours = joined == 1 || image.steps()[last] == conv.batch() * shape.size;
    this.isImageInPlace = neighbours && image.isReadable(from, seen);
    this.imageSteps = isImageInPlace ? image.steps() : shape.dense(seen, conv.batch());
    boolean whole = conv.features() % TileShape.lanes(shape.wide) == 0 || TileShape.hasMasks();
    this.isKernelInPlace = whole && kernel.isReadable(new long[window.length], window);
    this.kernelSteps = isKernelInPlace ? kernel.steps() : shape.dense(window, conv.features());
    long product = 1;
    for (int d = 0; d <= last; d++) {
      product *= d == last && joined > 1 ? 1 : shape.axes.get(d).output();
    }
    this.places = product;
    this.width = tiles.panels().start(tiles.panels().parts()) * TileShape.lanes(shape.wide);
    long wanted = Math.min(workers.tasks(cost()), 2L * workers.count());
    this.parts =
        Math.max(1, Math.min(Math.min(wanted, conv.channels()), MOST_BYTES / Math.max(1, bytes())));
  }

  /** Whether the window has more elements than places, and channels do not lie side by side. */
  static boolean serves(Convolution conv) {
    int first = conv.groups().length;
    long[] strides = conv.lhs().strides();
    double elements = conv.depth() / Math.max(1, conv.channels());
    double places = 1;
    for (Convolution.Axis axis : conv.axes()) {
      places *= axis.output();
    }
    return elements > 1 && elements >= places && (strides[first] == 1 || strides[first + 1] != 1);
  }

  private double cost() {
    return shape.conv.points() / shape.groups() * shape.conv.depth() / RATE;
  }

  /** The size of a part's sums. */
  private long bytes() {
    return places * joined * shape.conv.batch() * width * shape.size;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    shape.check(buffers);
    long sums = GemmScratch.current().rhs(parts * bytes());
    Cut channels = Cut.into(shape.conv.channels(), parts);
    for (long g = 0; g < shape.groups(); g++) {
      long group = g;
      workers.run(
          (int) parts,
          part -> {
            long target = sums + part * bytes();
            Memory.ALL.asSlice(target, bytes()).fill((byte) 0);
            for (long c = channels.start(part); c < channels.start(part + 1); c++) {
              channel(buffers, group, c, target);
            }
          });
      long rows = places * joined * shape.conv.batch();
      Cut cut = Cut.into(rows, Math.min(rows, workers.tasks(rows * width * parts * 0.5)));
      workers.run(
          (int) cut.parts(),
          task -> {
            long out = shape.address(shape.out, buffers, group);
            for (long row = cut.start(task); row < cut.start(task + 1); row++) {
              add(sums, row, out);
            }
          });
    }
  }

  private void channel(MemorySegment[] buffers, long group, long channel, long target) {
    long left = shape.address(shape.lhs, buffers, group) + channel * shape.inner(shape.lhs);
    long right = shape.address(shape.rhs, buffers, group) + channel * shape.inner(shape.rhs);
    long imageBytes = isImageInPlace ? 0 : (seen[0] * imageSteps[0] + 63) & -64;
    // tiles without masks read over the end of the last row
    long kernelBytes = isKernelInPlace ? 0 : window[0] * kernelSteps[0] + 256;
    long scratch =
        imageBytes + kernelBytes == 0 ? 0 : GemmScratch.current().lhs(imageBytes + kernelBytes);
    if (isImageInPlace) {
      left = image.at(left, from);
    } else {
      image.copy(left, from, seen, scratch);
      left = scratch;
    }
    if (!isKernelInPlace) {
      kernel.copy(right, new long[window.length], window, scratch + imageBytes);
      right = scratch + imageBytes;
    }
    long rows = 1;
    for (int d = 0; d < last; d++) {
      rows *= window[d];
    }
    for (long row = 0; row < rows; row++) {
      long at = left;
      long weights = right;
      long rest = row;
      for (int d = last - 1; d >= 0; d--) {
        long element = rest % window[d];
        rest /= window[d];
        at += element * shape.axes.get(d).dilation() * imageSteps[d];
        weights += element * kernelSteps[d];
      }
      row(at, weights, target);
    }
  }

  /** Adds the products of one row of the second operand, whose data then is in the first cache. */
  private void row(long left, long right, long target) {
    long depth = window[last];
    long lhsStep = shape.axes.get(last).dilation() * imageSteps[last];
    long rhsStep = kernelSteps[last];
    long outRow = width * shape.size;
    Cut strips = tiles.strips();
    long perPlace = joined * shape.conv.batch() * outRow;
    boolean isWarm = tiles.areWarm();
    for (long panel = 0; panel < tiles.panels().parts(); panel++) {
      long column = tiles.column(panel) * shape.size;
      long columns = tiles.isMasked(panel) ? tiles.present(panel) : tiles.width(panel);
      ScalarProduct cold = isWarm ? null : tiles.cold(columns, depth, right + column, rhsStep);
      for (long place = 0; place < places; place++) {
        long from = left + placeOffset(place);
        long to = target + place * perPlace + column;
        if (cold != null) {
          cold.rows((int) (joined * shape.conv.batch()), from, shape.size, lhsStep, to, outRow, 1);
          continue;
        }
        for (long s = 0; s < strips.parts(); s++) {
          tiles
              .get(s, panel)
              .multiply(
                  depth,
                  from,
                  shape.size,
                  lhsStep,
                  right + column,
                  rhsStep,
                  to,
                  outRow,
                  columns,
                  1);
          from += strips.size(s) * shape.size;
          to += strips.size(s) * outRow;
        }
      }
    }
  }

  private long placeOffset(long place) {
    long offset = 0;
    long rest = place;
    for (int d = joined > 1 ? last - 1 : last; d >= 0; d--) {
      Convolution.Axis axis = shape.axes.get(d);
      offset += rest % axis.output() * axis.stride() * imageSteps[d];
      rest /= axis.output();
    }
    return offset;
  }

  /** Adds the parts' sums of a row (a place and an example) and writes it where it belongs. */
  private void add(long sums, long row, long out) {
    long batch = shape.conv.batch();
    long[] steps = shape.spatial(shape.out);
    long to = out + row % batch * shape.outer(shape.out);
    long rest = row / batch;
    for (int d = last; d >= 0; d--) {
      long output = shape.axes.get(d).output();
      to += rest % output * steps[d];
      rest /= output;
    }
    long from = sums + row * width * shape.size;
    long step = shape.inner(shape.out);
    for (long j = 0; j < shape.conv.features(); j++) {
      double sum = 0;
      for (long part = 0; part < parts; part++) {
        long at = from + part * bytes() + j * shape.size;
        sum += shape.wide ? Memory.getF64(at) : Memory.getF32(at);
      }
      Memory.putFloating(shape.out.dtype(), to + j * step, sum);
    }
  }
}
