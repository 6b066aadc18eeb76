package dev.covector.optim;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A transformation that is a function of updates and parameters.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.statelessWithTreeMap((g, p) -> g.times(2));
 * Updated<Tensor> step = tx.update(Tensor.of(1f), tx.init(Tensor.of(1f)));
 * }</pre>
 *
 * @param function of the updates and the parameters (or null), updates of the same tree
 */
public record Stateless(BiFunction<Object, @Nullable Object, Object> function)
    implements GradientTransformation {
  @Override
  public OptState init(Object params) {
    return new EmptyState();
  }

  @Override
  @SuppressWarnings("unchecked") // the function keeps the tree
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    return new Updated<>((P) function.apply(updates, params), state);
  }
}
