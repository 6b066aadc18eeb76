package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The states of line searches, which keep the loss and the gradient at the point they found. */
sealed interface LineSearchMemory extends OptState
    permits ScaleByZoomLinesearch.State, ScaleByBacktrackingLinesearch.State {
  /** The loss at the point that was found; infinite before the first step. */
  Tensor value();

  /** The gradient there; null where it is not kept. */
  @Nullable Object grad();

  /** The loss and its gradient, from the first line search in a state that has finite ones. */
  @SuppressWarnings("unchecked") // the gradient has the tree of the parameters
  static <P> ValueAndGrad<P> valueAndGrad(Function<Object, Tensor> loss, P params, OptState state) {
    LineSearchMemory memory = find(state);
    if (memory == null || memory.grad() == null) {
      throw new OptimException(
          "value_and_grad_from_state: the state has no line search that keeps the gradient; use"
              + " lbfgs(), scaleByZoomLinesearch(), or Covector.valueAndGrad");
    }
    P kept = (P) memory.grad();
    return Lax.cond(
        Numpy.isfinite(memory.value()),
        () -> new ValueAndGrad<>(memory.value(), kept),
        () -> {
          ValueAndGrad<Object> fresh =
              Covector.valueAndGrad((Object p) -> loss.apply(p)).apply(params);
          return new ValueAndGrad<>(
              fresh.value().astype(memory.value().dtype()), (P) fresh.gradient());
        });
  }

  private static @Nullable LineSearchMemory find(OptState state) {
    return switch (state) {
      case LineSearchMemory memory -> memory;
      case Chain.State(List<OptState> inner) ->
          inner.stream()
              .map(LineSearchMemory::find)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }
}
