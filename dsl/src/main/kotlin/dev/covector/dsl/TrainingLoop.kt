package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.DataIterator
import dev.covector.metrics.Average
import dev.covector.random.Random

/**
 * One run of `fit`. The device is not waited for at each step: results are kept and read some steps
 * later, when somebody wants to see them, or 64 of them are there.
 */
internal class TrainingLoop<M : Any, B : Any>(
    private val trainer: Trainer<M, B>,
    private val epochs: Int?,
    private val steps: Long?,
) : Control {
    private val plan = trainer.plan
    private val history = trainer.history
    private val at = trainer.position
    private val unread = Unread(history, plan.continuesOnNaN)
    private val stopping = plan.stopping
    private val best = Watch(stopping?.watch?.monitor ?: LOSS, stopping?.watch?.higherIsBetter ?: false, 0.0)
    private val checkpoints = plan.checkpoints?.let { TrainingCheckpoints(it) }
    private val shown: () -> Map<String, Double> = ::means
    private lateinit var progress: Progress
    private lateinit var batches: DataIterator<B>
    private var bestState: TrainingState? = null
    private var validatedAt = -1L
    private var lastValidation = emptyMap<String, Double>()
    private var shownFrom = 0
    private var stopAsked = false

    /** What is said of the training that goes on. */
    private var resumed: String? = null
    private var saveAsked = false

    private val step: Long get() = history.size.toLong() + unread.count

    override fun stop() {
        stopAsked = true
    }

    override fun save() {
        saveAsked = true
    }

    fun run(): Ending {
        trainer.interrupted = false
        try {
            prepare()
            progress =
                if (plan.progress) {
                    Progress.of(
                        step,
                        steps ?: plan.data.perEpoch?.let {
                            it * epochs!!
                        },
                        epochs,
                    )
                } else {
                    Progress.Silent
                }
            resumed?.let { progress.say(it) }
            return progress.use {
                Interrupts(::interrupt).use {
                    val ending = steps()
                    finish(ending)
                    ending
                }
            }
        } finally {
            if (::batches.isInitialized) batches.close()
            plan.loggers.forEach { it.logger.close() }
            checkpoints?.close()
        }
    }

    private fun interrupt() {
        trainer.interrupted = true
        System.err.println("\nThe training ends after this step; Ctrl-C again ends the program at once.")
    }

    // ---- the beginning -----------------------------------------------------------------------

    private fun prepare() {
        batches = plan.data.open(at.epoch, at.taken)
        val known = at.state
        if (known != null) {
            // the old ones may be in use: by a model of nnx, by whoever asked for the state
            at.state = ownTensors(known)
            shownFrom = history.size
            return
        }
        if (!batches.hasNext()) throw plan.data.empty()
        val first = batches.next()
        at.state = drawn(first)
        if (plan.checkpoints?.resume == false) checkpoints?.clear()
        val saved = checkpoints?.restore(at.state!!)
        if (saved != null) take(saved.first, saved.second)
        batches.close()
        batches = plan.data.open(at.epoch, at.taken)
    }

    private fun drawn(batch: B): TrainingState {
        val initial = plan.initial ?: return trainer.step.init(batch, plan.seed)
        val key = Random.key(plan.seed)
        val params = initial.getValue("params")
        val drawn = ModelParts(params, initial - "params")
        return trainer.step.start(drawn, streamKey(key, "training"))
    }

    private fun take(state: TrainingState, place: SavedPlace) {
        val pipeline = plan.data.batches.toString()
        if (place.pipeline != pipeline) {
            throw TrainingException(
                "checkpoints: ${plan.checkpoints!!.folder} holds a training with other data: ${place.pipeline}, " +
                    "this is $pipeline; give another folder, or begin anew with checkpoints(..., resume = false)",
            )
        }
        at.state = state
        at.epoch = place.epoch
        at.taken = place.taken
        at.epochStart = place.epochStart
        history.restore(place.history)
        stopping?.watch?.restore(place.stopping.first, place.stopping.second)
        best.restore(place.best.first, place.best.second)
        lastValidation = history.validations.lastOrNull()?.values ?: emptyMap()
        validatedAt = history.validations.lastOrNull()?.step ?: -1
        shownFrom = history.size
        if (stopping?.restoreBest == true) bestState = checkpoints!!.restoreBest(state)
        val folder = plan.checkpoints!!.folder
        resumed =
            if (isDone() || isEarly()) {
                "$folder: this training has ended, after step $step; nothing is done " +
                    "(checkpoints(..., resume = false) begins anew)"
            } else {
                "$folder: the training goes on after step $step"
            }
    }

    // ---- steps -------------------------------------------------------------------------------

    private fun steps(): Ending {
        plan.callbacks.forEach { it.onStart(Moment(trainer, at.epoch + 1, step, this)) }
        while (true) {
            if (isEarly()) return Ending.EARLY
            if (isDone()) return Ending.FINISHED
            if (stopAsked) return Ending.STOPPED
            if (trainer.interrupted) return Ending.INTERRUPTED
            if (!batches.hasNext()) throw plan.data.empty()
            val epoch = at.epoch + 1
            oneStep(batches.next())
            if (!batches.hasNext()) endEpoch()
            progress.at(epoch, step, shown)
        }
    }

    private fun isDone() = if (steps != null) step >= steps else at.epoch >= epochs!!

    private fun isEarly() = stopping != null && stopping.watch.waited >= stopping.patience

    private fun oneStep(batch: B) {
        val result = trainer.step(at.state!!, batch)
        at.state = result.state
        at.taken++
        unread.add(result)
        val now = step
        for (i in plan.loggers.indices) {
            val logged = plan.loggers[i]
            if (now % logged.every == 0L) log(logged.logger, history.size + unread.count)
        }
        if (plan.watchesSteps) {
            val moment = StepMoment(trainer, at.epoch + 1, now, this) { read().loss(now) }
            for (i in plan.callbacks.indices) plan.callbacks[i].onStep(moment)
        }
        if (plan.validationEvery != null && now % plan.validationEvery == 0L) {
            validate()
            judge(lastValidation)
        }
        if (saveAsked || checkpoints?.isDue(now) == true) saveState()
    }

    private fun read(): Unread = unread.apply { settle(at.epoch + 1) }

    private fun log(logger: TrainingLogger, step: Int) {
        read()
        logger.log(step.toLong(), at.epoch + 1, history.meansSince(step - 1))
    }

    /** What is shown of the steps since it was shown last. */
    private fun means(): Map<String, Double> {
        read()
        val means = history.meansSince(minOf(shownFrom, history.size - 1))
        shownFrom = history.size
        return means
    }

    private fun endEpoch() {
        read()
        val means = history.meansSince(at.epochStart)
        at.epoch++
        at.taken = 0
        at.epochStart = history.size
        history.addEpoch(EpochSummary(at.epoch, step, means))
        if (plan.validation != null && plan.validationEvery == null) validate()
        val all = if (validatedAt == step) means + lastValidation else means
        plan.loggers.forEach { it.logger.log(step, at.epoch, means.mapKeys { (name, _) -> "epoch_$name" }) }
        if (plan.validationEvery == null) judge(all)
        batches.close()
        batches = plan.data.open(at.epoch, 0)
        if (checkpoints?.isDueAfterEpoch(at.epoch) == true) saveState()
        val moment = EpochMoment(trainer, at.epoch, step, this, all)
        plan.callbacks.forEach { it.onEpoch(moment) }
        if (saveAsked) saveState()
    }

    private fun validate() {
        read()
        val epoch = if (at.taken == 0L) at.epoch else at.epoch + 1
        lastValidation = trainer.evaluate(plan.validation!!).values.mapKeys { (name, _) -> "val_$name" }
        validatedAt = step
        history.addValidation(ValidationSummary(epoch, step, lastValidation))
        progress.validated(lastValidation)
        plan.loggers.forEach { it.logger.log(step, epoch, lastValidation) }
        val moment = EpochMoment(trainer, epoch, step, this, lastValidation)
        plan.callbacks.forEach { it.onValidation(moment) }
    }

    /** Whether it is the best so far, and whether it has not been for too long. */
    private fun judge(values: Map<String, Double>) {
        val watch = stopping?.watch
        if (watch != null) {
            val value =
                watch.of(values) ?: throw TrainingException(
                    "earlyStopping: there is no '${watch.monitor}' to watch; there are ${values.keys}",
                )
            if (watch.isBetter(value) && stopping.restoreBest) bestState = ownTensors(at.state!!)
        }
        val value = if (checkpoints == null) null else best.of(values)
        if (value != null && best.isBetter(value)) checkpoints?.saveBest(step, at.state!!, value)
    }

    private fun saveState() {
        read() // a NaN is found before it is saved
        saveAsked = false
        checkpoints?.save(step, at.state!!) {
            SavedPlace(
                at.epoch,
                at.taken,
                at.epochStart,
                plan.data.batches.toString(),
                (stopping?.watch?.best ?: Double.NaN) to (stopping?.watch?.waited ?: 0),
                best.best to best.waited,
                history.saved(),
            )
        }
    }

    // ---- the end -----------------------------------------------------------------------------

    private fun finish(ending: Ending) {
        read()
        if (ending != Ending.INTERRUPTED && plan.validation != null && validatedAt != step && step > 0) validate()
        saveState()
        progress.end(maxOf(1, if (at.taken == 0L) at.epoch else at.epoch + 1), step, shown)
        if (ending == Ending.FINISHED || ending == Ending.EARLY) bestState?.let { at.state = it }
        trainer.binding.publish(at.state!!.params, at.state!!.collections)
        trainer.ending = ending
        say(ending)
        plan.callbacks.forEach { it.onEnd(EndMoment(trainer, maxOf(1, at.epoch), step, this, ending)) }
    }

    private fun say(ending: Ending) {
        when (ending) {
            Ending.INTERRUPTED -> {
                val folder = plan.checkpoints?.folder
                progress.say(
                    if (folder == null) {
                        "stopped after step $step; nothing is saved, since there are no checkpoints(...)"
                    } else {
                        "stopped after step $step, which is saved in $folder; the same training goes on from there"
                    },
                )
            }

            Ending.EARLY -> {
                val watch = stopping!!.watch
                progress.say("stopped early after step $step: ${watch.monitor} was best with ${number(watch.best)}")
            }

            Ending.FINISHED, Ending.STOPPED -> {
                // what there is to say, the last line has said
            }
        }
    }

    /** Results of steps that nobody has read. */
    private class Unread(private val history: History, private val continuesOnNaN: Boolean) {
        private val losses = arrayOfNulls<Tensor>(MOST)
        private val metrics = arrayOfNulls<Map<String, Any>>(MOST)
        private var epoch = 1

        var count = 0
            private set

        fun add(result: StepResult) {
            losses[count] = result.loss
            metrics[count] = result.metrics
            if (++count == MOST) settle(epoch)
        }

        /** Reads all; the device is waited for here. */
        fun settle(epoch: Int) {
            this.epoch = epoch
            val number = count
            count = 0
            for (i in 0 until number) {
                val tensor = losses[i]!!
                val loss = tensor.toDouble()
                tensor.close()
                history.addStep(loss)
                val measured = metrics[i]!!
                if (measured.isNotEmpty()) add(measured)
                if (!loss.isFinite() && !continuesOnNaN) throw noNumber(loss)
            }
        }

        private fun add(measured: Map<String, Any>) = measured.forEach { (name, value) ->
            val mean = value as Average
            history.addMetric(name, mean.total().toDouble(), mean.count().toDouble())
            mean.total().close()
            mean.count().close()
        }

        fun loss(step: Long): Double = history.lossOf(step)

        private fun noNumber(loss: Double) = TrainingException(
            "loss: it is $loss at step ${history.size} (epoch $epoch). Take a smaller learning rate, " +
                "or limit the gradients with clip(1.0); look for labels that are no class of the model (they count " +
                "from 0), or a division by 0, or a log or a root of 0, in the loss. " +
                "continueOnNaN() goes on regardless",
        )

        private companion object {
            const val MOST = 64
        }
    }
}
