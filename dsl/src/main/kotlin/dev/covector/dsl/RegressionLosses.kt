package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Optax

/** The squares of the differences, element by element. */
public fun squaredError(predictions: Tensor, targets: Tensor): Tensor = Optax.squaredError(predictions, targets)

/** Half of the squares of the differences, element by element. */
public fun l2Loss(predictions: Tensor, targets: Tensor): Tensor = Optax.l2Loss(predictions, targets)

/** Half of the squares, element by element. */
public fun l2Loss(errors: Tensor): Tensor = Optax.l2Loss(errors)

/** As [l2Loss] up to a difference of [delta], along a line beyond; Huber 1964. */
public fun huberLoss(predictions: Tensor, targets: Tensor, delta: Double = 1.0): Tensor =
    Optax.huberLoss(predictions, targets, delta)

/** The logarithm of the hyperbolic cosine of the differences, element by element. */
public fun logCosh(predictions: Tensor, targets: Tensor): Tensor = Optax.logCosh(predictions, targets)

/**
 * The cosine of the angle between vectors along [axes].
 *
 * @param epsilon the least square of a norm
 * @param where false where an element does not count; null where all do
 */
public fun cosineSimilarity(
    predictions: Tensor,
    targets: Tensor,
    epsilon: Double = 0.0,
    axes: List<Int> = listOf(-1),
    where: Tensor? = null,
): Tensor = if (where == null) {
    Optax.cosineSimilarity(predictions, targets, epsilon, *axes.toIntArray())
} else {
    Optax.cosineSimilarity(predictions, targets, where, epsilon, *axes.toIntArray())
}

/**
 * 1 less the cosine of the angle between vectors along [axes].
 *
 * @param epsilon the least square of a norm
 * @param where false where an element does not count; null where all do
 */
public fun cosineDistance(
    predictions: Tensor,
    targets: Tensor,
    epsilon: Double = 0.0,
    axes: List<Int> = listOf(-1),
    where: Tensor? = null,
): Tensor = if (where == null) {
    Optax.cosineDistance(predictions, targets, epsilon, *axes.toIntArray())
} else {
    Optax.cosineDistance(predictions, targets, where, epsilon, *axes.toIntArray())
}
