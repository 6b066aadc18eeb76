package dev.covector;

import org.jspecify.annotations.Nullable;

/**
 * What a scalar function with auxiliary data returns.
 *
 * @param value the scalar that is differentiated
 * @param aux what else is wanted of the computation
 */
public record WithAux<X extends @Nullable Object>(Tensor value, X aux) {}
