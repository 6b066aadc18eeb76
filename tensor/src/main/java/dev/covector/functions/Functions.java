package dev.covector.functions;

/**
 * JAX's nn: activation functions and softmax. Use {@code import static
 * dev.covector.functions.Functions.*}.
 */
public final class Functions extends Normalizations {
  private Functions() {}
}
