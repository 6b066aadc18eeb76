package dev.covector.optim;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

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
   * lists. {@link RankingSoftmaxLoss} has options.
   */
  public static Tensor rankingSoftmaxLoss(Tensor logits, Tensor labels) {
    return new RankingSoftmaxLoss().of(logits, labels);
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

  /** The Dice loss of each example: the mean over classes. {@link DiceLoss} has options. */
  public static Tensor diceLoss(Tensor predictions, Tensor targets) {
    return new DiceLoss().of(predictions, targets);
  }

  /** The Dice loss with classes weighted by the inverse square of their frequency; a scalar. */
  public static Tensor multiclassGeneralizedDiceLoss(Tensor predictions, Tensor targets) {
    return new DiceLoss().generalized(predictions, targets);
  }

  /** The Dice loss of a yes-or-no question, (batch, spatial...). */
  public static Tensor binaryDiceLoss(Tensor predictions, Tensor targets) {
    return new DiceLoss().binary(predictions, targets);
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
