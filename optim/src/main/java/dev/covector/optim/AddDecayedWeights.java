package dev.covector.optim;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Adds a part of the parameters: weight decay.
 *
 * <p>Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization".
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.chain(Optax.addDecayedWeights(1e-4).mask((path, p) -> p.rank() > 1), Optax.sgd(0.1));
 * OptState state = tx.init(Map.of("kernel", Numpy.ones(2, 3), "bias", Numpy.zeros(3)));
 * }</pre>
 *
 * @param weightDecay the strength of the weight decay
 * @param mask which parameters decay; null for all
 */
public record AddDecayedWeights(Hyperparameter weightDecay, @Nullable Mask mask)
    implements GradientTransformation {
  /**
   * The count, for schedules.
   *
   * @param count the number of steps, i32
   */
  public record State(Tensor count) implements OptState {}

  AddDecayedWeights(Hyperparameter weightDecay) {
    this(weightDecay, null);
  }

  /** These with another {@code mask}: which parameters decay; null for all. */
  public AddDecayedWeights mask(@Nullable Mask mask) {
    return Components.with(this, "mask", mask);
  }

  @Override
  public OptState init(Object params) {
    return new State(Counts.zero());
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("add_decayed_weights");
    }
    Agreement.check("add_decayed_weights", updates, params);
    State s = Agreement.state("add_decayed_weights", state, State.class);
    State next = new State(Counts.increment(s.count()));
    Scalar decay = Scalar.at(weightDecay, s.count());
    if (decay.is(0)) {
      return new Updated<>(updates, next);
    }
    if (mask == null) {
      return new Updated<>(Leafwise.map((g, p) -> g.plus(decay.times(p)), updates, params), next);
    }
    P decaying = Selection.of(params, mask).map((g, p) -> g.plus(decay.times(p)), updates, params);
    return new Updated<>(decaying, next);
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
