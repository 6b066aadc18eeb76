package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.graph.Constant;
import dev.covector.graph.Literal;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts steps in an order that respects what they read, numbers buffers and emits kernels. */
final class Assembly implements Step.Emission {
  private final Plan plan;
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<Kernel> kernels = new ArrayList<>();

  Assembly(Plan plan) {
    this.plan = plan;
  }

  /** The program. */
  Program assemble(List<Storage> inputs, Results results) {
    inputs.forEach(this::number);
    List<dev.covector.kernel.Constant> constants = new ArrayList<>();
    for (Map.Entry<Constant, Storage> entry : plan.tensors.entrySet()) {
      number(entry.getValue());
      constants.add(
          new dev.covector.kernel.Constant(
              entry.getValue().buffer(), entry.getKey().value().segment()));
    }
    for (Map.Entry<Literal, Storage> entry : plan.scalars.entrySet()) {
      number(entry.getValue());
      constants.add(
          new dev.covector.kernel.Constant(entry.getValue().buffer(), scalar(entry.getKey())));
    }
    for (Step step : ordered()) {
      step.targets().forEach(this::number);
      step.emit(this);
    }
    return new Program(
        buffers,
        inputs.stream().map(Storage::buffer).toList(),
        results.reads.stream().map(read -> read.storage().buffer()).toList(),
        constants,
        kernels);
  }

  /** Steps whose inputs are ready, those first that come first in the graph. */
  private List<Step> ordered() {
    Map<Step, Integer> missing = new IdentityHashMap<>();
    Map<Step, List<Step>> followers = new IdentityHashMap<>();
    for (Step step : plan.steps) {
      if (step.merged() == step) {
        Set<Step> before = before(step);
        missing.put(step, before.size());
        before.forEach(b -> followers.computeIfAbsent(b, s -> new ArrayList<>()).add(step));
      }
    }
    PriorityQueue<Step> ready =
        new PriorityQueue<>(Comparator.comparingInt((Step s) -> s.sequence).reversed());
    missing.forEach(
        (step, count) -> {
          if (count == 0) {
            ready.add(step);
          }
        });
    List<Step> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      Step step = ready.poll();
      order.add(step);
      for (Step follower : followers.getOrDefault(step, List.of())) {
        if (missing.merge(follower, -1, Integer::sum) == 0) {
          ready.add(follower);
        }
      }
    }
    if (order.size() != missing.size()) {
      throw new IllegalStateException("steps that wait for each other");
    }
    return order;
  }

  private static Set<Step> before(Step step) {
    Set<Step> before = new LinkedHashSet<>();
    for (Read read : step.reads) {
      if (read.source() instanceof Source.Stored stored) {
        stored.storage().writers.forEach(writer -> before.add(writer.merged()));
      }
    }
    step.after.forEach(other -> before.add(other.merged()));
    return before;
  }

  private void number(Storage storage) {
    if (!storage.isNumbered()) {
      storage.number(temporary(storage.dtype, storage.elements));
    }
  }

  @Override
  public void add(Kernel kernel) {
    kernels.add(kernel);
  }

  @Override
  public int temporary(DType dtype, long elements) {
    buffers.add(new Buffer(dtype, elements));
    return buffers.size() - 1;
  }

  private static MemorySegment scalar(Literal literal) {
    int size = literal.type().dtype().byteSize();
    MemorySegment segment = Arena.ofAuto().allocate(size, 8);
    switch (size) {
      case 1 -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) literal.bits());
      case 2 -> segment.set(ValueLayout.JAVA_SHORT, 0, (short) literal.bits());
      case 4 -> segment.set(ValueLayout.JAVA_INT, 0, (int) literal.bits());
      case 8 -> segment.set(ValueLayout.JAVA_LONG, 0, literal.bits());
      default -> throw new IllegalStateException("no literal has type " + literal.type());
    }
    return segment;
  }
}
