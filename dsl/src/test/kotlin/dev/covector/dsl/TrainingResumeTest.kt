package dev.covector.dsl

import dev.covector.Defaults
import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.functions.Functions
import dev.covector.linen.BatchNorm
import dev.covector.linen.Dense
import dev.covector.linen.Dropout
import dev.covector.linen.Layer
import dev.covector.nnx.Linear
import dev.covector.nnx.Rngs
import dev.covector.optim.Optax
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.lang.foreign.ValueLayout
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Everything that a state can hold: statistics, keys, means, gathered gradients. */
private class ResumedNetwork : Layer() {
    override fun call(x: Tensor): Tensor = Dense(4).apply(
        Dropout(0.2).deterministic(!isMutable("batch_stats")).apply(
            BatchNorm().useRunningAverage(!isMutable("batch_stats")).apply(Functions.relu(Dense(8).apply(x))),
        ),
    )
}

private const val EPOCHS = 6

private fun described(folder: Path?, onStep: StepMoment.() -> Unit = {}) = trainer(ResumedNetwork(), Optax.adam(1e-2)) {
    data(exactly { Corners.input(96, 0) }, Corners.target(96), batchSize = 16)
    loss { prediction, target -> crossEntropy(prediction, target) }
    metrics { accuracy() }
    validation(exactly { Corners.input(40, 1) }, Corners.target(40))
    epochs(EPOCHS)
    accumulate(2)
    clip(1.0)
    ema(0.9)
    earlyStopping(patience = 50)
    seed(3)
    progress(false)
    callbacks { onStep { onStep() } }
    if (folder != null) checkpoints(folder, keep = 2, everySteps = 7)
}

private fun bits(run: Trainer<*, *>): List<Any> = listOf(
    run.history.names.map { name -> name to run.history[name].values.map { it.toRawBits() } },
    run.history.epochs,
    run.history.validations,
    paths(run.state).map { (path, tensor) ->
        path to
            tensor.segment().toArray(ValueLayout.JAVA_BYTE).contentHashCode()
    },
)

/** Trains, slowly if told so, and says what came of it: the main class of a process. */
internal object TrainingProcess {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val (folder, mode) = arguments
        val run =
            described(Path.of(folder)) {
                if (step == 5L) println("running")
                if (mode != "fast") Thread.sleep(PAUSE)
            }
        println("ended: ${run.fit()} after ${run.history.size}")
        println("bits: ${bits(run).hashCode()}")
        if (mode == "waits") Thread.sleep(60_000)
    }

    private const val PAUSE = 150L
}

/** The sums of this backend have one order; those of compiled loops change theirs when they are warm. */
private fun <T : Any> exactly(block: () -> T): T = Defaults.onBackend("reference") { block() }

internal class TrainingResumeTest :
    StringSpec({
        val whole = exactly { described(null).apply { fit() } }

        "a training that is stopped anywhere and run again is the one that was never stopped, bit for bit" {
            for (last in listOf(1L, 6L, 16L)) {
                val folder = tempdir().toPath()
                val first = described(folder) { if (step == last) trainer.stop() }
                exactly { first.fit() } shouldBe Ending.INTERRUPTED
                first.history.size shouldBe last.toInt()
                val second = described(folder)
                exactly { second.fit() } shouldBe Ending.FINISHED
                bits(second) shouldBe bits(whole)
            }
        }

        "fit goes on where it stopped, in the same process too" {
            val run = described(null) { if (step == 9L && trainer.ending == null) trainer.stop() }
            exactly { run.fit() } shouldBe Ending.INTERRUPTED
            exactly { run.fit() } shouldBe Ending.FINISHED
            bits(run) shouldBe bits(whole)
        }

        "a finished training is restored and takes no step" {
            val folder = tempdir().toPath()
            exactly { described(folder).fit() }
            var steps = 0
            val again = described(folder) { steps++ }
            exactly { again.fit() } shouldBe Ending.FINISHED
            steps shouldBe 0
            bits(again) shouldBe bits(whole)
        }

        "a model of nnx goes on from a checkpoint" {
            fun run(folder: Path?, model: Linear, until: Long) = training(model, Optax.adam(1e-2)) {
                data(Corners.input(64, 0), Corners.target(64), batchSize = 16)
                loss { prediction, target -> crossEntropy(prediction, target) }
                steps(until)
                progress(false)
                if (folder != null) checkpoints(folder)
            }
            val uninterrupted = Linear(2, 4, Rngs(0))
            run(null, uninterrupted, 10)
            val folder = tempdir().toPath()
            run(folder, Linear(2, 4, Rngs(0)), 6)
            val model = Linear(2, 4, Rngs(0))
            run(folder, model, 10).history.size shouldBe 10
            val x = Corners.input(8, 5)
            model.apply(x).toFloatArray().toList() shouldBe uninterrupted.apply(x).toFloatArray().toList()
        }

        "Ctrl-C ends a process after its step, and the next one goes on to the same curve, bit for bit" {
            val whole = Child(tempdir().toPath(), "fast")
            val folder = tempdir().toPath()
            val first = Child(folder, "slow")
            first.awaitLine("running")
            first.interrupt()
            first.awaitLine("ended") shouldStartWith "ended: INTERRUPTED after "
            first.exit() shouldBe 0
            val second = Child(folder, "fast")
            second.awaitLine("ended") shouldBe "ended: FINISHED after 36"
            second.awaitLine("bits") shouldBe whole.awaitLine("bits")
        }

        "a second Ctrl-C ends the process" {
            val child = Child(tempdir().toPath(), "waits")
            child.awaitLine("running")
            child.interrupt()
            child.awaitLine("ended")
            child.interrupt()
            child.exit() shouldBe 128 + 2
        }

        "best parameters come back when a training ends early" {
            val seen = ArrayList<Double>()
            val run =
                training(Dense(1), Optax.sgd(1.2)) {
                    data(tensor(listOf(1f), listOf(2f)), tensor(listOf(1f), listOf(2f)), batchSize = 2)
                    loss { prediction, target -> meanSquaredError(prediction, target) }
                    epochs(50)
                    earlyStopping(patience = 2)
                    callbacks { onEpoch { seen += loss } }
                    progress(false)
                }
            run.ending shouldBe Ending.EARLY
            seen.size shouldBe 3
            run.history.epochs.map { it.values.getValue("loss") } shouldBe seen
            val best = run.evaluate(
                Dataset.of(Examples(tensor(listOf(1f), listOf(2f)), tensor(listOf(1f), listOf(2f)))).batch(2),
            ).loss
            (best < seen[2]) shouldBe true
        }

        "a folder of another model is refused with the difference of the trees" {
            val folder = tempdir().toPath()

            fun run(size: Int) = training(Dense(size), Optax.sgd(0.1)) {
                data(Corners.input(8, 0), Corners.target(8), batchSize = 8)
                loss { prediction, target -> crossEntropy(prediction, target) }
                epochs(1)
                checkpoints(folder.toString())
                progress(false)
            }
            run(4)
            val message = shouldThrow<TrainingException> { run(5) }.message!!
            message shouldContain "holds the training of another model or optimizer"
            message shouldContain "resume = false"
            message shouldContain "kernel  other: f32[2,4], but the target has f32[2,5]"
        }
    })

/** A training in a process of its own. */
private class Child(folder: Path, mode: String) {
    private val process: Process =
        ProcessBuilder(
            // a shell may have told its children to ignore the signal
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            TrainingProcess::class.java.name,
            folder.toString(),
            mode,
        ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val lines = process.inputReader()

    fun awaitLine(start: String): String = generateSequence { lines.readLine() }.firstOrNull { it.startsWith(start) }
        ?: error("the process ended without '$start'")

    fun interrupt() {
        ProcessBuilder("kill", "-INT", process.pid().toString()).start().waitFor() shouldBe 0
    }

    fun exit(): Int {
        val ended = process.waitFor(60, TimeUnit.SECONDS)
        if (!ended) process.destroyForcibly()
        return process.waitFor()
    }
}
