package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.UserLine;
import dev.covector.graph.Atom;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import dev.covector.op.Concatenate;
import dev.covector.op.Conversion;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Moves out of a loop's body what it would do again in every turn though nothing changes: weights
 * that are joined or converted, as a cell does that holds a kernel for each of its gates. Done
 * before derivatives are taken, so that their gradients are taken apart once, too. Only what makes
 * no tensor larger moves, since what is outside of the loop is kept in memory.
 */
final class LoopInvariants {
  private final Map<Atom, Tensor> outside = new IdentityHashMap<>();

  private LoopInvariants() {}

  /** The same body, with more that it closes over. */
  static ClosedGraph hoist(ClosedGraph body) {
    return new LoopInvariants().run(body);
  }

  private ClosedGraph run(ClosedGraph body) {
    Graph graph = body.graph();
    int residuals = body.residuals().size();
    for (int i = 0; i < residuals; i++) {
      outside.put(graph.inputs().get(i), body.residuals().get(i));
    }
    List<Equation> inside = new ArrayList<>();
    List<Var> hoisted = new ArrayList<>();
    for (Equation equation : graph.equations()) {
      if (isJoinedOrConverted(equation) && equation.inputs().stream().allMatch(this::isOutside)) {
        List<Tensor> operands = equation.inputs().stream().map(this::value).toList();
        Var result = equation.outputs().getFirst();
        outside.put(
            result,
            UserLine.during(equation.line(), () -> Trace.bind(equation.op(), operands).getFirst()));
        hoisted.add(result);
      } else {
        inside.add(equation);
      }
    }
    if (hoisted.isEmpty()) {
      return body;
    }
    Set<Atom> used = Collections.newSetFromMap(new IdentityHashMap<>());
    inside.forEach(equation -> used.addAll(equation.inputs()));
    used.addAll(graph.outputs());
    List<Var> inputs = new ArrayList<>(graph.inputs().subList(0, residuals));
    inputs.addAll(hoisted);
    inputs.removeIf(input -> !used.contains(input));
    List<Tensor> values = inputs.stream().map(outside::get).toList();
    inputs.addAll(graph.inputs().subList(residuals, graph.inputs().size()));
    return new ClosedGraph(new Graph(inputs, inside, graph.outputs()), values);
  }

  private boolean isOutside(Atom atom) {
    return switch (atom) {
      case Var variable -> outside.containsKey(variable);
      case Constant _ -> true;
      case Literal _ -> false;
    };
  }

  private Tensor value(Atom atom) {
    return atom instanceof Constant constant
        ? constant.value()
        : Objects.requireNonNull(outside.get(atom));
  }

  private static boolean isJoinedOrConverted(Equation equation) {
    return (equation.op() instanceof Concatenate
            || equation.op() instanceof Conversion.ConvertElementType)
        && bytes(equation.outputs()) <= bytes(equation.inputs());
  }

  private static long bytes(List<? extends Atom> atoms) {
    long bytes = 0;
    for (Atom atom : atoms) {
      TensorType type = atom.type();
      bytes += type.shape().size() * type.dtype().byteSize();
    }
    return bytes;
  }
}
