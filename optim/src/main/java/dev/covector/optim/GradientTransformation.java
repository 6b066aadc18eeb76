package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * A rule that turns gradients into updates of parameters, and remembers in a state what it needs
 * for the next step. The state is outside: a transformation is a value without memory of its own,
 * and a step is a function that can be jitted.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clipByGlobalNorm(1), Optax.adam(1e-2));
 * Tensor params = Tensor.of(new float[] {1, 2, 3});
 * OptState state = tx.init(params);
 * for (int i = 0; i < 10; i++) {
 *   Tensor grads = Covector.grad((Tensor p) -> p.square().sum()).apply(params);
 *   Updated<Tensor> step = tx.update(grads, state, params);
 *   params = Optax.applyUpdates(params, step.updates());
 *   state = step.state();
 * }
 * }</pre>
 */
public interface GradientTransformation {
  /**
   * The state before the first step.
   *
   * @param params the parameters: any tree of floating tensors
   */
  OptState init(Object params);

  /**
   * One step.
   *
   * @param updates the gradients, or what a transformation before this one made of them
   * @param state the state of the step before
   * @param params the parameters as they are, or null where the transformation does not ask for
   *     them
   * @param extra what some transformations want besides, such as the loss
   * @throws dev.covector.CovectorException when the trees do not agree, or something is missing
   */
  <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra);

  /** One step without extra arguments. */
  default <P> Updated<P> update(P updates, OptState state, P params) {
    return update(updates, state, params, ExtraArgs.none());
  }

  /** One step of a transformation that does not ask for the parameters. */
  default <P> Updated<P> update(P updates, OptState state) {
    return update(updates, state, null, ExtraArgs.none());
  }

  /** Whether {@code update} asks for the parameters. */
  default boolean needsParams() {
    return false;
  }
}
