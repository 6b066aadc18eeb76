package dev.covector.transform;

import dev.covector.Tensor;
import dev.covector.op.StopGradient;
import dev.covector.trace.Trace;
import dev.covector.tree.Tree;
import org.jspecify.annotations.Nullable;

/** What concerns derivatives but is no transformation. */
public final class Gradients {
  private Gradients() {}

  /** The same tree, constant for every derivative. */
  public static <T extends @Nullable Object> T stop(T tree) {
    return Tree.map(
        (Object leaf) ->
            leaf instanceof Tensor tensor && tensor.dtype().isInexact()
                ? Trace.bind(new StopGradient(), tensor)
                : leaf,
        tree);
  }
}
