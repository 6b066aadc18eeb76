package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.UserLine;
import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import dev.covector.op.Cotangents;
import dev.covector.op.Operand;
import dev.covector.op.Transposable;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Transposition of a linear graph: walks its equations backwards and calls each operation's rule.
 * Equations that do not depend on a linear input are evaluated first, forwards.
 */
public final class BackwardPass {
  private final Graph graph;
  private final Map<Var, Tensor> known = new IdentityHashMap<>();
  private final Map<Var, Tensor> cotangents = new IdentityHashMap<>();

  private BackwardPass(Graph graph) {
    this.graph = graph;
  }

  /**
   * The cotangents of the linear inputs.
   *
   * @param in one per graph input: the value of a known one, null for a linear one
   * @param outputs one per graph output; null is a symbolic zero
   * @return one per graph input; null for known ones and symbolic zeros
   */
  public static List<@Nullable Tensor> run(
      Graph graph, List<@Nullable Tensor> in, List<@Nullable Tensor> outputs) {
    return new BackwardPass(graph).transpose(in, outputs);
  }

  private List<@Nullable Tensor> transpose(
      List<@Nullable Tensor> in, List<@Nullable Tensor> outputs) {
    for (int i = 0; i < in.size(); i++) {
      Tensor value = in.get(i);
      if (value != null) {
        known.put(graph.inputs().get(i), value);
      }
    }
    List<Equation> linear = evaluateKnown();
    for (int i = 0; i < outputs.size(); i++) {
      accumulate(graph.outputs().get(i), outputs.get(i));
    }
    for (Equation equation : linear.reversed()) {
      UserLine.during(
          equation.line(),
          () -> {
            step(equation);
            return equation;
          });
    }
    List<@Nullable Tensor> result = new ArrayList<>();
    for (Var input : graph.inputs()) {
      result.add(known.containsKey(input) ? null : cotangents.get(input));
    }
    return result;
  }

  private List<Equation> evaluateKnown() {
    List<Equation> linear = new ArrayList<>();
    for (Equation equation : graph.equations()) {
      if (equation.inputs().stream().allMatch(this::isKnown)) {
        List<Tensor> in = equation.inputs().stream().map(this::value).toList();
        List<Tensor> out = UserLine.during(equation.line(), () -> Trace.bind(equation.op(), in));
        for (int i = 0; i < out.size(); i++) {
          known.put(equation.outputs().get(i), out.get(i));
        }
      } else {
        linear.add(equation);
      }
    }
    return linear;
  }

  private void step(Equation equation) {
    List<@Nullable Tensor> in = new ArrayList<>();
    boolean any = false;
    for (Var output : equation.outputs()) {
      Tensor ct = cotangents.remove(output);
      any |= ct != null;
      in.add(ct);
    }
    if (!any) {
      return;
    }
    if (!(equation.op() instanceof Transposable rule)) {
      throw new TransformException(
          equation.op().name()
              + ": is not linear in "
              + equation.inputs().stream().filter(a -> !isKnown(a)).map(Atom::type).toList()
              + ", so it cannot be transposed; reverse mode needs a tangent rule made of linear"
              + " operations");
    }
    List<Operand> operands = new ArrayList<>();
    for (Atom atom : equation.inputs()) {
      operands.add(
          isKnown(atom)
              ? new Operand.Known(value(atom))
              : new Operand.Linear(atom.type(), equation.op().name()));
    }
    List<@Nullable Tensor> out = rule.transpose(in, operands);
    for (int i = 0; i < out.size(); i++) {
      accumulate(equation.inputs().get(i), out.get(i));
    }
  }

  private void accumulate(Atom atom, @Nullable Tensor cotangent) {
    if (atom instanceof Var variable && !known.containsKey(variable) && cotangent != null) {
      cotangents.merge(variable, cotangent, Cotangents::sum);
    }
  }

  private boolean isKnown(Atom atom) {
    return !(atom instanceof Var variable) || known.containsKey(variable);
  }

  private Tensor value(Atom atom) {
    return switch (atom) {
      case Var variable -> known.get(variable);
      case Literal literal -> Trace.literal(literal);
      case Constant constant -> constant.value();
    };
  }
}
