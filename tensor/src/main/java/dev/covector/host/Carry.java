package dev.covector.host;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The carry of a loop, double-buffered: the body reads one set and writes the other. Half of the
 * memory is that of the loop's results, half is workspace. An element that the body leaves as it is
 * or updates in place needs no second half.
 */
final class Carry {
  private final List<Integer> initial;
  private final List<Integer> result;
  private final boolean[] swaps;
  private final long[] offsets;
  private final long workspaceBytes;

  /**
   * The carry of a body.
   *
   * @param first the position of the carry among the body's inputs; its first outputs are the carry
   */
  Carry(
      CompiledProgram body,
      BufferPlan plan,
      int first,
      List<Integer> initial,
      List<Integer> result) {
    this.initial = initial;
    this.result = result;
    this.swaps = new boolean[initial.size()];
    this.offsets = new long[initial.size()];
    ArenaLayout layout = new ArenaLayout();
    for (int k = 0; k < swaps.length; k++) {
      int output = body.program().outputs().get(k);
      swaps[k] = !plan.place(output).equals(new BufferPlan.Place.Input(first + k));
      if (swaps[k]) {
        offsets[k] = layout.allocate(body.byteSize(output));
      }
    }
    this.workspaceBytes = layout.size();
  }

  /** Which output may take the memory of each of the body's inputs: each carry its own. */
  static int[] donation(int inputs, int first, int count) {
    int[] donation = new int[inputs];
    for (int i = 0; i < inputs; i++) {
      donation[i] = i >= first && i < first + count ? i - first : BufferPlan.NOT_DONATED;
    }
    return donation;
  }

  long workspaceBytes() {
    return workspaceBytes;
  }

  /** The carry over a workspace, for one run at a time. */
  Cells bind(MemorySegment workspace) {
    return new Cells(workspace);
  }

  /** The memory of a carry in use. */
  final class Cells {
    private final MemorySegment workspace;
    private final MemorySegment[] current = new MemorySegment[swaps.length];
    private final MemorySegment[] next = new MemorySegment[swaps.length];

    private Cells(MemorySegment workspace) {
      this.workspace = workspace;
    }

    /** Brings in the first carry; after {@code turns} more or less 2 it is in the results. */
    void start(MemorySegment[] buffers, long turns) {
      for (int k = 0; k < swaps.length; k++) {
        MemorySegment target = buffers[result.get(k)];
        current[k] = target;
        next[k] = target;
        if (swaps[k]) {
          MemorySegment second = workspace.asSlice(offsets[k], target.byteSize());
          current[k] = turns % 2 == 0 ? target : second;
          next[k] = turns % 2 == 0 ? second : target;
        }
        Frame.copy(buffers[initial.get(k)], current[k]);
      }
    }

    /** Makes the current carry inputs of a program, from position {@code first}. */
    void read(Frame frame, int first) {
      for (int k = 0; k < swaps.length; k++) {
        frame.input(first + k, current[k]);
      }
    }

    /** Makes the next carry the first outputs of the body. */
    void write(Frame body) {
      for (int k = 0; k < swaps.length; k++) {
        if (swaps[k]) {
          body.output(k, next[k]);
        }
      }
    }

    /** Makes the next carry the current one. */
    void turn() {
      for (int k = 0; k < swaps.length; k++) {
        MemorySegment read = current[k];
        current[k] = next[k];
        next[k] = read;
      }
    }

    /** Has turns made by a loop that is compiled as a whole. */
    void run(CompiledLoop.Run loop, MemorySegment[] buffers, long turn, long limit) {
      loop.run(buffers, current, next, turn, limit);
    }

    /** Leaves the carry in the results. */
    void finish(MemorySegment[] buffers) {
      for (int k = 0; k < swaps.length; k++) {
        Frame.copy(current[k], buffers[result.get(k)]);
      }
    }
  }
}
