package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A depthwise convolution as fused loops: with one channel in a group there is no matrix product,
 * but the groups lie side by side and are computed as vectors. Places that see the same elements of
 * the window inside of the image make up a loop, so that no loop asks where the image ends; a small
 * window is one expression, a large one a row.
 */
final class LoopConvolution implements CompiledKernel {
  /** Windows of more products are rows: their expressions would be too long to compile. */
  private static final long UNROLLED = 16;

  /** More pieces than this are not worth their code. */
  private static final int MOST_PIECES = 64;

  /** With so many features in a group matrix tiles have enough columns. */
  private static final int MOST_FEATURES = 8;

  private final List<LoopKernel> loops = new ArrayList<>();

  LoopConvolution(Convolution conv, LoopCache cache, Workers workers) {
    add(conv, new ArrayList<>(), cache, workers);
  }

  /** Whether groups are too thin for matrix tiles, and there are few pieces. */
  static boolean serves(Convolution conv) {
    long pieces = 1;
    for (Convolution.Axis axis : conv.axes()) {
      pieces *= Piece.of(axis).size();
    }
    return conv.groups().length > 0
        && conv.channels() > 0
        && Math.min(conv.channels(), conv.features()) == 1
        && conv.features() < MOST_FEATURES
        && pieces <= MOST_PIECES;
  }

  /**
   * Places along an axis that see the same part of the window.
   *
   * @param first the first place
   * @param count how many
   * @param element the first element of the window that is inside
   * @param elements how many are
   */
  private record Piece(long first, long count, long element, long elements) {
    static List<Piece> of(Convolution.Axis axis) {
      List<Piece> pieces = new ArrayList<>();
      for (long place = 0; place < axis.output(); place++) {
        long before = -axis.at(place, 0);
        long element = Math.clamp(Math.ceilDiv(before, axis.dilation()), 0, axis.window());
        long end =
            Math.clamp(
                Math.floorDiv(axis.input() - 1 + before, axis.dilation()) + 1,
                element,
                axis.window());
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        if (last != null && last.element == element && last.elements == end - element) {
          pieces.removeLast();
          pieces.add(new Piece(last.first, last.count + 1, element, end - element));
        } else {
          pieces.add(new Piece(place, 1, element, end - element));
        }
      }
      return pieces;
    }
  }

  private void add(Convolution conv, List<Piece> chosen, LoopCache cache, Workers workers) {
    if (chosen.size() == conv.axes().size()) {
      loops.add(new LoopKernel(loop(conv, chosen), cache, workers));
      return;
    }
    for (Piece piece : Piece.of(conv.axes().get(chosen.size()))) {
      chosen.add(piece);
      add(conv, chosen, cache, workers);
      chosen.removeLast();
    }
  }

  @Override
  public void run(MemorySegment[] buffers) {
    for (LoopKernel loop : loops) {
      loop.run(buffers);
    }
  }

  private static Loop loop(Convolution conv, List<Piece> pieces) {
    int groups = conv.groups().length;
    int spatial = pieces.size();
    int outer = groups + 2 + spatial;
    long[] extents = Arrays.copyOf(conv.groups(), outer + 1 + spatial);
    extents[groups] = conv.batch();
    extents[groups + 1] = conv.features();
    extents[outer] = conv.channels();
    long[] lhs = Arrays.copyOf(conv.lhs().strides(), extents.length);
    long[] rhs = Arrays.copyOf(conv.rhs().strides(), extents.length);
    long[] out = Arrays.copyOf(conv.out().strides(), extents.length);
    lhs[outer] = lhs[groups + 1];
    lhs[groups + 1] = 0;
    rhs[outer] = rhs[groups + 1];
    rhs[groups + 1] = rhs[groups];
    rhs[groups] = 0;
    long from = conv.lhs().offset();
    long weight = conv.rhs().offset();
    long to = conv.out().offset();
    for (int i = 0; i < spatial; i++) {
      Convolution.Axis axis = conv.axes().get(i);
      Piece piece = pieces.get(i);
      int d = groups + 2 + i;
      int w = outer + 1 + i;
      extents[d] = piece.count;
      extents[w] = piece.elements;
      if (piece.elements > 0) {
        from += axis.at(piece.first, piece.element) * lhs[d];
        weight += piece.element * rhs[d];
      }
      to += piece.first * out[d];
      lhs[w] = axis.dilation() * lhs[d];
      lhs[d] *= axis.stride();
      rhs[w] = rhs[d];
      rhs[d] = 0;
    }
    Access image = new Access(conv.lhs().buffer(), conv.lhs().dtype(), from, lhs);
    Access kernel = new Access(conv.rhs().buffer(), conv.rhs().dtype(), weight, rhs);
    Access target = new Access(conv.out().buffer(), conv.out().dtype(), to, out);
    long volume = 1;
    for (int d = outer; d < extents.length; d++) {
      volume *= extents[d];
    }
    return volume <= UNROLLED
        ? unrolled(extents, outer, volume, image, kernel, target, conv.accumulator())
        : row(extents, outer, image, kernel, target, conv.accumulator());
  }

  private static Loop row(
      long[] extents, int outer, Access lhs, Access rhs, Access out, DType sum) {
    List<Node> nodes = new ArrayList<>();
    int product = product(nodes, 0, lhs.dtype(), 1, rhs.dtype(), sum);
    nodes.add(new RowReduce(ScalarFn.ADD, product, sum));
    nodes.add(new Convert(product + 1, out.dtype()));
    return new Loop(
        extents,
        extents.length - outer,
        List.of(lhs, rhs),
        new Expression(nodes),
        List.of(new Loop.Store(out, product + 2)));
  }

  /** The product of two loads, as the last node. */
  private static int product(
      List<Node> nodes, int left, DType leftType, int right, DType rightType, DType sum) {
    int first = nodes.size();
    nodes.add(new Load(left, leftType));
    nodes.add(new Load(right, rightType));
    nodes.add(new Convert(first, sum));
    nodes.add(new Convert(first + 1, sum));
    nodes.add(new Apply(ScalarFn.MUL, sum, List.of(first + 2, first + 3)));
    return first + 4;
  }

  private static Loop unrolled(
      long[] extents, int outer, long volume, Access lhs, Access rhs, Access out, DType sum) {
    List<Access> accesses = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    int total = -1;
    for (long element = 0; element < volume; element++) {
      long from = lhs.offset();
      long weight = rhs.offset();
      long rest = element;
      for (int d = extents.length - 1; d >= outer; d--) {
        from += rest % extents[d] * lhs.strides()[d];
        weight += rest % extents[d] * rhs.strides()[d];
        rest /= extents[d];
      }
      accesses.add(at(lhs, from, outer));
      accesses.add(at(rhs, weight, outer));
      int size = accesses.size();
      int product = product(nodes, size - 2, lhs.dtype(), size - 1, rhs.dtype(), sum);
      if (total >= 0) {
        nodes.add(new Apply(ScalarFn.ADD, sum, List.of(total, product)));
      }
      total = nodes.size() - 1;
    }
    if (total < 0) {
      nodes.add(new Expression.Constant(sum, 0));
      total = 0;
    }
    nodes.add(new Convert(total, out.dtype()));
    return new Loop(
        Arrays.copyOf(extents, outer),
        0,
        accesses,
        new Expression(nodes),
        List.of(new Loop.Store(at(out, out.offset(), outer), total + 1)));
  }

  private static Access at(Access access, long offset, int rank) {
    return new Access(
        access.buffer(), access.dtype(), offset, Arrays.copyOf(access.strides(), rank));
  }
}
