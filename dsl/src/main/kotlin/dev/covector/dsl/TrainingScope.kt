package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.linen.Variables
import dev.covector.optim.GradientTransformation
import dev.covector.optim.Optax
import java.nio.file.Path

/**
 * How a model is trained: what the block of [training] says. The type of a batch, [B], follows from
 * `data`, so let that come first.
 */
@CovectorDsl
public class TrainingScope<M : Any, B : Any> internal constructor(
    private val model: M,
    private val optimizer: GradientTransformation,
) {
    private var data: ((Long) -> DataSource<B>)? = null
    private var validation: Dataset<B>? = null
    private var validationEvery: Int? = null
    private var loss: ((ModelScope<M>.(Tensor) -> Tensor) -> Objective<M, B>)? = null
    private var forward: (ModelScope<M>.(Tensor) -> Tensor)? = null
    private val metrics = MetricsScope<M, B>()
    private var epochs: Int? = null
    private var steps: Long? = null
    private var seed = 0L
    private var gathered = 1
    private var clipping: Double? = null
    private var ema: Double? = null
    private var checkpoints: CheckpointPlan? = null
    private var stopping: EarlyStopping? = null
    private val callbacks = CallbacksScope()
    private val loggers = ArrayList<LoggerPlan>()
    private var progress = true
    private var continuesOnNaN = false
    private var initial: Map<String, Any>? = null

    // ---- data --------------------------------------------------------------------------------

    /** Batches of a pipeline; one pass of it is an epoch. Shuffling differs in each epoch by itself. */
    public fun data(batches: Dataset<B>) {
        setData { DataSource("data", batches) }
    }

    /** Elements of a pipeline as examples: `data(digits.batch(64)) { Examples(it.images, it.labels) }`. */
    public fun <R : Any> data(batches: Dataset<R>, examples: (R) -> B) {
        setData { DataSource("data", batches.map(examples)) }
    }

    /** Batches of a sequence, which must give the same ones each time that it is gone through. */
    public fun data(batches: Sequence<B>) {
        setData { DataSource("data", Dataset.ofIterable { batches.iterator() }) }
    }

    internal fun setData(source: (Long) -> DataSource<B>) {
        if (data !=
            null
        ) {
            throw TrainingException("data: it is given twice; put the parts together before: one call says it all")
        }
        data = source
    }

    /**
     * Batches to validate with.
     *
     * @param every after so many steps; after each epoch when null
     */
    public fun validation(batches: Dataset<B>, every: Int? = null) {
        every?.let { requireAtLeastOne("validation: every", it) }
        if (batches.size().let { it.isPresent && it.asLong == 0L }) {
            throw TrainingException(
                "validation: there is no batch in $batches; is it empty, or filtered down to nothing?",
            )
        }
        validation = batches
        validationEvery = every
    }

    /** Elements of a pipeline as examples to validate with. */
    public fun <R : Any> validation(batches: Dataset<R>, every: Int? = null, examples: (R) -> B): Unit =
        validation(batches.map(examples), every)

    // ---- what is learned ---------------------------------------------------------------------

    /**
     * What is made small: a number of the model and a batch. Dropout, batch norm and everything that
     * the model carries are taken care of.
     */
    public fun loss(loss: ModelScope<M>.(batch: B) -> Tensor) {
        setLoss { BatchObjective(loss) }
    }

    /** What is made small: a number of what the model predicts and what it should, for [Examples]. */
    @JvmName("lossOfPrediction")
    public fun loss(loss: (prediction: Tensor, target: Tensor) -> Tensor) {
        @Suppress("UNCHECKED_CAST") // examples are looked for when the training begins
        setLoss { forward -> PredictionObjective(forward, loss) as Objective<M, B> }
    }

    private fun setLoss(objective: (ModelScope<M>.(Tensor) -> Tensor) -> Objective<M, B>) {
        if (loss != null) throw TrainingException("loss: it is given twice; add the parts of a loss up in one block")
        loss = objective
    }

    /** How the model is applied to an input, where that is not simply `model(x)`. */
    public fun forward(forward: ModelScope<M>.(input: Tensor) -> Tensor) {
        this.forward = forward
    }

    /** Numbers to be watched. */
    public fun metrics(block: MetricsScope<M, B>.() -> Unit): Unit = metrics.block()

    /** Begins with these variables of a linen model, such as those of a checkpoint, instead of new ones. */
    public fun startFrom(variables: Map<String, Any>) {
        if (Variables.params(variables).isEmpty()) {
            throw TrainingException("startFrom: the variables have no collection 'params', only ${variables.keys}")
        }
        initial = variables
    }

    // ---- how long ----------------------------------------------------------------------------

    /** Goes through the data so many times. */
    public fun epochs(count: Int) {
        requireAtLeastOne("epochs: the number", count)
        if (steps != null) throw both()
        epochs = count
    }

    /** Takes so many batches, through as many epochs as that needs. */
    public fun steps(count: Long) {
        requireAtLeastOne("steps: the number", count)
        if (epochs != null) throw both()
        steps = count
    }

    /** Takes so many batches. */
    public fun steps(count: Int): Unit = steps(count.toLong())

    private fun both() =
        TrainingException("training: epochs and steps are both given; say how long it goes on with one of them")

    /**
     * Ends when a value got no better for some validations (or epochs, where there is no validation).
     *
     * @param patience how many in a row may be no better
     * @param monitor the name of the value
     * @param minDelta by how much a value has to be better to count
     * @param higherIsBetter whether large values are good; not for names that end in loss or error
     * @param restoreBest whether the training ends with the parameters of the best value
     */
    public fun earlyStopping(
        patience: Int,
        monitor: String = LOSS,
        minDelta: Double = 0.0,
        higherIsBetter: Boolean = Watch.higherIsBetter(monitor),
        restoreBest: Boolean = true,
    ) {
        requireAtLeastOne("earlyStopping: the patience", patience)
        stopping = EarlyStopping(Watch(monitor, higherIsBetter, minDelta), patience, restoreBest)
    }

    /** Random numbers begin here: initial parameters, dropout, the order of `data(x, y)`. */
    public fun seed(seed: Long) {
        this.seed = seed
    }

    // ---- how the optimizer sees the gradient -------------------------------------------------

    /** One step of the optimizer for the mean gradient of so many batches. */
    public fun accumulate(batches: Int) {
        requireAtLeastOne("accumulate: the number of batches", batches)
        gathered = batches
    }

    /** Gradients whose norm is larger are made this long. */
    public fun clip(norm: Double) {
        if (!(norm > 0)) throw TrainingException("clip: the norm is $norm; it must be more than 0")
        clipping = norm
    }

    /** Keeps a mean of the parameters over the steps, with which is evaluated and predicted. */
    public fun ema(decay: Double) {
        if (!(decay > 0 && decay < 1)) throw TrainingException("ema: the decay is $decay; it must lie between 0 and 1")
        ema = decay
    }

    // ---- beside it ---------------------------------------------------------------------------

    /**
     * Saves everything that the training is in a folder, and goes on from there when it is run again.
     *
     * @param keep so many of the latest; the best one, by the monitor of early stopping or the loss, is
     * kept in the folder `best` besides
     * @param everySteps after each so many steps, besides epochs
     * @param everyEpochs after each so many epochs
     * @param resume whether a training that is in the folder is continued; otherwise it is deleted
     */
    public fun checkpoints(
        folder: Path,
        keep: Int = 3,
        everySteps: Int? = null,
        everyEpochs: Int = 1,
        resume: Boolean = true,
    ) {
        requireAtLeastOne("checkpoints: keep", keep)
        requireAtLeastOne("checkpoints: everyEpochs", everyEpochs)
        everySteps?.let { requireAtLeastOne("checkpoints: everySteps", it) }
        checkpoints = CheckpointPlan(folder, keep, everySteps, everyEpochs, resume)
    }

    /** Saves everything that the training is in a folder. */
    public fun checkpoints(
        folder: String,
        keep: Int = 3,
        everySteps: Int? = null,
        everyEpochs: Int = 1,
        resume: Boolean = true,
    ): Unit = checkpoints(Path.of(folder), keep, everySteps, everyEpochs, resume)

    /** What is done along the way. */
    public fun callbacks(block: CallbacksScope.() -> Unit): Unit = callbacks.block()

    /**
     * Where measurements go: those of a step after each [every] steps, and the means of each epoch and
     * validation. It is closed at the end.
     */
    public fun logger(logger: TrainingLogger, every: Int = 50) {
        requireAtLeastOne("logger: every", every)
        loggers += LoggerPlan(logger, every)
    }

    /** Whether progress is shown: a bar on a terminal, now and then a line elsewhere. */
    public fun progress(shown: Boolean) {
        progress = shown
    }

    /** Goes on when the loss is NaN or infinite, instead of ending with a message. */
    public fun continueOnNaN() {
        continuesOnNaN = true
    }

    internal fun plan(): TrainingPlan<M, B> {
        val source =
            data?.invoke(seed) ?: throw TrainingException(
                "training: there is no data; say it with data(x, y, batchSize = 64), or data(dataset) with a pipeline of batches",
            )
        val objective =
            loss ?: throw TrainingException(
                "training: there is no loss; say it with loss { prediction, target -> ... }, or loss { batch -> ... }",
            )
        if (epochs == null && steps == null) {
            throw TrainingException("training: it is not said how long it goes on; say epochs(5) or steps(1000)")
        }
        if (epochs != null && source.isEndless) {
            throw TrainingException(
                "epochs: ${source.batches} has no end, and so no epochs; say steps(1000), or leave repeat() out of the data",
            )
        }
        val named = forward ?: ModelBinding.defaultForward(model)
        val known: ModelScope<M>.(Tensor) -> Tensor = named ?: { throw noForward(model) }
        return TrainingPlan(
            model,
            tuned(),
            source,
            objective(known),
            named,
            metrics.all.toList(),
            validation,
            validationEvery,
            epochs,
            steps,
            seed,
            ema,
            checkpoints,
            stopping,
            callbacks.all.toList(),
            callbacks.watchesSteps,
            loggers.toList(),
            progress,
            continuesOnNaN,
            initial,
        )
    }

    private fun tuned(): GradientTransformation {
        val clipped = clipping?.let { optimizer.clipped(it) } ?: optimizer
        return if (gathered == 1) clipped else clipped.accumulated(gathered)
    }
}

/** This optimizer on gradients whose global norm is at most [norm]. */
public fun GradientTransformation.clipped(norm: Double): GradientTransformation =
    Optax.chain(Optax.clipByGlobalNorm(norm), this)

/** This optimizer with one step for the mean gradient of [batches] batches. */
public fun GradientTransformation.accumulated(batches: Int): GradientTransformation = Optax.multiSteps(this, batches)

/** The logger and how often it is told of steps. */
internal class LoggerPlan(val logger: TrainingLogger, val every: Int)

/** All that a training block said. */
internal class TrainingPlan<M : Any, B : Any>(
    val model: M,
    val optimizer: GradientTransformation,
    val data: DataSource<B>,
    val objective: Objective<M, B>,
    val forward: (ModelScope<M>.(Tensor) -> Tensor)?,
    val metrics: List<Metric<M, B>>,
    val validation: Dataset<B>?,
    val validationEvery: Int?,
    val epochs: Int?,
    val steps: Long?,
    val seed: Long,
    val ema: Double?,
    val checkpoints: CheckpointPlan?,
    val stopping: EarlyStopping?,
    val callbacks: List<TrainingCallback>,
    val watchesSteps: Boolean,
    val loggers: List<LoggerPlan>,
    val progress: Boolean,
    val continuesOnNaN: Boolean,
    val initial: Map<String, Any>?,
) {
    /** How many steps there will be; null when the data does not say how many an epoch has. */
    val totalSteps: Long? = steps ?: data.perEpoch?.let { it * epochs!! }
}

/**
 * Pairs of tensors as batches.
 *
 * @param x `[examples, ...]`, the inputs
 * @param y `[examples, ...]`, what the model should say to each
 * @param shuffle whether each epoch has another order, by the seed of the training
 * @param dropLast whether a last batch of fewer examples is left out; with it, the step is compiled a
 * second time for that shape
 * @throws TrainingException when x and y do not fit each other, or there is no whole batch
 */
public fun TrainingScope<*, Examples>.data(
    x: Tensor,
    y: Tensor,
    batchSize: Int = 32,
    shuffle: Boolean = true,
    dropLast: Boolean = true,
) {
    requireBatchSize("data", batchSize)
    val examples = pairs("data", x, y)
    val rows = x.shape().dim(0)
    if (dropLast && rows < batchSize) {
        throw TrainingException(
            "data: a batch of $batchSize is larger than the data, which has $rows examples; take batchSize = $rows or less",
        )
    }
    setData { seed ->
        DataSource("data", (if (shuffle) examples.shuffle(seed) else examples).batch(batchSize, dropLast))
    }
}

/**
 * Pairs of tensors to validate with.
 *
 * @param every after so many steps; after each epoch when null
 */
public fun TrainingScope<*, Examples>.validation(x: Tensor, y: Tensor, batchSize: Int = 256, every: Int? = null) {
    requireBatchSize("validation", batchSize)
    validation(pairs("validation", x, y).batch(evenBatches(x.shape().dim(0), batchSize)), every)
}
