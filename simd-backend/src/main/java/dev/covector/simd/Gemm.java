package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Matmul;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Batched products of matrices of floats over packed panels, blocked for the caches: Goto and van
 * de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008. Packing
 * absorbs strides, so transposed operands cost nothing.
 */
final class Gemm implements CompiledKernel {
  /** Products with fewer rows or columns are matrix-vector products, which do not reuse panels. */
  private static final long SMALLEST = 3;

  /** Fused multiply-adds of one core in a nanosecond, for cutting work. */
  private static final double RATE = 25;

  private final Matmul product;
  private final GemmTile tile;
  private final Workers workers;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Reach> reaches;
  private final long batches;

  Gemm(Matmul product, GemmTiles tiles, Workers workers) {
    this.product = product;
    this.tile = tiles.get(product.accumulator() == DType.F64);
    this.workers = workers;
    for (Access access : List.of(product.lhs(), product.rhs(), product.out())) {
      Stream.add(streams, Stream.Role.LOAD, access);
    }
    this.batches = Arrays.stream(product.batch()).reduce(1, (x, y) -> x * y);
    this.reaches =
        List.of(
            reach(0, product.m(), product.k()),
            reach(1, product.k(), product.n()),
            reach(2, product.m(), product.n()));
  }

  private Reach reach(int stream, long rows, long columns) {
    int batch = product.batch().length;
    long[] extents = Arrays.copyOf(product.batch(), batch + 2);
    extents[batch] = rows;
    extents[batch + 1] = columns;
    return Reach.of(streams.get(stream), extents);
  }

  /** Whether packing pays, and the dtypes are those of a tile. */
  static boolean serves(Matmul product) {
    boolean wide = product.accumulator() == DType.F64;
    boolean plain =
        List.of(product.lhs(), product.rhs(), product.out()).stream()
            .allMatch(
                a ->
                    a.dynamic().isEmpty()
                        && a.dtype().isFloating()
                        && (a.dtype() == DType.F64) == wide);
    return plain
        && product.accumulator().isFloating()
        && product.k() > 0
        && product.m() >= SMALLEST
        && product.n() >= SMALLEST;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    reaches.forEach(r -> r.check(buffers));
    double cost = product.m() * (double) product.n() * product.k() / RATE;
    if (batches > 1 && (batches >= 2L * workers.count() || workers.tasks(cost) == 1)) {
      long tasks = Math.min(batches, workers.tasks(cost * batches));
      long perTask = (batches + tasks - 1) / tasks;
      workers.run(
          (int) ((batches + perTask - 1) / perTask),
          t -> several(buffers, t * perTask, Math.min(batches, (t + 1) * perTask), Workers.INLINE));
    } else {
      several(buffers, 0, batches, workers);
    }
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
      block(arguments[0], arguments[1], arguments[2]).run(inside);
      cursor.next(0, rank);
    }
  }

  private GemmBlocks block(long lhs, long rhs, long out) {
    return new GemmBlocks(
        tile,
        product.m(),
        product.n(),
        product.k(),
        matrix(0, lhs),
        matrix(1, rhs),
        matrix(2, out));
  }

  private GemmBlocks.Matrix matrix(int stream, long address) {
    Stream s = streams.get(stream);
    int rank = product.batch().length;
    return new GemmBlocks.Matrix(s.dtype(), address, s.strides()[rank], s.strides()[rank + 1]);
  }
}
