package dev.covector.simd;

import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.Decomposition;
import dev.covector.kernel.Fourier;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.Program;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.util.List;

/**
 * Decides whether a loop becomes a region: when its kernels are so small that calling them one by
 * one would take a good part of the time.
 */
final class RegionSupport {
  /** A kernel that takes longer may want several workers, and hardly notices how it is called. */
  private static final double KERNEL_NANOS = 10_000;

  /** What the buffers of the programs may take together. */
  private static final long BYTES = 1 << 20;

  private static final int KERNELS = 60;

  private int kernels;
  private long bytes;

  private RegionSupport() {}

  /** Whether a loop becomes a region. */
  static boolean serves(Control control, List<Buffer> buffers) {
    RegionSupport support = new RegionSupport();
    return !(control instanceof Control.Branch)
        && support.takes(control, buffers)
        && support.kernels > 0
        && support.kernels <= KERNELS
        && support.bytes <= BYTES;
  }

  private boolean takes(Program program) {
    for (Buffer buffer : program.buffers()) {
      bytes += buffer.byteSize();
      if (buffer.dtype().isComplex()) {
        return false;
      }
    }
    return program.kernels().stream().allMatch(k -> takes(k, program.buffers()));
  }

  private boolean takes(Kernel kernel, List<Buffer> buffers) {
    kernels++;
    return switch (kernel) {
      case Loop loop -> takes(loop, buffers);
      case Matmul product -> takes(product, buffers);
      case Control.Branch branch -> branch.branches().stream().allMatch(this::takes);
      case Control.While loop -> takes(loop.condition()) && takes(loop.body());
      case Control.Repeat loop -> takes(loop.body());
      case ArgReduce _,
          Cumulative _,
          Convolution _,
          Scatter _,
          Sort _,
          Fourier _,
          Decomposition _,
          HostCall _ ->
          false;
    };
  }

  /** Products with vectors, and those that are loops anyway. */
  private boolean takes(Matmul product, List<Buffer> buffers) {
    boolean isVector = product.m() == 1 || product.n() == 1;
    return (isVector || !Gemm.serves(product)) && takes(LoopMatmul.of(product), buffers);
  }

  private boolean takes(Loop loop, List<Buffer> buffers) {
    LoopPlan plan = LoopPlan.untiled(loop);
    if (plan.streams().size() > RegionKernel.MOST_STREAMS
        || plan.points() * LoopCost.perElement(plan.key()) > KERNEL_NANOS) {
      return false;
    }
    if (plan.points() > 0) {
      for (Stream stream : plan.streams()) {
        if (stream.buffer() >= 0) {
          Reach.of(stream, plan.extents()).check(buffers.get(stream.buffer()).byteSize());
        }
      }
    }
    return true;
  }
}
