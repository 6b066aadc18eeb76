package dev.covector.optim;

/**
 * The state of a {@link GradientTransformation}: a record whose leaves are tensors. It is a tree
 * like any other, so it goes through {@code jit} as an argument and a result, can be donated, and
 * can be saved.
 *
 * <p>Users who write a transformation of their own implement this with a record.
 *
 * <pre>{@code
 * record Last(Object grads) implements OptState {}
 * OptState state = new Last(Map.of("w", Numpy.zeros(3)));
 * Tensor norm = Optax.globalNorm(state); // of all tensors in it
 * }</pre>
 */
public interface OptState {}
