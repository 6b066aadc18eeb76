package dev.covector.optim;

import dev.covector.Tensor;

/**
 * Transformations that scale, average and add.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.chain(Optax.scaleByAdam(), Optax.addDecayedWeights(1e-4), Optax.scale(-1e-3));
 * OptState state = tx.init(Numpy.ones(2, 3));
 * }</pre>
 */
public class Scalings extends Clippings {
  Scalings() {}

  /**
   * Divides the average of gradients by the root of the average of their squares, both corrected
   * for having begun at 0.
   */
  public static ScaleByAdam scaleByAdam() {
    return new ScaleByAdam();
  }

  /** As {@link ScaleByAdam}, with the largest average of squares so far. */
  public static ScaleByAmsgrad scaleByAmsgrad() {
    return new ScaleByAmsgrad();
  }

  /**
   * As {@link ScaleByAdam}, with the largest absolute value, decayed, in place of the root of the
   * average of squares.
   */
  public static ScaleByAdamax scaleByAdamax() {
    return new ScaleByAdamax();
  }

  /**
   * Divides the averages of gradients and of their differences by the root of an average of
   * squares.
   */
  public static ScaleByAdan scaleByAdan() {
    return new ScaleByAdan();
  }

  /** As {@link ScaleByAdam}, with the average of squared deviations from the average. */
  public static ScaleByBelief scaleByBelief() {
    return new ScaleByBelief();
  }

  /** As {@link ScaleByAdam}, with an average of squares that follows by a bounded step. */
  public static ScaleByYogi scaleByYogi() {
    return new ScaleByYogi();
  }

  /**
   * As {@link ScaleByAdam}, rectified: the average of gradients alone until the average of squares
   * can be trusted.
   */
  public static ScaleByRadam scaleByRadam() {
    return new ScaleByRadam();
  }

  /** Divides by the root of the sum of all squares so far. */
  public static ScaleByRss scaleByRss() {
    return new ScaleByRss();
  }

  /** Divides by the root of the average of squares. */
  public static ScaleByRms scaleByRms() {
    return new ScaleByRms();
  }

  /** Divides by the standard deviation, from the averages of gradients and of squares. */
  public static ScaleByStddev scaleByStddev() {
    return new ScaleByStddev();
  }

  /** The sign of a mean of the gradient and its average. */
  public static ScaleByLion scaleByLion() {
    return new ScaleByLion();
  }

  /** Multiplies by the root of the average of squared updates over that of squared gradients. */
  public static ScaleByAdadelta scaleByAdadelta() {
    return new ScaleByAdadelta();
  }

  /**
   * Divides each gradient by the average of its own norm, decays, and keeps the momentum of that.
   */
  public static ScaleByNovograd scaleByNovograd() {
    return new ScaleByNovograd();
  }

  /** The gradient and how it changed since the last step: (alpha + beta) g - beta g_before. */
  public static ScaleByOptimisticGradient scaleByOptimisticGradient() {
    return new ScaleByOptimisticGradient();
  }

  /**
   * A step of its own for each weight, which grows while the sign of the gradient stays and shrinks
   * when it changes.
   */
  public static ScaleByRprop scaleByRprop(double learningRate) {
    return new ScaleByRprop(Hyperparameter.of(learningRate));
  }

  /** The sign of each element. */
  public static ScaleBySign scaleBySign() {
    return new ScaleBySign();
  }

  /** Multiplies by a number. */
  public static Scale scale(double stepSize) {
    return new Scale(Hyperparameter.of(stepSize));
  }

  /** Multiplies by a number in a tensor. */
  public static Scale scale(Tensor stepSize) {
    return new Scale(Hyperparameter.of(stepSize));
  }

  /** Multiplies by the value of a schedule at the number of the step. */
  public static ScaleBySchedule scaleBySchedule(Schedule schedule) {
    return new ScaleBySchedule(schedule);
  }

  /** Multiplies by minus the learning rate: the last part of a descent. */
  public static ScaleByLearningRate scaleByLearningRate(double learningRate) {
    return new ScaleByLearningRate(Hyperparameter.of(learningRate));
  }

  /** Multiplies by minus the learning rate: the last part of a descent. */
  public static ScaleByLearningRate scaleByLearningRate(Tensor learningRate) {
    return new ScaleByLearningRate(Hyperparameter.of(learningRate));
  }

  /** Multiplies by minus the learning rate: the last part of a descent. */
  public static ScaleByLearningRate scaleByLearningRate(Schedule learningRate) {
    return new ScaleByLearningRate(learningRate);
  }

  /** Multiplies each update by the norm of its parameter over its own norm. */
  public static ScaleByTrustRatio scaleByTrustRatio() {
    return new ScaleByTrustRatio();
  }

  /** Multiplies each update by the norm of its parameter. */
  public static ScaleByParamBlockNorm scaleByParamBlockNorm() {
    return new ScaleByParamBlockNorm();
  }

  /** Multiplies each update by the root of the mean square of its parameter. */
  public static ScaleByParamBlockRms scaleByParamBlockRms() {
    return new ScaleByParamBlockRms();
  }

  /**
   * Divides by the root of a bound of the sum of squares that needs one number per row and column
   * only.
   */
  public static ScaleBySm3 scaleBySm3() {
    return new ScaleBySm3();
  }

  /**
   * Multiplies by the distance that a tensor has come over the root of the sum of squared norms of
   * its gradients, for each tensor.
   */
  public static ScaleByDistanceOverGradients scaleByDistanceOverGradients() {
    return new ScaleByDistanceOverGradients();
  }

  /**
   * Multiplies by the gap between the loss and its least possible value over the squared norm of
   * the gradient. Needs the loss: {@link ExtraArgs#value}.
   */
  public static ScaleByPolyak scaleByPolyak() {
    return new ScaleByPolyak();
  }

  /** Divides by the norm of all updates together. */
  public static NormalizeByUpdateNorm normalizeByUpdateNorm() {
    return new NormalizeByUpdateNorm();
  }

  /** Adds up k updates and gives their sum in every k-th step, zeros in between. */
  public static ApplyEvery applyEvery(int k) {
    return new ApplyEvery(k);
  }

  /** Subtracts from each gradient with several axes its mean over all but the first. */
  public static Centralize centralize() {
    return new Centralize();
  }

  /**
   * Divides by the root of the average of squares, which for large matrices is kept as the product
   * of a row and a column.
   */
  public static ScaleByFactoredRms scaleByFactoredRms() {
    return new ScaleByFactoredRms();
  }

  /** Momentum: each update is the gradient plus a part of the update before. */
  public static Trace trace(double decay) {
    return new Trace(Hyperparameter.of(decay));
  }

  /** Another name of {@link #trace}, which does not hide the trace of a matrix. */
  public static Trace traceMomentum(double decay) {
    return trace(decay);
  }

  /** The average of updates over steps, with weights that fall exponentially. */
  public static Ema ema(double decay) {
    return new Ema(Hyperparameter.of(decay));
  }

  /** Adds a part of the parameters: weight decay. */
  public static AddDecayedWeights addDecayedWeights(double weightDecay) {
    return new AddDecayedWeights(Hyperparameter.of(weightDecay));
  }

  /** Adds a part of the parameters: weight decay. */
  public static AddDecayedWeights addDecayedWeights(Tensor weightDecay) {
    return new AddDecayedWeights(Hyperparameter.of(weightDecay));
  }

  /** Adds a part of the parameters: weight decay. */
  public static AddDecayedWeights addDecayedWeights(Schedule weightDecay) {
    return new AddDecayedWeights(weightDecay);
  }

  /** Adds normal noise whose variance falls: eta / t^gamma at step t, from 1. */
  public static AddNoise addNoise(double eta, double gamma, Tensor key) {
    return new AddNoise(Hyperparameter.of(eta), Hyperparameter.of(gamma), key);
  }

  /** Multiplies by an estimate of the inverse Hessian from the last steps. */
  public static ScaleByLbfgs scaleByLbfgs() {
    return new ScaleByLbfgs();
  }

  /**
   * Scales a direction of descent by a step that satisfies the strong Wolfe conditions: the loss
   * falls enough, and its slope flattens enough. It needs the loss, the gradient and the loss as a
   * function.
   */
  public static ScaleByZoomLinesearch scaleByZoomLinesearch(int maxLinesearchSteps) {
    return new ScaleByZoomLinesearch(maxLinesearchSteps);
  }

  /**
   * Scales a direction of descent by a step that is shortened until the loss falls enough. It needs
   * the loss, the gradient and the loss as a function.
   */
  public static ScaleByBacktrackingLinesearch scaleByBacktrackingLinesearch(
      int maxBacktrackingSteps) {
    return new ScaleByBacktrackingLinesearch(maxBacktrackingSteps);
  }
}
