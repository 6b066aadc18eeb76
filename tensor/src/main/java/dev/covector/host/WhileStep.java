package dev.covector.host;

import dev.covector.kernel.Control;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * Runs a body while a condition holds. The workspace holds the condition's answer, the carry and
 * the arena that condition and body take turns in.
 */
final class WhileStep implements Step {
  private static final long ANSWER_BYTES = 64;

  private final Control.While loop;
  private final CompiledProgram condition;
  private final CompiledProgram body;
  private final BufferPlan conditionPlan;
  private final BufferPlan bodyPlan;
  private final Carry carry;
  private final Optional<CompiledLoop> whole;

  WhileStep(
      Control.While loop,
      CompiledProgram condition,
      CompiledProgram body,
      Optional<CompiledLoop> whole) {
    this.whole = whole;
    this.loop = loop;
    this.condition = condition;
    this.body = body;
    int count = loop.initial().size();
    int first = loop.bodyConstants().size();
    this.conditionPlan = condition.plan(Carry.donation(condition.program().inputs().size(), 0, 0));
    this.bodyPlan = body.plan(Carry.donation(first + count, first, count));
    this.carry = new Carry(body, bodyPlan, first, loop.initial(), loop.result());
  }

  @Override
  public long workspaceBytes() {
    return ANSWER_BYTES
        + carry.workspaceBytes()
        + Math.max(conditionPlan.arenaBytes(), bodyPlan.arenaBytes());
  }

  @Override
  public CompiledKernel bind(MemorySegment workspace) {
    MemorySegment answer = workspace.asSlice(0, 1);
    MemorySegment rest = workspace.asSlice(ANSWER_BYTES);
    Carry.Cells cells = carry.bind(rest);
    MemorySegment arena = rest.asSlice(carry.workspaceBytes());
    Frame conditionFrame = new Frame(condition, conditionPlan, arena);
    Frame bodyFrame = new Frame(body, bodyPlan, arena);
    Optional<CompiledLoop.Run> run = whole.map(CompiledLoop::bind);
    return buffers -> {
      cells.start(buffers, 0);
      constants(conditionFrame, loop.conditionConstants(), buffers);
      constants(bodyFrame, loop.bodyConstants(), buffers);
      conditionFrame.output(0, answer);
      while (true) {
        if (run.isPresent() && whole.get().isReady()) {
          cells.run(run.get(), buffers, 0, Long.MAX_VALUE);
          break;
        }
        if (!holds(conditionFrame, cells, answer)) {
          break;
        }
        cells.read(bodyFrame, loop.bodyConstants().size());
        cells.write(bodyFrame);
        bodyFrame.run();
        cells.turn();
      }
      cells.finish(buffers);
      conditionFrame.clear();
      bodyFrame.clear();
    };
  }

  private boolean holds(Frame frame, Carry.Cells cells, MemorySegment answer) {
    cells.read(frame, loop.conditionConstants().size());
    frame.run();
    return answer.get(ValueLayout.JAVA_BYTE, 0) != 0;
  }

  private static void constants(Frame frame, List<Integer> from, MemorySegment[] buffers) {
    for (int i = 0; i < from.size(); i++) {
      frame.input(i, buffers[from.get(i)]);
    }
  }
}
