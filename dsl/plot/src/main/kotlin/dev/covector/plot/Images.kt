package dev.covector.plot

import dev.covector.DType
import dev.covector.Tensor
import org.jetbrains.letsPlot.intern.Plot
import kotlin.math.ceil
import kotlin.math.sqrt

/**
 * Images in rows and columns, each with a title below it.
 *
 * ```
 * imageGrid(samples, columns = 8, title = "drawn from the prior").save("samples.png")
 * ```
 *
 * NaN and infinite values are magenta, and the caption says how many there are.
 *
 * @param images `[n, h, w]` or `[n, h, w, c]` with c of 1 (grey), 3 (red, green, blue) or 4 (with alpha)
 * @param titles of the images, in their order; as many as images, or none
 * @param titleColors of the titles, such as `"#c62828"` or `"red"`; as many as titles, or none
 * @param columns without it, such that the grid is about half as wide again as high
 * @param colors of grey images; ignored for coloured ones
 * @param range the values of black and white; without it 0 to 255 for bytes, 0 to 1 for floats within, else the least
 * and the greatest of all images
 * @param side the width of an image in pixels at scale 1; without it as its own size and its title want
 */
public fun imageGrid(
    images: Tensor,
    titles: List<String> = emptyList(),
    titleColors: List<String> = emptyList(),
    columns: Int? = null,
    title: String? = null,
    colors: ColorMap = ColorMap.GRAYS,
    range: ClosedFloatingPointRange<Double>? = null,
    side: Int? = null,
): Plot {
    require(FUNCTION, images.rank() == 3 || (images.rank() == 4 && images.sizes()[3] in CHANNELS)) {
        "images are ${images.type()}; wanted [n, h, w] or [n, h, w, c] with c of 1, 3 or 4" +
            if (images.rank() == 2) "; for one image use image(x)" else ""
    }
    val count = images.sizes()[0]
    require(FUNCTION, titles.isEmpty() || titles.size == count) { "${titles.size} titles for $count images" }
    require(FUNCTION, titleColors.isEmpty() || titleColors.size == titles.size) {
        "${titleColors.size} colours for ${titles.size} titles"
    }
    require(FUNCTION, columns == null || columns > 0) { "columns is $columns; wanted 1 or more" }
    require(FUNCTION, side == null || side in 4..2000) { "side is $side; wanted 4 to 2000 pixels" }
    val pixels = Pixels.of(images, FUNCTION, colors, range)
    return Sheet(pixels, titles, titleColors, (columns ?: niceColumns(count)).coerceAtMost(count), side).plot(title)
}

/** One image, `[h, w]` or `[h, w, c]`; see [imageGrid]. */
public fun image(
    image: Tensor,
    title: String? = null,
    colors: ColorMap = ColorMap.GRAYS,
    range: ClosedFloatingPointRange<Double>? = null,
    side: Int? = null,
): Plot {
    require("image", image.rank() == 2 || (image.rank() == 3 && image.sizes()[2] in CHANNELS)) {
        "image is ${image.type()}; wanted [h, w] or [h, w, c] with c of 1, 3 or 4" +
            if (image.rank() in 3..4) "; for many images use imageGrid(x)" else ""
    }
    val wanted = side ?: maxOf(240, image.sizes()[1])
    return imageGrid(image.expandDims(0), title = title, colors = colors, range = range, side = wanted)
}

/**
 * Images with what a classifier took them for: green where it is right, red with the true class where it is wrong.
 *
 * ```
 * predictionGrid(test.images[0..<40], predicted, test.labels[0..<40], names).save("predictions.png")
 * ```
 *
 * @param images `[n, h, w]` or `[n, h, w, c]`
 * @param predicted integers `[n]`, such as `argmax(logits, 1)`
 * @param labels integers `[n]`, the true classes
 * @param classes their names; their numbers without them
 */
public fun predictionGrid(
    images: Tensor,
    predicted: Tensor,
    labels: Tensor,
    classes: List<String> = emptyList(),
    columns: Int? = null,
    title: String? = null,
    colors: ColorMap = ColorMap.GRAYS,
    range: ClosedFloatingPointRange<Double>? = null,
    side: Int? = null,
): Plot {
    val guesses = predicted.classes("predictionGrid")
    val truths = labels.classes("predictionGrid")
    require("predictionGrid", guesses.size == truths.size && images.rank() > 0 && guesses.size == images.sizes()[0]) {
        "predicted is ${predicted.type()}, labels ${labels.type()} and images ${images.type()}; wanted as many of each"
    }
    val titles =
        guesses.indices.map {
            val guess = className(guesses[it], classes)
            if (guesses[it] == truths[it]) guess else "$guess, not ${className(truths[it], classes)}"
        }
    val right = guesses.indices.map { if (guesses[it] == truths[it]) RIGHT else WRONG }
    return imageGrid(images, titles, right, columns, title, colors, range, side)
}

private const val FUNCTION = "imageGrid"
private val CHANNELS = setOf(1, 3, 4)

/** A full grid about half as wide again as high, or the one with the fewest empty places. */
private fun niceColumns(count: Int): Int {
    if (count <= 6) return count
    val wanted = sqrt(1.6 * count)
    return (ceil(sqrt(count.toDouble())).toInt()..(2 * sqrt(count.toDouble())).toInt()).minBy {
        val empty = (it - count % it) % it
        4 * empty + Math.abs(it - wanted)
    }
}

/** Images as packed alpha, red, green and blue. */
internal class Pixels private constructor(
    val count: Int,
    val height: Int,
    val width: Int,
    val notFinite: Int,
    private val argb: IntArray,
) {
    operator fun get(image: Int, row: Int, column: Int): Int = argb[(image * height + row) * width + column]

    companion object {
        private const val OPAQUE = 0xFF shl 24
        private const val MAGENTA = OPAQUE or 0xFF00FF

        fun of(images: Tensor, function: String, colors: ColorMap, range: ClosedFloatingPointRange<Double>?): Pixels {
            val values = images.numbers(function)
            val (count, height, width) = images.sizes()
            val channels = if (images.rank() == 4) images.sizes()[3] else 1
            val (least, greatest) = extent(values, images.dtype(), function, range)
            val scale = if (greatest > least) 1 / (greatest - least) else 0.0
            val argb =
                IntArray(values.size / channels) { pixel ->
                    val first = pixel * channels
                    fun share(channel: Int) = (values[first + channel] - least) * scale
                    fun byte(channel: Int) = Math.round(255 * share(channel).coerceIn(0.0, 1.0)).toInt()
                    if ((0 until channels).any { !values[first + it].isFinite() }) {
                        MAGENTA
                    } else if (channels == 1) {
                        OPAQUE or colors.rgb(share(0))
                    } else {
                        val alpha = if (channels == 4) byte(3) shl 24 else OPAQUE
                        alpha or (byte(0) shl 16) or (byte(1) shl 8) or byte(2)
                    }
                }
            return Pixels(count, height, width, values.countNotFinite(), argb)
        }

        private fun extent(
            values: DoubleArray,
            dtype: DType,
            function: String,
            range: ClosedFloatingPointRange<Double>?,
        ): Pair<Double, Double> {
            if (range != null) {
                requireExtent(function, range)
                return range.start to range.endInclusive
            }
            if (dtype == DType.U8) return 0.0 to 255.0
            val (least, greatest) = values.finiteRange(function, "the images").let { it.start to it.endInclusive }
            return if (least >= 0 && greatest <= 1) 0.0 to 1.0 else least to greatest
        }
    }
}
