package dev.covector.host;

import dev.covector.DType;
import dev.covector.kernel.Control;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs one of several programs; their arenas share the workspace. */
final class BranchStep implements Step {
  private final Control.Branch branch;
  private final List<CompiledProgram> programs;
  private final List<BufferPlan> plans;
  private final DType indexType;

  BranchStep(Control.Branch branch, DType indexType, List<CompiledProgram> programs) {
    this.branch = branch;
    this.indexType = indexType;
    this.programs = programs;
    int[] donation = new int[branch.inputs().size()];
    Arrays.fill(donation, BufferPlan.NOT_DONATED);
    this.plans = programs.stream().map(p -> p.plan(donation)).toList();
  }

  @Override
  public long workspaceBytes() {
    return plans.stream().mapToLong(BufferPlan::arenaBytes).max().orElse(0);
  }

  @Override
  public CompiledKernel bind(MemorySegment workspace) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      frames.add(new Frame(programs.get(i), plans.get(i), workspace));
    }
    return buffers -> {
      Frame frame = frames.get(chosen(buffers[branch.index()]));
      for (int i = 0; i < branch.inputs().size(); i++) {
        frame.input(i, buffers[branch.inputs().get(i)]);
      }
      for (int i = 0; i < branch.outputs().size(); i++) {
        frame.output(i, buffers[branch.outputs().get(i)]);
      }
      frame.run();
      frame.clear();
    };
  }

  private int chosen(MemorySegment index) {
    long bits =
        switch (indexType.byteSize()) {
          case Byte.BYTES -> index.get(ValueLayout.JAVA_BYTE, 0);
          case Short.BYTES -> index.get(ValueLayout.JAVA_SHORT, 0);
          case Integer.BYTES -> index.get(ValueLayout.JAVA_INT, 0);
          default -> index.get(ValueLayout.JAVA_LONG, 0);
        };
    boolean beyond = indexType.isUnsigned() && bits < 0;
    return beyond ? programs.size() - 1 : Math.clamp(bits, 0, programs.size() - 1);
  }
}
