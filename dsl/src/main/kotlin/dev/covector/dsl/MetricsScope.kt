package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.metrics.Accumulator
import dev.covector.metrics.Metrics

/**
 * What is watched: the mean of a tensor over all examples, or an [Accumulator] such as a confusion
 * matrix.
 *
 * ```
 * metrics {
 *     accuracy()
 *     "error" { prediction, target -> abs(prediction - target) }
 *     "length" { batch -> model(batch.input).square().sum() }
 *     accumulator("confusion") { prediction, target -> ConfusionMatrix.of(argmax(prediction, -1), target, 10) }
 * }
 * ```
 *
 * Accumulators that are no means are computed in evaluations, not of training steps.
 */
@CovectorDsl
public class MetricsScope<M : Any, B : Any> internal constructor() {
    internal val all = ArrayList<Metric<M, B>>()

    /** The mean of a tensor of the prediction and the target, for [Examples]. */
    @JvmName("ofPrediction")
    public operator fun String.invoke(compute: (prediction: Tensor, target: Tensor) -> Tensor): Unit =
        add(prediction(this, compute))

    /** The mean of a tensor of the model and the batch. */
    public operator fun String.invoke(compute: ModelScope<M>.(batch: B) -> Tensor): Unit =
        add(Metric.OfBatch(this, compute))

    /** Something else than a mean, of the prediction and the target. */
    @JvmName("accumulatorOfPrediction")
    public fun accumulator(name: String, compute: (prediction: Tensor, target: Tensor) -> Accumulator<*>): Unit =
        add(prediction(name, compute))

    /** Something else than a mean, of the model and the batch. */
    public fun accumulator(name: String, compute: ModelScope<M>.(batch: B) -> Accumulator<*>): Unit =
        add(Metric.OfBatch(name, compute))

    /** How often the greatest logit is that of the label: logits `[batch, ..., classes]`, labels `[batch, ...]`. */
    public fun accuracy(name: String = "accuracy"): Unit = add(prediction(name) { p, t -> Metrics.correct(p, t) })

    /** How often the label is among the [k] greatest logits. */
    public fun topK(k: Int, name: String = "top$k"): Unit =
        add(prediction(name) { p, t -> Metrics.correctInTopK(p, t, k) })

    @Suppress("UNCHECKED_CAST") // batches that are no examples are refused when the metric is computed
    private fun prediction(
        name: String,
        compute: (Tensor, Tensor) -> Any,
    ) = Metric.OfPrediction<M>(name, compute) as Metric<M, B>

    private fun add(metric: Metric<M, B>) {
        if (metric.name == LOSS || all.any { it.name == metric.name }) {
            throw TrainingException("metrics: the name '${metric.name}' is taken; give each metric a name of its own")
        }
        all += metric
    }
}
