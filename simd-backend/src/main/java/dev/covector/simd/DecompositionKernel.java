package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Decomposition;
import java.lang.foreign.MemorySegment;

/** Runs a factorization for each matrix of a batch: in parallel, or with parallel parts. */
final class DecompositionKernel implements CompiledKernel {
  /** Smaller problems are not worth the calls of vector code. */
  private static final double SMALL = 2000;

  private static final double NANOS_PER_FLOP = 0.05;

  private final Decomposition kernel;
  private final Factorization factorization;
  private final MatrixCode code;
  private final MatrixLanes scalar;
  private final Workers workers;
  private final int slots;
  private final long slotBytes;

  DecompositionKernel(Decomposition kernel, MatrixCode code, Workers workers) {
    this.kernel = kernel;
    this.code = code;
    this.workers = workers;
    boolean wide = kernel.dtype() == DType.F64;
    this.scalar = new ScalarMatrixLanes(wide);
    this.factorization = factorization(kernel, new MatrixMemory(wide));
    double cost = kernel.batch() * kernel.work() * NANOS_PER_FLOP;
    boolean apart = kernel.batch() >= 2 && workers.tasks(cost) > 1;
    this.slots = apart ? (int) Math.min(kernel.batch(), workers.count()) : 1;
    this.slotBytes = (factorization.workspaceBytes() + 4095) & -4096;
  }

  private static Factorization factorization(Decomposition kernel, MatrixMemory memory) {
    return switch (kernel) {
      case Decomposition.Cholesky c -> new CholeskyFactorization(c, memory);
      case Decomposition.TriangularSolve t -> new Substitution(t, memory);
      case Decomposition.Lu lu -> new LuFactorization(lu, memory);
      case Decomposition.Qr qr -> new QrFactorization(qr, memory);
      case Decomposition.HouseholderProduct p -> new ReflectionProduct(p, memory);
      case Decomposition.Eigh e -> new SymmetricEigen(e, memory);
      case Decomposition.Svd s -> new SingularValues(s, memory);
      case Decomposition.TridiagonalSolve t -> new TridiagonalElimination(t, memory);
    };
  }

  @Override
  public long workspaceBytes() {
    return slots * slotBytes + MatrixLanes.ALIGNMENT;
  }

  @Override
  public void run(MemorySegment[] buffers) {
    throw new IllegalStateException("a factorization needs its workspace");
  }

  @Override
  public void run(MemorySegment[] buffers, MemorySegment workspace) {
    long base = (workspace.address() + MatrixLanes.ALIGNMENT - 1) & -MatrixLanes.ALIGNMENT;
    MatrixLanes lanes = kernel.work() < SMALL ? scalar : code.lanes();
    if (slots == 1) {
      several(buffers, 0, kernel.batch(), lanes, base, workers);
      return;
    }
    long perSlot = (kernel.batch() + slots - 1) / slots;
    workers.run(
        slots,
        t ->
            several(
                buffers,
                t * perSlot,
                Math.min(kernel.batch(), (t + 1) * perSlot),
                lanes,
                base + t * slotBytes,
                Workers.INLINE));
  }

  private void several(
      MemorySegment[] buffers,
      long from,
      long to,
      MatrixLanes lanes,
      long workspace,
      Workers inside) {
    long[] in = new long[kernel.sources().size()];
    long[] out = new long[kernel.targets().size()];
    long bytes = kernel.dtype().byteSize();
    for (long b = from; b < to; b++) {
      for (int i = 0; i < in.length; i++) {
        in[i] =
            buffers[kernel.sources().get(i)].address() + b * kernel.sourceSizes().get(i) * bytes;
      }
      for (int i = 0; i < out.length; i++) {
        boolean counts = kernel instanceof Decomposition.Lu && i > 0;
        out[i] =
            buffers[kernel.targets().get(i)].address()
                + b * kernel.targetSizes().get(i) * (counts ? Integer.BYTES : bytes);
      }
      factorization.run(lanes, in, out, workspace, inside);
    }
  }
}
