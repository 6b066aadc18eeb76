package dev.covector.simd;

import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernels of a region, each a method of its class. */
final class RegionKernels {
  /** A compiled call with a vector or two takes less, an interpreted operation more. */
  private static final double SLACK_NANOS = 400;

  private final ClassDesc owner;
  private final boolean vectors;
  private final List<Entry> entries = new ArrayList<>();
  private int slots;

  RegionKernels(ClassDesc owner, boolean vectors) {
    this.owner = owner;
    this.vectors = vectors;
  }

  /** A kernel's method. */
  record Entry(
      RegionMethod kernel,
      List<Integer> buffers,
      List<Long> bytes,
      long scratchBytes,
      long compiledNanos) {
    /** How many addresses it takes. */
    int parameters() {
      return buffers.size() + (scratchBytes > 0 ? 1 : 0);
    }

    /** How much memory an address must lead to. */
    long parameterBytes(int parameter) {
      return parameter < bytes.size() ? bytes.get(parameter) : scratchBytes;
    }

    void call(CodeBuilder code) {
      kernel.call(code);
    }
  }

  Entry of(Matmul product) {
    Loop loop = LoopMatmul.of(product);
    Optional<RegionMethod> method =
        vectors ? RegionProduct.of(owner, nextName(), product) : Optional.empty();
    return method
        .map(m -> add(m, LoopPlan.untiled(loop), RegionProduct.buffers(product), 0, true))
        .orElseGet(() -> of(loop));
  }

  private String nextName() {
    return "kernel" + entries.size();
  }

  Entry of(Loop loop) {
    LoopPlan plan = LoopPlan.untiled(loop);
    RegionKernel kernel = new RegionKernel(owner, nextName(), plan, vectors);
    long scratch = RegionKernel.cells(plan) * RegionKernel.cellBytes(plan);
    return add(kernel, plan, RegionKernel.buffers(plan), scratch, kernel.hasVectors());
  }

  private Entry add(
      RegionMethod method,
      LoopPlan plan,
      List<Integer> buffers,
      long scratchBytes,
      boolean hasVectors) {
    slots = Math.max(slots, plan.key().slots());
    List<Long> bytes = buffers.stream().map(b -> reach(plan, b)).toList();
    double nanos = plan.points() * LoopCost.perElement(plan.key());
    long slowest = (long) (SLACK_NANOS + nanos * (hasVectors ? 4 : 40));
    Entry entry = new Entry(method, buffers, bytes, scratchBytes, slowest);
    entries.add(entry);
    return entry;
  }

  private static long reach(LoopPlan plan, int buffer) {
    return plan.streams().stream()
        .filter(s -> s.buffer() == buffer)
        .mapToLong(s -> Reach.of(s, plan.extents()).high())
        .max()
        .orElse(0);
  }

  /** Whether kernels are vector code. */
  boolean hasVectors() {
    return vectors;
  }

  /** The kernels so far. */
  List<Entry> entries() {
    return entries;
  }

  /** How many reductions' values there must be room for. */
  int slots() {
    return slots;
  }

  void addTo(ClassBuilder builder) {
    entries.forEach(e -> e.kernel.addTo(builder));
  }
}
