package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.data.LabelledImages
import dev.covector.functions.Functions
import dev.covector.linen.BatchNorm
import dev.covector.linen.Dense
import dev.covector.linen.Dropout
import dev.covector.linen.Layer
import dev.covector.linen.Module
import dev.covector.metrics.ConfusionMatrix
import dev.covector.nnx.Linear
import dev.covector.nnx.Rngs
import dev.covector.numpy.Numpy
import dev.covector.optim.Optax
import dev.covector.random.Random
import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.comparables.shouldBeLessThan
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.ByteArrayOutputStream
import java.io.PrintStream

/** Four classes of points around four corners. */
internal object Corners {
    fun input(n: Int, seed: Long): Tensor {
        val corner = target(n)
        val x = tensor(-1f, -1f, 1f, 1f)[corner]
        val y = tensor(-1f, 1f, -1f, 1f)[corner]
        return Numpy.stack(listOf(x, y), 1) + Random.normal(Random.key(seed), n, 2) * 0.2
    }

    fun target(n: Int): Tensor = Numpy.arange(n).astype(DType.I32) % 4
}

/** Batch norm, dropout, and a flag that says which of their faces they show. */
private class Flagged : Module() {
    operator fun invoke(x: Tensor, train: Boolean): Tensor = compact {
        val y = BatchNorm().useRunningAverage(!train).momentum(0.5).apply(Dense(16).apply(x))
        Dense(4).apply(Dropout(0.2).deterministic(!train).apply(Functions.relu(y)))
    }
}

private class Plain : Layer() {
    override fun call(x: Tensor): Tensor = Dense(4).apply(Functions.relu(Dense(16).apply(x)))
}

private fun crossEntropyOf(logits: Tensor, labels: Tensor): Tensor =
    Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels).mean()

internal class TrainingTest :
    StringSpec({
        val x = Corners.input(256, 0)
        val y = Corners.target(256)

        "the first line of a further fit is of its own steps" {
            val inputs = tensor(1f, 2f, 3f, 4f).reshape(4, 1)
            val run = trainer(dense(1), sgd(0.01)) {
                data(inputs, 2 * inputs, batchSize = 4)
                loss { prediction, target -> (prediction - target).square().mean() }
                epochs(5)
            }
            val out = System.out
            val lines = ByteArrayOutputStream()
            try {
                System.setOut(PrintStream(lines, true))
                run.fit()
                lines.reset()
                run.fit(1)
            } finally {
                System.setOut(out)
            }
            lines.toString() shouldContain "loss ${number(run.history.loss.last())}"
        }
        "a training that goes on says so, and one that has ended too" {
            val folder = tempdir().toPath()
            val inputs = tensor(1f, 2f, 3f, 4f).reshape(4, 1)

            fun lines(epochs: Int): String {
                val out = System.out
                val lines = ByteArrayOutputStream()
                try {
                    System.setOut(PrintStream(lines, true))
                    training(dense(1), sgd(0.01)) {
                        data(inputs, 2 * inputs, batchSize = 4)
                        loss { prediction, target -> (prediction - target).square().mean() }
                        epochs(epochs)
                        checkpoints(folder)
                    }
                } finally {
                    System.setOut(out)
                }
                return lines.toString()
            }
            lines(2) shouldNotContain "goes on"
            lines(3) shouldContain "$folder: the training goes on after step 2"
            lines(3) shouldContain "$folder: this training has ended, after step 3; nothing is done"
        }
        "a layer of linen learns pairs of tensors" {
            val run =
                training(Plain(), Optax.adam(1e-2)) {
                    data(x, y, batchSize = 32)
                    loss { prediction, target -> crossEntropyOf(prediction, target) }
                    metrics { accuracy() }
                    validation(x, y)
                    epochs(5)
                    progress(false)
                }
            run.ending shouldBe Ending.FINISHED
            run.history.size shouldBe 40
            run.history.loss.last() shouldBeLessThan 0.3
            run.history.names.toList() shouldContainExactly listOf("loss", "accuracy", "val_loss", "val_accuracy")
            run.history["val_loss"].steps.toList() shouldContainExactly listOf(8L, 16L, 24L, 32L, 40L)
            run.history.epochs.size shouldBe 5
            run.history.epochs[0].values.getValue("loss") shouldBe
                (run.history.loss.take(8).average() plusOrMinus 1e-12)
            val evaluation = run.evaluate()
            evaluation["accuracy"] shouldBe 1.0
            evaluation.loss shouldBe (crossEntropyOf(run.predict(x, batchSize = 100), y).toDouble() plusOrMinus 1e-5)
            run.predict(x).shape() shouldBe shapeOf(256, 4)
        }

        "the trainer's curve is that of the loop written by hand" {
            val batches = Dataset.of(Examples(x, y)).shuffle(3).batch(32, true)
            val run =
                training(Plain(), Optax.adam(1e-2)) {
                    data(batches)
                    loss { prediction, target -> crossEntropyOf(prediction, target) }
                    steps(20)
                    seed(7)
                    progress(false)
                }
            val step = trainStep(Plain(), Optax.adam(1e-2)) { prediction, target -> crossEntropyOf(prediction, target) }
            var state = step.init(batches.get(0), seed = 7)
            val losses = ArrayList<Double>()
            for (epoch in 0L..2L) {
                for (batch in batches.epoch(epoch)) {
                    if (losses.size == 20) break
                    val (next, loss) = step(state, batch)
                    state = next
                    losses += loss.toDouble()
                }
            }
            run.history.loss shouldContainExactly losses
            step.statistics.misses() shouldBe 1
            run.state.step.toInt() shouldBe 20
            val plain = Plain()
            val drawn = plain.init(Random.key(7), x)
            val first = Dataset.of(Examples(x, y)).shuffle(3).batch(32, true).get(0)
            crossEntropyOf(plain.apply(drawn, first.input), first.target).toDouble() shouldBe
                (losses[0] plusOrMinus 1e-6)
        }

        "a module with statistics and dropout is trained by a loss of the batch" {
            val images = LabelledImages(x, y)
            val run =
                training(Flagged(), Optax.adam(1e-2)) {
                    data(Dataset.of(images).shuffle(0).batch(64))
                    loss { batch ->
                        val logits = model(batch.images(), training)
                        report("size", logits.square().mean())
                        crossEntropyOf(logits, batch.labels())
                    }
                    metrics {
                        "right" { batch -> Numpy.argmax(model(batch.images(), false), -1).eq(batch.labels()) }
                        accumulator("confusion") { batch ->
                            ConfusionMatrix.of(Numpy.argmax(model(batch.images(), false), -1), batch.labels(), 4)
                        }
                    }
                    validation(Dataset.of(images).batch(100))
                    forward { input -> model(input, training) }
                    epochs(6)
                    ema(0.5)
                    progress(false)
                }
            run.evaluate()["right"] shouldBe 1.0
            (run.evaluate().results["confusion"] as ConfusionMatrix).accuracy().toFloat() shouldBe 1f
            run.history.names.contains("size") shouldBe true
            Numpy.argmax(run.predict(x), -1).toIntArray().toList() shouldBe y.toIntArray().toList()
            val stats = run.variables.getValue("batch_stats") as Map<*, *>
            stats.keys shouldBe setOf("BatchNorm_0")
            run.step.statistics.misses() shouldBe 1
            val z = run.infer { model(x, training) }
            Numpy.abs(z - run.predict(x)).max().toFloat() shouldBeLessThan 1e-5f
        }

        "a module of nnx is trained by the same loop" {
            val model = Linear(2, 4, Rngs(0))
            val before = model.apply(x).toFloatArray()
            val run =
                training(model, Optax.adam(5e-2)) {
                    data(x, y, batchSize = 64)
                    loss { prediction, target -> crossEntropyOf(prediction, target) }
                    metrics { accuracy() }
                    epochs(10)
                    progress(false)
                }
            run.evaluate(x, y)["accuracy"] shouldBe 1.0
            (model.apply(x).toFloatArray().toList() == before.toList()) shouldBe false
            model.apply(x).toFloatArray().toList() shouldBe run.predict(x).toFloatArray().toList()
            run.fit(epochs = 1) shouldBe Ending.FINISHED
            run.history.size shouldBe 44
            model.apply(x).toFloatArray().toList() shouldBe run.predict(x).toFloatArray().toList()
        }

        "a sequence is data" {
            val run =
                training(Dense(4), Optax.sgd(0.1)) {
                    data(generateSequence(0) { it + 1 }.take(5).map { Examples(x, y) })
                    loss { prediction, target -> crossEntropyOf(prediction, target) }
                    epochs(2)
                    progress(false)
                }
            run.history.size shouldBe 10
            run.history.epochs.map { it.step } shouldContainExactly listOf(5L, 10L)
        }
    })
