package dev.covector.optim;

/**
 * What a {@link GradientTransformation} makes of gradients.
 *
 * @param updates what is to be added to the parameters: a tree of their structure, shapes and
 *     dtypes
 * @param state the state for the next step
 */
public record Updated<P>(P updates, OptState state) {}
