package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.metrics.Metrics
import dev.covector.numpy.Numpy
import dev.covector.optim.Optax

/**
 * The mean cross entropy of logits: one number, to train with.
 *
 * @param logits `[batch, ..., classes]`
 * @param labels integers `[batch, ...]`, or probabilities of the logits' shape
 */
public fun crossEntropy(logits: Tensor, labels: Tensor): Tensor = if (labels.dtype().isInteger) {
    Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels).mean()
} else {
    Optax.softmaxCrossEntropy(logits, labels).mean()
}

/**
 * The mean cross entropy of logits of two classes: one number.
 *
 * @param logits `[...]`, above 0 for class 1
 * @param labels 0 or 1, of the same shape
 */
public fun binaryCrossEntropy(logits: Tensor, labels: Tensor): Tensor =
    Optax.sigmoidBinaryCrossEntropy(logits, labels.astype(logits.dtype())).mean()

/**
 * The mean of squared differences: one number.
 *
 * @throws dev.covector.ShapeException when the shapes differ: they are not broadcast
 */
public fun meanSquaredError(prediction: Tensor, target: Tensor): Tensor = Metrics.meanSquaredError(prediction, target)

/**
 * The mean of absolute differences: one number.
 *
 * @throws dev.covector.ShapeException when the shapes differ: they are not broadcast
 */
public fun meanAbsoluteError(prediction: Tensor, target: Tensor): Tensor = Metrics.meanAbsoluteError(prediction, target)

/**
 * The mean divergence of normal distributions from the standard normal one: one number; the sum over
 * the last axis, the mean over the others.
 *
 * @param mean `[batch, size]`
 * @param logVariance `[batch, size]`
 */
public fun normalDivergence(mean: Tensor, logVariance: Tensor): Tensor =
    (Numpy.sum(logVariance + 1 - mean.square() - Numpy.exp(logVariance), -1) * -0.5).mean()
