package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer whose hyperparameters are in its state: they can be read there and changed between
 * steps, and a schedule may stand for any of them.
 *
 * <pre>{@code
 * InjectHyperparams tx = Optax.injectHyperparams(Optax.adam(Optax.exponentialDecay(0.1, 100, 0.5)));
 * Tensor params = Tensor.of(new float[] {1, 2});
 * InjectHyperparams.State state = tx.init(params);
 * float rate = state.get("learningRate").toFloat(); // 0.1
 * state = state.with("b1", 0.8);
 * }</pre>
 *
 * @param inner the optimizer: a record, or a chain of records, whose {@link Hyperparameter}s are
 *     found in it
 * @param overrides other hyperparameters for those of a name, such as schedules
 * @param dtype the dtype of the hyperparameters; null for the widest of the parameters
 */
public record InjectHyperparams(
    GradientTransformation inner, Map<String, Hyperparameter> overrides, @Nullable DType dtype)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param count the number of steps, i32
   * @param hyperparameters those of the last step, by name: the component of the record, such as
   *     {@code learningRate}, or its whole path where several have that name
   * @param scheduleStates the states of schedules that have one, by the same names
   * @param inner the state of the optimizer
   */
  public record State(
      Tensor count,
      Map<String, Tensor> hyperparameters,
      Map<String, Object> scheduleStates,
      OptState inner)
      implements OptState {
    /**
     * A hyperparameter.
     *
     * @throws OptimException when there is none of the name
     */
    public Tensor get(String name) {
      Tensor value = hyperparameters.get(name);
      if (value == null) {
        throw new OptimException(
            "inject_hyperparams: no hyperparameter is named '"
                + name
                + "'; there are "
                + new TreeSet<>(hyperparameters.keySet()));
      }
      return value;
    }

    /** The state with another value of a hyperparameter that is no schedule. */
    public State with(String name, double value) {
      return with(name, Tensor.of(value).astype(get(name).dtype()));
    }

    /** The state with another value of a hyperparameter that is no schedule. */
    public State with(String name, Tensor value) {
      Map<String, Tensor> changed = new LinkedHashMap<>(hyperparameters);
      changed.put(name, value.astype(get(name).dtype()));
      return new State(count, changed, scheduleStates, inner);
    }
  }

  /** A schedule's value of the step at hand. */
  record Injected(Tensor value) implements Schedule {
    @Override
    public Tensor apply(Tensor step) {
      return value;
    }
  }

  /** Copies the map, and checks that the optimizer has hyperparameters of those names. */
  public InjectHyperparams {
    overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    Map<String, Hyperparameter> found = found(inner);
    if (found.isEmpty()) {
      throw new OptimException(
          "inject_hyperparams: "
              + inner
              + " has no hyperparameters; it must be a record with components of type"
              + " Hyperparameter, or a chain of such");
    }
    for (String name : overrides.keySet()) {
      if (!found.containsKey(name)) {
        throw new OptimException(
            "inject_hyperparams: no hyperparameter is named '"
                + name
                + "'; there are "
                + found.keySet());
      }
    }
  }

  InjectHyperparams(GradientTransformation inner) {
    this(inner, Map.of(), null);
  }

  /** These with a number, a tensor or a schedule for a hyperparameter. */
  public InjectHyperparams set(String name, Hyperparameter value) {
    Map<String, Hyperparameter> more = new LinkedHashMap<>(overrides);
    more.put(name, value);
    return new InjectHyperparams(inner, more, dtype);
  }

  /** These with another dtype of the hyperparameters. */
  public InjectHyperparams dtype(DType dtype) {
    return Components.with(this, "dtype", dtype);
  }

  @Override
  public State init(Object params) {
    DType wanted = dtype == null ? TreeMath.widest(params) : dtype;
    Tensor count = Counts.zero();
    Map<String, Tensor> values = new LinkedHashMap<>();
    Map<String, Object> states = new LinkedHashMap<>();
    hyperparameters()
        .forEach(
            (name, h) -> {
              Tensor value;
              if (h instanceof StatefulSchedule schedule) {
                states.put(name, schedule.init());
                value = schedule.apply(states.get(name), ExtraArgs.none()).astype(wanted);
              } else {
                value = Scalar.at(h, count).strong(wanted);
              }
              values.put(name, value);
            });
    return new State(count, values, states, with(values).init(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("inject_hyperparams", state, State.class);
    Map<String, Tensor> values = new LinkedHashMap<>();
    Map<String, Object> states = new LinkedHashMap<>();
    hyperparameters()
        .forEach(
            (name, h) -> {
              Tensor before = s.get(name);
              switch (h) {
                case Schedule schedule ->
                    values.put(name, schedule.apply(s.count()).astype(before.dtype()));
                case StatefulSchedule schedule -> {
                  Object old = s.scheduleStates().get(name);
                  values.put(name, schedule.apply(old, extra).astype(before.dtype()));
                  states.put(name, schedule.update(old, extra));
                }
                case Hyperparameter.Constant _, Hyperparameter.Given _ -> values.put(name, before);
              }
            });
    Updated<P> step = with(values).update(updates, s.inner(), params, extra);
    return new Updated<>(
        step.updates(), new State(Counts.increment(s.count()), values, states, step.state()));
  }

  @Override
  public boolean needsParams() {
    return inner.needsParams();
  }

  private Map<String, Hyperparameter> hyperparameters() {
    Map<String, Hyperparameter> all = found(inner);
    all.putAll(overrides);
    return all;
  }

  /** The optimizer with tensors for its hyperparameters. */
  private GradientTransformation with(Map<String, Tensor> values) {
    Map<String, String> names = names(inner);
    return Tree.mapWithPath(
        (Path path, Object leaf) ->
            switch (leaf) {
              case Schedule _ -> new Injected(values.get(names.get(path.toString())));
              case Hyperparameter _ ->
                  new Hyperparameter.Given(values.get(names.get(path.toString())));
              default -> leaf;
            },
        inner);
  }

  private static Map<String, Hyperparameter> found(GradientTransformation inner) {
    Map<String, String> names = names(inner);
    Map<String, Hyperparameter> found = new TreeMap<>();
    Tree.Flattened flattened = Tree.flatten(inner);
    List<Path> paths = flattened.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      if (flattened.leaves().get(i) instanceof Hyperparameter h) {
        found.put(names.get(paths.get(i).toString()), h);
      }
    }
    return found;
  }

  /** The name of each hyperparameter by its path: the last step, unless others have it too. */
  private static Map<String, String> names(GradientTransformation inner) {
    Tree.Flattened flattened = Tree.flatten(inner);
    List<Path> paths = flattened.structure().paths();
    Map<String, Integer> uses = new LinkedHashMap<>();
    List<Path> places = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      if (flattened.leaves().get(i) instanceof Hyperparameter) {
        places.add(paths.get(i));
        uses.merge(last(paths.get(i)), 1, Integer::sum);
      }
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (Path place : places) {
      names.put(place.toString(), uses.get(last(place)) == 1 ? last(place) : place.toString());
    }
    return names;
  }

  private static String last(Path path) {
    return path.entries().isEmpty() ? "" : path.entries().getLast().toString();
  }
}
