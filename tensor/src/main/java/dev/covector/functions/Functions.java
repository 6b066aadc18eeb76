package dev.covector.functions;

/**
 * JAX's nn: activation functions, softmax, attention and pooling. Use {@code import static
 * dev.covector.functions.Functions.*}.
 */
public final class Functions extends Attentions {
  private Functions() {}
}
