package dev.covector.host;

import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Program;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A planned program over an arena: what one run at a time uses. */
final class Frame {
  private final Program program;
  private final @Nullable MemorySegment[] buffers;
  private final List<CompiledKernel> kernels = new ArrayList<>();
  private final int[][] placedInInput;
  private final int[][] placedInOutput;
  private final @Nullable MemorySegment[] copies;
  private final @Nullable Profile profile;

  /** A frame over an arena of at least the plan's size. */
  Frame(CompiledProgram compiled, BufferPlan plan, MemorySegment arena) {
    this.program = compiled.program();
    this.profile = compiled.profile();
    this.buffers = new MemorySegment[program.buffers().size()];
    this.placedInInput = new int[program.inputs().size()][];
    this.placedInOutput = new int[program.outputs().size()][];
    this.copies = new MemorySegment[program.outputs().size()];
    List<List<Integer>> inInput = lists(placedInInput.length);
    List<List<Integer>> inOutput = lists(placedInOutput.length);
    for (int b = 0; b < buffers.length; b++) {
      switch (plan.place(b)) {
        case BufferPlan.Place.Input input -> inInput.get(input.index()).add(b);
        case BufferPlan.Place.Output output -> inOutput.get(output.index()).add(b);
        case BufferPlan.Place.Constant constant ->
            buffers[b] = compiled.constants().get(constant.index()).segment();
        case BufferPlan.Place.Arena place ->
            buffers[b] = arena.asSlice(place.offset(), compiled.byteSize(b));
        case BufferPlan.Place.None _ -> {}
      }
    }
    toArrays(inInput, placedInInput);
    toArrays(inOutput, placedInOutput);
    for (int t = 0; t < compiled.steps().size(); t++) {
      if (!isIdentity(program.kernels().get(t), plan)) {
        Step step = compiled.steps().get(t);
        CompiledKernel bound = step.bind(arena.asSlice(plan.workspace(t), step.workspaceBytes()));
        kernels.add(profile == null ? bound : profile.timed(t, bound));
      }
    }
  }

  /** Sets the memory of an input. */
  void input(int index, MemorySegment memory) {
    for (int buffer : placedInInput[index]) {
      buffers[buffer] = memory;
    }
  }

  /** Sets where an output goes; not needed where the plan puts it into a donated input. */
  void output(int index, MemorySegment memory) {
    for (int buffer : placedInOutput[index]) {
      buffers[buffer] = memory;
    }
    copies[index] = memory;
  }

  /** Runs the kernels. */
  void run() {
    if (profile == null) {
      runKernels();
    } else {
      long start = System.nanoTime();
      runKernels();
      profile.add(System.nanoTime() - start);
    }
  }

  @SuppressWarnings("NullAway") // what no kernel touches stays null
  private void runKernels() {
    MemorySegment[] memory = buffers;
    for (int i = 0; i < kernels.size(); i++) {
      kernels.get(i).run(memory);
    }
    for (int i = 0; i < copies.length; i++) {
      MemorySegment from = memory[program.outputs().get(i)];
      MemorySegment to = copies[i];
      if (to != null && to != from) {
        copy(from, to);
      }
    }
  }

  /** Forgets inputs and outputs, so that a pooled frame keeps nothing alive. */
  void clear() {
    for (int i = 0; i < placedInInput.length; i++) {
      for (int buffer : placedInInput[i]) {
        buffers[buffer] = null;
      }
    }
    for (int i = 0; i < placedInOutput.length; i++) {
      for (int buffer : placedInOutput[i]) {
        buffers[buffer] = null;
      }
      copies[i] = null;
    }
  }

  /** Copies unless it is the same memory. */
  static void copy(MemorySegment from, MemorySegment to) {
    if (from.address() != to.address()) {
      MemorySegment.copy(from, 0, to, 0, to.byteSize());
    }
  }

  private static boolean isIdentity(Kernel kernel, BufferPlan plan) {
    return kernel instanceof Loop loop
        && InPlace.isIdentity(loop, (a, b) -> plan.place(a).equals(plan.place(b)));
  }

  private static List<List<Integer>> lists(int count) {
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static void toArrays(List<List<Integer>> lists, int[][] arrays) {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = lists.get(i).stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
