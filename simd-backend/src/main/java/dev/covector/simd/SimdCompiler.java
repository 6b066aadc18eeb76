package dev.covector.simd;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.host.CompiledLoop;
import dev.covector.host.KernelCompiler;
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
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.util.List;
import java.util.Optional;

/** Chooses the code of each kind of kernel. */
final class SimdCompiler implements KernelCompiler {
  private final LoopCache cache;
  private final GemmTiles tiles;
  private final Workers workers;

  SimdCompiler(LoopCache cache, Workers workers) {
    this.cache = cache;
    this.tiles = cache.tiles();
    this.workers = workers;
  }

  @Override
  public CompiledKernel compile(Kernel leaf) {
    return switch (leaf) {
      case Loop loop when RowCopy.serves(loop) -> new RowCopy(loop, workers);
      case Loop loop -> new LoopKernel(loop, cache, workers);
      case ArgReduce reduce -> new ArgReduceKernel(reduce, cache.routines(), workers);
      case Cumulative scan -> new CumulativeKernel(scan, cache.routines(), workers);
      case Matmul product when Gemv.serves(product) -> new Gemv(product, tiles, workers);
      case Matmul product when Gemm.serves(product) -> new Gemm(product, tiles, workers);
      case Matmul product -> new LoopKernel(LoopMatmul.of(product), cache, workers);
      case Convolution conv when LoopConvolution.serves(conv) ->
          new LoopConvolution(conv, cache, workers);
      case Convolution conv when ConvShape.isOfTiles(conv) ->
          PatchProduct.serves(conv)
              ? new PatchProduct(conv, tiles, workers)
              : new DirectConvolution(conv, tiles, workers);
      case Convolution conv -> new PlainConvolution(conv, workers);
      case Scatter scatter -> new ScatterKernel(scatter, cache.routines(), workers);
      case Sort sort -> new SortKernel(sort, cache.routines(), workers);
      case Decomposition decomposition -> decomposition(decomposition);
      case Fourier transform -> new FourierKernel(transform, cache.lanes(), workers);
      case HostCall call -> throw notALeaf(call);
      case Control control -> throw notALeaf(control);
    };
  }

  @Override
  public Optional<CompiledLoop> compile(Control loop, List<Buffer> buffers) {
    return RegionSupport.serves(loop, buffers)
        ? Optional.of(new Region(loop, buffers, cache.start()))
        : Optional.empty();
  }

  private CompiledKernel decomposition(Decomposition kernel) {
    return new DecompositionKernel(kernel, cache.matrices(kernel.dtype() == DType.F64), workers);
  }

  @Override
  public boolean flushesSubnormals() {
    return true;
  }

  private static IllegalArgumentException notALeaf(Kernel kernel) {
    return new IllegalArgumentException(
        "simd: " + kernel.getClass().getSimpleName() + " is run by the executable itself");
  }
}
