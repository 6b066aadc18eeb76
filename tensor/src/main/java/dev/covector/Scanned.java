package dev.covector;

/**
 * What a scan returns, and what its body returns for one step.
 *
 * @param carry the last (or next) carry
 * @param outputs the outputs stacked along axis 0 (or one of them)
 */
public record Scanned<C, Y>(C carry, Y outputs) {}
