package dev.covector.optim;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Leaves updates as they are, and puts a measurement of them into the state.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.chain(Optax.sgd(0.1), Optax.snapshot("norm", Optax::globalNorm), Optax.clip(0.05));
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params);
 * }</pre>
 *
 * @param name the name in the state
 * @param measure what is measured: a tree of tensors, of the updates
 */
public record Snapshot(String name, Function<Object, Object> measure)
    implements GradientTransformation {
  /**
   * The last measurement.
   *
   * @param measurement by the name
   */
  public record State(Map<String, Object> measurement) implements OptState {}

  @Override
  public OptState init(Object params) {
    return new State(Map.of(name, measure.apply(params)));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Agreement.state("snapshot", state, State.class);
    return new Updated<>(updates, new State(Map.of(name, measure.apply(updates))));
  }
}
