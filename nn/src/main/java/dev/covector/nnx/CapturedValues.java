package dev.covector.nnx;

/**
 * What {@link Nnx#capture} gives.
 *
 * <pre>{@code
 * Linear layer = new Linear(3, 2, new Rngs(0));
 * CapturedValues<Tensor> seen = Nnx.capture(layer, () -> layer.apply(Numpy.ones(1, 3)));
 * Tensor y = seen.result(); // f32[1,2]
 * State sown = seen.values(); // empty: a Linear sows nothing
 * }</pre>
 *
 * @param result of the function
 * @param values what modules have sown, by the path of the module, the name and a number
 */
public record CapturedValues<R>(R result, State values) {}
