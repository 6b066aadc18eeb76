package dev.covector.dsl

/** Why a training ended. */
public enum class Ending {
    /** All epochs or steps are done. */
    FINISHED,

    /** What early stopping watches did not get better any more. */
    EARLY,

    /** By Ctrl-C, or [Trainer.stop]. */
    INTERRUPTED,

    /** A callback asked for it. */
    STOPPED,
}

/**
 * Where a training is. It is valid during the call of a callback: the next step takes the memory of
 * its tensors over.
 *
 * @property trainer the training
 * @property epoch the number of the epoch, from 1
 * @property step how many steps there were
 */
@CovectorDsl
public open class Moment internal constructor(
    @get:JvmName("trainer")
    public val trainer: Trainer<*, *>,
    @get:JvmName("epoch")
    public val epoch: Int,
    @get:JvmName("step")
    public val step: Long,
    private val control: Control,
) {
    /** What was measured so far. */
    @get:JvmName("history")
    public val history: History get() = trainer.history

    /** Ends the training after this step. */
    public fun stop(): Unit = control.stop()

    /** Saves a checkpoint after this step, whatever the interval. */
    public fun saveCheckpoint(): Unit = control.save()
}

/** What callbacks may ask of the loop. */
internal interface Control {
    fun stop()

    fun save()
}

/**
 * After a step.
 *
 * @property loss of the step; reading it waits for the device, so do that now and then, not always
 */
public class StepMoment internal constructor(
    trainer: Trainer<*, *>,
    epoch: Int,
    step: Long,
    control: Control,
    private val read: () -> Double,
) : Moment(trainer, epoch, step, control) {
    @get:JvmName("loss")
    public val loss: Double by lazy(LazyThreadSafetyMode.NONE, read)
}

/**
 * After an epoch.
 *
 * @property values the means over the epoch's steps, and what the validation after it said
 */
public class EpochMoment internal constructor(
    trainer: Trainer<*, *>,
    epoch: Int,
    step: Long,
    control: Control,
    @get:JvmName("values")
    public val values: Map<String, Double>,
) : Moment(trainer, epoch, step, control) {
    /** The mean loss. */
    @get:JvmName("loss")
    public val loss: Double get() = values[LOSS] ?: Double.NaN
}

/** After the training. */
public class EndMoment internal constructor(
    trainer: Trainer<*, *>,
    epoch: Int,
    step: Long,
    control: Control,
    @get:JvmName("ending")
    public val ending: Ending,
) : Moment(trainer, epoch, step, control)

/**
 * Something to be done along with a training. The methods do nothing unless overridden.
 *
 * ```
 * object Bell : TrainingCallback {
 *     override fun onEpoch(moment: EpochMoment) = println("epoch ${moment.epoch}: ${moment.loss}")
 * }
 * ```
 */
public interface TrainingCallback {
    /** Before the first step, also of a training that is taken up again. */
    public fun onStart(moment: Moment) {}

    /** After each step; the loss is only fetched if it is read. */
    public fun onStep(moment: StepMoment) {}

    /** After each epoch and its validation. */
    public fun onEpoch(moment: EpochMoment) {}

    /** After each validation; the values begin with `val_`. */
    public fun onValidation(moment: EpochMoment) {}

    /** After the last step, however it came to be the last. */
    public fun onEnd(moment: EndMoment) {}
}

/** What is to be done along with a training, as blocks. */
@CovectorDsl
public class CallbacksScope internal constructor() {
    internal val all = ArrayList<TrainingCallback>()
    internal var watchesSteps = false

    /** Before the first step. */
    public fun onStart(block: Moment.() -> Unit) {
        all += object : TrainingCallback {
            override fun onStart(moment: Moment) = moment.block()
        }
    }

    /** After each step, or after each [every]-th. */
    public fun onStep(every: Int = 1, block: StepMoment.() -> Unit) {
        requireAtLeastOne("onStep: every", every)
        watchesSteps = true
        all += object : TrainingCallback {
            override fun onStep(moment: StepMoment) {
                if (moment.step % every == 0L) moment.block()
            }
        }
    }

    /** After each epoch and its validation. */
    public fun onEpoch(block: EpochMoment.() -> Unit) {
        all += object : TrainingCallback {
            override fun onEpoch(moment: EpochMoment) = moment.block()
        }
    }

    /** After each validation. */
    public fun onValidation(block: EpochMoment.() -> Unit) {
        all += object : TrainingCallback {
            override fun onValidation(moment: EpochMoment) = moment.block()
        }
    }

    /** After the last step. */
    public fun onEnd(block: EndMoment.() -> Unit) {
        all += object : TrainingCallback {
            override fun onEnd(moment: EndMoment) = moment.block()
        }
    }

    /** A callback that was written as a class. */
    public operator fun TrainingCallback.unaryPlus() {
        watchesSteps = true
        all += this
    }
}

internal fun requireAtLeastOne(what: String, value: Number) {
    if (value.toLong() < 1) throw TrainingException("$what is $value; it must be at least 1")
}
