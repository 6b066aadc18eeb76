package dev.covector.nnx;

/**
 * What {@link Nnx#capture} gives.
 *
 * @param result of the function
 * @param values what modules have sown, by the path of the module, the name and a number
 */
public record CapturedValues<R>(R result, State values) {}
