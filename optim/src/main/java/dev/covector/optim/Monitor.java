package dev.covector.optim;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Leaves updates as they are, and puts measurements of them into the state. A measurement is a
 * transformation whose updates are what it measured: {@link Optax#measure} or {@link
 * Optax#measureWithEma}. Before the first step all are zeros.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.chain(
 *         Optax.sgd(0.1),
 *         Optax.monitor(
 *             Map.of(
 *                 "norm", Optax.measure(Optax::globalNorm),
 *                 "meanNorm", Optax.measureWithEma(Optax::globalNorm, 0.9))));
 * Tensor params = Tensor.of(new float[] {1, 2});
 * Updated<Tensor> step = tx.update(params.times(2), tx.init(params), params);
 * }</pre>
 *
 * @param measures the measurements by name
 */
public record Monitor(Map<String, GradientTransformation> measures)
    implements GradientTransformation {
  /**
   * The measurements.
   *
   * @param measurements the last, by name
   * @param states the states of what measures, by name
   */
  public record State(Map<String, Object> measurements, Map<String, OptState> states)
      implements OptState {}

  /** Copies the map. */
  public Monitor {
    measures = Collections.unmodifiableMap(new TreeMap<>(measures));
  }

  @Override
  public OptState init(Object params) {
    Map<String, OptState> states = new TreeMap<>();
    measures.forEach((name, measure) -> states.put(name, measure.init(params)));
    State first = measured(params, states, params, ExtraArgs.none());
    return new State(Moments.zeros(first.measurements()), states);
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("monitor", state, State.class);
    return new Updated<>(updates, measured(updates, s.states(), params, extra));
  }

  private State measured(
      Object updates, Map<String, OptState> states, @Nullable Object params, ExtraArgs extra) {
    Map<String, Object> measurements = new TreeMap<>();
    Map<String, OptState> next = new TreeMap<>();
    measures.forEach(
        (name, measure) -> {
          Updated<Object> result = measure.update(updates, states.get(name), params, extra);
          measurements.put(name, result.updates());
          next.put(name, result.state());
        });
    return new State(measurements, next);
  }
}
