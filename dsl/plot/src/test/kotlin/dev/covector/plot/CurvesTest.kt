package dev.covector.plot

import dev.covector.dsl.data
import dev.covector.dsl.tensor
import dev.covector.dsl.toTensor
import dev.covector.dsl.training
import dev.covector.dsl.validation
import dev.covector.linen.Dense
import dev.covector.optim.Optax
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.math.cos
import kotlin.math.exp
import kotlin.math.sin
import kotlin.random.Random

internal class CurvesTest :
    StringSpec({
        val random = Random(1)
        val train = List(2000) { 2.3 * exp(-it / 300.0) + 0.05 + 0.1 * random.nextDouble() }
        val validation = List(20) { 2.3 * exp(-it / 3.0) + 0.12 }

        "two series have two colours and a legend, and the values stay behind the averages" {
            val history = mapOf("train" to train, "validation" to validation)
            val drawn = Drawn(lossCurves(history, "Digits", logScale = true, smoothing = 0.95), "curves")
            drawn.texts shouldContainAll listOf("Digits", "step", "loss", "train", "validation", "0.1", "1800")
            drawn.count(categoryColors[0]) shouldBeGreaterThan 400
            drawn.count(categoryColors[1]) shouldBeGreaterThan 400
            drawn.count("#cad8e5", tolerance = 8) shouldBeGreaterThan 200
        }
        "a history has the curves of its steps and of its validations" {
            val x = FloatArray(64) { it / 64f }.toTensor(64, 1)
            val history =
                training(Dense(1), Optax.sgd(0.1)) {
                    data(x, x * 2, batchSize = 16)
                    loss { prediction, target -> (prediction - target).pow(2).mean() }
                    validation(x, x * 2)
                    epochs(3)
                    progress(false)
                }.history
            val drawn = Drawn(lossCurves(history, title = "Line"), "history")
            drawn.texts shouldContainAll listOf("Line", "loss", "step", "training", "validation", "12")
            Drawn(metricCurves(history, "val_loss"), "history-one").texts shouldNotContain "training"
            shouldThrow<PlotException> { metricCurves(history, "accuracy") }.message!! shouldContain
                "metricCurves: the history has no 'accuracy'; it has [loss, val_loss]"
        }
        "one series needs no legend" {
            val drawn = Drawn(lossCurve(train.map { it.toFloat() }.toFloatArray().toTensor()), "curve")
            drawn.texts.count { it == "loss" } shouldBe 1
            drawn.count(categoryColors[0]) shouldBeGreaterThan 400
        }
        "lines have their names" {
            val x = FloatArray(100) { it / 10f }
            val y = FloatArray(200) { if (it < 100) sin(x[it]) else cos(x[it - 100]) }
            val drawn = Drawn(lines(x.toTensor(), y.toTensor(2, 100), listOf("sin", "cos")), "lines")
            drawn.texts shouldContainAll listOf("sin", "cos", "x", "y", "-1.0", "1.0")
        }
        "a single point can be seen" {
            Drawn(lossCurve(listOf(0.7)), "point").count(categoryColors[0]) shouldBeGreaterThan 8
        }
        "NaN leaves a gap that the caption counts, and a logarithmic axis leaves out what is not positive" {
            val values = listOf(1.0, 2.0, Double.NaN, 3.0, Double.POSITIVE_INFINITY, 0.0, -1.0, 4.0)
            val svg = lossCurve(values, logScale = true).toSvg()
            svg shouldContain "2 values are NaN or infinite: gaps; 2 not positive: left out of the logarithmic axis"
        }
        "a step axis has no fractions" {
            val texts = Drawn(lossCurve(listOf(3.0, 2.5, 2.0), yLabel = "error"), "short").texts
            texts.filter { it in listOf("0", "1", "2", "0.5", "1.5") } shouldBe listOf("0", "1", "2")
        }
        "averages are corrected for their start and for the distance of the points" {
            val dense = Curve("a", doubleArrayOf(0.0, 1.0, 2.0), doubleArrayOf(4.0, 2.0, 2.0))
            val smooth = dense.smoothed(0.5, 1.0).y
            smooth[0] shouldBe (4.0 plusOrMinus 1e-12)
            smooth[1] shouldBe (8.0 / 3 plusOrMinus 1e-12) // (4 / 4 + 2 / 2) / (3 / 4)
            val sparse = Curve("b", doubleArrayOf(0.0, 100.0), doubleArrayOf(4.0, 2.0)).smoothed(0.5, 1.0).y
            sparse[1] shouldBe (2.0 plusOrMinus 1e-12)
        }
        "averages pass over what is not finite" {
            val y = Curve("a", doubleArrayOf(0.0, 1.0, 2.0), doubleArrayOf(4.0, Double.NaN, 4.0)).smoothed(0.9, 1.0).y
            y[1].isNaN() shouldBe true
            y[2] shouldBe (4.0 plusOrMinus 1e-12)
        }
        "a million points are thinned without losing a spike" {
            val y = DoubleArray(1_000_000) { if (it == 654_321) 50.0 else sin(it / 1e5) }
            val thin = Curve("a", DoubleArray(y.size) { it.toDouble() }, y).thinned()
            thin.y.size shouldBeLessThan 2500
            thin.y.toList() shouldContain 50.0
            thin.x.toList() shouldBe thin.x.sorted()
        }
        "what cannot be drawn is said" {
            fun message(block: () -> Unit) = shouldThrow<PlotException>(block).message!!
            message { lossCurve(emptyList<Double>()) } shouldContain
                "lossCurves: the history is empty: nothing was trained yet"
            message { lossCurve(listOf(Double.NaN)) } shouldContain
                "no value of \"loss\" can be drawn: all are NaN or infinite"
            message { lossCurve(listOf(-1.0), logScale = true) } shouldContain "not positive on a logarithmic axis"
            message { lossCurve(listOf(1.0), smoothing = 1.0) } shouldContain "smoothing is 1.0; wanted 0 to below 1"
            message { curves {} } shouldContain "there is no curve; name one in the block"
            message { curves { curve("a", listOf(1, 2), at = listOf(1)) } } shouldContain
                "\"a\" has 2 values at 1 places"
            message { lossCurve(tensor(1f, 2f).reshape(1, 2)) } shouldContain
                "\"loss\" is f32[1,2]; wanted one axis, [n]"
            message { lines(tensor(1f, 2f), tensor(1f)) } shouldContain
                "x is f32[2] and y f32[1]; wanted [n], and [n] or [lines, n]"
        }
    })
