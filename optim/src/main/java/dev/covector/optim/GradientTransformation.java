package dev.covector.optim;

import org.jspecify.annotations.Nullable;

/**
 * A rule that turns gradients into updates of parameters, and remembers in a state what it needs
 * for the next step. The state is outside: a transformation is a value without memory of its own.
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
}
