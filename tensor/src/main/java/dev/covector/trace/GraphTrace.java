package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TracerException;
import dev.covector.UserLine;
import dev.covector.graph.Atom;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Var;
import dev.covector.op.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stages operations into a graph. Two uses: staging a whole function ({@link #stage}: every
 * operation is recorded), and staging the linear part of one ({@link #linear}: only operations on
 * tangents are recorded, the others go to the parent).
 */
public final class GraphTrace extends Trace {
  private final String name;
  private final Optional<Trace> parent;
  private final List<Var> residualInputs = new ArrayList<>();
  private final List<Tensor> residuals = new ArrayList<>();
  private final Map<Tensor, Atom> closedOver = new IdentityHashMap<>();
  private final List<Var> inputs = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();

  private GraphTrace(String name, Optional<Trace> parent) {
    this.name = name;
    this.parent = parent;
  }

  /**
   * Stages a function.
   *
   * @param name what stages it, for messages
   * @return the graph, with concrete tensors that the function closed over as constants and outer
   *     tracers as residuals
   */
  public static ClosedGraph stage(
      String name, List<TensorType> types, Function<List<Tensor>, List<Tensor>> function) {
    GraphTrace trace = new GraphTrace(name, Optional.empty());
    try {
      List<Tensor> arguments = types.stream().<Tensor>map(trace::input).toList();
      List<Tensor> results = trace.run(() -> function.apply(arguments));
      return trace.finish(results);
    } finally {
      trace.close();
    }
  }

  /** A trace for tangents over the given parent. */
  static GraphTrace linear(Trace parent) {
    return new GraphTrace("linearize", Optional.of(parent));
  }

  @Override
  String name() {
    return name;
  }

  /** Whether only tangents are recorded. */
  boolean isLinear() {
    return parent.isPresent();
  }

  /** A new input. */
  GraphTracer input(TensorType type) {
    Var variable = new Var(type);
    inputs.add(variable);
    return new GraphTracer(this, variable);
  }

  /** The graph with the given results. */
  ClosedGraph finish(List<Tensor> results) {
    List<Atom> outputs = new ArrayList<>();
    for (Tensor result : results) {
      outputs.add(atom(null, result));
    }
    List<Var> all = new ArrayList<>(residualInputs);
    all.addAll(inputs);
    return new ClosedGraph(new Graph(all, equations, outputs), residuals);
  }

  @Override
  List<Tensor> process(Op op, List<Tensor> in) {
    if (parent.isPresent() && in.stream().noneMatch(this::owns)) {
      return parent.get().run(() -> Trace.bind(op, in));
    }
    List<TensorType> types = new ArrayList<>(in.size());
    List<Atom> atoms = new ArrayList<>(in.size());
    for (Tensor operand : in) {
      atoms.add(atom(op, operand));
      types.add(operand.type());
    }
    List<Var> variables = op.outputTypes(types).stream().map(Var::new).toList();
    equations.add(new Equation(op, atoms, variables, UserLine.find()));
    List<Tensor> out = new ArrayList<>(variables.size());
    for (Var variable : variables) {
      out.add(new GraphTracer(this, variable));
    }
    return out;
  }

  /** Whether a tensor is a value of this graph. */
  boolean owns(Tensor tensor) {
    return tensor instanceof GraphTracer tracer && tracer.trace() == this;
  }

  private Atom atom(@org.jspecify.annotations.Nullable Op op, Tensor tensor) {
    if (tensor instanceof GraphTracer tracer && tracer.trace() == this) {
      return tracer.variable();
    }
    return switch (tensor) {
      case ConcreteTensor concrete ->
          concrete
              .literal()
              .map(literal -> (Atom) literal)
              .orElseGet(() -> parent.isPresent() ? residual(tensor) : new Constant(concrete));
      case Tracer tracer -> {
        if (op != null) {
          Trace.requireAlive(op, tracer);
        } else {
          requireAlive(tracer);
        }
        yield residual(tensor);
      }
    };
  }

  private void requireAlive(Tracer tracer) {
    if (tracer.trace().isClosed()) {
      throw new TracerException(
          name + ": a result is " + tracer + ", a value that escaped from another function");
    }
  }

  private Atom residual(Tensor tensor) {
    return closedOver.computeIfAbsent(
        tensor,
        t -> {
          Var variable = new Var(t.type());
          residualInputs.add(variable);
          residuals.add(t);
          return variable;
        });
  }
}
