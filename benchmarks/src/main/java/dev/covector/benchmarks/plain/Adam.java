package dev.covector.benchmarks.plain;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.valueAndGrad;

import dev.covector.DType;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.JitOptions;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Next;
import dev.covector.benchmarks.rows.Training;
import dev.covector.numpy.Numpy;
import java.util.function.Supplier;

/**
 * Adam, and AdamW where weights decay: Kingma and Ba 2015, Algorithm 1; Loshchilov and Hutter 2019,
 * Algorithm 2.
 *
 * @param rate the learning rate
 * @param decay of the weights
 */
record Adam(double rate, double decay) {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /**
   * What is carried from step to step.
   *
   * @param parameters the model
   * @param first moments of the gradients
   * @param second moments of the gradients
   * @param count of the steps so far, i32
   */
  record State<P>(P parameters, P first, P second, Tensor count) {}

  /** Training steps on one batch; the loss gets parameters, batch and the count of steps. */
  <P, D> Work train(Supplier<P> model, D batch, Fn3<P, D, Tensor, Tensor> loss) {
    Fn2<State<P>, D, Next<State<P>>> step =
        jit(
            (State<P> state, D data) -> step(state, data, loss),
            JitOptions.named("step").withDonated(0));
    return Training.donated(() -> start(model.get()), state -> step.apply(state, batch));
  }

  private static <P> State<P> start(P parameters) {
    return new State<>(
        parameters,
        treeMap(t -> Numpy.zerosLike(t), parameters),
        treeMap(t -> Numpy.zerosLike(t), parameters),
        Numpy.zeros(Shape.SCALAR, DType.I32));
  }

  private <P, D> Next<State<P>> step(State<P> state, D batch, Fn3<P, D, Tensor, Tensor> loss) {
    var result = valueAndGrad(loss).apply(state.parameters(), batch, state.count());
    Tensor count = state.count().plus(1);
    Tensor firstScale = unbiased(BETA1, count);
    Tensor secondScale = unbiased(BETA2, count);
    P first =
        treeMap(
            (m, g) -> m.times(BETA1).plus(g.times(1 - BETA1)), state.first(), result.gradient());
    P second =
        treeMap(
            (v, g) -> v.times(BETA2).plus(g.times(g).times(1 - BETA2)),
            state.second(),
            result.gradient());
    P next =
        treeMap(
            (p, m, v) -> {
              Tensor root = Numpy.sqrt(v.div(secondScale)).plus(EPSILON);
              Tensor update = m.div(firstScale).div(root);
              return p.minus(update.plus(p.times(decay)).times(rate));
            },
            state.parameters(),
            first,
            second);
    return new Next<>(new State<>(next, first, second, count), result.value());
  }

  private static Tensor unbiased(double beta, Tensor count) {
    return Numpy.subtract(1, Numpy.power(Tensor.of((float) beta), count.astype(DType.F32)));
  }
}
