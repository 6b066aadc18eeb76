package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.kernel.Control;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Program;
import dev.covector.op.Callback;
import dev.covector.op.Cond;
import dev.covector.op.Scan;
import dev.covector.op.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kernels that take whole dense buffers; those with effects stay in the order of the graph. */
final class CallLowering {
  private final Plan plan;
  private Optional<Step> nextEffect = Optional.empty();

  CallLowering(Plan plan) {
    this.plan = plan;
  }

  void lower(Equation equation, Cond op) {
    List<Program> branches = op.branches().stream().map(Compilation::program).toList();
    call(
        equation,
        (in, out) -> new Control.Branch(in.getFirst(), branches, in.subList(1, in.size()), out));
  }

  void lower(Equation equation, While op) {
    Program condition = Compilation.program(op.condition());
    Program body = Compilation.program(op.body());
    int first = op.conditionConstants();
    int second = first + op.bodyConstants();
    call(
        equation,
        (in, out) ->
            new Control.While(
                condition,
                body,
                in.subList(0, first),
                in.subList(first, second),
                in.subList(second, in.size()),
                out));
  }

  void lower(Equation equation, Scan op) {
    Program body = Compilation.program(op.body());
    int first = op.constants();
    int second = first + op.carries();
    call(
        equation,
        (in, out) ->
            new Control.Repeat(
                op.length(),
                op.reverse(),
                body,
                in.subList(0, first),
                in.subList(first, second),
                in.subList(second, in.size()),
                out.subList(0, op.carries()),
                out.subList(op.carries(), out.size())));
  }

  void lower(Equation equation, Callback op) {
    CallbackCode code = new CallbackCode(op, equation.inputs().stream().map(Atom::type).toList());
    call(equation, (in, out) -> new HostCall(op.name(), code, in, out));
  }

  /** A kernel of an equation's dense operands and results. */
  void call(Equation equation, CallStep.Maker maker) {
    List<Storage> targets = new ArrayList<>();
    int height = 1;
    for (Var output : equation.outputs()) {
      List<Read> readers = plan.take(output);
      height = Math.max(height, Plan.heightAbove(readers));
      Storage storage = Plan.storage(output.type());
      plan.resolve(readers, storage);
      targets.add(storage);
    }
    boolean hasEffect = !equation.op().effects().isEmpty();
    if (hasEffect && nextEffect.isPresent()) {
      height = Math.max(height, nextEffect.get().height + 1);
    }
    CallStep step = plan.add(new CallStep(targets, maker, height, plan.next()));
    for (Atom input : equation.inputs()) {
      plan.read(step, input, Read.Kind.DENSE, new IndexMap(List.of()));
    }
    if (hasEffect) {
      nextEffect.ifPresent(next -> next.after.add(step));
      nextEffect = Optional.of(step);
    }
  }
}
