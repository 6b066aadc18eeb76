package dev.covector;

/**
 * What holds tensors that are changed in place, out of sight of trees: a module that keeps its own
 * parameters. {@link Covector#jit} refuses it as an argument, since a program would keep the values
 * of its first call.
 *
 * <pre>{@code
 * class Counter implements Stateful {
 *   Tensor count = Tensor.of(0);
 *
 *   @Override
 *   public String remedy() {
 *     return "pass its count";
 *   }
 * }
 * }</pre>
 */
public interface Stateful {
  /** What to do instead of passing it, for messages. */
  String remedy();
}
