package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.metrics.Accumulator
import dev.covector.metrics.Average

/** A loss, and what metrics want of its computation. */
internal class Judged(val loss: Tensor, val prediction: Tensor?)

/** How a batch is judged. */
internal fun interface Objective<M : Any, B : Any> {
    fun judge(scope: ModelScope<M>, batch: B): Judged
}

/** A loss of a prediction and its target. */
internal class PredictionObjective<M : Any>(
    private val forward: ModelScope<M>.(Tensor) -> Tensor,
    private val loss: (Tensor, Tensor) -> Tensor,
) : Objective<M, Examples> {
    override fun judge(scope: ModelScope<M>, batch: Examples): Judged {
        val prediction = scope.forward(batch.input)
        return Judged(loss(prediction, batch.target), prediction)
    }
}

/** A loss of a batch. */
internal class BatchObjective<M : Any, B : Any>(private val loss: ModelScope<M>.(B) -> Tensor) : Objective<M, B> {
    override fun judge(scope: ModelScope<M>, batch: B): Judged = Judged(scope.loss(batch), null)
}

/** A number of a batch that is watched, not learned from. */
internal sealed interface Metric<M : Any, B : Any> {
    val name: String

    /** Of what the model made of examples. */
    class OfPrediction<M : Any>(override val name: String, val compute: (Tensor, Tensor) -> Any) : Metric<M, Examples>

    /** Of the model and a batch. */
    class OfBatch<M : Any, B : Any>(override val name: String, val compute: ModelScope<M>.(B) -> Any) : Metric<M, B>
}

/** A tensor counts with the mean of its elements, over all batches. */
internal fun accumulated(name: String, value: Any): Accumulator<*> = when (value) {
    is Tensor -> {
        Average.of(value)
    }

    is Accumulator<*> -> {
        value
    }

    else -> {
        throw TrainingException(
            "metrics: '$name' is a ${value.javaClass.simpleName}; a metric is a tensor, whose mean counts, or an Accumulator",
        )
    }
}

/** The loss, once it is known to be a number. */
internal fun requireScalar(loss: Tensor): Tensor {
    if (loss.rank() != 0) {
        throw TrainingException(
            "loss: it is ${loss.type()}, and a training needs one number; take the mean of it: .mean()",
        )
    }
    if (!loss.dtype().isFloating) {
        throw TrainingException(
            "loss: it is ${loss.type()}, and only a floating number has a gradient; compute it of floating tensors",
        )
    }
    return loss
}
