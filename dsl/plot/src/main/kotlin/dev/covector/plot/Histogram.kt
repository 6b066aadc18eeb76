package dev.covector.plot

import dev.covector.Tensor
import org.jetbrains.letsPlot.geom.geomRect
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.scale.scaleFillManual
import org.jetbrains.letsPlot.scale.scaleYContinuous
import org.jetbrains.letsPlot.themes.theme
import kotlin.math.cbrt
import kotlin.math.ceil

private const val FUNCTION = "histogram"

/**
 * How often which numbers occur among all elements of [x].
 *
 * ```
 * histogram(params["encoder"]["kernel"]).save("weights.png")
 * ```
 *
 * @param x of any shape; NaN and infinite values are left out, and the caption says how many there are
 * @param bins without it as many as the rule of Freedman and Diaconis (1981) wants, at most 100
 * @param density whether the areas add up to 1, instead of counts
 */
public fun histogram(
    x: Tensor,
    bins: Int? = null,
    title: String? = null,
    xLabel: String = "value",
    density: Boolean = false,
): Plot = histograms(mapOf(xLabel to x), bins, title, xLabel, density)

/**
 * Histograms over one another, with the same bins: `histograms(mapOf("real" to x, "generated" to y), density = true)`.
 *
 * @param series tensors of any shapes by their names in the legend
 */
public fun histograms(
    series: Map<String, Tensor>,
    bins: Int? = null,
    title: String? = null,
    xLabel: String = "value",
    density: Boolean = false,
): Plot {
    require(FUNCTION, series.isNotEmpty()) { "there is nothing to count; give a tensor" }
    require(FUNCTION, bins == null || bins in 1..10_000) { "bins is $bins; wanted 1 to 10000" }
    val values = series.mapValues { it.value.numbers(FUNCTION) }
    val finite = values.mapValues { (_, numbers) -> numbers.filter { it.isFinite() }.toDoubleArray().apply { sort() } }
    val all = finite.values.fold(DoubleArray(0), DoubleArray::plus)
    val range = all.finiteRange(FUNCTION, series.keys.joinToString { "\"$it\"" })
    val integers = series.values.all { !it.dtype().isFloating }
    val edges = Bins.of(range, bins ?: Bins.suggested(finite.values, range, integers), integers && bins == null)
    val names = series.keys.toList()
    var plot =
        letsPlot() + covectorTheme() + labs(x = xLabel, y = if (density) "density" else "count") + ggsize(WIDTH, HEIGHT)
    names.forEach { name -> plot += layer(name, edges, edges.heights(finite.getValue(name), density), names.size > 1) }
    val colors = names.indices.map { categoryColors[it % categoryColors.size] }
    plot += scaleFillManual(colors, name = "", breaks = names, limits = names)
    plot += scaleYContinuous(limits = 0 to null)
    if (integers) plot += wholeNumbers(range.start, range.endInclusive)
    if (names.size > 1) plot += theme().legendPositionTop()
    return plot.titled(title, notFinite(values.values.sumOf { it.countNotFinite() }, "left out"))
}

private fun layer(name: String, bins: Bins, heights: DoubleArray, several: Boolean) =
    heights.indices.filter { heights[it] > 0 }.let { full ->
        geomRect(
            mapOf(
                "left" to full.map { bins.edge(it) },
                "right" to full.map { bins.edge(it + 1) },
                "bottom" to full.map { 0.0 },
                "height" to full.map { heights[it] },
                "name" to full.map { name },
            ),
            alpha = if (several) 0.55 else 0.9,
            color = "white",
            size = if (bins.count > 60) 0.1 else 0.4,
            showLegend = several,
        ) {
            xmin = "left"
            xmax = "right"
            ymin = "bottom"
            ymax = "height"
            fill = "name"
        }
    }

/** Intervals of one width. */
private class Bins(private val start: Double, private val width: Double, val count: Int) {
    fun edge(index: Int): Double = start + index * width

    fun heights(values: DoubleArray, density: Boolean): DoubleArray {
        val counts = DoubleArray(count)
        for (value in values) counts[((value - start) / width).toInt().coerceIn(0, count - 1)]++
        if (density) for (i in counts.indices) counts[i] /= values.size * width
        return counts
    }

    companion object {
        private const val MOST = 100

        /** Bins of integers have their centres on them. */
        fun of(range: ClosedFloatingPointRange<Double>, count: Int, integers: Boolean): Bins {
            val (least, greatest) = range.start to range.endInclusive
            return when {
                integers -> {
                    val width = ceil((greatest - least + 1) / count)
                    Bins(least - 0.5, width, ceil((greatest - least + 1) / width).toInt())
                }

                least == greatest -> Bins(least - 0.5, 1.0 / count, count)

                else -> Bins(least, (greatest - least) / count, count)
            }
        }

        /** Bins of twice the interquartile range over the cube root of the number of values: the most of all series. */
        fun suggested(
            series: Collection<DoubleArray>,
            range: ClosedFloatingPointRange<Double>,
            integers: Boolean,
        ): Int {
            val extent = range.endInclusive - range.start
            if (integers && extent < MOST) return extent.toInt() + 1
            val wanted =
                series.filter { it.size > 1 }.maxOfOrNull {
                    val spread = it[3 * (it.size - 1) / 4] - it[(it.size - 1) / 4]
                    val root = cbrt(it.size.toDouble())
                    if (spread > 0) extent * root / (2 * spread) else root
                } ?: 1.0
            return ceil(wanted).coerceIn(1.0, MOST.toDouble()).toInt()
        }
    }
}
