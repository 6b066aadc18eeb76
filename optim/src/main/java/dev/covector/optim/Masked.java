package dev.covector.optim;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transformation of some tensors; the others pass as they are. The inner transformation sees a
 * map of the tensors by their paths, whatever the tree was made of.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.masked(Optax.adam(1e-3), (path, p) -> p.rank() > 1);
 * OptState state = tx.init(Map.of("kernel", Numpy.ones(2, 3), "bias", Numpy.zeros(3)));
 * }</pre>
 *
 * @param inner the transformation
 * @param mask the tensors it is for
 */
public record Masked(GradientTransformation inner, Mask mask) implements GradientTransformation {
  /**
   * The state.
   *
   * @param inner that of the transformation
   */
  public record State(OptState inner) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(inner.init(Selection.of(params, mask).take(params)));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("masked", state, State.class);
    Agreement.matching("masked", updates, params);
    Selection selection = Selection.of(updates, mask);
    Updated<Map<String, Object>> step =
        inner.update(
            selection.take(updates),
            s.inner(),
            params == null ? null : selection.take(params),
            extra.grad().filter(selection::fits).isPresent()
                ? extra.grad(selection.take(extra.grad().get()))
                : extra);
    return new Updated<>(selection.put(updates, step.updates()), new State(step.state()));
  }

  @Override
  public boolean needsParams() {
    return inner.needsParams();
  }
}
