package dev.covector.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transformation for each group of tensors. With {@link SetToZero} for a group, the gradients of
 * that group are not computed in a compiled step: nothing reads them.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.partition(
 *         Map.of("trained", Optax.adam(1e-3), "frozen", Optax.setToZero()),
 *         (path, p) -> path.toString().startsWith("encoder") ? "frozen" : "trained");
 * OptState state = tx.init(Map.of("encoder", Numpy.ones(3), "head", Numpy.zeros(3)));
 * }</pre>
 *
 * @param transformations by the name of the group
 * @param labels the group of each tensor
 */
public record Partition(Map<String, GradientTransformation> transformations, Labels labels)
    implements GradientTransformation {
  /**
   * The states.
   *
   * @param inner that of the transformation of each group
   */
  public record State(Map<String, OptState> inner) implements OptState {}

  /** Copies the map. */
  public Partition {
    transformations = Collections.unmodifiableMap(new TreeMap<>(transformations));
  }

  private Mask group(String name) {
    return (path, leaf) -> {
      String label = labels.of(path, leaf);
      if (!transformations.containsKey(label)) {
        throw new OptimException(
            "partition: "
                + path
                + " has the label '"
                + label
                + "', for which there is no transformation; there are "
                + transformations.keySet());
      }
      return label.equals(name);
    };
  }

  @Override
  public OptState init(Object params) {
    Map<String, OptState> states = new LinkedHashMap<>();
    transformations.forEach(
        (name, part) ->
            states.put(name, part.init(Selection.of(params, group(name)).take(params))));
    return new State(states);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("partition", state, State.class);
    Agreement.matching("partition", updates, params);
    if (!s.inner().keySet().equals(transformations.keySet())) {
      throw new OptimException(
          "partition: the state has the groups "
              + new TreeSet<>(s.inner().keySet())
              + ", the transformations are "
              + transformations.keySet()
              + "; the state belongs to another optimizer: call init(params)");
    }
    Map<String, OptState> states = new LinkedHashMap<>();
    P current = updates;
    for (Map.Entry<String, GradientTransformation> part : transformations.entrySet()) {
      Masked masked = new Masked(part.getValue(), group(part.getKey()));
      Masked.State before = new Masked.State(s.inner().get(part.getKey()));
      Updated<P> step = masked.update(current, before, params, extra);
      current = step.updates();
      states.put(part.getKey(), ((Masked.State) step.state()).inner());
    }
    return new Updated<>(current, new State(states));
  }

  @Override
  public boolean needsParams() {
    return transformations.values().stream().anyMatch(GradientTransformation::needsParams);
  }
}
