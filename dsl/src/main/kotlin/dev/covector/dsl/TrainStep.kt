package dev.covector.dsl

import dev.covector.CacheStatistics
import dev.covector.Fn1
import dev.covector.Fn3
import dev.covector.GradTransform
import dev.covector.JitOptions
import dev.covector.JitTransform
import dev.covector.Tensor
import dev.covector.WithAux
import dev.covector.metrics.Average
import dev.covector.numpy.Numpy
import dev.covector.optim.ExtraArgs
import dev.covector.optim.GradientTransformation
import dev.covector.optim.MultiSteps
import dev.covector.optim.OptState
import dev.covector.optim.Optax
import dev.covector.random.Random
import dev.covector.tree.Tree

/**
 * A jitted training step: loss, gradient, the optimizer's update, statistics and means in one
 * program, to which the state is donated: the state that is passed must not be used after the call.
 *
 * ```
 * val step = trainStep(model, adam(1e-3)) { prediction, target -> (prediction - target).square().mean() }
 * var state = step.init(batches.first(), seed = 0)
 * for (batch in batches) {
 *     val (next, loss) = step(state, batch)
 *     state = next
 * }
 * ```
 */
public class TrainStep<M : Any, B : Any> internal constructor(
    private val binding: ModelBinding<M>,
    private val objective: Objective<M, B>,
    private val metrics: List<Metric<M, B>>,
    private val optimizer: GradientTransformation,
    private val emaDecay: Double?,
) : (TrainingState, B) -> StepResult {
    /**
     * From step, parameters, state of the optimizer, collections and mean to the same after it, the loss and the
     * metrics. Lists are taken apart and put together without method handles, and what holds no tensor comes back as
     * null: 0.2 us less a step than with data classes. The key stays, and would be a result to no end.
     */
    private val compiled =
        JitTransform.jit(Fn3<List<Any?>, Tensor, B, List<Any?>>(::next), JitOptions.named("step").withDonated(0))

    /** How its cache did: a second trace of a batch of another shape is seen here. */
    @get:JvmName("statistics")
    public val statistics: CacheStatistics get() = compiled.statistics()

    /** The state before the first step; the batch says the shapes. */
    public fun init(batch: B, seed: Long = 0): TrainingState {
        val key = Random.key(seed)
        val drawn = binding.draw(key) { objective.judge(this, batch) }
        return start(drawn, streamKey(key, "training"))
    }

    internal fun start(drawn: ModelParts, key: Tensor): TrainingState = ownTensors(
        TrainingState(
            zeroStep(),
            drawn.params,
            optimizer.init(drawn.params),
            drawn.collections,
            if (emaDecay == null) null else drawn.params,
            key,
        ),
    )

    /** One step. */
    override fun invoke(state: TrainingState, batch: B): StepResult {
        val before = listOf(state.step, state.params, state.optState, state.collections, state.ema)
        val after = compiled.apply(before, state.key, batch)
        val carried =
            TrainingState(
                after[0] as Tensor,
                after[1]!!,
                after[2] as OptState,
                after[3] ?: state.collections,
                after[4],
                state.key,
            )
        @Suppress("UNCHECKED_CAST") // as next makes it
        return StepResult(carried, after[5] as Tensor, (after[6] ?: emptyMap<String, Any>()) as Map<String, Any>)
    }

    private fun next(before: List<Any?>, first: Tensor, batch: B): List<Any?> {
        val state =
            TrainingState(before[0] as Tensor, before[1]!!, before[2] as OptState, before[3]!!, before[4], first)
        val key = Random.foldIn(first, state.step)

        fun judged(params: Any): WithAux<List<Any>> {
            val ran =
                binding.run(params, state.collections, key, training = true) {
                    objective.judge(this, batch) to reported
                }
            val (judged, reported) = ran.output
            return WithAux(
                requireScalar(judged.loss),
                listOf(ran.collections, reported, listOfNotNull(judged.prediction)),
            )
        }
        val result = GradTransform.valueAndGradWithAux(Fn1<Any, WithAux<List<Any>>>(::judged)).apply(state.params)
        val (collections, reported, prediction) = result.aux()
        val extra =
            ExtraArgs
                .none()
                .value(result.value())
                .grad(result.gradient())
                .valueFn { judged(it).value() }
        val updated = optimizer.update(result.gradient(), state.optState, state.params, extra)
        val params = Optax.applyUpdates(state.params, updated.updates())
        val watched = LinkedHashMap<String, Any>()
        (reported as Map<*, *>).forEach { (name, value) -> watched[name as String] = Average.of(value as Tensor) }
        val predicted = (prediction as List<*>).firstOrNull() as Tensor?
        for (metric in metrics) {
            val value = measure(metric, state.params, state.collections, key, batch, predicted)
            // other accumulators, such as a confusion matrix, are for evaluations
            if (value is Average) watched[metric.name] = value
        }
        return listOf(
            state.step + 1,
            params,
            updated.state(),
            collections.takeUnless { Tree.leaves(it).isEmpty() },
            state.ema?.let { mean(it, params, updated.state()) },
            result.value(),
            watched.takeUnless { it.isEmpty() },
        )
    }

    private fun measure(
        metric: Metric<M, B>,
        params: Any,
        collections: Any,
        key: Tensor,
        batch: B,
        prediction: Tensor?,
    ): Any =
        accumulated(metric.name, metric.value(binding, Situation(params, collections, key, true), batch, prediction))

    /** While gradients are being gathered, the parameters stand still and so does their mean. */
    private fun mean(old: Any, params: Any, optState: OptState): Any {
        val moved = Optax.incrementalUpdate(params, old, 1 - emaDecay!!)
        if (optimizer !is MultiSteps) return moved
        val updated = optimizer.hasUpdated(optState)
        return treeMap(moved, old) { new, before -> Numpy.where(updated, new, before) }
    }
}

/** The variables and the key of a computation. */
internal class Situation(val params: Any, val collections: Any, val key: Tensor, val training: Boolean)

/** What a metric says of a batch, with the loss's prediction where it wants one. */
internal fun <M : Any, B : Any> Metric<M, B>.value(
    binding: ModelBinding<M>,
    situation: Situation,
    batch: B,
    prediction: Tensor?,
): Any = when (this) {
    is Metric.OfPrediction<*> -> {
        compute(
            prediction ?: throw TrainingException(
                "metrics: '$name' wants the prediction, and a loss of the whole batch makes none; " +
                    "report it in the loss, " +
                    "or write the metric of the batch too: \"$name\" { batch -> ... }",
            ),
            (batch as Examples).target,
        )
    }

    is Metric.OfBatch<M, B> -> {
        binding.run(situation.params, situation.collections, situation.key, situation.training) {
            compute(batch)
        }.output
    }
}

/**
 * The step of a loss of the prediction and the target.
 *
 * @param model a linen or nnx module of one tensor
 * @param ema the decay of the mean of the parameters; null for none
 * @param loss of `[batch, ...]` and `[batch, ...]`: a number
 */
public fun <M : Any> trainStep(
    model: M,
    optimizer: GradientTransformation,
    ema: Double? = null,
    loss: (prediction: Tensor, target: Tensor) -> Tensor,
): TrainStep<M, Examples> {
    val forward = ModelBinding.defaultForward(model) ?: throw noForward(model)
    return TrainStep(ModelBinding.of(model), PredictionObjective(forward, loss), emptyList(), optimizer, ema)
}

/**
 * The step of a loss of the model and a batch, which is any tree.
 *
 * @param model a linen or nnx module
 * @param ema the decay of the mean of the parameters; null for none
 * @param loss calls the model: `{ batch: LabelledImages -> ... model(batch.images, training) ... }`
 */
@JvmName("trainStepOfBatches")
public fun <M : Any, B : Any> trainStep(
    model: M,
    optimizer: GradientTransformation,
    ema: Double? = null,
    loss: ModelScope<M>.(batch: B) -> Tensor,
): TrainStep<M, B> = TrainStep(ModelBinding.of(model), BatchObjective(loss), emptyList(), optimizer, ema)

internal fun noForward(model: Any) = TrainingException(
    "training: how a ${model.javaClass.simpleName} is applied to the input is not known, since it is no layer of one " +
        "tensor; say it with forward { x -> model(x, training) }, or write the loss of the whole batch: loss { batch -> ... }",
)
