package dev.covector;

/**
 * What the forward rule of a {@link Covector#customVjp custom vjp} returns.
 *
 * @param value the result of the function
 * @param residuals what the backward rule needs
 */
public record Forward<R, S>(R value, S residuals) {}
