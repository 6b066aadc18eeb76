package dev.covector;

/**
 * A gradient and auxiliary data.
 *
 * @param gradient of the type of the differentiated argument
 * @param aux what else the function returned
 */
public record GradWithAux<G, X>(G gradient, X aux) {}
