package dev.covector;

/**
 * A value and its pullback.
 *
 * @param value the result of the function
 * @param pullback from a cotangent like the value to cotangents of the arguments
 */
public record Vjp<R, G>(R value, Fn1<R, G> pullback) {}
