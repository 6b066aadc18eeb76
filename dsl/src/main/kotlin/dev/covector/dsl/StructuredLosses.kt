package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Optax

/**
 * Connectionist temporal classification; Graves et al. 2006.
 *
 * @param logits the scores, [batch, time, classes]
 * @param logitPaddings 1 where there is no input, [batch, time]
 * @param labels the classes, [batch, labels]
 * @param labelPaddings 1 where there is no label, at the end, [batch, labels]
 * @param blank the class that stands for no label
 * @param logEpsilon the logarithm that stands for probability 0
 */
public fun ctcLoss(
    logits: Tensor,
    logitPaddings: Tensor,
    labels: Tensor,
    labelPaddings: Tensor,
    blank: Int = 0,
    logEpsilon: Double = -1e5,
): Tensor = Optax.ctcLoss(logits, logitPaddings, labels, labelPaddings, blank, logEpsilon)

/** The cross entropy of a ranking. */
public fun rankingSoftmaxLoss(logits: Tensor, labels: Tensor): Tensor = Optax.rankingSoftmaxLoss(logits, labels)

/** The contrastive loss of embeddings, of which those of equal labels belong together. */
public fun ntxent(embeddings: Tensor, labels: Tensor, temperature: Double = 0.07): Tensor =
    Optax.ntxent(embeddings, labels, temperature)

/**
 * How much farther, by less than a margin, negatives are than positives; Schroff et al. 2015.
 *
 * @param norm the degree of the norm
 * @param epsilon what is added to the power of the norm
 */
public fun tripletMarginLoss(
    anchors: Tensor,
    positives: Tensor,
    negatives: Tensor,
    axis: Int = -1,
    norm: Int = 2,
    margin: Double = 1.0,
    epsilon: Double = 1e-6,
): Tensor = Optax.tripletMarginLoss(anchors, positives, negatives, axis, norm, margin, epsilon)

/** The Dice loss of each example, the mean over classes; Milletari et al. 2016. */
public fun diceLoss(predictions: Tensor, targets: Tensor): Tensor = Optax.diceLoss(predictions, targets)
