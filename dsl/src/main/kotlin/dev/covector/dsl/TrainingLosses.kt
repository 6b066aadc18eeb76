package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor
import dev.covector.metrics.Metrics
import dev.covector.numpy.Numpy
import dev.covector.optim.Optax

/**
 * The mean cross entropy of logits: one number, to train with.
 *
 * ```kotlin
 * val logits = normal(key(0), shapeOf(2, 3, 5))
 * val words = tensor(listOf(4, 1, -1), listOf(2, -1, -1)) // -1 where a sentence is over
 * val loss = crossEntropy(logits, words, where = words ge 0)
 * ```
 *
 * @param logits `[batch, ..., classes]`
 * @param labels integers `[batch, ...]`, or probabilities of the logits' shape
 * @param where bools `[batch, ...]`: what counts; null for all. Where nothing counts, the mean is NaN
 * @throws ShapeException when labels that are no integers have another shape than the logits
 */
public fun crossEntropy(logits: Tensor, labels: Tensor, where: Tensor? = null): Tensor {
    val each =
        if (labels.dtype().isInteger) {
            Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels)
        } else {
            if (labels.shape() != logits.shape()) {
                throw ShapeException(
                    "crossEntropy: the labels are ${labels.type()}, the logits ${logits.type()}; give the number of " +
                        "the class of each example, as integers (labels.astype(int32)), or probabilities of the " +
                        "logits' shape",
                )
            }
            Optax.softmaxCrossEntropy(logits, labels)
        }
    return if (where == null) each.mean() else Numpy.where(where, each, 0).sum() / where.sum()
}

/**
 * The mean cross entropy of logits of two classes: one number.
 *
 * @param logits `[...]`, above 0 for class 1
 * @param labels 0 or 1, of the same shape
 * @throws ShapeException when the shapes differ: they are not broadcast
 */
public fun binaryCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
    if (labels.shape() != logits.shape()) {
        throw ShapeException(
            "binaryCrossEntropy: the logits are ${logits.type()}, the labels ${labels.type()}; they must have the " +
                "same shape: logits.squeeze(-1) takes an axis of size 1 away, labels.expandDims(-1) adds one",
        )
    }
    return Optax.sigmoidBinaryCrossEntropy(logits, labels.astype(logits.dtype())).mean()
}

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
