package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Matmul;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Batched products of matrices of floats. Transposed and strided operands cost no copy. */
final class Gemm implements CompiledKernel {
  /** Products with no more rows or columns than this are bound by reading the other operand. */
  private static final long FEWEST = 2;

  /** What the transposed product has to cost, as estimated, to be preferred. */
  private static final double MARGIN = 0.8;

  private final Matmul product;
  private final Workers workers;
  private final List<Stream> streams = new ArrayList<>();
  private final Reach[] reaches;
  private final long batches;
  private final GemmPlan plan;
  private final GemmBlocks blocks;

  /** Whether the transposed product is computed: then the right operand comes first. */
  private final boolean isTurned;

  Gemm(Matmul product, GemmTiles tiles, Workers workers) {
    this.product = product;
    this.workers = workers;
    for (Access access : List.of(product.lhs(), product.rhs(), product.out())) {
      Stream.add(streams, Stream.Role.LOAD, access);
    }
    this.batches = Arrays.stream(product.batch()).reduce(1, (x, y) -> x * y);
    this.reaches =
        new Reach[] {
          reach(0, product.m(), product.k()),
          reach(1, product.k(), product.n()),
          reach(2, product.m(), product.n())
        };
    MatrixView lhs = view(0);
    MatrixView rhs = view(1);
    MatrixView out = view(2);
    boolean wide = product.accumulator() == DType.F64;
    GemmPlan straight = GemmPlan.of(wide, product.m(), product.n(), product.k(), lhs, rhs, out);
    GemmPlan turned =
        GemmPlan.of(
            wide, product.n(), product.m(), product.k(), rhs.turned(), lhs.turned(), out.turned());
    this.isTurned = isBetterTurned(straight, turned);
    this.plan = isTurned ? turned : straight;
    this.blocks = new GemmBlocks(plan, tiles, workers);
  }

  /**
   * Tiles want the result's rows dense, and few columns as rows. Otherwise what has to be copied
   * decides: of {@code x W^T}, as in gradients of layers, the transpose {@code W x^T} needs a copy
   * of the smaller operand only.
   */
  private static boolean isBetterTurned(GemmPlan straight, GemmPlan turned) {
    if (straight.n() <= FEWEST && straight.m() > FEWEST) {
      return true;
    }
    if (straight.m() <= FEWEST) {
      return straight.m() > 1 && !straight.out().hasDenseRows() && turned.out().hasDenseRows();
    }
    if (!straight.out().hasDenseRows() && turned.out().hasDenseRows()) {
      return true;
    }
    return turned.cost() + turned.copyCost() < MARGIN * (straight.cost() + straight.copyCost());
  }

  private Reach reach(int stream, long rows, long columns) {
    int batch = product.batch().length;
    long[] extents = Arrays.copyOf(product.batch(), batch + 2);
    extents[batch] = rows;
    extents[batch + 1] = columns;
    return Reach.of(streams.get(stream), extents);
  }

  private MatrixView view(int stream) {
    Stream s = streams.get(stream);
    int rank = product.batch().length;
    return new MatrixView(s.dtype(), s.strides()[rank], s.strides()[rank + 1]);
  }

  /**
   * Whether the dtypes are those of a tile, and there is something to multiply. Matrix-vector
   * products whose matrix would have to be packed, which uses each element once, are loops.
   */
  static boolean serves(Matmul product) {
    boolean wide = product.accumulator() == DType.F64;
    boolean plain =
        List.of(product.lhs(), product.rhs(), product.out()).stream()
            .allMatch(
                a ->
                    a.dynamic().isEmpty()
                        && a.dtype().isFloating()
                        && (a.dtype() == DType.F64) == wide);
    if (!plain
        || !product.accumulator().isFloating()
        || product.k() == 0
        || product.m() == 0
        || product.n() == 0) {
      return false;
    }
    if (Math.min(product.m(), product.n()) > FEWEST) {
      return true;
    }
    if (Math.max(product.m(), product.n()) <= FEWEST) {
      return false;
    }
    int batch = product.batch().length;
    Access vectors = product.n() <= FEWEST ? product.lhs() : product.rhs();
    int dense = product.n() <= FEWEST ? batch : batch + 1;
    return vectors.strides()[dense] == 1
        && vectors.dtype() == product.accumulator()
        && (TileShape.hasMasks()
            || Math.max(product.m(), product.n()) % TileShape.lanes(wide) == 0);
  }

  @Override
  public void run(MemorySegment[] buffers) {
    for (Reach reach : reaches) {
      reach.check(buffers);
    }
    if (batches == 1) {
      multiply(address(buffers, 0), address(buffers, 1), address(buffers, 2), workers);
      return;
    }
    double cost = plan.cost();
    if (batches >= 2L * workers.count() || workers.tasks(cost) == 1) {
      Cut cut = Cut.into(batches, Math.min(batches, workers.tasks(cost * batches)));
      workers.run(
          (int) cut.parts(), t -> several(buffers, cut.start(t), cut.start(t + 1), Workers.INLINE));
    } else {
      several(buffers, 0, batches, workers);
    }
  }

  private long address(MemorySegment[] buffers, int stream) {
    Stream s = streams.get(stream);
    return buffers[s.buffer()].address() + s.base();
  }

  private void several(MemorySegment[] buffers, long from, long to, Workers inside) {
    int rank = product.batch().length;
    long[] extents = Arrays.copyOf(product.batch(), rank + 1);
    extents[rank] = 1;
    long[] arguments = new long[3];
    Cursor cursor = new Cursor(extents, streams, arguments, buffers);
    cursor.seek(0, rank, from);
    for (long b = from; b < to; b++) {
      cursor.place(0);
      multiply(arguments[0], arguments[1], arguments[2], inside);
      cursor.next(0, rank);
    }
  }

  private void multiply(long lhs, long rhs, long out, Workers inside) {
    if (isTurned) {
      blocks.run(rhs, lhs, out, inside);
    } else {
      blocks.run(lhs, rhs, out, inside);
    }
  }
}
