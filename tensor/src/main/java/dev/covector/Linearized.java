package dev.covector;

/**
 * A value and its linear map of tangents.
 *
 * @param value the result of the function
 * @param map from tangents of the arguments to the tangent of the value
 */
public record Linearized<R, F>(R value, F map) {}
