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
 * Products of a matrix with one or two vectors, where the rows of the matrix are dense: it is read
 * once for each vector, several rows at a time.
 */
final class Gemv implements CompiledKernel {
  /** Vectors that still are served one after another. */
  static final long MOST = 2;

  /** Bytes that one core reads from memory in a nanosecond. */
  private static final double BANDWIDTH = 8;

  private final Workers workers;
  private final DotTile tile;
  private final List<Stream> streams = new ArrayList<>();
  private final Reach[] reaches;
  private final long[] batch;
  private final long batches;
  private final long rows;
  private final long vectors;
  private final long count;
  private final int matrix;
  private final long rowStep;
  private final long vectorStep;
  private final long outRow;
  private final long outVector;

  Gemv(Matmul product, GemmTiles tiles, Workers workers) {
    this.workers = workers;
    this.tile = tiles.dots(product.accumulator() == DType.F64);
    for (Access access : List.of(product.lhs(), product.rhs(), product.out())) {
      Stream.add(streams, Stream.Role.LOAD, access);
    }
    this.batch = Arrays.copyOf(product.batch(), product.batch().length + 1);
    int rank = batch.length - 1;
    batch[rank] = 1;
    this.batches = Arrays.stream(batch).reduce(1, (x, y) -> x * y);
    this.reaches =
        new Reach[] {
          reach(0, product.m(), product.k()),
          reach(1, product.k(), product.n()),
          reach(2, product.m(), product.n())
        };
    boolean left = product.n() <= MOST;
    this.matrix = left ? 0 : 1;
    this.rows = left ? product.m() : product.n();
    this.vectors = left ? product.n() : product.m();
    this.count = product.k();
    this.rowStep = streams.get(matrix).strides()[left ? rank : rank + 1];
    this.vectorStep = streams.get(1 - matrix).strides()[left ? rank + 1 : rank];
    this.outRow = streams.get(2).strides()[left ? rank : rank + 1];
    this.outVector = streams.get(2).strides()[left ? rank + 1 : rank];
  }

  private Reach reach(int stream, long rows, long columns) {
    long[] extents = Arrays.copyOf(batch, batch.length + 1);
    extents[batch.length - 1] = rows;
    extents[batch.length] = columns;
    return Reach.of(streams.get(stream), extents);
  }

  /** Whether the dtypes are those of sums, and both operands dense along the contraction. */
  static boolean serves(Matmul product) {
    int rank = product.batch().length;
    DType dtype = product.accumulator();
    return (dtype == DType.F32 || dtype == DType.F64)
        && List.of(product.lhs(), product.rhs(), product.out()).stream()
            .allMatch(a -> a.dynamic().isEmpty() && a.dtype() == dtype)
        && Math.min(product.m(), product.n()) <= MOST
        && Math.min(product.m(), product.n()) > 0
        && product.k() > 0
        && product.lhs().strides()[rank + 1] == 1
        && product.rhs().strides()[rank] == 1;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    for (Reach reach : reaches) {
      reach.check(buffers);
    }
    double bytes = (double) rows * count * streams.get(matrix).dtype().byteSize();
    if (batches == 1) {
      long left = address(buffers, matrix);
      long right = address(buffers, 1 - matrix);
      long out = address(buffers, 2);
      Cut cut = Cut.into(rows, Math.min(rows, workers.tasks(vectors * bytes / BANDWIDTH)));
      if (cut.parts() == 1) {
        multiply(left, right, out, 0, rows);
      } else {
        workers.run(
            (int) cut.parts(), t -> multiply(left, right, out, cut.start(t), cut.start(t + 1)));
      }
      return;
    }
    double cost = batches * vectors * bytes / BANDWIDTH;
    Cut cut = Cut.into(batches, Math.min(batches, workers.tasks(cost)));
    workers.run((int) cut.parts(), t -> several(buffers, cut.start(t), cut.start(t + 1)));
  }

  private long address(MemorySegment[] buffers, int stream) {
    Stream s = streams.get(stream);
    return buffers[s.buffer()].address() + s.base();
  }

  private void several(MemorySegment[] buffers, long from, long to) {
    long[] arguments = new long[3];
    Cursor cursor = new Cursor(batch, streams, arguments, buffers);
    cursor.seek(0, batch.length - 1, from);
    for (long b = from; b < to; b++) {
      cursor.place(0);
      multiply(arguments[matrix], arguments[1 - matrix], arguments[2], 0, rows);
      cursor.next(0, batch.length - 1);
    }
  }

  private void multiply(long left, long right, long out, long from, long to) {
    for (long v = 0; v < vectors; v++) {
      tile.rows(
          to - from,
          count,
          left + from * rowStep,
          rowStep,
          right + v * vectorStep,
          out + from * outRow + v * outVector,
          outRow);
    }
  }
}
