package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.UserLine;
import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import dev.covector.op.Cond;
import dev.covector.op.CustomJvpCall;
import dev.covector.op.CustomVjpCall;
import dev.covector.op.HigherOrder;
import dev.covector.op.JitCall;
import dev.covector.op.Op;
import dev.covector.op.Remat;
import dev.covector.op.Scan;
import dev.covector.op.While;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what made a NaN: when a result has one, the program runs again, one equation at a time, up
 * to the first whose result has a NaN though no operand has.
 */
final class NanCheck {
  private NanCheck() {}

  /** Checks the results of an operation. */
  static void require(Op op, List<Tensor> in, List<Tensor> out) {
    if (out.stream().anyMatch(NanCheck::hasNan)) {
      run(op, in);
      throw passedOn(op instanceof JitCall call ? call.function() : op.name(), in);
    }
  }

  /** Checks the results of a program. */
  static void require(Graph graph, List<Tensor> in, List<Tensor> out) {
    if (out.stream().anyMatch(NanCheck::hasNan)) {
      run(graph, in);
      throw passedOn("jit", in);
    }
  }

  private static CovectorException passedOn(String op, List<Tensor> in) {
    return new CovectorException(
        op
            + ": the result has a NaN that was in its operands "
            + types(in)
            + " or in a constant; guard it with Numpy.where, or turn debugNans off");
  }

  private static List<TensorType> types(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::type).toList();
  }

  private static List<Tensor> run(Op op, List<Tensor> in) {
    return op instanceof HigherOrder holder ? inside(holder, in) : checked(op, in);
  }

  private static List<Tensor> inside(HigherOrder op, List<Tensor> in) {
    return switch (op) {
      case JitCall call -> run(call.body(), in);
      case Remat call -> run(call.body(), in);
      case CustomJvpCall call -> run(call.body(), in);
      case CustomVjpCall call -> run(call.body(), in);
      case Cond cond -> {
        int last = cond.branches().size() - 1;
        int index = Math.clamp(in.getFirst().toInt(), 0, last);
        yield run(cond.branches().get(index), in.subList(1, in.size()));
      }
      case While loop -> loop(loop, in);
      case Scan scan -> scan(scan, in);
    };
  }

  private static List<Tensor> run(Graph graph, List<Tensor> in) {
    Map<Var, Tensor> values = new IdentityHashMap<>();
    for (int i = 0; i < in.size(); i++) {
      values.put(graph.inputs().get(i), in.get(i));
    }
    for (Equation equation : graph.equations()) {
      List<Tensor> operands = equation.inputs().stream().map(a -> value(a, values)).toList();
      List<Tensor> out = UserLine.during(equation.line(), () -> run(equation.op(), operands));
      for (int i = 0; i < out.size(); i++) {
        values.put(equation.outputs().get(i), out.get(i));
      }
    }
    return graph.outputs().stream().map(atom -> value(atom, values)).toList();
  }

  private static Tensor value(Atom atom, Map<Var, Tensor> values) {
    return switch (atom) {
      case Var variable -> values.get(variable);
      case Literal literal -> Trace.literal(literal);
      case Constant constant -> constant.value();
    };
  }

  private static List<Tensor> loop(While loop, List<Tensor> in) {
    int constants = loop.conditionConstants() + loop.bodyConstants();
    List<Tensor> carry = in.subList(constants, in.size());
    while (true) {
      List<Tensor> test = new ArrayList<>(in.subList(0, loop.conditionConstants()));
      test.addAll(carry);
      if (!run(loop.condition(), test).getFirst().toBoolean()) {
        return carry;
      }
      List<Tensor> step = new ArrayList<>(in.subList(loop.conditionConstants(), constants));
      step.addAll(carry);
      carry = run(loop.body(), step);
    }
  }

  private static List<Tensor> scan(Scan scan, List<Tensor> in) {
    int before = scan.constants() + scan.carries();
    if (scan.length() == 0) {
      return Evaluation.runUnchecked(scan, in);
    }
    List<Tensor> carry = in.subList(scan.constants(), before);
    List<List<ConcreteTensor>> slices = new ArrayList<>();
    for (int i = 0; i < scan.length(); i++) {
      int at = scan.reverse() ? scan.length() - 1 - i : i;
      List<Tensor> step = new ArrayList<>(in.subList(0, scan.constants()));
      step.addAll(carry);
      for (Tensor sequence : in.subList(before, in.size())) {
        step.add(((ConcreteTensor) sequence).example(at));
      }
      List<Tensor> out = run(scan.body(), step);
      carry = out.subList(0, scan.carries());
      slices.add(
          out.subList(scan.carries(), out.size()).stream().map(t -> (ConcreteTensor) t).toList());
    }
    List<List<ConcreteTensor>> inOrder = scan.reverse() ? slices.reversed() : slices;
    List<Tensor> result = new ArrayList<>(carry);
    for (int j = 0; j < slices.getFirst().size(); j++) {
      int output = j;
      result.add(ConcreteTensor.stack(inOrder.stream().map(s -> s.get(output)).toList()));
    }
    return result;
  }

  private static List<Tensor> checked(Op op, List<Tensor> in) {
    List<Tensor> out = Evaluation.runUnchecked(op, in);
    if (in.stream().noneMatch(NanCheck::hasNan)) {
      for (Tensor result : out) {
        if (hasNan(result)) {
          throw new CovectorException(
              op.name()
                  + ": the result "
                  + result.type()
                  + " of "
                  + types(in)
                  + " has a NaN, though the operands have none; guard them with Numpy.where before"
                  + " this operation");
        }
      }
    }
    return out;
  }

  private static boolean hasNan(Tensor tensor) {
    if (!tensor.dtype().isFloating()) {
      return false;
    }
    for (double value : tensor.toDoubleArray()) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}
