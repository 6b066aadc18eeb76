package dev.covector.plot

import org.jetbrains.letsPlot.coord.coordFixed
import org.jetbrains.letsPlot.geom.RasterData
import org.jetbrains.letsPlot.geom.geomImshow
import org.jetbrains.letsPlot.geom.geomText
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.scale.scaleColorIdentity
import org.jetbrains.letsPlot.scale.scaleXContinuous
import org.jetbrains.letsPlot.scale.scaleYContinuous
import kotlin.math.ceil
import kotlin.math.max

/**
 * Images side by side in one picture, each pixel repeated [repeats] times where they are few and large, with gaps of
 * whole such parts: one image in the SVG however many there are, and sharp at every scale. Lengths are in parts, if
 * nothing else is said.
 */
internal class Sheet(
    private val pixels: Pixels,
    private val titles: List<String>,
    private val titleColors: List<String>,
    private val columns: Int,
    side: Int?,
) {
    private val rows = Math.ceilDiv(pixels.count, columns)

    /** Pixels of the plot for one of the image: whole, where it is enlarged. */
    private val scale: Double

    init {
        val longest = titles.maxOfOrNull { it.length } ?: 0
        val forTitle = (longest * GLYPH + 4).coerceAtMost(LONGEST_TITLE)
        val wanted = side?.toDouble() ?: max(defaultSide(pixels.width), forTitle)
        val exact = wanted / pixels.width
        scale = if (exact > 1 && side == null) ceil(exact) else exact
    }

    private val repeats = max(1, (scale / GAP).toInt())
    private val part = scale / repeats
    private val imageWidth = pixels.width * repeats
    private val imageHeight = pixels.height * repeats
    private val gap = max(1, Math.round(GAP / part).toInt())
    private val strip = if (titles.isEmpty()) 0 else ceil(STRIP / part).toInt()
    private val width = columns * (imageWidth + gap) - gap
    private val height = rows * (imageHeight + strip + gap) - gap

    fun plot(title: String?): Plot {
        var plot =
            letsPlot() + bareTheme() +
                geomImshow(raster(), extent = listOf(0, width, 0, height)) +
                scaleXContinuous(limits = 0 to width, expand = listOf(0, 0)) +
                scaleYContinuous(limits = 0 to height, expand = listOf(0, 0)) + coordFixed()
        if (titles.isNotEmpty()) plot += captions()
        val caption = notFinite(pixels.notFinite, "magenta")
        plot += ggsize(
            Math.round(width * part).toInt() + SIDES,
            Math.round(height * part).toInt() + TOP_AND_BOTTOM + LINE * listOfNotNull(title, caption).size,
        )
        return plot.titled(title, caption)
    }

    private fun left(image: Int) = image % columns * (imageWidth + gap)

    private fun top(image: Int) = image / columns * (imageHeight + strip + gap)

    private fun raster(): RasterData {
        val argb = IntArray(width * height)
        for (image in 0 until pixels.count) {
            for (row in 0 until imageHeight) {
                val start = (top(image) + row) * width + left(image)
                for (column in 0 until imageWidth) argb[start + column] = pixels[image, row / repeats, column / repeats]
            }
        }
        val channels = IntArray(4 * argb.size) { argb[it / 4] ushr CHANNEL_SHIFTS[it % 4] and 0xFF }
        return RasterData.create(channels, width, height, 4)
    }

    private fun captions() = geomText(
        mapOf(
            "x" to titles.indices.map { left(it) + imageWidth / 2.0 },
            "y" to titles.indices.map { height - top(it) - imageHeight - strip / 2.0 },
            "text" to titles.map(::fitting),
            "color" to titles.indices.map { titleColors.getOrElse(it) { INK } },
        ),
        size = TEXT_SIZE,
        showLegend = false,
    ) {
        x = "x"
        y = "y"
        label = "text"
        color = "color"
    } + scaleColorIdentity()

    private fun fitting(title: String): String {
        val most = ((imageWidth + gap) * part / GLYPH).toInt().coerceAtLeast(3)
        return if (title.length <= most) title else title.take(most - 1) + "…"
    }

    private companion object {
        private const val GLYPH = 6.4
        private const val TEXT_SIZE = 5.5
        private const val LONGEST_TITLE = 180.0
        private const val GAP = 8.0
        private const val STRIP = 18.0

        /** What lets-plot keeps free around a panel without axes, and the margin of the theme. */
        private const val SIDES = 20
        private const val TOP_AND_BOTTOM = 28
        private const val LINE = 24
        private val CHANNEL_SHIFTS = intArrayOf(16, 8, 0, 24)

        private fun defaultSide(width: Int): Double = when {
            width <= 16 -> 64.0
            width <= 64 -> 72.0
            else -> 140.0
        }
    }
}
