package dev.covector.optim;

/**
 * What a {@link GradientTransformation} makes of gradients.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.sgd(0.1).momentum(0.9);
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params);
 * params = Optax.applyUpdates(params, step.updates());
 * OptState next = step.state();
 * }</pre>
 *
 * @param updates what is to be added to the parameters: a tree of their structure, shapes and
 *     dtypes
 * @param state the state for the next step
 */
public record Updated<P>(P updates, OptState state) {}
