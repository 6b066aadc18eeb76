package dev.covector.nnx;

/**
 * The functions of nnx: modules taken apart and put together, and transformations of functions over
 * modules. They are used with their class, {@code Nnx.jit}, since {@code Covector.jit} and its like
 * exist for functions over trees.
 *
 * <pre>{@code
 * Linear model = new Linear(2, 3, new Rngs(0));
 * Optimizer<Linear> optimizer = new Optimizer<>(model, Optax.adam(1e-2), Param.class);
 * var step =
 *     Nnx.jit(
 *         (Linear m, Optimizer<Linear> o, Tensor x, Tensor y) -> {
 *           var result = Nnx.valueAndGrad((Linear n) -> n.apply(x).minus(y).square().mean()).apply(m);
 *           o.update(m, result.gradient());
 *           return result.value();
 *         });
 * Tensor loss = step.apply(model, optimizer, Numpy.ones(4, 2), Numpy.ones(4, 3));
 * }</pre>
 */
public final class Nnx extends NnxMap {
  private Nnx() {}
}
