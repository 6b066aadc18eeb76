package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.numpy.Over;
import org.jspecify.annotations.Nullable;

/**
 * The cross entropy of a list's relevance against its scores.
 *
 * <p>Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach".
 *
 * <pre>{@code
 * Tensor scores = Tensor.of(new float[][] {{2, 0.5f, -1}});
 * Tensor relevance = Tensor.of(new float[][] {{1, 0, 0}});
 * Tensor valid = Tensor.of(new boolean[][] {{true, true, false}});
 * Tensor loss = new RankingSoftmaxLoss().where(valid).of(scores, relevance);
 * }</pre>
 *
 * @param where a bool tensor that is true for the items that count; null for all
 * @param weights a weight for each item; null for 1
 * @param reduction what becomes of the losses of the lists
 */
public record RankingSoftmaxLoss(
    @Nullable Tensor where, @Nullable Tensor weights, Reduction reduction) {
  /** All items count, and the mean over lists is taken. */
  public RankingSoftmaxLoss() {
    this(null, null, Reduction.MEAN);
  }

  /**
   * This with another {@code where}: a bool tensor that is true for the items that count; null for
   * all.
   */
  public RankingSoftmaxLoss where(@Nullable Tensor where) {
    return Components.with(this, "where", where);
  }

  /** This with another {@code weights}: a weight for each item; null for 1. */
  public RankingSoftmaxLoss weights(@Nullable Tensor weights) {
    return Components.with(this, "weights", weights);
  }

  /** This with another {@code reduction}: what becomes of the losses of the lists. */
  public RankingSoftmaxLoss reduction(Reduction reduction) {
    return Components.with(this, "reduction", reduction);
  }

  /**
   * The loss of lists along the last axis.
   *
   * @param logits the scores
   * @param labels the relevance of each item, of any dtype
   */
  public Tensor of(Tensor logits, Tensor labels) {
    RegressionLosses.floating("ranking_softmax_loss", "logits", logits);
    RegressionLosses.sameShape("ranking_softmax_loss", "logits", logits, "labels", labels);
    Tensor relevance = labels.astype(logits.dtype());
    Tensor scores = logits;
    if (where != null) {
      relevance = Numpy.where(where, relevance, 0.0);
      scores = Numpy.where(where, scores, Double.NEGATIVE_INFINITY);
    }
    if (weights != null) {
      relevance = relevance.times(weights);
    }
    Tensor products = relevance.times(Functions.logSoftmax(scores));
    Tensor losses = RegressionLosses.sum(products, where, -1).unaryMinus();
    return where == null ? reduced(losses) : reduced(losses, Numpy.any(where, -1));
  }

  private Tensor reduced(Tensor losses) {
    return switch (reduction) {
      case NONE -> losses;
      case SUM -> losses.sum();
      case MEAN -> losses.mean();
    };
  }

  /** Of the lists that have an item that counts; 0 if none has. */
  private Tensor reduced(Tensor losses, Tensor counts) {
    Tensor sum = Numpy.sum(losses, Over.all().where(counts));
    return switch (reduction) {
      case NONE -> Numpy.where(counts, losses, 0.0);
      case SUM -> sum;
      case MEAN -> sum.div(Numpy.maximum(counts.astype(DType.I32).sum(), 1).astype(losses.dtype()));
    };
  }
}
