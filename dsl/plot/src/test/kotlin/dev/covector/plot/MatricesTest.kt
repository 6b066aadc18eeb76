package dev.covector.plot

import dev.covector.dsl.tensor
import dev.covector.dsl.toTensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.math.cos
import kotlin.math.sin

internal class MatricesTest :
    StringSpec({
        "a confusion matrix has counts, shares and names" {
            val labels = IntArray(100) { it % 4 }
            val predicted = IntArray(100) { if (it % 10 == 1) (labels[it] + 1) % 4 else labels[it] }
            val names = listOf("cat", "dog", "owl", "fox")
            val matrix = confusionMatrix(predicted.toTensor(), labels.toTensor(), names, title = "Animals")
            val drawn = Drawn(matrix, "confusion")
            drawn.texts shouldContainAll
                names + listOf("predicted", "true", "Animals", "25", "100%", "20", "80%", "5", "20%")
            drawn.count(ColorMap.BLUES.colors.last()) shouldBeGreaterThan 2500 // no owl and no cat is taken for another
        }
        "many classes have counts only, and long names are turned" {
            val labels = IntArray(200) { it % 20 }
            val names = List(20) { "the class $it" }
            val drawn = Drawn(confusionMatrix(labels.toTensor(), labels.toTensor(), names), "confusion-many")
            drawn.texts shouldContainAll names + "10"
            drawn.texts shouldNotContain "100%"
        }
        "a small heat map shows its numbers, with white at 0" {
            val x = FloatArray(24) { sin(it.toFloat()) }.toTensor(4, 6)
            val drawn = Drawn(heatMap(x, title = "Sines", xLabel = "column", yLabel = "row"), "heat-small")
            drawn.texts shouldContainAll listOf("Sines", "column", "row", "0.841", "-0.009", "0.5")
            drawn.count("#f7f7f7") shouldBeGreaterThan 1200
        }
        "a large heat map has a bar of colours, and NaN is grey" {
            val x = FloatArray(64 * 128) { if (it == 777) Float.NaN else sin(it / 64 / 10f) * cos(it % 64 / 10f) + 2 }
            val drawn = Drawn(heatMap(x.toTensor(128, 64), title = "Waves"), "heat")
            drawn.texts shouldContainAll listOf("1.5", "2.5", "100", "1 value is NaN or infinite: grey")
            drawn.count("#fde725", tolerance = 12) shouldBeGreaterThan 250
            drawn.count("#c8c8c8") shouldBeGreaterThan 8
        }
        "row 0 is at the top, and names have their places" {
            val x = tensor(listOf(0, 1), listOf(0, 0))
            val drawn = Drawn(heatMap(x, listOf("a", "b"), listOf("c", "d"), annotations = false), "heat-named")
            drawn.texts shouldContainAll listOf("a", "b", "c", "d")
            drawn.rowsOf("#fde725").first() shouldBe drawn.rowsOf("#440154").first()
            drawn.rowsOf("#440154").last() shouldBeGreaterThan drawn.rowsOf("#fde725").last() + 40
        }
        "flat tensors and one number alone" {
            Drawn(heatMap(tensor(1f, 2f, 3f)), "heat-row").texts shouldContainAll listOf("1", "2", "3")
            Drawn(heatMap(tensor(5f)), "heat-one").texts shouldContain "5"
        }
        "what cannot be drawn is said" {
            fun message(block: () -> Unit) = shouldThrow<PlotException>(block).message!!
            val x = FloatArray(6) { it.toFloat() }.toTensor(2, 3)
            message { heatMap(x.reshape(1, 2, 3)) } shouldContain "heatMap: x is f32[1,2,3]; wanted [rows, columns]"
            message { heatMap(x, rows = listOf("a")) } shouldContain "1 names for 2 rows"
            message { heatMap(x, columns = listOf("a")) } shouldContain "1 names for 3 columns"
            message { heatMap(x * Float.NaN) } shouldContain "none of the 6 values of x is finite"
            message { heatMap(x, range = 2.0..1.0) } shouldContain "its end must be greater than its start"
            message { confusionMatrix(tensor(1, 2), tensor(1)) } shouldContain "2 predictions for 1 labels"
            message { confusionMatrix(x, tensor(1)) } shouldContain "f32[2,3] cannot be classes"
        }
    })
