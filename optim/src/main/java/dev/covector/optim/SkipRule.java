package dev.covector.optim;

import dev.covector.Tensor;
import java.util.Map;

/**
 * Which gradients {@link MultiSteps} ignores.
 *
 * <pre>{@code
 * MultiSteps tx = Optax.multiSteps(Optax.adam(1e-3), 4).shouldSkip(Optax.skipNotFinite());
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
@FunctionalInterface
public interface SkipRule {
  /**
   * What a rule says.
   *
   * @param shouldSkip whether the gradients are ignored, a bool scalar
   * @param measurements what is kept in the state, by name
   */
  record Verdict(Tensor shouldSkip, Map<String, Tensor> measurements) {}

  /**
   * The verdict on gradients.
   *
   * @param updates the gradients
   * @param step the number of steps, i32
   */
  Verdict apply(Object updates, Tensor step);
}
