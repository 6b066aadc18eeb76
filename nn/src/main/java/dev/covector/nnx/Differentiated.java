package dev.covector.nnx;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.ValueAuxAndGrad;
import dev.covector.WithAux;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A function with gradients with respect to variables of its first argument. */
final class Differentiated {
  private final Traced.Body function;
  private final Filter wrt;

  private Differentiated(Traced.Body function, Filter wrt) {
    this.function = function;
    this.wrt = wrt;
  }

  /** A function to a scalar. */
  static Differentiated scalar(Traced.Body function, Filter wrt) {
    return new Differentiated(x -> Arrays.asList(function.apply(x), null), wrt);
  }

  /** A function to a scalar with auxiliary data. */
  static Differentiated withAux(Traced.Body function, Filter wrt) {
    return new Differentiated(
        x -> {
          WithAux<?> result = (WithAux<?>) Objects.requireNonNull(function.apply(x), "a result");
          return Arrays.asList(result.value(), result.aux());
        },
        wrt);
  }

  /** Value, auxiliary data and gradient. */
  ValueAuxAndGrad<State, Object> call(@Nullable Object... arguments) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(arguments);
          List<Integer> chosen = chosen(in);
          Overlay overlay = Overlay.current();
          List<Tensor> values = overlay == null ? List.of() : overlay.read(in.variables());
          List<Tensor> at = chosen.stream().map(values::get).toList();
          ValueAuxAndGrad<List<Tensor>, List<?>> result =
              Covector.valueAndGradWithAux((List<Tensor> x) -> trace(in, values, chosen, x))
                  .apply(at);
          List<?> pair = (List<?>) Objects.requireNonNull(Traced.finish(result.aux(), in));
          State gradient = state(in, chosen, result.gradient());
          return new ValueAuxAndGrad<>(result.value(), pair.get(1), gradient);
        });
  }

  private WithAux<List<?>> trace(
      Arguments in, List<Tensor> values, List<Integer> chosen, List<Tensor> x) {
    List<Tensor> traced = new ArrayList<>(values);
    for (int i = 0; i < chosen.size(); i++) {
      traced.set(chosen.get(i), x.get(i));
    }
    Tensor[] loss = new Tensor[1];
    List<@Nullable Object> outcome =
        Traced.run(
            Overlay.Kind.TRACE,
            "Nnx.grad",
            in,
            in.with(in.tensors()),
            traced,
            arguments -> {
              List<?> pair = (List<?>) function.apply(arguments);
              loss[0] = (Tensor) Objects.requireNonNull(pair).getFirst();
              return Arrays.asList(null, pair.get(1));
            });
    return new WithAux<>(loss[0], outcome);
  }

  /** The variables of the first argument that are differentiated. */
  private List<Integer> chosen(Arguments in) {
    List<Integer> chosen = new ArrayList<>();
    int count = in.variablesOfFirst();
    for (int i = 0; i < count; i++) {
      Variable variable = in.variables().get(i);
      Filter.Subject subject =
          new Filter.Subject(in.paths().get(i), variable.getClass(), variable.tag());
      if (wrt.test(subject)) {
        chosen.add(i);
      }
    }
    if (chosen.isEmpty()) {
      throw new NnxException(
          "Nnx.grad: the first argument has no variables to differentiate; it must be a module with"
              + " Params, or the filter must select some of its variables");
    }
    return chosen;
  }

  private static State state(Arguments in, List<Integer> chosen, List<Tensor> gradients) {
    TreeMap<VariablePath, State.Entry> entries = new TreeMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      Variable variable = in.variables().get(chosen.get(i));
      entries.put(
          in.paths().get(chosen.get(i)),
          new State.Entry(variable.getClass(), variable.tag(), gradients.get(i)));
    }
    return new State(entries);
  }
}
