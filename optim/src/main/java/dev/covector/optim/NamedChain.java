package dev.covector.optim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One transformation after the other, whose states are found by name.
 *
 * <pre>{@code
 * Map<String, GradientTransformation> parts = new LinkedHashMap<>();
 * parts.put("clip", Optax.clipByGlobalNorm(1));
 * parts.put("adam", Optax.adam(1e-3));
 * NamedChain tx = Optax.namedChain(parts);
 * NamedChain.State state = (NamedChain.State) tx.init(Tensor.of(new float[] {1, 2}));
 * OptState adam = state.inner().get("adam");
 * }</pre>
 *
 * @param transformations by name, in the order in which they are applied
 */
public record NamedChain(Map<String, GradientTransformation> transformations)
    implements GradientTransformation {
  /**
   * The states.
   *
   * @param inner that of each transformation
   */
  public record State(Map<String, OptState> inner) implements OptState {}

  /** Copies the map. */
  public NamedChain {
    transformations = Collections.unmodifiableMap(new LinkedHashMap<>(transformations));
  }

  @Override
  public OptState init(Object params) {
    Map<String, OptState> states = new LinkedHashMap<>();
    transformations.forEach((name, part) -> states.put(name, part.init(params)));
    return new State(states);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("named_chain", state, State.class);
    if (!s.inner().keySet().equals(transformations.keySet())) {
      throw new OptimException(
          "named_chain: the state has the parts "
              + new TreeSet<>(s.inner().keySet())
              + " for the transformations "
              + new TreeSet<>(transformations.keySet())
              + "; it belongs to another chain: call init(params)");
    }
    Map<String, OptState> states = new LinkedHashMap<>();
    P current = updates;
    for (Map.Entry<String, GradientTransformation> part : transformations.entrySet()) {
      Updated<P> step =
          part.getValue().update(current, s.inner().get(part.getKey()), params, extra);
      current = step.updates();
      states.put(part.getKey(), step.state());
    }
    return new Updated<>(current, new State(states));
  }

  @Override
  public boolean needsParams() {
    return transformations.values().stream().anyMatch(GradientTransformation::needsParams);
  }
}
