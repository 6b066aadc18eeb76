package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The Dice loss of segmentations, in its Tversky form: how little of what is predicted and of what
 * is there is in both.
 *
 * <p>Milletari et al. 2016, "V-Net"; Salehi et al. 2017, "Tversky Loss Function for Image
 * Segmentation Using 3D Fully Convolutional Deep Networks". Whether probabilities add up to 1 is
 * not checked.
 *
 * <pre>{@code
 * Tensor scores = Random.normal(Random.key(0), 2, 4, 4, 3); // two pictures, three classes
 * Tensor targets = Functions.oneHot(Numpy.argmax(scores, -1), 3);
 * Tensor losses = new DiceLoss().alpha(0.3).beta(0.7).of(scores, targets); // f32[2]
 * }</pre>
 *
 * @param smooth what is added above and below
 * @param alpha the weight of false positives
 * @param beta the weight of false negatives
 * @param classWeights a weight for each class; null for 1
 * @param applySoftmax whether predictions are scores, not probabilities
 * @param ignoreBackground whether class 0 is left out
 * @param reduction what becomes of the losses of the classes
 * @param axes the axes within which areas are measured; null for all but the first and the last
 */
public record DiceLoss(
    double smooth,
    double alpha,
    double beta,
    @Nullable Tensor classWeights,
    boolean applySoftmax,
    boolean ignoreBackground,
    Reduction reduction,
    @Nullable List<Integer> axes) {
  /** Both errors weigh the same, and the mean over classes is taken. */
  public DiceLoss() {
    this(1, 0.5, 0.5, null, true, false, Reduction.MEAN, null);
  }

  /** This with another {@code smooth}: what is added above and below. */
  public DiceLoss smooth(double smooth) {
    return Components.with(this, "smooth", smooth);
  }

  /** This with another {@code alpha}: the weight of false positives. */
  public DiceLoss alpha(double alpha) {
    return Components.with(this, "alpha", alpha);
  }

  /** This with another {@code beta}: the weight of false negatives. */
  public DiceLoss beta(double beta) {
    return Components.with(this, "beta", beta);
  }

  /** This with another {@code classWeights}: a weight for each class; null for 1. */
  public DiceLoss classWeights(@Nullable Tensor classWeights) {
    return Components.with(this, "classWeights", classWeights);
  }

  /** This with another {@code applySoftmax}: whether predictions are scores, not probabilities. */
  public DiceLoss applySoftmax(boolean applySoftmax) {
    return Components.with(this, "applySoftmax", applySoftmax);
  }

  /** This with another {@code ignoreBackground}: whether class 0 is left out. */
  public DiceLoss ignoreBackground(boolean ignoreBackground) {
    return Components.with(this, "ignoreBackground", ignoreBackground);
  }

  /** This with another {@code reduction}: what becomes of the losses of the classes. */
  public DiceLoss reduction(Reduction reduction) {
    return Components.with(this, "reduction", reduction);
  }

  /**
   * This with another {@code axes}: the axes within which areas are measured; null for all but the
   * first and the last.
   */
  public DiceLoss axes(@Nullable List<Integer> axes) {
    return Components.with(this, "axes", axes);
  }

  /**
   * The loss of each example.
   *
   * @param predictions (batch, spatial..., classes); one class means yes or no. The classes of
   *     either argument may be left out if there is one
   * @param targets one-hot, of the same shape
   */
  public Tensor of(Tensor predictions, Tensor targets) {
    Tensor p = predictions.rank() == targets.rank() - 1 ? predictions.expandDims(-1) : predictions;
    Tensor t = targets.rank() == predictions.rank() - 1 ? targets.expandDims(-1) : targets;
    RegressionLosses.sameShape("dice_loss", "predictions", p, "targets", t);
    int[] sizes = p.shape().toArray();
    if (sizes.length == 0) {
      throw new OptimException(
          "dice_loss: the predictions are " + p.type() + "; they need an axis of classes");
    }
    boolean isBinary = sizes[sizes.length - 1] == 1;
    Tensor shares = !applySoftmax ? p : isBinary ? Functions.sigmoid(p) : Functions.softmax(p, -1);
    int[] within =
        axes == null
            ? IntStream.range(1, sizes.length - 1).toArray()
            : axes.stream().mapToInt(Integer::intValue).toArray();
    Tensor both = Numpy.sum(shares.times(t), Over.axes(within));
    Tensor predicted = Numpy.sum(shares, Over.axes(within));
    Tensor real = Numpy.sum(t, Over.axes(within));
    Tensor below =
        both.plus(predicted.minus(both).times(alpha))
            .plus(real.minus(both).times(beta))
            .plus(smooth);
    Tensor loss = Numpy.subtract(1.0, both.plus(smooth).div(below));
    Tensor weighted = classWeights == null ? loss : loss.times(classWeights);
    return reduction.along(ignoreBackground && !isBinary ? withoutFirst(weighted) : weighted, -1);
  }

  private static Tensor withoutFirst(Tensor x) {
    int classes = x.shape().toArray()[x.rank() - 1];
    return Lax.sliceInDim(x, 1, classes, x.rank() - 1);
  }

  /**
   * The mean over examples and classes, with classes weighted by the inverse square of their
   * frequency. Sudre et al. 2017.
   */
  public Tensor generalized(Tensor predictions, Tensor targets) {
    RegressionLosses.sameShape(
        "multiclass_generalized_dice_loss", "predictions", predictions, "targets", targets);
    int[] others = IntStream.range(0, targets.rank() - 1).toArray();
    Tensor frequency = Numpy.sum(targets, Over.axes(others));
    Tensor inverse = Numpy.divide(1.0, frequency.square().plus(1e-7));
    Tensor weights = inverse.div(inverse.sum()).times((double) frequency.size());
    return classWeights(weights).reduction(Reduction.NONE).of(predictions, targets).mean();
  }

  /** The loss of a yes-or-no question, (batch, spatial...) with or without an axis of 1 behind. */
  public Tensor binary(Tensor predictions, Tensor targets) {
    int rank = predictions.rank();
    boolean hasClass = rank > 0 && predictions.shape().toArray()[rank - 1] == 1;
    return rank != targets.rank() || hasClass
        ? of(predictions, targets)
        : of(predictions.expandDims(-1), targets.expandDims(-1));
  }
}
