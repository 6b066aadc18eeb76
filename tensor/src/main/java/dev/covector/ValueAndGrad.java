package dev.covector;

/**
 * A value and its gradient.
 *
 * @param value the scalar
 * @param gradient of the type of the differentiated argument
 */
public record ValueAndGrad<G>(Tensor value, G gradient) {}
