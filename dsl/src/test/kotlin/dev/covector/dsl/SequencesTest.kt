package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.Digits
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.floats.plusOrMinus
import io.kotest.matchers.shouldBe

/** Says what comes after each of four letters. */
private class Writer : Model() {
    private val letters by embed(4, 8)
    private val memory by lstm(8)
    private val next by dense(4)

    override fun call(x: Tensor): Tensor {
        val (last, outputs) = memory.run(letters(x))
        check(last.hidden.shape == shapeOf(x.shape[0], 8))
        return next(outputs)
    }
}

internal class SequencesTest :
    StringSpec({
        val rows = tensor(listOf(0, 1, 2, 3, 0, 1), listOf(2, 3, 0, 1, 2, 3))

        "a network goes on with what it wrote itself, all in one computation" {
            val run = training(Writer(), adam(1e-2)) {
                data(rows[all, until(-1)], rows[all, from(1)], batchSize = 2)
                loss { logits, next -> crossEntropy(logits, next) }
                epochs(3)
                progress(false)
            }
            val start = zeros(shapeOf(2, 6), int32).at[all, 0].set(tensor(1, 3))
            var byHand = start
            for (i in 1..5) byHand = byHand.at[all, i] set argmax(run.predict(byHand)[all, i - 1], -1)

            val written = run.predict(start) { given ->
                foriLoop(1, 6, given) { i, text -> text.at[all, i] set argmax(model(text)[all, i - 1], -1) }
            }
            written.toIntArray() shouldBe byHand.toIntArray()
            val one = run.predict(start, batchSize = 1) { given -> model(given)[all, 0] }
            one.shape shouldBe shapeOf(2, 4)
        }

        "a cross entropy of some of the labels" {
            val logits = normal(key(0), shapeOf(2, 3, 4))
            val labels = tensor(listOf(3, 1, -1), listOf(0, -1, -1))
            val flat = logits.reshape(6, 4)[tensor(0, 1, 3)]
            val expected = crossEntropy(flat, tensor(3, 1, 0)).toFloat()
            crossEntropy(logits, labels, where = labels ge 0).toFloat() shouldBe (expected plusOrMinus 1e-6f)
            val slope = grad { x: Tensor -> crossEntropy(x, labels, where = labels ge 0) }(logits)
            slope[1, 1].toFloatArray().toList() shouldBe List(4) { 0f }
            (slope[1, 0, 0].toFloat() < 0) shouldBe true
        }

        "the digits come apart" {
            val (train, test) = Digits.load()
            val (images, labels) = test
            train.labels.shape shouldBe shapeOf(1347)
            images.shape shouldBe shapeOf(450, 8, 8)
            labels.shape shouldBe shapeOf(450)
        }
    })
