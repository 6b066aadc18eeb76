package dev.covector.transform;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of the user over flat lists of tensors. The layout of its result is known after it
 * ran.
 */
final class FlatFunction implements Function<List<Tensor>, List<Tensor>> {
  private final TreeFunction function;
  private final Leaves.Layout arguments;
  private Leaves.@Nullable Layout results;

  /**
   * A flat function.
   *
   * @param arguments the layout of the array of arguments
   */
  FlatFunction(TreeFunction function, Leaves.Layout arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  public List<Tensor> apply(List<Tensor> tensors) {
    Leaves out = Leaves.of(function.apply(arguments.<@Nullable Object[]>rebuild(tensors)));
    results = out.layout();
    return new ArrayList<>(out.tensors());
  }

  /** The layout of the last result. */
  Leaves.Layout results() {
    Leaves.Layout known = results;
    if (known == null) {
      throw new IllegalStateException("the function has not run yet");
    }
    return known;
  }
}
