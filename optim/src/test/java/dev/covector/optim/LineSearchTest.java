package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.Defaults;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Optimizers with a line search reach minima, eagerly and compiled. */
final class LineSearchTest {
  private record Point(Tensor params, OptState state, Tensor value) {}

  /** The function of Rosenbrock, with its minimum 0 at (1, 1). */
  private static Tensor rosenbrock(Object params) {
    Tensor p = (Tensor) params;
    Tensor x = p.get(0);
    Tensor y = p.get(1);
    return x.minus(1).square().plus(y.minus(x.square()).square().times(100));
  }

  private static Fn2<Tensor, OptState, Point> step(
      GradientTransformation tx, Function<Object, Tensor> loss) {
    return (params, state) -> {
      ValueAndGrad<Tensor> at = Covector.valueAndGrad((Tensor p) -> loss.apply(p)).apply(params);
      ExtraArgs extra = ExtraArgs.none().value(at.value()).grad(at.gradient()).valueFn(loss);
      Updated<Tensor> step = tx.update(at.gradient(), state, params, extra);
      return new Point(Optax.applyUpdates(params, step.updates()), step.state(), at.value());
    };
  }

  private static double minimum(GradientTransformation tx, int steps) {
    Fn2<Tensor, OptState, Point> step = Covector.jit(step(tx, LineSearchTest::rosenbrock));
    Tensor params = Tensor.of(new double[] {-1.2, 1});
    OptState state = tx.init(params);
    for (int i = 0; i < steps; i++) {
      Point point = step.apply(params, state);
      params = point.params();
      state = point.state();
    }
    return rosenbrock(params).toDouble();
  }

  @Test
  void lbfgsMinimizesTheFunctionOfRosenbrock() {
    assertTrue(Defaults.wide(() -> minimum(Optax.lbfgs(), 45)) < 1e-12);
  }

  @Test
  void backtrackingFallsInEveryStep() {
    GradientTransformation tx = Optax.chain(Optax.sgd(1), Optax.scaleByBacktrackingLinesearch(30));
    Fn2<Tensor, OptState, Point> step = step(tx, LineSearchTest::rosenbrock);
    Tensor params = Tensor.of(new float[] {-1.2f, 1});
    OptState state = tx.init(params);
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 5; i++) {
      Point point = step.apply(params, state);
      assertTrue(point.value().toDouble() < before);
      before = point.value().toDouble();
      params = point.params();
      state = point.state();
    }
  }

  @Test
  void theLossAndGradientThatASearchFoundAreNotComputedAgain() {
    Function<Object, Tensor> loss = p -> ((Tensor) p).minus(3).square().sum();
    GradientTransformation tx = Optax.lbfgs();
    Tensor params = Tensor.of(new float[] {1, 2});
    Point next = step(tx, loss).apply(params, tx.init(params));
    ValueAndGrad<Tensor> kept =
        Optax.<Tensor>valueAndGradFromState(loss).apply(next.params(), next.state());
    assertEquals(loss.apply(next.params()).toFloat(), kept.value().toFloat(), 1e-6);
  }
}
