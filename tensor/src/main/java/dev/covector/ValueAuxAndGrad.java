package dev.covector;

/**
 * A value, auxiliary data and a gradient.
 *
 * @param value the scalar
 * @param aux what else the function returned
 * @param gradient of the type of the differentiated argument
 */
public record ValueAuxAndGrad<G, X>(Tensor value, X aux, G gradient) {}
