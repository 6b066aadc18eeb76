package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import java.util.function.Function;

/**
 * The loss along a line: its value, its slope and its gradient at a step.
 *
 * @param step the step, a scalar
 * @param value the loss
 * @param slope the derivative of the loss by the step
 * @param grad the gradient of the loss
 */
record Line(Tensor step, Tensor value, Tensor slope, Object grad) {
  static Line at(Function<Object, Tensor> loss, Object params, Object direction, Tensor step) {
    Object point =
        Leafwise.map((p, d) -> p.plus(step.times(d)).astype(p.dtype()), params, direction);
    ValueAndGrad<Object> there = Covector.valueAndGrad((Object p) -> loss.apply(p)).apply(point);
    Tensor value = there.value().astype(step.dtype());
    Tensor slope = TreeMath.vdot(there.gradient(), direction).astype(step.dtype());
    return new Line(step, value, slope, there.gradient());
  }

  /** This where a condition holds, else another. */
  static Line where(Tensor condition, Line a, Line b) {
    return TreeMath.where(condition, a, b);
  }
}
