package dev.covector.graph;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.UserLine;
import dev.covector.op.Effect;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A staged program: equations in order, over inputs, in single-assignment form. Equal only to
 * itself, so an operation that holds one is equal only to itself too; what is derived from a graph
 * (its derivative, its batched form, its executable) is remembered with it.
 */
public final class Graph {
  private final List<Var> inputs;
  private final List<Equation> equations;
  private final List<Atom> outputs;
  private final Map<Object, Object> derived = new ConcurrentHashMap<>();

  /** A graph; the lists are copied. */
  public Graph(List<Var> inputs, List<Equation> equations, List<Atom> outputs) {
    this.inputs = List.copyOf(inputs);
    this.equations = List.copyOf(equations);
    this.outputs = List.copyOf(outputs);
  }

  public List<Var> inputs() {
    return inputs;
  }

  public List<Equation> equations() {
    return equations;
  }

  public List<Atom> outputs() {
    return outputs;
  }

  /** The types of the inputs. */
  public List<TensorType> inputTypes() {
    return inputs.stream().map(Var::type).toList();
  }

  /** The types of the outputs. */
  public List<TensorType> outputTypes() {
    return outputs.stream().map(Atom::type).toList();
  }

  /** The effects of all equations together. */
  public Set<Effect> effects() {
    return derived(
        "effects",
        () -> {
          Set<Effect> effects = EnumSet.noneOf(Effect.class);
          equations.forEach(equation -> effects.addAll(equation.op().effects()));
          return effects;
        });
  }

  /** The named axes that the equations work across. */
  public Set<String> axisNames() {
    return derived(
        "axisNames",
        () -> {
          Set<String> names = new TreeSet<>();
          equations.forEach(equation -> names.addAll(equation.op().axisNames()));
          return names;
        });
  }

  /**
   * What is derived from this graph under a key, made once. The maker may derive other things from
   * this graph meanwhile.
   */
  @SuppressWarnings("unchecked")
  public <T> T derived(Object key, Supplier<T> maker) {
    Object known = derived.get(key);
    if (known == null) {
      Object made = maker.get();
      Object raced = derived.putIfAbsent(key, made);
      known = raced == null ? made : raced;
    }
    return (T) known;
  }

  /** Binds every equation to the current trace. */
  public List<Tensor> evaluate(List<Tensor> arguments) {
    Map<Var, Tensor> values = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(inputs.get(i), arguments.get(i));
    }
    Function<Atom, Tensor> read =
        atom ->
            switch (atom) {
              case Var v -> values.get(v);
              case Literal l -> Trace.literal(l);
              case Constant c -> c.value();
            };
    for (Equation equation : equations) {
      List<Tensor> in = new ArrayList<>(equation.inputs().size());
      for (Atom atom : equation.inputs()) {
        in.add(read.apply(atom));
      }
      List<Tensor> out = UserLine.during(equation.line(), () -> Trace.bind(equation.op(), in));
      for (int i = 0; i < out.size(); i++) {
        values.put(equation.outputs().get(i), out.get(i));
      }
    }
    return outputs.stream().map(read).toList();
  }

  /** As JAX prints a jaxpr. */
  @Override
  public String toString() {
    return GraphPrinter.print(this);
  }
}
