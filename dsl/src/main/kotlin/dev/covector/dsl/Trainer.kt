package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.linen.Module
import dev.covector.numpy.Numpy
import dev.covector.optim.GradientTransformation

/**
 * Trains a model, and gives the training back: its history, and the model with what it has learned.
 *
 * ```
 * val run = training(model, adamw(1e-3)) {
 *     data(x, y, batchSize = 64)
 *     loss { prediction, target -> crossEntropy(prediction, target) }
 *     metrics { accuracy() }
 *     validation(testX, testY)
 *     epochs(5)
 * }
 * println(run.evaluate())
 * val classes = argmax(run.predict(testX), -1)
 * ```
 *
 * Ctrl-C ends it after the step, and saves where there are `checkpoints`; a second Ctrl-C ends the
 * program. The same program run again goes on from there, to the same numbers as if it had never
 * stopped.
 *
 * @param model a module of `dev.covector.linen`, whose parameters are drawn here, or of
 * `dev.covector.nnx`, whose own parameters are changed
 * @throws TrainingException when something is missing or does not fit, and when the loss is NaN
 */
public fun <M : Any, B : Any> training(
    model: M,
    optimizer: GradientTransformation,
    block: TrainingScope<M, B>.() -> Unit,
): Trainer<M, B> = trainer(model, optimizer, block).apply { fit() }

/** A training that has not begun; [Trainer.fit] begins it. The block is that of [training]. */
public fun <M : Any, B : Any> trainer(
    model: M,
    optimizer: GradientTransformation,
    block: TrainingScope<M, B>.() -> Unit,
): Trainer<M, B> = Trainer(TrainingScope<M, B>(model, optimizer).apply(block).plan())

/**
 * A training: the model, what it has learned so far, and what was measured. For one thread; [stop] may
 * be called from any.
 *
 * @param M the class of the model
 * @param B the type of a batch
 */
public class Trainer<M : Any, B : Any> internal constructor(internal val plan: TrainingPlan<M, B>) {
    internal val binding = ModelBinding.of(plan.model)
    internal val position = TrainingPosition()

    @Volatile
    internal var interrupted = false
    private val evaluator = Evaluator(binding, plan.objective, plan.metrics)
    private val predictor = plan.forward?.let { Predictor(binding, it) }

    /** The jitted step that [fit] takes, for loops of one's own. */
    @get:JvmName("step")
    public val step: TrainStep<M, B> = TrainStep(binding, plan.objective, plan.metrics, plan.optimizer, plan.ema)

    /** The model; one of nnx holds what was learned when [fit] returns. */
    @get:JvmName("model")
    public val model: M get() = plan.model

    /** What was measured so far. */
    @get:JvmName("history")
    public val history: History = History()

    /** How the last [fit] ended; null before the first. */
    @get:JvmName("ending")
    public var ending: Ending? = null
        internal set

    /**
     * What the training carries. While [fit] runs, the next step takes its memory over.
     *
     * @throws TrainingException before the first [fit]
     */
    @get:JvmName("state")
    public val state: TrainingState
        get() = position.state ?: throw TrainingException("trainer: nothing was learned yet; call fit() first")

    /**
     * The variables of a linen model, to evaluate with: its parameters (or their mean, with `ema`) and
     * its other collections.
     *
     * @throws TrainingException for a model of nnx, which holds its own
     */
    @get:JvmName("variables")
    public val variables: Map<String, Any>
        get() {
            if (plan.model !is Module) {
                throw TrainingException(
                    "variables: a model of nnx holds its own; use the model itself",
                )
            }
            return buildMap {
                put("params", state.evaluated)
                (state.collections as Map<*, *>).forEach { (name, tree) -> put(name as String, tree!!) }
            }
        }

    /**
     * Trains to the end that the block says, from where it stopped, or from what a checkpoint holds.
     *
     * @return how it ended
     */
    public fun fit(): Ending = TrainingLoop(this, plan.epochs, plan.steps).run()

    /** Trains some epochs more. */
    public fun fit(epochs: Int): Ending {
        requireAtLeastOne("fit: the number of epochs", epochs)
        return TrainingLoop(this, position.epoch + epochs, null).run()
    }

    /** Ends [fit] after the step that runs, as Ctrl-C does; from any thread. */
    public fun stop() {
        interrupted = true
    }

    /**
     * The loss and the metrics of the data that the training validates with.
     *
     * @throws TrainingException when there is none
     */
    public fun evaluate(): Evaluation = evaluate(
        plan.validation ?: throw TrainingException(
            "evaluate: the training has no validation(...); give data: evaluate(x, y) or evaluate(dataset)",
        ),
    )

    /** The loss and the metrics of batches. */
    public fun evaluate(batches: Dataset<B>): Evaluation = evaluator.evaluate(state, batches)

    /**
     * What the model says to inputs, computed in batches without dropout and with the statistics it
     * learned.
     *
     * @param x `[examples, ...]`
     * @return `[examples, ...]`
     * @throws TrainingException when it is not known how the model is applied
     */
    public fun predict(x: Tensor, batchSize: Int = 256): Tensor =
        predict(x, batchSize, predictor ?: throw noForward(plan.model))

    /**
     * What a computation of the model says to inputs: `run.predict(questions) { write(it) }`. It is compiled at each
     * call, so let it be one call for all inputs.
     *
     * @param x `[examples, ...]`
     * @return `[examples, ...]`
     */
    public fun predict(x: Tensor, batchSize: Int = 256, forward: ModelScope<M>.(input: Tensor) -> Tensor): Tensor =
        predict(x, batchSize, Predictor(binding, forward))

    private fun predict(x: Tensor, batchSize: Int, predictor: Predictor<M, Tensor>): Tensor {
        requireBatchSize("predict", batchSize)
        if (x.rank() == 0 || x.shape().dim(0) == 0) {
            throw TrainingException(
                "predict: the inputs are ${x.type()}; the first axis counts the examples, at least one",
            )
        }
        val rows = x.shape().dim(0)
        if (rows <= batchSize) return predictor.predict(state, x)
        return predict(Dataset.of(x).batch(evenBatches(rows, batchSize)), predictor)
    }

    /** What a computation of the model says to batches, one after the other: `predict(images) { model(it.pixels) }`. */
    public fun <X : Any> predict(batches: Dataset<X>, forward: ModelScope<M>.(batch: X) -> Tensor): Tensor =
        predict(batches, Predictor(binding, forward))

    private fun <X : Any> predict(batches: Dataset<X>, predictor: Predictor<M, X>): Tensor {
        val parts = batches.iterator().use { all -> all.asSequence().map { predictor.predict(state, it) }.toList() }
        if (parts.isEmpty()) throw TrainingException("predict: there is no batch in $batches")
        return Numpy.concatenate(parts, 0)
    }

    /** Computes with what was learned: `run.infer { model.decode(z) }`. */
    public fun <R> infer(block: ModelScope<M>.() -> R): R {
        val now = state
        return binding.run(
            now.evaluated,
            now.collections,
            streamKey(now.key, "prediction"),
            training = false,
            block,
        ).output
    }

    override fun toString(): String =
        "Trainer(${plan.model.javaClass.simpleName}, ${history.size} steps" + (ending?.let { ", $it" } ?: "") + ")"
}

/** The loss and the metrics of pairs of tensors. */
public fun Trainer<*, Examples>.evaluate(x: Tensor, y: Tensor, batchSize: Int = 256): Evaluation {
    requireBatchSize("evaluate", batchSize)
    return evaluate(pairs("evaluate", x, y).batch(evenBatches(x.shape().dim(0), batchSize)))
}

/** Where a training is, between calls of fit. */
internal class TrainingPosition {
    var state: TrainingState? = null

    /** Epochs that are finished. */
    var epoch = 0

    /** Batches that were taken of the epoch that runs. */
    var taken = 0L

    /** Steps before that epoch. */
    var epochStart = 0
}
