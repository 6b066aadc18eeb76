package dev.covector.lowering;

import dev.covector.kernel.Kernel;
import java.util.List;

/** A kernel over whole dense buffers: control flow, calls of host code. */
final class CallStep extends Step {
  /** Makes the kernel of the numbers of its buffers. */
  interface Maker {
    Kernel make(List<Integer> inputs, List<Integer> outputs);
  }

  private final List<Storage> targets;
  private final Maker maker;

  CallStep(List<Storage> targets, Maker maker, int height, int sequence) {
    super(new long[0], height, sequence);
    this.targets = List.copyOf(targets);
    this.maker = maker;
    this.targets.forEach(target -> target.writers.add(this));
  }

  @Override
  List<Storage> targets() {
    return targets;
  }

  @Override
  void emit(Emission out) {
    out.add(
        maker.make(
            reads.stream().map(read -> read.storage().buffer()).toList(),
            targets.stream().map(Storage::buffer).toList()));
  }
}
