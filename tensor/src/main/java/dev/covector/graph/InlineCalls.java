package dev.covector.graph;

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
import java.util.Optional;

/** Replaces calls of staged functions by their equations. */
final class InlineCalls {
  private final List<Equation> equations = new ArrayList<>();
  private final boolean withCheckpoints;

  private InlineCalls(boolean withCheckpoints) {
    this.withCheckpoints = withCheckpoints;
  }

  /** The graph without calls but those of checkpoints, whose equations must not be shared. */
  static Graph butCheckpoints(Graph graph) {
    return run(graph, false);
  }

  /** The graph without calls. */
  static Graph run(Graph graph) {
    return run(graph, true);
  }

  private static Graph run(Graph graph, boolean withCheckpoints) {
    InlineCalls pass = new InlineCalls(withCheckpoints);
    if (graph.equations().stream().noneMatch(e -> pass.callee(e.op()).isPresent())) {
      return graph;
    }
    Map<Var, Atom> values = new IdentityHashMap<>();
    graph.inputs().forEach(input -> values.put(input, input));
    return new Graph(graph.inputs(), pass.equations, pass.copy(graph, values, false));
  }

  /**
   * Copies the equations of a graph.
   *
   * @param values what its variables are called here
   * @param isCall whether its variables need new names, since it may be called twice
   * @return its outputs
   */
  private List<Atom> copy(Graph graph, Map<Var, Atom> values, boolean isCall) {
    for (Equation equation : graph.equations()) {
      List<Atom> in = equation.inputs().stream().map(atom -> rename(atom, values)).toList();
      Optional<Graph> callee = callee(equation.op());
      if (callee.isPresent()) {
        Map<Var, Atom> inner = new IdentityHashMap<>();
        for (int i = 0; i < in.size(); i++) {
          inner.put(callee.get().inputs().get(i), in.get(i));
        }
        List<Atom> out = copy(callee.get(), inner, true);
        for (int i = 0; i < out.size(); i++) {
          values.put(equation.outputs().get(i), out.get(i));
        }
      } else {
        List<Var> out = equation.outputs();
        if (isCall) {
          out = out.stream().map(v -> new Var(v.type())).toList();
        }
        for (int i = 0; i < out.size(); i++) {
          values.put(equation.outputs().get(i), out.get(i));
        }
        equations.add(new Equation(equation.op(), in, out, equation.line()));
      }
    }
    return graph.outputs().stream().map(atom -> rename(atom, values)).toList();
  }

  /** The graph that an operation only calls. */
  private Optional<Graph> callee(Op op) {
    return op instanceof HigherOrder higherOrder
        ? switch (higherOrder) {
          case JitCall call -> Optional.of(call.body());
          case Remat call ->
              withCheckpoints ? Optional.of(Passes.run(call.body())) : Optional.empty();
          case CustomJvpCall call -> Optional.of(call.body());
          case CustomVjpCall call -> Optional.of(call.body());
          case Cond c -> Optional.empty();
          case While w -> Optional.empty();
          case Scan s -> Optional.empty();
        }
        : Optional.empty();
  }

  private static Atom rename(Atom atom, Map<Var, Atom> values) {
    return atom instanceof Var variable ? values.get(variable) : atom;
  }
}
