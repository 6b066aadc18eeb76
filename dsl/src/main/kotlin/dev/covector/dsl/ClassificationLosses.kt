package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Optax

/**
 * The cross entropy of independent yes-or-no questions, element by element.
 *
 * @param logits the scores
 * @param labels 0, 1, or probabilities; any dtype
 */
public fun sigmoidBinaryCrossEntropy(logits: Tensor, labels: Tensor): Tensor =
    Optax.sigmoidBinaryCrossEntropy(logits, labels)

/**
 * The focal loss: the binary cross entropy with less weight for what is easy; Lin et al. 2017.
 *
 * @param logits the scores
 * @param labels 0, 1, or probabilities
 * @param alpha the weight of label 1, that of 0 being 1 less it; null for no weights
 * @param gamma how much less what is easy weighs
 */
public fun sigmoidFocalLoss(logits: Tensor, labels: Tensor, alpha: Double? = null, gamma: Double = 2.0): Tensor =
    Optax.sigmoidFocalLoss(logits, labels, alpha.optional(), gamma)

/**
 * The cross entropy of one class of many.
 *
 * @param logits the scores
 * @param labels the probabilities of the classes
 * @param axis of the classes
 * @param where false where a class does not count; null where all do
 */
public fun softmaxCrossEntropy(logits: Tensor, labels: Tensor, axis: Int = -1, where: Tensor? = null): Tensor =
    if (where == null) {
        Optax.softmaxCrossEntropy(logits, labels, axis)
    } else {
        Optax.softmaxCrossEntropy(logits, labels, where, axis)
    }

/** As [softmaxCrossEntropy], where labels may be 0 and logits minus infinity. */
public fun safeSoftmaxCrossEntropy(logits: Tensor, labels: Tensor): Tensor =
    Optax.safeSoftmaxCrossEntropy(logits, labels)

/**
 * The cross entropy of one class of many.
 *
 * @param logits the scores
 * @param labels the numbers of the classes, an integer tensor without the axis of the classes
 * @param axis of the classes in the scores
 * @param where false where a class does not count; null where all do
 */
public fun softmaxCrossEntropyWithIntegerLabels(
    logits: Tensor,
    labels: Tensor,
    axis: Int = -1,
    where: Tensor? = null,
): Tensor = if (where == null) {
    Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels, axis)
} else {
    Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels, where, axis)
}

/** The hinge loss of labels -1 and 1. */
public fun hingeLoss(outputs: Tensor, targets: Tensor): Tensor = Optax.hingeLoss(outputs, targets)

/** The loss of the perceptron, of labels -1 and 1. */
public fun perceptronLoss(outputs: Tensor, targets: Tensor): Tensor = Optax.perceptronLoss(outputs, targets)

/** The loss of sparsemax for yes or no; Martins and Astudillo 2016. */
public fun sparsemaxLoss(logits: Tensor, labels: Tensor): Tensor = Optax.sparsemaxLoss(logits, labels)

/** The hinge loss of one class of many. */
public fun multiclassHingeLoss(scores: Tensor, labels: Tensor): Tensor = Optax.multiclassHingeLoss(scores, labels)

/** The perceptron's loss of one class of many. */
public fun multiclassPerceptronLoss(scores: Tensor, labels: Tensor): Tensor =
    Optax.multiclassPerceptronLoss(scores, labels)

/** The loss of sparsemax of one class of many. */
public fun multiclassSparsemaxLoss(scores: Tensor, labels: Tensor): Tensor =
    Optax.multiclassSparsemaxLoss(scores, labels)

/** The cross entropy plus [epsilon] times 1 less the probability of the label; Leng et al. 2022. */
public fun polyLossCrossEntropy(
    logits: Tensor,
    labels: Tensor,
    epsilon: Double = 2.0,
    axes: List<Int> = listOf(-1),
): Tensor = Optax.polyLossCrossEntropy(logits, labels, epsilon, *axes.toIntArray())

/**
 * The Kullback-Leibler divergence along [axes].
 *
 * @param logPredictions the logarithms of the predicted probabilities
 * @param targets the probabilities
 * @param where false where a class does not count; null where all do
 */
public fun klDivergence(
    logPredictions: Tensor,
    targets: Tensor,
    axes: List<Int> = listOf(-1),
    where: Tensor? = null,
): Tensor = if (where == null) {
    Optax.klDivergence(logPredictions, targets, *axes.toIntArray())
} else {
    Optax.klDivergence(logPredictions, targets, where, *axes.toIntArray())
}

/** The Kullback-Leibler divergence along [axes], of targets that are logarithms too. */
public fun klDivergenceWithLogTargets(
    logPredictions: Tensor,
    logTargets: Tensor,
    axes: List<Int> = listOf(-1),
): Tensor = Optax.klDivergenceWithLogTargets(logPredictions, logTargets, *axes.toIntArray())

/** The Kullback-Leibler divergence plus the sum of predictions less that of targets. */
public fun convexKlDivergence(logPredictions: Tensor, targets: Tensor): Tensor =
    Optax.convexKlDivergence(logPredictions, targets)

/** Labels with [alpha] of their probability spread over all classes. */
public fun smoothLabels(labels: Tensor, alpha: Double): Tensor = Optax.smoothLabels(labels, alpha)
