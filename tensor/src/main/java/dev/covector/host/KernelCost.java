package dev.covector.host;

import dev.covector.kernel.ArgReduce;
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

/** Roughly how long kernels take on one core with vector code, in nanoseconds. */
final class KernelCost {
  private static final double PER_KERNEL = 50;
  private static final double PER_NODE = 0.15;
  private static final double PER_FLOP = 0.02;
  private static final double PER_DECOMPOSITION_FLOP = 0.05;
  private static final double PER_SCALAR_STEP = 1.5;
  private static final double PER_BUTTERFLY = 0.5;
  private static final double PER_COMPARISON = 3;

  /** What a loop of unknown length is taken for. */
  private static final double TURNS = 16;

  private KernelCost() {}

  /** The cost of a program. */
  static double of(Program program) {
    return program.kernels().stream().mapToDouble(KernelCost::of).sum();
  }

  /** Whether a program calls host code. */
  static boolean hasEffects(Program program) {
    return program.kernels().stream().anyMatch(KernelCost::hasEffects);
  }

  private static double of(Kernel kernel) {
    return PER_KERNEL
        + switch (kernel) {
          case Loop loop -> points(loop.extents()) * loop.body().nodes().size() * PER_NODE;
          case ArgReduce arg -> points(arg.extents()) * PER_NODE * 2;
          case Cumulative scan -> points(scan.extents()) * PER_SCALAR_STEP;
          case Matmul product ->
              points(product.batch()) * product.m() * product.n() * product.k() * PER_FLOP;
          case Convolution conv -> conv.points() * conv.depth() * PER_FLOP;
          case Scatter scatter -> points(scatter.extents()) * PER_SCALAR_STEP;
          case Sort sort -> {
            double points = points(sort.extents());
            yield points * Math.log(points + 2) * PER_COMPARISON;
          }
          case Decomposition d -> d.batch() * d.work() * PER_DECOMPOSITION_FLOP;
          case Fourier transform -> {
            double points = points(transform.extents());
            yield points * Math.log(points + 2) * PER_BUTTERFLY;
          }
          case HostCall _ -> 0;
          case Control.Branch branch ->
              branch.branches().stream().mapToDouble(KernelCost::of).max().orElse(0);
          case Control.While loop -> TURNS * (of(loop.condition()) + of(loop.body()));
          case Control.Repeat loop -> loop.length() * of(loop.body());
        };
  }

  private static boolean hasEffects(Kernel kernel) {
    return switch (kernel) {
      case HostCall _ -> true;
      case Control.Branch branch -> branch.branches().stream().anyMatch(KernelCost::hasEffects);
      case Control.While loop -> hasEffects(loop.condition()) || hasEffects(loop.body());
      case Control.Repeat loop -> hasEffects(loop.body());
      case Loop _,
          ArgReduce _,
          Cumulative _,
          Matmul _,
          Convolution _,
          Scatter _,
          Sort _,
          Fourier _,
          Decomposition _ ->
          false;
    };
  }

  private static double points(long[] extents) {
    double product = 1;
    for (long extent : extents) {
      product *= extent;
    }
    return product;
  }
}
