package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.random.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts an estimate of the diagonal of the Hessian in place of the updates: the product of the
 * Hessian with random signs, times the signs. It needs the loss as a function: {@link
 * ExtraArgs#valueFn}.
 *
 * <p>Hutchinson 1990, "A Stochastic Estimator of the Trace of the Influence Matrix"; Bekas et al.
 * 2007.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.hutchinsonEstimatorDiagHessian();
 * Tensor params = Tensor.of(new float[] {1, 2});
 * ExtraArgs loss = ExtraArgs.none().valueFn(p -> ((Tensor) p).square().sum());
 * Tensor diagonal = tx.update(params, tx.init(params), params, loss).updates(); // [2, 2]
 * }</pre>
 *
 * @param key the random key
 */
public record HutchinsonEstimator(Tensor key) implements GradientTransformation {
  /**
   * The key.
   *
   * @param key that of the steps to come
   */
  public record State(Tensor key) implements OptState {}

  /** These with another {@code key}: the random key. */
  public HutchinsonEstimator key(Tensor key) {
    return Components.with(this, "key", key);
  }

  @Override
  public OptState init(Object params) {
    return new State(Copies.of(key));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    String op = "hutchinson_estimator_diag_hessian";
    if (params == null) {
      throw OptimException.missingParams(op);
    }
    Agreement.check(op, updates, params);
    State s = Agreement.state(op, state, State.class);
    Function<Object, Tensor> loss = extra.requireValueFn(op);
    Tensor keys = Random.split(s.key());
    DType dtype = TreeMath.narrowest(params);
    P signs =
        TreeMath.randomLike(
            Random.keyAt(keys, 1),
            params,
            (k, shape, own) -> Random.rademacher(k, shape, DType.F32).astype(dtype));
    P product = SecondOrder.hvp((P p) -> loss.apply(p), signs, params);
    return new Updated<>(TreeMath.mul(product, signs), new State(Random.keyAt(keys, 0)));
  }

  @Override
  public boolean needsParams() {
    return true;
  }
}
