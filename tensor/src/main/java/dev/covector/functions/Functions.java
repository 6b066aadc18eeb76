package dev.covector.functions;

/**
 * JAX's nn: activation functions, softmax and pooling. Use {@code import static
 * dev.covector.functions.Functions.*}.
 */
public final class Functions extends Pooling {
  private Functions() {}
}
