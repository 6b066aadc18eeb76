package dev.covector.host;

import dev.covector.kernel.Control;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Runs a body a fixed number of times over slices of sequences. */
final class RepeatStep implements Step {
  private final Control.Repeat loop;
  private final CompiledProgram body;
  private final BufferPlan plan;
  private final Carry carry;
  private final Optional<CompiledLoop> whole;

  RepeatStep(Control.Repeat loop, CompiledProgram body, Optional<CompiledLoop> whole) {
    this.whole = whole;
    this.loop = loop;
    this.body = body;
    int count = loop.initial().size();
    int first = loop.constants().size();
    this.plan = body.plan(Carry.donation(body.program().inputs().size(), first, count));
    this.carry = new Carry(body, plan, first, loop.initial(), loop.result());
  }

  @Override
  public long workspaceBytes() {
    return carry.workspaceBytes() + plan.arenaBytes();
  }

  @Override
  public CompiledKernel bind(MemorySegment workspace) {
    Carry.Cells cells = carry.bind(workspace);
    Frame frame = new Frame(body, plan, workspace.asSlice(carry.workspaceBytes()));
    int constants = loop.constants().size();
    int carries = loop.initial().size();
    Optional<CompiledLoop.Run> run = whole.map(CompiledLoop::bind);
    return buffers -> {
      for (int i = 0; i < constants; i++) {
        frame.input(i, buffers[loop.constants().get(i)]);
      }
      cells.start(buffers, loop.length());
      for (long turn = 0; turn < loop.length(); turn++) {
        if (run.isPresent() && whole.get().isReady()) {
          cells.run(run.get(), buffers, turn, loop.length() - turn);
          break;
        }
        long index = loop.reverse() ? loop.length() - 1 - turn : turn;
        cells.read(frame, constants);
        cells.write(frame);
        for (int i = 0; i < loop.sequences().size(); i++) {
          int input = constants + carries + i;
          int buffer = body.program().inputs().get(input);
          frame.input(input, slice(buffers[loop.sequences().get(i)], buffer, index));
        }
        for (int i = 0; i < loop.outputSequences().size(); i++) {
          int output = carries + i;
          int buffer = body.program().outputs().get(output);
          frame.output(output, slice(buffers[loop.outputSequences().get(i)], buffer, index));
        }
        frame.run();
        cells.turn();
      }
      cells.finish(buffers);
      frame.clear();
    };
  }

  private MemorySegment slice(MemorySegment sequence, int buffer, long index) {
    long bytes = body.byteSize(buffer);
    return sequence.asSlice(index * bytes, bytes);
  }
}
