package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor
import dev.covector.data.Dataset
import dev.covector.data.LabelledImages
import dev.covector.linen.Dense
import dev.covector.linen.Module
import dev.covector.numpy.Numpy
import dev.covector.optim.Optax
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private class NoLayer : Module() {
    operator fun invoke(x: Tensor): Tensor = compact { Dense(1).apply(x) }
}

/** A training that is right but for what a test changes. */
private fun refused(block: TrainingScope<Dense, Examples>.() -> Unit): String = shouldThrow<TrainingException> {
    training<Dense, Examples>(Dense(1), Optax.sgd(0.1)) {
        progress(false)
        block()
    }
}.message!!

internal class TrainingMessagesTest :
    StringSpec({
        val x = Numpy.ones(10, 3)
        val y = Numpy.ones(10, 1)

        "no data" {
            refused {
                loss { p, t -> meanSquaredError(p, t) }
                epochs(1)
            } shouldContain "there is no data; say it with data(x, y, batchSize = 64)"
        }

        "no loss" {
            refused {
                data(x, y, batchSize = 5)
                epochs(1)
            } shouldContain "there is no loss; say it with loss { prediction, target -> ... }"
        }

        "no end" {
            refused {
                data(x, y, batchSize = 5)
                loss { p, t -> meanSquaredError(p, t) }
            } shouldContain "say epochs(5) or steps(1000)"
        }

        "epochs and steps" {
            refused {
                epochs(1)
                steps(10)
            } shouldContain "epochs and steps are both given"
        }

        "a loss that is no number" {
            refused {
                data(x, y, batchSize = 5)
                loss { p, t -> (p - t).square() }
                epochs(1)
            } shouldContain "loss: it is f32[5,1], and a training needs one number; take the mean of it: .mean()"
        }

        "other numbers of inputs and targets" {
            refused { data(x, Numpy.ones(9, 1)) } shouldContain
                "there are 10 inputs, f32[10,3], and 9 targets, f32[9,1]"
        }

        "a batch larger than the data" {
            refused { data(x, y, batchSize = 64) } shouldContain
                "a batch of 64 is larger than the data, which has 10 examples; take batchSize = 10 or less"
        }

        "no examples" {
            refused { data(Numpy.zeros(0, 3), Numpy.zeros(0, 1)) } shouldContain
                "there are no examples: the inputs are f32[0,3]"
            refused {
                data(Dataset.of(Examples(x, y)).take(0).batch(5))
                loss { p, t -> meanSquaredError(p, t) }
                epochs(1)
            } shouldContain "there is no batch in arrays(10)"
            refused {
                data(emptySequence<Examples>())
                loss { p, t -> meanSquaredError(p, t) }
                epochs(1)
            } shouldContain "there is no batch in iterable"
        }

        "epochs of data without end" {
            refused {
                data(Dataset.of(Examples(x, y)).batch(5).repeat())
                loss { p, t -> meanSquaredError(p, t) }
                epochs(1)
            } shouldContain "has no end, and so no epochs; say steps(1000)"
        }

        "labels that are no integers" {
            fun said(loss: (Tensor, Tensor) -> Tensor) = shouldThrow<ShapeException> {
                training(Dense(1), Optax.sgd(0.1)) {
                    data(x, Numpy.ones(10), batchSize = 5)
                    loss { p, t -> loss(p, t) }
                    epochs(1)
                    progress(false)
                }
            }.message!!
            said { p, t -> crossEntropy(p, t) } shouldContain
                "crossEntropy: the labels are f32[5], the logits f32[5,1]; give the number of the class"
            said { p, t -> binaryCrossEntropy(p, t) } shouldContain
                "binaryCrossEntropy: the logits are f32[5,1], the labels f32[5]; they must have the same"
        }

        "a loss that becomes NaN stops, with the step" {
            refused {
                data(x, y, batchSize = 5)
                loss { p, t -> Numpy.log(-1 * meanSquaredError(p, t) - 1) }
                epochs(5)
            } shouldContain "loss: it is NaN at step 1 (epoch 1). Take a smaller learning rate"
            val run =
                training(Dense(1), Optax.sgd(0.1)) {
                    data(x, y, batchSize = 5)
                    loss { p, t -> Numpy.log(-1 * meanSquaredError(p, t) - 1) }
                    epochs(2)
                    continueOnNaN()
                    progress(false)
                }
            run.history.loss.all { it.isNaN() } shouldBe true
            run.history.size shouldBe 4
        }

        "a model that is no layer" {
            shouldThrow<TrainingException> {
                training(NoLayer(), Optax.sgd(0.1)) {
                    data(x, y, batchSize = 5)
                    loss { p, t -> meanSquaredError(p, t) }
                    epochs(1)
                    progress(false)
                }
            }.message!! shouldContain "say it with forward { x -> model(x, training) }"
            shouldThrow<TrainingException> {
                trainStep("no model", Optax.sgd(0.1)) { p, t -> p - t }
            }.message!! shouldContain
                "how a String is applied"
        }

        "images without an axis of channels, with the line of the convolution" {
            val line = Throwable().stackTrace[0].lineNumber + 3
            val net =
                sequential {
                    conv(4, 3)
                    flatten()
                    dense(2)
                }

            fun said(images: Tensor) = shouldThrow<ShapeException> {
                training(net, sgd(0.1)) {
                    data(images, zeros(10, 2), batchSize = 5)
                    loss { p, t -> meanSquaredError(p, t) }
                    epochs(1)
                    progress(false)
                }
            }.message!!
            said(zeros(10, 8, 6)) shouldBe
                "Conv_0: the inputs are f32[5,8,6], and a convolution of 2 axes takes " +
                "[examples, height, width, channels]: the axis of channels is missing; " +
                "give it one: x.reshape(-1, 8, 6, 1) (TrainingMessagesTest.kt:$line)"
            said(zeros(10, 48)) shouldBe
                "Conv: the input is f32[5,48]; a kernel of sizes [3, 3] needs 2 spatial axes and one of features " +
                "behind them, 1 for images of one channel: x.reshape(examples, height, width, 1) [in Conv at Conv_0] " +
                "(TrainingMessagesTest.kt:$line)"
        }

        "a metric of the prediction beside a loss of the batch" {
            shouldThrow<TrainingException> {
                training(Dense(1), Optax.sgd(0.1)) {
                    data(Dataset.of(LabelledImages(x, y)).batch(5))
                    loss { batch -> meanSquaredError(model.apply(batch.images()), batch.labels()) }
                    metrics { "error" { p, t -> p - t } }
                    epochs(1)
                    progress(false)
                }
            }.message!! shouldContain "metrics: 'error' wants the prediction"
        }

        "names that are taken" {
            refused { metrics { "loss" { p, t -> p - t } } } shouldContain "the name 'loss' is taken"
            refused {
                metrics {
                    accuracy()
                    accuracy()
                }
            } shouldContain "the name 'accuracy' is taken"
        }

        "numbers out of range" {
            refused { epochs(0) } shouldContain "epochs: the number is 0"
            refused { ema(1.0) } shouldContain "ema: the decay is 1.0; it must lie between 0 and 1"
            refused { clip(0.0) } shouldContain "clip: the norm is 0.0"
            refused { accumulate(0) } shouldContain "accumulate: the number of batches is 0"
            refused { data(x, y, batchSize = 0) } shouldContain "data: the batch size is 0"
        }

        "what was not measured" {
            val run =
                training(Dense(1), Optax.sgd(0.1)) {
                    data(x, y, batchSize = 5)
                    loss { p, t -> meanSquaredError(p, t) }
                    steps(3)
                    progress(false)
                }
            shouldThrow<TrainingException> { run.history["accuracy"] }.message!! shouldContain
                "there is no 'accuracy'; there are [loss]"
            shouldThrow<TrainingException> { run.evaluate() }.message!! shouldContain
                "the training has no validation(...)"
            shouldThrow<TrainingException> { run.evaluate(x, y)["f1"] }.message!! shouldContain
                "no number 'f1'; there are [loss]"
            shouldThrow<TrainingException> { run.predict(Numpy.zeros(0, 3)) }.message!! shouldContain "at least one"
        }
    })
