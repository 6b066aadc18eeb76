package dev.covector.plot

import dev.covector.Tensor
import org.jetbrains.letsPlot.coord.coordFixed
import org.jetbrains.letsPlot.geom.RasterData
import org.jetbrains.letsPlot.geom.geomImshow
import org.jetbrains.letsPlot.geom.geomPoint
import org.jetbrains.letsPlot.geom.geomText
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Feature
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.scale.guideColorbar
import org.jetbrains.letsPlot.scale.scaleFillGradientN
import org.jetbrains.letsPlot.themes.elementBlank
import org.jetbrains.letsPlot.themes.theme
import kotlin.math.abs
import kotlin.math.max

private const val FUNCTION = "heatMap"
private const val MOST_ANNOTATED = 150

/**
 * The numbers of a matrix as colours, with a bar that says which is which: row 0 at the top, as matrices are written.
 *
 * ```
 * heatMap(attention, rows = words, columns = words).save("attention.png")
 * ```
 *
 * NaN and infinite values are grey, and the caption says how many there are.
 *
 * @param x `[rows, columns]`, or `[columns]`, which is one row; numbers or bools
 * @param rows names of the rows; their indices without them
 * @param columns names of the columns
 * @param colors of the least to the greatest number; without it [ColorMap.BLUE_RED] with white at 0 where there are
 * numbers on both sides of 0, else [ColorMap.VIRIDIS]
 * @param range the numbers of the first and the last colour; without it the least and the greatest
 * @param annotations whether each cell shows its number; without it, where there are at most 150 cells
 */
public fun heatMap(
    x: Tensor,
    rows: List<String> = emptyList(),
    columns: List<String> = emptyList(),
    title: String? = null,
    xLabel: String = "",
    yLabel: String = "",
    colors: ColorMap? = null,
    range: ClosedFloatingPointRange<Double>? = null,
    annotations: Boolean? = null,
): Plot {
    require(FUNCTION, x.rank() in 1..2) {
        "x is ${x.type()}; wanted [rows, columns]: index or average the other axes away"
    }
    if (range != null) requireExtent(FUNCTION, range)
    val values = x.numbers(FUNCTION)
    val height = if (x.rank() == 1) 1 else x.sizes()[0]
    val width = values.size / height
    val finite = values.finiteRange(FUNCTION, "x")
    val map = colors ?: if (finite.start < 0 && finite.endInclusive > 0) ColorMap.BLUE_RED else ColorMap.VIRIDIS
    val shown = range ?: if (map == ColorMap.BLUE_RED) symmetric(finite) else finite
    val cells = Cells(height, width, values, shown, map)
    val annotated = annotations ?: (values.size <= MOST_ANNOTATED)
    val sides = CellSize.of(height, width, if (annotated) 44 else 0)
    val barHeight = (sides.height * height).coerceIn(70.0, 160.0)
    var plot =
        letsPlot() + covectorTheme() + theme(panelGrid = elementBlank()) +
            cells.layer() + colorBar(shown, map, barHeight) + labs(x = xLabel, y = yLabel) +
            Axis(FUNCTION, "columns", columns, width).x() + Axis(FUNCTION, "rows", rows, height).y()
    if (annotated) {
        val text = numberFormat(values)
        for (layer in cells.annotations(size = 5.5) { text(values[it]) }) plot += layer
    }
    plot += coordFixed(ratio = sides.height / sides.width)
    plot += ggsize(
        (sides.width * width).toInt() + Axis.room(rows, height) + 116 + label(yLabel),
        maxOf(sides.height * height, barHeight + 10).toInt() + 56 + label(xLabel) + if (title == null) 0 else 30,
    )
    return plot.titled(title, notFinite(values.countNotFinite(), "grey"))
}

/** How many pixels the name of an axis takes. */
private fun label(name: String): Int = if (name.isEmpty()) 0 else 22

/** As far to the one side of 0 as to the other, so that the colour in the middle is 0. */
private fun symmetric(range: ClosedFloatingPointRange<Double>): ClosedFloatingPointRange<Double> {
    val reach = max(abs(range.start), abs(range.endInclusive))
    return -reach..reach
}

/** A point that cannot be seen brings a bar of colours to the legend. */
private fun colorBar(range: ClosedFloatingPointRange<Double>, map: ColorMap, height: Double): Feature {
    val (least, greatest) = wide(range)
    val data = mapOf("x" to listOf(0, 0), "y" to listOf(0, 0), "value" to listOf(least, greatest))
    return geomPoint(data, size = 0, alpha = 0, shape = 21) {
        x = "x"
        y = "y"
        fill = "value"
    } + guideColorbar(barHeight = height, nbin = 64).let { bar ->
        scaleFillGradientN(map.colors, name = "", limits = least to greatest, guide = bar)
    }
}

/** A range with an extent: one number alone gets some to both sides. */
private fun wide(range: ClosedFloatingPointRange<Double>): Pair<Double, Double> {
    val (least, greatest) = range.start to range.endInclusive
    if (least < greatest) return least to greatest
    val some = if (least == 0.0) 1.0 else abs(least) / 2
    return least - some to greatest + some
}

/** Numbers in rows and columns, and their colours. Row 0 is at the top: its centre is at y = height - 1. */
internal class Cells(
    private val height: Int,
    private val width: Int,
    private val values: DoubleArray,
    range: ClosedFloatingPointRange<Double>,
    map: ColorMap,
) {
    private val rgb: IntArray

    init {
        val (least, greatest) = wide(range)
        rgb =
            IntArray(values.size) {
                if (values[it].isFinite()) map.rgb((values[it] - least) / (greatest - least)) else MISSING_RGB
            }
    }

    /** All cells as one picture: thousands of rectangles would make a slow SVG. */
    fun layer(): Feature {
        val channels = IntArray(3 * rgb.size) { rgb[it / 3] shr (16 - 8 * (it % 3)) and 0xFF }
        val picture = RasterData.create(channels, width, height, 3)
        return geomImshow(picture, extent = listOf(-0.5, width - 0.5, -0.5, height - 0.5))
    }

    /** The [text] of the cell at each index, white on dark colours and black on light ones. */
    fun annotations(size: Number, text: (Int) -> String): List<Feature> =
        values.indices.groupBy { isDark(rgb[it]) }.map { (dark, cells) ->
            val data =
                mapOf(
                    "x" to cells.map { it % width },
                    "y" to cells.map { height - 1 - it / width },
                    "text" to cells.map(text),
                )
            geomText(data, color = if (dark) "white" else INK, size = size, showLegend = false) {
                x = "x"
                y = "y"
                label = "text"
            }
        }
}
