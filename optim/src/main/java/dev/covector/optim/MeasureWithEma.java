package dev.covector.optim;

import dev.covector.Defaults;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of updates, averaged over steps: for {@link Monitor}. Its updates are the average.
 *
 * <pre>{@code
 * GradientTransformation clipped = Optax.measureWithEma(u -> Optax.globalNorm(u).gt(1), 0.9);
 * GradientTransformation tx = Optax.monitor(Map.of("clipped", clipped));
 * OptState state = tx.init(Numpy.ones(3));
 * }</pre>
 *
 * @param measure what is measured: a tree of tensors, of the updates
 * @param ema the average
 */
public record MeasureWithEma(Function<Object, Object> measure, Ema ema)
    implements GradientTransformation {
  /** These with another {@code ema}: the average. */
  public MeasureWithEma ema(Ema ema) {
    return Components.with(this, "ema", ema);
  }

  @Override
  public OptState init(Object params) {
    return ema.init(measured(params));
  }

  @Override
  @SuppressWarnings("unchecked") // a measurement in place of updates: who monitors expects it
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Updated<Object> average = ema.update(measured(updates), state, null, extra);
    return new Updated<>((P) average.updates(), average.state());
  }

  /** The measurement in floats, which have an average. */
  private Object measured(Object updates) {
    return Leafwise.map(
        x -> x.dtype().isFloating() ? x : x.astype(Defaults.floating()), measure.apply(updates));
  }
}
