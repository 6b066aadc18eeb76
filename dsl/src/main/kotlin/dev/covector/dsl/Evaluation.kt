package dev.covector.dsl

import dev.covector.DType
import dev.covector.Fn3
import dev.covector.JitOptions
import dev.covector.JitTransform
import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.metrics.Accumulator
import dev.covector.metrics.Average
import dev.covector.metrics.MetricSet
import dev.covector.random.Random

/**
 * What a model makes of data that it does not learn from.
 *
 * @property loss the mean over all examples
 * @property values the loss, the metrics and what the loss reports, by name: those that are numbers
 * @property results what each metric computes of all batches, such as the counts of a confusion
 * matrix
 */
public class Evaluation internal constructor(
    @get:JvmName("loss")
    public val loss: Double,
    @get:JvmName("values")
    public val values: Map<String, Double>,
    @get:JvmName("results")
    public val results: Map<String, Accumulator<*>>,
) {
    /**
     * The value of a metric.
     *
     * @throws TrainingException when there is none of this name, or it is no number
     */
    public operator fun get(name: String): Double =
        values[name] ?: throw TrainingException("evaluation: there is no number '$name'; there are ${values.keys}")

    override fun toString(): String = values.entries.joinToString("  ") { (name, value) -> "$name ${number(value)}" }
}

/** Evaluates batches with parameters; compiled once for each shape of a batch. */
internal class Evaluator<M : Any, B : Any>(
    private val binding: ModelBinding<M>,
    private val objective: Objective<M, B>,
    private val metrics: List<Metric<M, B>>,
) {
    /** What is passed to the compiled function. */
    private data class Variables(val params: Any, val collections: Any, val key: Tensor, val number: Tensor)

    private data class Outcome(val loss: Tensor, val metrics: Map<String, Any>)

    private val compiled =
        JitTransform.jit({ variables: Variables, batch: B -> outcome(variables, batch) }, JitOptions.named("evaluate"))

    private fun outcome(variables: Variables, batch: B): Outcome {
        val key = Random.foldIn(variables.key, variables.number)
        val (params, collections) = variables.params to variables.collections
        val (judged, reported) =
            binding.run(params, collections, key, training = false) { objective.judge(this, batch) to reported }.output
        val measured = LinkedHashMap<String, Any>()
        reported.forEach { (name, value) -> measured[name] = Average.of(value) }
        val situation = Situation(params, collections, key, false)
        for (metric in metrics) {
            measured[metric.name] = accumulated(metric.name, metric.value(binding, situation, batch, judged.prediction))
        }
        return Outcome(requireScalar(judged.loss), measured)
    }

    fun evaluate(state: TrainingState, batches: Dataset<B>): Evaluation {
        var total = 0.0
        var count = 0L
        var merged: MetricSet? = null
        val key = streamKey(state.key, "evaluation")
        batches.iterator().use { iterator ->
            var number = 0
            while (iterator.hasNext()) {
                val batch = iterator.next()
                val variables = Variables(state.evaluated, state.collections, key, Tensor.of(number++, DType.I32))
                val outcome = compiled.apply(variables, batch)
                val examples = rows(batch)
                total += outcome.loss.toDouble() * examples
                count += examples
                val measured = MetricSet(outcome.metrics.mapValues { (_, value) -> value as Accumulator<*> })
                merged = merged?.merge(measured) ?: measured
            }
        }
        val results = (merged ?: throw TrainingException("evaluate: there is no batch in $batches")).metrics()
        val values = linkedMapOf(LOSS to total / count)
        results.forEach { (name, accumulator) ->
            val value = accumulator.compute()
            if (value is Tensor && value.rank() == 0) values[name] = value.toDouble()
        }
        return Evaluation(total / count, values, results)
    }
}

/** Applies a model to inputs; compiled once for each of their shapes. */
internal class Predictor<M : Any, X : Any>(
    private val binding: ModelBinding<M>,
    private val forward: ModelScope<M>.(X) -> Tensor,
) {
    private val compiled =
        JitTransform.jit(
            Fn3 { variables: List<Any>, key: Tensor, input: X ->
                binding.run(variables[0], variables[1], key, training = false) { forward(input) }.output
            },
            JitOptions.named("predict"),
        )

    fun predict(state: TrainingState, input: X): Tensor =
        compiled.apply(listOf(state.evaluated, state.collections), streamKey(state.key, "prediction"), input)
}
