package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Fourier;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms: f32 by {@link VectorFourier} where its code is warm and the length suits it,
 * everything else line by line in double precision.
 */
final class FourierKernel implements CompiledKernel {
  /** What one element costs in scalar code for each halving of the length, in nanoseconds. */
  private static final double ELEMENT_NANOS = 1.2;

  private final FourierLines lines;
  private final ScalarFourier scalar;
  private final @Nullable VectorFourier vector;
  private final LaneWarmUp warmUp;
  private final Workers workers;
  private final DType dtype;
  private final int n;
  private final double scale;

  FourierKernel(Fourier kernel, LaneWarmUp warmUp, Workers workers) {
    this.n = Math.toIntExact(kernel.extents()[kernel.extents().length - 1]);
    this.dtype = kernel.sources().getFirst().dtype();
    this.scale = kernel.inverse() ? 1.0 / n : 1;
    this.lines = new FourierLines(kernel);
    this.scalar = new ScalarFourier(n);
    this.warmUp = warmUp;
    this.workers = workers;
    this.vector =
        dtype == DType.F32 && warmUp.mayBeWarm()
            ? VectorFourier.of(n, lines, (float) scale, workers)
            : null;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    lines.check(buffers);
    if (vector != null && warmUp.isWarm()) {
      vector.run(buffers);
    } else {
      scalar(buffers);
    }
  }

  private void scalar(MemorySegment[] buffers) {
    long count = lines.count();
    if (count == 0) {
      return;
    }
    double cost = count * n * ELEMENT_NANOS * (1 + Math.log(n));
    long tasks = Math.min(count, workers.tasks(cost));
    long perTask = Math.ceilDiv(count, tasks);
    workers.run(
        (int) Math.ceilDiv(count, perTask),
        task -> several(task * perTask, Math.min(count, (task + 1) * perTask), buffers));
  }

  private void several(long from, long to, MemorySegment[] buffers) {
    FourierScratch scratch = FourierScratch.current().line(scalar.scratch());
    Cursor cursor = lines.at(from, buffers);
    for (long line = from; line < to; line++) {
      long[] at = lines.place(cursor);
      for (int i = 0; i < n; i++) {
        scratch.lineRe[i] = Memory.getFloating(dtype, at[0] + i * lines.step(0));
        scratch.lineIm[i] = Memory.getFloating(dtype, at[1] + i * lines.step(1));
      }
      scalar.forward(scratch.lineRe, scratch.lineIm);
      for (int i = 0; i < n; i++) {
        Memory.putFloating(dtype, at[2] + i * lines.step(2), scratch.lineRe[i] * scale);
        Memory.putFloating(dtype, at[3] + i * lines.step(3), scratch.lineIm[i] * scale);
      }
      lines.next(cursor);
    }
  }
}
