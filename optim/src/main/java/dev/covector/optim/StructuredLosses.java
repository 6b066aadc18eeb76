package dev.covector.optim;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Losses of rankings, embeddings and segmentations.
 *
 * <pre>{@code
 * Tensor scores = Tensor.of(new float[] {2, 0.5f, -1});
 * Tensor relevance = Tensor.of(new float[] {1, 0, 0});
 * Tensor loss = Optax.rankingSoftmaxLoss(scores, relevance);
 * }</pre>
 */
public class StructuredLosses extends SequenceLosses {
  StructuredLosses() {}

  /**
   * The cross entropy of a list's relevance against its scores along the last axis, the mean over
   * lists. Cao et al. 2007, "Learning to Rank".
   */
  public static Tensor rankingSoftmaxLoss(Tensor logits, Tensor labels) {
    floating("ranking_softmax_loss", "logits", logits);
    sameShape("ranking_softmax_loss", "logits", logits, "labels", labels);
    return labels.times(Functions.logSoftmax(logits)).sum(-1).unaryMinus().mean();
  }

  /**
   * The normalized, temperature-scaled cross entropy of embeddings: those of one label attract.
   * Chen et al. 2020, "A Simple Framework for Contrastive Learning".
   *
   * @param embeddings (examples, features)
   * @param labels (examples)
   */
  public static Tensor ntxent(Tensor embeddings, Tensor labels, double temperature) {
    floating("ntxent", "embeddings", embeddings);
    if (embeddings.rank() != 2
        || labels.rank() != 1
        || embeddings.shape().toArray()[0] != labels.shape().toArray()[0]) {
      throw new ShapeException(
          "ntxent: the embeddings are "
              + embeddings.type()
              + ", the labels "
              + labels.type()
              + "; wanted are (examples, features) and (examples)");
    }
    int count = embeddings.shape().toArray()[0];
    Tensor similar =
        cosineSimilarity(
                embeddings.expandDims(0),
                embeddings.expandDims(1),
                Norms.epsilon(embeddings.dtype()),
                -1)
            .div(temperature);
    Tensor same = labels.expandDims(1).eq(labels.expandDims(0));
    Tensor matches = Numpy.logicalAnd(same, Numpy.eye(count).eq(0));
    double lowest = Double.NEGATIVE_INFINITY;
    Tensor others = Numpy.where(same, lowest, similar);
    Tensor partners = Numpy.where(matches, similar, lowest);
    Tensor high =
        Lax.stopGradient(
            Numpy.max(Numpy.concatenate(List.of(others, partners), 1), new int[] {1}, true));
    Tensor sum = others.minus(high).exp().sum(new int[] {1}, true);
    Tensor numerator = partners.minus(high);
    Tensor logarithm = numerator.minus(sum.plus(numerator.exp()).log());
    return Numpy.where(matches, logarithm, 0.0).sum().unaryMinus().div(matches.sum());
  }

  /** The contrastive loss with temperature 0.07. */
  public static Tensor ntxent(Tensor embeddings, Tensor labels) {
    return ntxent(embeddings, labels, 0.07);
  }

  /** The triplet loss along the last axis with norm 2 and margin 1. */
  public static Tensor tripletMarginLoss(Tensor anchors, Tensor positives, Tensor negatives) {
    return tripletMarginLoss(anchors, positives, negatives, -1, 2, 1, 1e-6);
  }

  /**
   * How much farther, by less than a margin, negatives are than positives. Schroff et al. 2015,
   * "FaceNet".
   *
   * @param norm the degree of the norm
   * @param epsilon what is added to the power of the norm
   */
  public static Tensor tripletMarginLoss(
      Tensor anchors,
      Tensor positives,
      Tensor negatives,
      int axis,
      int norm,
      double margin,
      double epsilon) {
    floating("triplet_margin_loss", "anchors", anchors);
    Tensor near = distance(anchors, positives, axis, norm, epsilon);
    Tensor far = distance(anchors, negatives, axis, norm, epsilon);
    return Numpy.maximum(near.minus(far).plus(margin), 0);
  }

  private static Tensor distance(Tensor x, Tensor y, int axis, int norm, double epsilon) {
    return Numpy.power(x.minus(y).pow(norm).sum(axis).plus(epsilon), 1.0 / norm);
  }

  /** The Dice loss of each example with {@code smooth} 1: the mean over classes. */
  public static Tensor diceLoss(Tensor predictions, Tensor targets) {
    return diceLoss(predictions, targets, 1, 0.5, 0.5).mean(-1);
  }

  /**
   * The Tversky form of the Dice loss for each example and class. Milletari et al. 2016, "V-Net";
   * Salehi et al. 2017.
   *
   * @param predictions the scores, (batch, spatial..., classes); one class means yes or no
   * @param targets one-hot, of the same shape
   * @param smooth what is added above and below
   * @param alpha the weight of false positives
   * @param beta the weight of false negatives
   */
  public static Tensor diceLoss(
      Tensor predictions, Tensor targets, double smooth, double alpha, double beta) {
    sameShape("dice_loss", "predictions", predictions, "targets", targets);
    int[] sizes = predictions.shape().toArray();
    Tensor shares =
        sizes[sizes.length - 1] == 1
            ? Functions.sigmoid(predictions)
            : Functions.softmax(predictions, -1);
    int[] axes = IntStream.range(1, sizes.length - 1).toArray();
    Tensor both = Numpy.sum(shares.times(targets), Over.axes(axes));
    Tensor predicted = Numpy.sum(shares, Over.axes(axes));
    Tensor real = Numpy.sum(targets, Over.axes(axes));
    Tensor below =
        both.plus(predicted.minus(both).times(alpha))
            .plus(real.minus(both).times(beta))
            .plus(smooth);
    return Numpy.subtract(1.0, both.plus(smooth).div(below));
  }

  /** The Dice loss with classes weighted by the inverse square of their frequency; a scalar. */
  public static Tensor multiclassGeneralizedDiceLoss(Tensor predictions, Tensor targets) {
    int[] axes = IntStream.range(0, targets.rank() - 1).toArray();
    Tensor frequency = Numpy.sum(targets, Over.axes(axes));
    Tensor inverse = Numpy.divide(1.0, frequency.square().plus(1e-7));
    Tensor weights = inverse.div(inverse.sum()).times((double) frequency.size());
    return diceLoss(predictions, targets, 1, 0.5, 0.5).times(weights).mean();
  }

  /** The Dice loss of a yes-or-no question, (batch, spatial...). */
  public static Tensor binaryDiceLoss(Tensor predictions, Tensor targets) {
    int[] sizes = predictions.shape().toArray();
    return sizes[sizes.length - 1] == 1
        ? diceLoss(predictions, targets)
        : diceLoss(predictions.expandDims(-1), targets.expandDims(-1));
  }

  /**
   * A Fenchel-Young loss: the largest value of a function of scores less the inner product with the
   * targets, along the last axis. Blondel et al. 2020.
   *
   * @param maxFunction from the scores to their maximum over the last axis
   */
  public static Fn2<Tensor, Tensor, Tensor> makeFenchelYoungLoss(Fn1<Tensor, Tensor> maxFunction) {
    return (scores, targets) -> maxFunction.apply(scores).minus(targets.times(scores).sum(-1));
  }
}
