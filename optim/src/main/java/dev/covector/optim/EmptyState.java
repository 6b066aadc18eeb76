package dev.covector.optim;

/**
 * The state of a transformation that remembers nothing.
 *
 * <pre>{@code
 * OptState state = Optax.scale(-0.1).init(Numpy.ones(3)); // EmptyState[]
 * }</pre>
 */
public record EmptyState() implements OptState {}
