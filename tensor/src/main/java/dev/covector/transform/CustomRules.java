package dev.covector.transform;

import dev.covector.Forward;
import dev.covector.Jvp;
import dev.covector.JvpRule;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.graph.ClosedGraph;
import dev.covector.op.CustomJvpCall;
import dev.covector.op.CustomVjpCall;
import dev.covector.op.Dual;
import dev.covector.op.Zeros;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code customJvp} and {@code customVjp} over trees. */
public final class CustomRules {
  private CustomRules() {}

  /** Calls a function with a forward-mode rule. */
  public static @Nullable Object jvp(
      TreeFunction function, JvpRule<?> rule, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    ClosedGraph closed = stage("custom_jvp", in, flat);
    Leaves.Layout results = flat.results();
    List<TensorType> types = closed.graph().outputTypes();
    CustomJvpCall.Rule flatRule =
        (primals, tangents) -> {
          Jvp<?> out =
              rule.apply(
                  Arrays.asList(in.layout().<Object[]>rebuild(primals)),
                  Arrays.asList(in.layout().<Object[]>rebuild(tangents)));
          List<Tensor> values = leaves("custom_jvp: the rule's value", results, types, out.value());
          List<Tensor> moves =
              leaves("custom_jvp: the rule's tangent", results, types, out.tangent());
          List<Dual> duals = new ArrayList<>();
          for (int i = 0; i < values.size(); i++) {
            boolean inexact = values.get(i).dtype().isInexact();
            duals.add(new Dual(values.get(i), inexact ? moves.get(i) : null));
          }
          return duals;
        };
    List<Tensor> out = Trace.bind(new CustomJvpCall(closed.graph(), flatRule), in.tensors());
    return results.rebuild(out);
  }

  /** Calls a function with a reverse-mode rule. */
  public static @Nullable Object vjp(
      TreeFunction function,
      Function<@Nullable Object[], Forward<?, ?>> forward,
      BiFunction<Object, Object, List<?>> backward,
      @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    ClosedGraph closed = stage("custom_vjp", in, flat);
    Leaves.Layout results = flat.results();
    List<TensorType> types = closed.graph().outputTypes();
    Leaves.Layout[] residuals = new Leaves.Layout[1];
    CustomVjpCall.Rule flatForward =
        primals -> {
          Forward<?, ?> out = forward.apply(in.layout().<@Nullable Object[]>rebuild(primals));
          List<@Nullable Tensor> values =
              new ArrayList<>(
                  leaves("custom_vjp: the forward rule's value", results, types, out.value()));
          Leaves kept = Leaves.of(out.residuals());
          residuals[0] = kept.layout();
          values.addAll(kept.tensors());
          return values;
        };
    CustomVjpCall.Rule flatBackward =
        operands -> {
          int kept = residuals[0].dynamicCount();
          List<?> pulled =
              backward.apply(
                  residuals[0].rebuild(operands.subList(0, kept)),
                  results.rebuild(operands.subList(kept, operands.size())));
          return cotangents(in, pulled);
        };
    List<Tensor> out =
        Trace.bind(new CustomVjpCall(closed.graph(), flatForward, flatBackward), in.tensors());
    return results.rebuild(out);
  }

  /** The leaves of one cotangent per argument; null stands for the zeros of a whole argument. */
  private static List<@Nullable Tensor> cotangents(Leaves in, List<?> pulled) {
    Object[] arguments = in.layout().rebuild(in.tensors());
    if (pulled.size() != arguments.length) {
      throw new TransformException(
          "custom_vjp: the backward rule returned "
              + pulled.size()
              + " cotangents for "
              + arguments.length
              + " arguments; return one per argument, null for zero");
    }
    List<@Nullable Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Leaves argument = Leaves.of(arguments[i]);
      Object ct = pulled.get(i);
      if (ct == null) {
        argument.tensors().forEach(leaf -> leaves.add(Zeros.like(leaf.type())));
      } else {
        leaves.addAll(
            leaves(
                "custom_vjp: the cotangent of argument " + i,
                argument.layout(),
                argument.types(),
                ct));
      }
    }
    return leaves;
  }

  private static ClosedGraph stage(String name, Leaves in, FlatFunction flat) {
    ClosedGraph closed = GraphTrace.stage(name, in.types(), flat);
    if (!closed.residuals().isEmpty()) {
      throw new TransformException(
          name
              + ": the function closes over the traced value "
              + closed.residuals().getFirst()
              + "; pass it as an argument, so that the rule can say its derivative");
    }
    return closed;
  }

  private static List<Tensor> leaves(
      String what, Leaves.Layout expected, List<TensorType> types, @Nullable Object tree) {
    Leaves given = Leaves.of(tree);
    Leaves.requireSame(what, expected.structure(), given.layout().structure());
    for (int i = 0; i < types.size(); i++) {
      TensorType wanted = types.get(i);
      TensorType actual = given.tensors().get(i).type();
      if (wanted.dtype().isInexact() && !wanted.matches(actual)) {
        throw new ShapeException(
            what + " at " + expected.place(i) + " is " + actual + "; it must be " + wanted);
      }
    }
    return given.tensors();
  }
}
