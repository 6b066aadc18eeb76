package dev.covector.optim;

import dev.covector.Tensor;

/**
 * What becomes of several losses.
 *
 * <pre>{@code
 * RankingSoftmaxLoss each = new RankingSoftmaxLoss().reduction(Reduction.NONE);
 * Tensor losses = each.of(Numpy.ones(2, 3), Numpy.ones(2, 3)); // f32[2]
 * }</pre>
 */
public enum Reduction {
  /** They stay. */
  NONE,
  /** They are added up. */
  SUM,
  /** Their mean is taken. */
  MEAN;

  Tensor along(Tensor x, int axis) {
    return switch (this) {
      case NONE -> x;
      case SUM -> x.sum(axis);
      case MEAN -> x.mean(axis);
    };
  }
}
