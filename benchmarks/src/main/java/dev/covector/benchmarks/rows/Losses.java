package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;

/** Losses of the training steps. */
public final class Losses {
  private Losses() {}

  /** The mean over all but the last axis of the negative log-probability of the labels. */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    Tensor logProbabilities = Functions.logSoftmax(logits);
    Tensor chosen = Numpy.takeAlongAxis(logProbabilities, Numpy.expandDims(labels, -1), -1);
    return chosen.mean().unaryMinus();
  }
}
