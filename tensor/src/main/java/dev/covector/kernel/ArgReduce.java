package dev.covector.kernel;

/**
 * The position of the largest (or smallest) element along the last dimension of the iteration
 * space; the first on ties, and the first NaN when there is one.
 *
 * @param extents the iteration space; the last dimension is searched
 * @param largest whether the largest is wanted
 * @param source the operand
 * @param target an integer buffer; stride 0 on the last dimension
 */
public record ArgReduce(long[] extents, boolean largest, Access source, Access target)
    implements Kernel {}
