package dev.covector.dsl

import dev.covector.checkpoint.CheckpointManager
import dev.covector.checkpoint.CheckpointManagerOptions
import dev.covector.checkpoint.CheckpointMismatchException
import dev.covector.checkpoint.Composite
import dev.covector.checkpoint.SaveOptions
import java.nio.file.Files
import java.nio.file.Path

/**
 * When a training is saved and what is kept.
 *
 * @property everySteps also after each so many steps; null for epochs alone
 */
internal class CheckpointPlan(
    val folder: Path,
    val keep: Int,
    val everySteps: Int?,
    val everyEpochs: Int,
    val resume: Boolean,
)

/** Where a training was when it was saved, beside its state. */
internal class SavedPlace(
    val epoch: Int,
    val taken: Long,
    val epochStart: Int,
    val pipeline: String,
    val stopping: Pair<Double, Int>,
    val best: Pair<Double, Int>,
    val history: Map<String, Any>,
) {
    fun toMap(): Map<String, Any> = mapOf(
        "epoch" to epoch,
        "taken" to taken,
        "epoch_start" to epochStart,
        "pipeline" to pipeline,
        "stopping_best" to stopping.first,
        "stopping_waited" to stopping.second,
        "best" to best.first,
        "best_waited" to best.second,
        "history" to history,
    )

    companion object {
        /** What a checkpoint is restored into. */
        val EMPTY: Map<String, Any> =
            SavedPlace(0, 0, 0, "", 0.0 to 0, 0.0 to 0, SavedHistory.EMPTY).toMap()

        @Suppress("UNCHECKED_CAST") // of the tree above
        fun of(map: Map<String, Any>) = SavedPlace(
            map.getValue("epoch") as Int,
            map.getValue("taken") as Long,
            map.getValue("epoch_start") as Int,
            map.getValue("pipeline") as String,
            map.getValue("stopping_best") as Double to map.getValue("stopping_waited") as Int,
            map.getValue("best") as Double to map.getValue("best_waited") as Int,
            map.getValue("history") as Map<String, Any>,
        )
    }
}

/** The folder of a training: its latest states by their steps, and the best one under `best`. */
internal class TrainingCheckpoints(private val plan: CheckpointPlan) : AutoCloseable {
    private val latest = manager(plan.folder, plan.keep)
    private val best by lazy { manager(plan.folder.resolve(BEST), 1) }
    private var lastSaved = latest.latestStep().orElse(-1)

    fun isDue(step: Long): Boolean = plan.everySteps != null && step % plan.everySteps == 0L

    fun isDueAfterEpoch(epoch: Int): Boolean = epoch % plan.everyEpochs == 0

    /** Saves a step, unless it is saved already. */
    fun save(step: Long, state: TrainingState, place: () -> SavedPlace) {
        if (step == lastSaved) return
        lastSaved = step
        latest.save(step, Composite.of(STATE, state).and(PLACE, place().toMap()), SaveOptions.defaults().withForce())
    }

    /** Saves the state that was the best so far, instead of the one before it. */
    fun saveBest(step: Long, state: TrainingState, value: Double) {
        val metrics = if (value.isFinite()) mapOf("best" to value) else emptyMap()
        best.save(
            step,
            Composite.of(STATE, state),
            SaveOptions.defaults().withForce().withReplacing().withMetrics(metrics),
        )
    }

    /**
     * The latest state, where there is one.
     *
     * @param target a state of the model that is to be trained
     * @throws TrainingException when it is that of another model; the message prints where they differ
     */
    fun restore(target: TrainingState): Pair<TrainingState, SavedPlace>? {
        if (!plan.resume || latest.latestStep().isEmpty) return null
        val step = latest.latestStep().asLong
        val restored =
            try {
                latest.restore(step, Composite.of(STATE, target).and(PLACE, SavedPlace.EMPTY))
            } catch (e: CheckpointMismatchException) {
                throw TrainingException(
                    "checkpoints: ${plan.folder} holds the training of another model or optimizer; give another " +
                        "folder, or " +
                        "begin anew with checkpoints(..., resume = false)\n${e.message}",
                )
            }
        @Suppress("UNCHECKED_CAST") // of the tree that was saved
        return restored.get<TrainingState>(STATE) to SavedPlace.of(restored.get<Any>(PLACE) as Map<String, Any>)
    }

    /** The best state; null where none was saved. */
    fun restoreBest(target: TrainingState): TrainingState? {
        val step = best.latestStep()
        return if (step.isEmpty) {
            null
        } else {
            best.restore(
                step.asLong,
                Composite.of(STATE, target),
            ).get<TrainingState>(STATE)
        }
    }

    /** Forgets the training that is there, before another one begins. */
    fun clear() {
        latest.allSteps().forEach { latest.delete(it) }
        if (Files.isDirectory(plan.folder.resolve(BEST))) best.allSteps().forEach { best.delete(it) }
        lastSaved = -1
    }

    /** Waits until everything is saved. */
    override fun close() {
        latest.close()
        if (Files.isDirectory(plan.folder.resolve(BEST))) best.close()
    }

    private companion object {
        const val STATE = "state"
        const val PLACE = "training"
        const val BEST = "best"

        fun manager(folder: Path, keep: Int) =
            CheckpointManager(folder, CheckpointManagerOptions.defaults().withMaxToKeep(keep))
    }
}
