package dev.covector.kernel;

/**
 * A running combination along the last dimension of the iteration space.
 *
 * @param extents the iteration space; the last dimension is scanned
 * @param combiner ADD, MUL, MAX, MIN or LOGADDEXP
 * @param reverse whether it runs from the end
 * @param source the operand
 * @param target of the same dtype
 */
public record Cumulative(
    long[] extents, ScalarFn combiner, boolean reverse, Access source, Access target)
    implements Kernel {}
