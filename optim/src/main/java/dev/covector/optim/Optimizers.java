package dev.covector.optim;

import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import java.util.function.Function;

/**
 * The optimizers.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.sgd(0.1).momentum(0.9).nesterov(true);
 * OptState state = tx.init(Map.of("w", Numpy.ones(2, 3), "b", Numpy.zeros(3)));
 * }</pre>
 */
public class Optimizers extends Scalings {
  Optimizers() {}

  /** Adam: steps by the average of gradients over the root of the average of their squares. */
  public static Adam adam(double learningRate) {
    return new Adam(Hyperparameter.of(learningRate));
  }

  /** Adam: steps by the average of gradients over the root of the average of their squares. */
  public static Adam adam(Tensor learningRate) {
    return new Adam(Hyperparameter.of(learningRate));
  }

  /** Adam: steps by the average of gradients over the root of the average of their squares. */
  public static Adam adam(Schedule learningRate) {
    return new Adam(learningRate);
  }

  /** Adam with decoupled weight decay. */
  public static AdamW adamw(double learningRate) {
    return new AdamW(Hyperparameter.of(learningRate));
  }

  /** Adam with decoupled weight decay. */
  public static AdamW adamw(Tensor learningRate) {
    return new AdamW(Hyperparameter.of(learningRate));
  }

  /** Adam with decoupled weight decay. */
  public static AdamW adamw(Schedule learningRate) {
    return new AdamW(learningRate);
  }

  /** Adam with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static Adam nadam(double learningRate) {
    return adam(learningRate).nesterov(true);
  }

  /** Adam with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static Adam nadam(Tensor learningRate) {
    return adam(learningRate).nesterov(true);
  }

  /** Adam with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static Adam nadam(Schedule learningRate) {
    return adam(learningRate).nesterov(true);
  }

  /** AdamW with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static AdamW nadamw(double learningRate) {
    return adamw(learningRate).nesterov(true);
  }

  /** AdamW with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static AdamW nadamw(Tensor learningRate) {
    return adamw(learningRate).nesterov(true);
  }

  /** AdamW with Nesterov's momentum. Dozat 2016, "Incorporating Nesterov Momentum into Adam". */
  public static AdamW nadamw(Schedule learningRate) {
    return adamw(learningRate).nesterov(true);
  }

  /** Adam with the infinity norm in place of squares. */
  public static Adamax adamax(double learningRate) {
    return new Adamax(Hyperparameter.of(learningRate));
  }

  /** Adam with the infinity norm in place of squares. */
  public static Adamax adamax(Tensor learningRate) {
    return new Adamax(Hyperparameter.of(learningRate));
  }

  /** Adam with the infinity norm in place of squares. */
  public static Adamax adamax(Schedule learningRate) {
    return new Adamax(learningRate);
  }

  /** Adamax with decoupled weight decay. */
  public static AdamaxW adamaxw(double learningRate) {
    return new AdamaxW(Hyperparameter.of(learningRate));
  }

  /** Adamax with decoupled weight decay. */
  public static AdamaxW adamaxw(Tensor learningRate) {
    return new AdamaxW(Hyperparameter.of(learningRate));
  }

  /** Adamax with decoupled weight decay. */
  public static AdamaxW adamaxw(Schedule learningRate) {
    return new AdamaxW(learningRate);
  }

  /** Adam with the largest average of squares so far. */
  public static Amsgrad amsgrad(double learningRate) {
    return new Amsgrad(Hyperparameter.of(learningRate));
  }

  /** Adam with the largest average of squares so far. */
  public static Amsgrad amsgrad(Tensor learningRate) {
    return new Amsgrad(Hyperparameter.of(learningRate));
  }

  /** Adam with the largest average of squares so far. */
  public static Amsgrad amsgrad(Schedule learningRate) {
    return new Amsgrad(learningRate);
  }

  /** Adam with the deviation of gradients from their average in place of squares. */
  public static Adabelief adabelief(double learningRate) {
    return new Adabelief(Hyperparameter.of(learningRate));
  }

  /** Adam with the deviation of gradients from their average in place of squares. */
  public static Adabelief adabelief(Tensor learningRate) {
    return new Adabelief(Hyperparameter.of(learningRate));
  }

  /** Adam with the deviation of gradients from their average in place of squares. */
  public static Adabelief adabelief(Schedule learningRate) {
    return new Adabelief(learningRate);
  }

  /** Adaptive Nesterov momentum. */
  public static Adan adan(double learningRate) {
    return new Adan(Hyperparameter.of(learningRate));
  }

  /** Adaptive Nesterov momentum. */
  public static Adan adan(Tensor learningRate) {
    return new Adan(Hyperparameter.of(learningRate));
  }

  /** Adaptive Nesterov momentum. */
  public static Adan adan(Schedule learningRate) {
    return new Adan(learningRate);
  }

  /** Steps by the gradient over the root of the sum of all squares so far. */
  public static Adagrad adagrad(double learningRate) {
    return new Adagrad(Hyperparameter.of(learningRate));
  }

  /** Steps by the gradient over the root of the sum of all squares so far. */
  public static Adagrad adagrad(Tensor learningRate) {
    return new Adagrad(Hyperparameter.of(learningRate));
  }

  /** Steps by the gradient over the root of the sum of all squares so far. */
  public static Adagrad adagrad(Schedule learningRate) {
    return new Adagrad(learningRate);
  }

  /**
   * Steps in the units of the parameters, by the ratio of the averages of squared updates and
   * gradients.
   */
  public static Adadelta adadelta() {
    return new Adadelta();
  }

  /**
   * Adam without momentum whose squares are kept as rows and columns, with clipping and steps
   * relative to the parameters.
   */
  public static Adafactor adafactor() {
    return new Adafactor();
  }

  /** As {@link #adadelta()}, with a learning rate. */
  public static Adadelta adadelta(double learningRate) {
    return new Adadelta().learningRate(learningRate);
  }

  /** As {@link #adadelta()}, with a learning rate. */
  public static Adadelta adadelta(Tensor learningRate) {
    return new Adadelta().learningRate(learningRate);
  }

  /** As {@link #adadelta()}, with a learning rate. */
  public static Adadelta adadelta(Schedule learningRate) {
    return new Adadelta().learningRate(learningRate);
  }

  /** As {@link #adafactor()}, with a learning rate. */
  public static Adafactor adafactor(double learningRate) {
    return new Adafactor().learningRate(learningRate);
  }

  /** As {@link #adafactor()}, with a learning rate. */
  public static Adafactor adafactor(Tensor learningRate) {
    return new Adafactor().learningRate(learningRate);
  }

  /** As {@link #adafactor()}, with a learning rate. */
  public static Adafactor adafactor(Schedule learningRate) {
    return new Adafactor().learningRate(learningRate);
  }

  /** Steps relative to the norm of each tensor, on a sphere. */
  public static Fromage fromage(double learningRate) {
    return new Fromage(Hyperparameter.of(learningRate));
  }

  /** Steps relative to the norm of each tensor, on a sphere. */
  public static Fromage fromage(Tensor learningRate) {
    return new Fromage(Hyperparameter.of(learningRate));
  }

  /** Steps relative to the norm of each tensor, on a sphere. */
  public static Fromage fromage(Schedule learningRate) {
    return new Fromage(learningRate);
  }

  /** Adam with a trust ratio for each tensor, for large batches. */
  public static Lamb lamb(double learningRate) {
    return new Lamb(Hyperparameter.of(learningRate));
  }

  /** Adam with a trust ratio for each tensor, for large batches. */
  public static Lamb lamb(Tensor learningRate) {
    return new Lamb(Hyperparameter.of(learningRate));
  }

  /** Adam with a trust ratio for each tensor, for large batches. */
  public static Lamb lamb(Schedule learningRate) {
    return new Lamb(learningRate);
  }

  /** Momentum with a trust ratio for each tensor, for large batches. */
  public static Lars lars(double learningRate) {
    return new Lars(Hyperparameter.of(learningRate));
  }

  /** Momentum with a trust ratio for each tensor, for large batches. */
  public static Lars lars(Tensor learningRate) {
    return new Lars(Hyperparameter.of(learningRate));
  }

  /** Momentum with a trust ratio for each tensor, for large batches. */
  public static Lars lars(Schedule learningRate) {
    return new Lars(learningRate);
  }

  /** Steps by the sign of a mean of the gradient and its average. */
  public static Lion lion(double learningRate) {
    return new Lion(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of a mean of the gradient and its average. */
  public static Lion lion(Tensor learningRate) {
    return new Lion(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of a mean of the gradient and its average. */
  public static Lion lion(Schedule learningRate) {
    return new Lion(learningRate);
  }

  /** Gradient descent with noise that falls. */
  public static NoisySgd noisySgd(double learningRate, Tensor key) {
    return new NoisySgd(Hyperparameter.of(learningRate), key);
  }

  /** Gradient descent with noise that falls. */
  public static NoisySgd noisySgd(Tensor learningRate, Tensor key) {
    return new NoisySgd(Hyperparameter.of(learningRate), key);
  }

  /** Gradient descent with noise that falls. */
  public static NoisySgd noisySgd(Schedule learningRate, Tensor key) {
    return new NoisySgd(learningRate, key);
  }

  /** Steps by the sign of the gradient. */
  public static SignSgd signSgd(double learningRate) {
    return new SignSgd(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of the gradient. */
  public static SignSgd signSgd(Tensor learningRate) {
    return new SignSgd(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of the gradient. */
  public static SignSgd signSgd(Schedule learningRate) {
    return new SignSgd(learningRate);
  }

  /** Steps by the sign of the average of gradients. */
  public static Signum signum(double learningRate) {
    return new Signum(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of the average of gradients. */
  public static Signum signum(Tensor learningRate) {
    return new Signum(Hyperparameter.of(learningRate));
  }

  /** Steps by the sign of the average of gradients. */
  public static Signum signum(Schedule learningRate) {
    return new Signum(learningRate);
  }

  /** Momentum of gradients that are each normalized by the average of their norm. */
  public static Novograd novograd(double learningRate) {
    return new Novograd(Hyperparameter.of(learningRate));
  }

  /** Momentum of gradients that are each normalized by the average of their norm. */
  public static Novograd novograd(Tensor learningRate) {
    return new Novograd(Hyperparameter.of(learningRate));
  }

  /** Momentum of gradients that are each normalized by the average of their norm. */
  public static Novograd novograd(Schedule learningRate) {
    return new Novograd(learningRate);
  }

  /** Gradient descent that expects the gradient to change as it did before, for games. */
  public static OptimisticGradientDescent optimisticGradientDescent(double learningRate) {
    return new OptimisticGradientDescent(Hyperparameter.of(learningRate));
  }

  /** Gradient descent that expects the gradient to change as it did before, for games. */
  public static OptimisticGradientDescent optimisticGradientDescent(Tensor learningRate) {
    return new OptimisticGradientDescent(Hyperparameter.of(learningRate));
  }

  /** Gradient descent that expects the gradient to change as it did before, for games. */
  public static OptimisticGradientDescent optimisticGradientDescent(Schedule learningRate) {
    return new OptimisticGradientDescent(learningRate);
  }

  /**
   * Adam that expects the gradient to change as it did before; the first version, whose learning
   * rate is the weight of the gradient.
   */
  public static OptimisticAdam optimisticAdam(double learningRate) {
    return new OptimisticAdam(Hyperparameter.of(learningRate));
  }

  /** Adam that expects the gradient to change as it did before. */
  public static OptimisticAdamV2 optimisticAdamV2(double learningRate) {
    return new OptimisticAdamV2(Hyperparameter.of(learningRate));
  }

  /** Adam that expects the gradient to change as it did before. */
  public static OptimisticAdamV2 optimisticAdamV2(Tensor learningRate) {
    return new OptimisticAdamV2(Hyperparameter.of(learningRate));
  }

  /** Adam that expects the gradient to change as it did before. */
  public static OptimisticAdamV2 optimisticAdamV2(Schedule learningRate) {
    return new OptimisticAdamV2(learningRate);
  }

  /** Adam, rectified: momentum alone until squares can be trusted. */
  public static Radam radam(double learningRate) {
    return new Radam(Hyperparameter.of(learningRate));
  }

  /** Adam, rectified: momentum alone until squares can be trusted. */
  public static Radam radam(Tensor learningRate) {
    return new Radam(Hyperparameter.of(learningRate));
  }

  /** Adam, rectified: momentum alone until squares can be trusted. */
  public static Radam radam(Schedule learningRate) {
    return new Radam(learningRate);
  }

  /**
   * Steps by the gradient over the root of the average of squares, or over the standard deviation.
   */
  public static Rmsprop rmsprop(double learningRate) {
    return new Rmsprop(Hyperparameter.of(learningRate));
  }

  /**
   * Steps by the gradient over the root of the average of squares, or over the standard deviation.
   */
  public static Rmsprop rmsprop(Tensor learningRate) {
    return new Rmsprop(Hyperparameter.of(learningRate));
  }

  /**
   * Steps by the gradient over the root of the average of squares, or over the standard deviation.
   */
  public static Rmsprop rmsprop(Schedule learningRate) {
    return new Rmsprop(learningRate);
  }

  /** Gradient descent, with momentum if asked for. */
  public static Sgd sgd(double learningRate) {
    return new Sgd(Hyperparameter.of(learningRate));
  }

  /** Gradient descent, with momentum if asked for. */
  public static Sgd sgd(Tensor learningRate) {
    return new Sgd(Hyperparameter.of(learningRate));
  }

  /** Gradient descent, with momentum if asked for. */
  public static Sgd sgd(Schedule learningRate) {
    return new Sgd(learningRate);
  }

  /** Adagrad with memory for rows and columns only. */
  public static Sm3 sm3(double learningRate) {
    return new Sm3(Hyperparameter.of(learningRate));
  }

  /** Adam whose average of squares follows by bounded steps. */
  public static Yogi yogi(double learningRate) {
    return new Yogi(Hyperparameter.of(learningRate));
  }

  /** Adam whose average of squares follows by bounded steps. */
  public static Yogi yogi(Tensor learningRate) {
    return new Yogi(Hyperparameter.of(learningRate));
  }

  /** Adam whose average of squares follows by bounded steps. */
  public static Yogi yogi(Schedule learningRate) {
    return new Yogi(learningRate);
  }

  /** A step of its own for each weight, by the sign of the gradient alone; for full batches. */
  public static Rprop rprop(double learningRate) {
    return new Rprop(Hyperparameter.of(learningRate));
  }

  /** Gradient descent with Polyak's step, from the loss: {@link ExtraArgs#value}. */
  public static PolyakSgd polyakSgd() {
    return new PolyakSgd();
  }

  /**
   * L-BFGS: steps by an estimate of the inverse Hessian, with a line search that satisfies the
   * strong Wolfe conditions. It needs the loss, the gradient and the loss as a function.
   */
  public static Lbfgs lbfgs() {
    return new Lbfgs();
  }

  /**
   * The loss and its gradient, from the state of a line search where it has them, else computed.
   *
   * @param loss of the parameters, a scalar
   */
  public static <P> Fn2<P, OptState, ValueAndGrad<P>> valueAndGradFromState(
      Function<Object, Tensor> loss) {
    return (params, state) -> LineSearchMemory.valueAndGrad(loss, params, state);
  }
}
