package dev.covector.host;

import dev.covector.backend.DeviceBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where each output of a program comes from: memory of its own, or that of an input, a constant or
 * an earlier output, which it shares.
 */
final class OutputPlan {
  private enum From {
    OWN,
    INPUT,
    CONSTANT,
    OUTPUT
  }

  private final From[] from;
  private final int[] index;
  private final long[] bytes;
  private final Storage[] constants;

  OutputPlan(CompiledProgram compiled, BufferPlan plan) {
    List<Integer> outputs = compiled.program().outputs();
    this.from = new From[outputs.size()];
    this.index = new int[from.length];
    this.bytes = new long[from.length];
    this.constants = compiled.constants().toArray(Storage[]::new);
    for (int i = 0; i < from.length; i++) {
      bytes[i] = compiled.byteSize(outputs.get(i));
      switch (plan.place(outputs.get(i))) {
        case BufferPlan.Place.Input input -> set(i, From.INPUT, input.index());
        case BufferPlan.Place.Constant constant -> set(i, From.CONSTANT, constant.index());
        case BufferPlan.Place.Output own ->
            set(i, own.index() == i ? From.OWN : From.OUTPUT, outputs.indexOf(outputs.get(i)));
        case BufferPlan.Place.Arena _, BufferPlan.Place.None _ ->
            throw new IllegalStateException("output " + i + " has no place");
      }
    }
  }

  private void set(int output, From source, int number) {
    from[output] = source;
    index[output] = number;
  }

  /** How many outputs there are. */
  int count() {
    return from.length;
  }

  /** Makes storage for the outputs that have their own; null for the others. */
  void make(@Nullable Storage[] made, @Nullable Task task) {
    for (int i = 0; i < from.length; i++) {
      made[i] = from[i] == From.OWN ? new Storage(bytes[i], task) : null;
    }
  }

  /** Makes buffers for the outputs: of made storage, and shares of inputs, constants and others. */
  void hand(@Nullable Storage[] in, @Nullable Storage[] made, @Nullable DeviceBuffer[] results) {
    for (int i = 0; i < from.length; i++) {
      Storage storage =
          switch (from[i]) {
            case OWN -> Objects.requireNonNull(made[i]);
            case INPUT -> Objects.requireNonNull(in[index[i]]).share();
            case CONSTANT -> constants[index[i]].share();
            case OUTPUT -> Objects.requireNonNull(made[index[i]]).share();
          };
      results[i] = new HostBuffer(storage);
    }
  }
}
