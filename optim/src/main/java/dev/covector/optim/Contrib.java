package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;

/**
 * Optimizers of Optax's contrib: newer ones, and those of special use.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.prodigy();
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 */
public final class Contrib {
  private Contrib() {}

  /** Divides gradients by the deviation that was known before them. {@link Acprop} steps by it. */
  public static ScaleByAcprop scaleByAcprop() {
    return new ScaleByAcprop();
  }

  /** Adam whose denominator knows only the gradients before. */
  public static Acprop acprop(double learningRate) {
    return new Acprop(Hyperparameter.of(learningRate));
  }

  /** Adam whose denominator knows only the gradients before. */
  public static Acprop acprop(Tensor learningRate) {
    return new Acprop(Hyperparameter.of(learningRate));
  }

  /** Adam whose denominator knows only the gradients before. */
  public static Acprop acprop(Schedule learningRate) {
    return new Acprop(learningRate);
  }

  /** As {@link ScaleByAdam}, with a second, slower average of gradients. */
  public static ScaleByAdemamix scaleByAdemamix() {
    return new ScaleByAdemamix();
  }

  /** Adam with a second, slower average of gradients. */
  public static Ademamix ademamix(double learningRate) {
    return new Ademamix(Hyperparameter.of(learningRate));
  }

  /** Adam with a second, slower average of gradients. */
  public static Ademamix ademamix(Tensor learningRate) {
    return new Ademamix(Hyperparameter.of(learningRate));
  }

  /** Adam with a second, slower average of gradients. */
  public static Ademamix ademamix(Schedule learningRate) {
    return new Ademamix(learningRate);
  }

  /**
   * The sum of gradients, decayed, and the gradient itself, over the root of the average of
   * squares.
   */
  public static ScaleBySimplifiedAdemamix scaleBySimplifiedAdemamix() {
    return new ScaleBySimplifiedAdemamix();
  }

  /** AdEMAMix with one average. */
  public static SimplifiedAdemamix simplifiedAdemamix(double learningRate) {
    return new SimplifiedAdemamix(Hyperparameter.of(learningRate));
  }

  /** AdEMAMix with one average. */
  public static SimplifiedAdemamix simplifiedAdemamix(Tensor learningRate) {
    return new SimplifiedAdemamix(Hyperparameter.of(learningRate));
  }

  /** AdEMAMix with one average. */
  public static SimplifiedAdemamix simplifiedAdemamix(Schedule learningRate) {
    return new SimplifiedAdemamix(learningRate);
  }

  /**
   * The average of gradients that are divided by the root of the average of squares before them.
   */
  public static ScaleByAdopt scaleByAdopt() {
    return new ScaleByAdopt();
  }

  /** Adam that divides before it averages. */
  public static Adopt adopt(double learningRate) {
    return new Adopt(Hyperparameter.of(learningRate));
  }

  /** Adam that divides before it averages. */
  public static Adopt adopt(Tensor learningRate) {
    return new Adopt(Hyperparameter.of(learningRate));
  }

  /** Adam that divides before it averages. */
  public static Adopt adopt(Schedule learningRate) {
    return new Adopt(learningRate);
  }

  /** Bets on coin flips: a step from the initial parameters without a learning rate. */
  public static ScaleByCocob scaleByCocob() {
    return new ScaleByCocob();
  }

  /** Coin betting: an optimizer without a learning rate. */
  public static Cocob cocob() {
    return new Cocob();
  }

  /**
   * Multiplies by the largest distance from the initial parameters over the root of the sum of
   * squared norms.
   */
  public static ScaleByDog scaleByDog() {
    return new ScaleByDog();
  }

  /** Distance over gradients: an optimizer without a learning rate. */
  public static Dog dog() {
    return new Dog();
  }

  /** As {@link ScaleByDog}, with gradients weighted by the distance. */
  public static ScaleByDowg scaleByDowg() {
    return new ScaleByDowg();
  }

  /** Distance over weighted gradients: an optimizer without a learning rate. */
  public static Dowg dowg() {
    return new Dowg();
  }

  /** AdamW that finds its learning rate. */
  public static DadaptAdamW dadaptAdamw() {
    return new DadaptAdamW();
  }

  /** Adam that finds its learning rate, faster than {@link DadaptAdamW}. */
  public static Prodigy prodigy() {
    return new Prodigy();
  }

  /** Dual averaging with the cube root of the sum of squares; gives the whole step. */
  public static ScaleByMadgrad scaleByMadgrad(double learningRate) {
    return new ScaleByMadgrad(Hyperparameter.of(learningRate));
  }

  /** Dual averaging with the cube root of the sum of squares; gives the whole step. */
  public static ScaleByMadgrad scaleByMadgrad(Tensor learningRate) {
    return new ScaleByMadgrad(Hyperparameter.of(learningRate));
  }

  /** Dual averaging with the cube root of the sum of squares; gives the whole step. */
  public static ScaleByMadgrad scaleByMadgrad(Schedule learningRate) {
    return new ScaleByMadgrad(learningRate);
  }

  /** Dual averaging with the cube root of the sum of squares. */
  public static Madgrad madgrad(double learningRate) {
    return new Madgrad(Hyperparameter.of(learningRate));
  }

  /** Dual averaging with the cube root of the sum of squares. */
  public static Madgrad madgrad(Tensor learningRate) {
    return new Madgrad(Hyperparameter.of(learningRate));
  }

  /** Dual averaging with the cube root of the sum of squares. */
  public static Madgrad madgrad(Schedule learningRate) {
    return new Madgrad(learningRate);
  }

  /**
   * An optimizer that needs no schedule: gradients are taken between its own iterates and their
   * average; the average is what to evaluate with, {@link Contrib#scheduleFreeEvalParams}.
   */
  public static ScheduleFree scheduleFree(
      GradientTransformation baseOptimizer, double learningRate) {
    return new ScheduleFree(baseOptimizer, Hyperparameter.of(learningRate));
  }

  /**
   * An optimizer that needs no schedule: gradients are taken between its own iterates and their
   * average; the average is what to evaluate with, {@link Contrib#scheduleFreeEvalParams}.
   */
  public static ScheduleFree scheduleFree(
      GradientTransformation baseOptimizer, Tensor learningRate) {
    return new ScheduleFree(baseOptimizer, Hyperparameter.of(learningRate));
  }

  /**
   * An optimizer that needs no schedule: gradients are taken between its own iterates and their
   * average; the average is what to evaluate with, {@link Contrib#scheduleFreeEvalParams}.
   */
  public static ScheduleFree scheduleFree(
      GradientTransformation baseOptimizer, Schedule learningRate) {
    return new ScheduleFree(baseOptimizer, learningRate);
  }

  /** Gradient descent without a schedule. */
  public static ScheduleFreeSgd scheduleFreeSgd() {
    return new ScheduleFreeSgd();
  }

  /** AdamW without a schedule. */
  public static ScheduleFreeAdamW scheduleFreeAdamw() {
    return new ScheduleFreeAdamW();
  }

  /** The orthogonal matrix next to the momentum, for weights that are matrices. */
  public static ScaleByMuon scaleByMuon() {
    return new ScaleByMuon();
  }

  /** Scales the update of a matrix by its shape, so that a rate fits all widths. */
  public static ScaleByShape scaleByShape() {
    return new ScaleByShape();
  }

  /** Orthogonalized momentum for matrices, Adam for all else. */
  public static Muon muon(double learningRate) {
    return new Muon(Hyperparameter.of(learningRate));
  }

  /** Orthogonalized momentum for matrices, Adam for all else. */
  public static Muon muon(Tensor learningRate) {
    return new Muon(Hyperparameter.of(learningRate));
  }

  /** Orthogonalized momentum for matrices, Adam for all else. */
  public static Muon muon(Schedule learningRate) {
    return new Muon(learningRate);
  }

  /**
   * The average of the iterates of {@link ScheduleFree}: what to evaluate a model with.
   *
   * @param state the state of the optimizer
   * @param params the parameters that are trained
   */
  public static <P> P scheduleFreeEvalParams(OptState state, P params) {
    ScheduleFree.State s =
        Agreement.state("schedule_free_eval_params", state, ScheduleFree.State.class);
    Tensor rest = Numpy.subtract(1.0, s.b1());
    return Leafwise.map((y, z) -> y.minus(rest.times(z)).div(s.b1()), params, s.z());
  }

  /**
   * Clips the gradient of each example, adds them up, and adds noise: the mean tells little of any
   * one example. Gradients have an axis of examples in front.
   */
  public static DifferentiallyPrivateAggregate differentiallyPrivateAggregate(
      double l2NormClip, double noiseMultiplier, Tensor key) {
    return new DifferentiallyPrivateAggregate(
        Hyperparameter.of(l2NormClip), Hyperparameter.of(noiseMultiplier), key);
  }

  /** Differentially private gradient descent. */
  public static Dpsgd dpsgd(
      double learningRate, double l2NormClip, double noiseMultiplier, Tensor key) {
    return new Dpsgd(
        Hyperparameter.of(learningRate),
        Hyperparameter.of(l2NormClip),
        Hyperparameter.of(noiseMultiplier),
        key);
  }

  /** Differentially private gradient descent. */
  public static Dpsgd dpsgd(
      Tensor learningRate, double l2NormClip, double noiseMultiplier, Tensor key) {
    return new Dpsgd(
        Hyperparameter.of(learningRate),
        Hyperparameter.of(l2NormClip),
        Hyperparameter.of(noiseMultiplier),
        key);
  }

  /** Differentially private gradient descent. */
  public static Dpsgd dpsgd(
      Schedule learningRate, double l2NormClip, double noiseMultiplier, Tensor key) {
    return new Dpsgd(
        learningRate, Hyperparameter.of(l2NormClip), Hyperparameter.of(noiseMultiplier), key);
  }

  /** Divides by the norm of all updates together. */
  public static Normalize normalize() {
    return new Normalize();
  }

  /**
   * Sharpness-aware minimization: steps uphill, then a step from where it began by the gradient
   * there. Each {@code update} is one of the steps: the parameters move with it.
   */
  public static Sam sam(GradientTransformation optimizer, GradientTransformation adversary) {
    return new Sam(optimizer, adversary);
  }

  /**
   * Scales updates down when the loss has not fallen for a while. Needs the loss: {@link
   * ExtraArgs#value}.
   */
  public static ReduceOnPlateau reduceOnPlateau() {
    return new ReduceOnPlateau();
  }

  /** Gradient descent with momentum, with steps from a model of the loss. */
  public static Momo momo(double learningRate) {
    return new Momo(Hyperparameter.of(learningRate));
  }

  /** Gradient descent with momentum, with steps from a model of the loss. */
  public static Momo momo(Tensor learningRate) {
    return new Momo(Hyperparameter.of(learningRate));
  }

  /** Gradient descent with momentum, with steps from a model of the loss. */
  public static Momo momo(Schedule learningRate) {
    return new Momo(learningRate);
  }

  /** Adam with steps from a model of the loss. */
  public static MomoAdam momoAdam(double learningRate) {
    return new MomoAdam(Hyperparameter.of(learningRate));
  }

  /** Adam with steps from a model of the loss. */
  public static MomoAdam momoAdam(Tensor learningRate) {
    return new MomoAdam(Hyperparameter.of(learningRate));
  }

  /** Adam with steps from a model of the loss. */
  public static MomoAdam momoAdam(Schedule learningRate) {
    return new MomoAdam(learningRate);
  }

  /** An optimizer whose learning rate is found. */
  public static Mechanize mechanize(GradientTransformation baseOptimizer) {
    return new Mechanize(baseOptimizer);
  }

  /** Adam in a subspace of low rank, found from the gradients of matrices. */
  public static Galore galore(double learningRate) {
    return new Galore(Hyperparameter.of(learningRate));
  }

  /** Adam in a subspace of low rank, found from the gradients of matrices. */
  public static Galore galore(Tensor learningRate) {
    return new Galore(Hyperparameter.of(learningRate));
  }

  /** Adam in a subspace of low rank, found from the gradients of matrices. */
  public static Galore galore(Schedule learningRate) {
    return new Galore(learningRate);
  }

  /** Transforms the gradients of matrices in a subspace of low rank. */
  public static ScaleByGalore scaleByGalore() {
    return new ScaleByGalore();
  }

  /**
   * Steps by the average of gradients over an average of the diagonal of the Hessian, clipped.
   * Needs the loss as a function: {@link ExtraArgs#valueFn}.
   */
  public static Sophia sophia(double learningRate) {
    return new Sophia(Hyperparameter.of(learningRate));
  }

  /** As {@link #sophia(double)}, with the rate in a tensor. */
  public static Sophia sophia(Tensor learningRate) {
    return new Sophia(Hyperparameter.of(learningRate));
  }

  /** As {@link #sophia(double)}, with a schedule of the rate. */
  public static Sophia sophia(Schedule learningRate) {
    return new Sophia(learningRate);
  }

  /** Divides the average of gradients by an average of the diagonal of the Hessian, and clips. */
  public static ScaleBySophia scaleBySophia() {
    return new ScaleBySophia();
  }

  /**
   * An estimate of the diagonal of the Hessian in place of the updates. Needs the loss as a
   * function: {@link ExtraArgs#valueFn}.
   */
  public static HutchinsonEstimator hutchinsonEstimatorDiagHessian() {
    return hutchinsonEstimatorDiagHessian(Random.key(0));
  }

  /** As {@link #hutchinsonEstimatorDiagHessian()}, with a key. */
  public static HutchinsonEstimator hutchinsonEstimatorDiagHessian(Tensor key) {
    return new HutchinsonEstimator(key);
  }

  /** A transformation of complex tensors as pairs of real ones. */
  public static SplitRealAndImaginary splitRealAndImaginary(GradientTransformation inner) {
    return new SplitRealAndImaginary(inner);
  }
}
