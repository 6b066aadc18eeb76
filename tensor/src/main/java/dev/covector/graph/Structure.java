package dev.covector.graph;

import dev.covector.op.Cond;
import dev.covector.op.CustomJvpCall;
import dev.covector.op.CustomVjpCall;
import dev.covector.op.HigherOrder;
import dev.covector.op.JitCall;
import dev.covector.op.Remat;
import dev.covector.op.Scan;
import dev.covector.op.While;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation computes that holds graphs, compared by content: two that were staged from the
 * same lines on different calls are equal, so that a loop that is run eagerly again and again is
 * compiled once. Constants are compared by identity.
 *
 * @param parts the operation's parameters and its graphs' equations, one after the other, with
 *     values as numbers
 */
public record Structure(List<Object> parts) {
  /** A structure is a cache key that outlives the graph; it must not hold large tensors. */
  private static final long CONSTANT_BYTES = 1024;

  private enum Mark {
    GRAPH,
    EQUATION,
    END
  }

  /** The structure of an operation; empty when its graphs hold large constants. */
  public static Optional<Structure> of(HigherOrder op) {
    Builder builder = new Builder();
    builder.add(op);
    return builder.isLarge ? Optional.empty() : Optional.of(new Structure(builder.parts));
  }

  private static final class Builder {
    final List<Object> parts = new ArrayList<>();
    boolean isLarge;

    void add(HigherOrder op) {
      parts.add(op.getClass());
      switch (op) {
        case Scan scan ->
            parts.add(List.of(scan.length(), scan.reverse(), scan.constants(), scan.carries()));
        case While loop -> parts.add(List.of(loop.conditionConstants(), loop.bodyConstants()));
        // differentiation's rules do not change what is computed
        case Cond _, Remat _, CustomJvpCall _, CustomVjpCall _, JitCall _ -> {}
      }
      op.graphs().forEach(this::add);
      parts.add(Mark.END);
    }

    private void add(Graph graph) {
      parts.add(Mark.GRAPH);
      Map<Var, Integer> numbers = new IdentityHashMap<>();
      for (Var input : graph.inputs()) {
        numbers.put(input, numbers.size());
        parts.add(input.type());
      }
      for (Equation equation : graph.equations()) {
        parts.add(Mark.EQUATION);
        parts.add(equation.line());
        if (equation.op() instanceof HigherOrder holder) {
          add(holder);
        } else {
          parts.add(equation.op());
        }
        equation.inputs().forEach(atom -> add(atom, numbers));
        for (Var output : equation.outputs()) {
          numbers.put(output, numbers.size());
        }
      }
      parts.add(Mark.END);
      graph.outputs().forEach(atom -> add(atom, numbers));
    }

    private void add(Atom atom, Map<Var, Integer> numbers) {
      switch (atom) {
        case Var v -> parts.add(numbers.get(v));
        case Literal literal -> parts.add(literal);
        case Constant constant -> {
          parts.add(constant);
          isLarge |=
              constant.type().shape().size() * constant.type().dtype().byteSize() > CONSTANT_BYTES;
        }
      }
    }
  }
}
