package dev.covector.lax;

/**
 * JAX's lax: operations that neither promote nor broadcast. The functions are inherited from one
 * class per topic; use {@code import static dev.covector.lax.Lax.*}.
 */
public final class Lax extends LaxControl {
  private Lax() {}
}
