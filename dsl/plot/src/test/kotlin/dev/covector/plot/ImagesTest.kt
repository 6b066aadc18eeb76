package dev.covector.plot

import dev.covector.DType
import dev.covector.data.Digits
import dev.covector.dsl.tensor
import dev.covector.dsl.toTensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

internal class ImagesTest :
    StringSpec({
        val digits = Digits.load().train()
        val images = digits.images()[0..<40]
        val labels = digits.labels()[0..<40]
        val truths = labels.toIntArray()
        val predicted = IntArray(40) { if (it % 7 == 3) (truths[it] + 1) % 10 else truths[it] }

        "predictions are green where right and red where wrong" {
            val sheet =
                predictionGrid(
                    images,
                    predicted.toTensor(),
                    labels,
                    columns = 10,
                    title = "Digits",
                    colors = ColorMap.INK,
                )
            val drawn = Drawn(sheet, "predictions")
            val wrong = predicted.indices.count { it % 7 == 3 }
            drawn.texts.count { ", not " in it } shouldBe wrong
            drawn.texts shouldContainAll
                listOf("Digits", "${predicted[3]}, not ${labels.toIntArray()[3]}", "${predicted[0]}")
            drawn.count(RIGHT, tolerance = 30) shouldBeGreaterThan 50
            drawn.count(WRONG, tolerance = 30) shouldBeGreaterThan 50
            drawn.texts.size shouldBe 41 // no axes
        }
        "classes have their names" {
            val names = "zero one two three four five six seven eight nine".split(' ')
            val drawn = Drawn(predictionGrid(images[0..<8], predicted.toTensor()[0..<8], labels[0..<8], names), "named")
            drawn.texts shouldContain "${names[predicted[3]]}, not ${names[labels.toIntArray()[3]]}"
        }
        "each pixel has its colour" {
            val x = floatArrayOf(1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 1f, 1f, 1f).toTensor(1, 2, 2, 3)
            val drawn = Drawn(imageGrid(x, side = 100), "colors")
            for (color in listOf("#ff0000", "#00ff00", "#0000ff")) drawn.count(color) shouldBe 2500 // 50 x 50
        }
        "bytes and an alpha channel" {
            val bytes = tensor(listOf(listOf(listOf(255, 0, 0, 255), listOf(255, 0, 0, 0))), dtype = DType.U8)
            val drawn = Drawn(image(bytes, side = 80), "alpha")
            drawn.count("#ff0000") shouldBe 1600 // 40 x 40
        }
        "grey images take the range of all, or the one given" {
            val x = floatArrayOf(0f, 8f, 16f, 4f).toTensor(2, 1, 2)
            Drawn(imageGrid(x), "range").count("#808080") shouldBeGreaterThan 250
            Drawn(imageGrid(x, range = 0.0..8.0), "range-given").count("#808080") shouldBeGreaterThan 250
        }
        "NaN is magenta, and the caption says so" {
            val drawn = Drawn(image(tensor(floatArrayOf(0f, Float.NaN), dtype = DType.F32).reshape(1, 2)), "nan")
            drawn.count("#ff00ff") shouldBeGreaterThan 5000
            drawn.texts shouldContain "1 value is NaN or infinite: magenta"
        }
        "titles that are too long end in dots" {
            val x = FloatArray(8) { 1f }.toTensor(2, 2, 2)
            val titles = listOf("a", "a title that no image is wide enough for")
            Drawn(imageGrid(x, titles), "long").texts.last().takeLast(1) shouldBe "…"
        }
        "what cannot be drawn is said" {
            fun message(block: () -> Unit) = shouldThrow<PlotException>(block).message!!
            val x = images[0..<2]
            message { imageGrid(x[0]) } shouldContain
                "images are f32[8,8]; wanted [n, h, w] or [n, h, w, c] with c of 1, 3 or 4; for one image use image(x)"
            message { image(x) } shouldContain "for many images use imageGrid(x)"
            message { imageGrid(x.reshape(2, 4, 8, 2)) } shouldContain "images are f32[2,4,8,2]"
            message { imageGrid(x[0..<0]) } shouldContain "has no elements"
            message { imageGrid(x, listOf("a")) } shouldContain "1 titles for 2 images"
            message { imageGrid(x, columns = 0) } shouldContain "columns is 0; wanted 1 or more"
            message { imageGrid(x, range = 1.0..1.0) } shouldContain "its end must be greater than its start"
            message { imageGrid(x * Float.NaN) } shouldContain "none of the 128 values of the images is finite"
            message { predictionGrid(x, tensor(1), tensor(1, 2)) } shouldContain
                "predictionGrid: predicted is i32[1], labels i32[2] and images f32[2,8,8]; wanted as many of each"
            message { predictionGrid(x, tensor(1f, 2f), tensor(1, 2)) } shouldContain
                "f32[2] cannot be classes; wanted integers [n], such as argmax(logits, 1) gives"
        }
        "colours are mixed from their neighbours" {
            listOf(0.0, 0.5, 1.0).map { ColorMap.GRAYS.rgb(it) } shouldContainExactly
                listOf(0x000000, 0x808080, 0xFFFFFF)
            ColorMap.BLUE_RED.rgb(0.5) shouldBe 0xF7F7F7
            ColorMap.VIRIDIS.rgb(7.0) shouldBe 0xFDE725
        }
    })
