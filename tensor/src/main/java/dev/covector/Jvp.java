package dev.covector;

/**
 * A value and its tangent.
 *
 * @param value the result of the function
 * @param tangent of the same tree and types
 */
public record Jvp<R>(R value, R tangent) {}
