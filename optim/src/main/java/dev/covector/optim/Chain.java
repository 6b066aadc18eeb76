package dev.covector.optim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transformation after the other.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clip(1), Optax.adam(1e-3));
 * Chain.State state = (Chain.State) tx.init(Tensor.of(new float[] {1, 2}));
 * int parts = state.inner().size(); // 2
 * }</pre>
 *
 * @param transformations in the order in which they are applied
 */
public record Chain(List<GradientTransformation> transformations)
    implements GradientTransformation {
  /**
   * The states.
   *
   * @param inner that of each transformation
   */
  public record State(List<OptState> inner) implements OptState {}

  /** Copies the list. */
  public Chain {
    transformations = List.copyOf(transformations);
  }

  @Override
  public OptState init(Object params) {
    List<OptState> states = new ArrayList<>();
    transformations.forEach(part -> states.add(part.init(params)));
    return new State(List.copyOf(states));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("chain", state, State.class);
    if (s.inner().size() != transformations.size()) {
      throw new OptimException(
          "chain: the state has "
              + s.inner().size()
              + " parts for "
              + transformations.size()
              + " transformations; it belongs to another chain: call init(params)");
    }
    List<OptState> states = new ArrayList<>();
    P current = updates;
    for (int i = 0; i < transformations.size(); i++) {
      Updated<P> step = transformations.get(i).update(current, s.inner().get(i), params, extra);
      current = step.updates();
      states.add(step.state());
    }
    return new Updated<>(current, new State(List.copyOf(states)));
  }

  @Override
  public boolean needsParams() {
    return transformations.stream().anyMatch(GradientTransformation::needsParams);
  }
}
