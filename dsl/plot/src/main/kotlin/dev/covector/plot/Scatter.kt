package dev.covector.plot

import dev.covector.Tensor
import org.jetbrains.letsPlot.geom.geomPoint
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.sampling.samplingNone
import org.jetbrains.letsPlot.scale.guideLegend
import org.jetbrains.letsPlot.scale.scaleColorGradientN
import org.jetbrains.letsPlot.scale.scaleColorManual

private const val FUNCTION = "scatter"

/**
 * Points in the plane, such as two-dimensional embeddings or samples of a posterior.
 *
 * ```
 * scatter(embeddings, groups = labels, names = digits).save("latent.png")
 * ```
 *
 * Points with a NaN or infinite coordinate are left out, and the caption says how many there are.
 *
 * @param points `[n, 2]`
 * @param groups integers `[n]` give each group a colour and a legend; floats `[n]` give each point a colour by
 * [ColorMap.VIRIDIS]
 * @param names of the groups; their numbers without them
 * @param size of a point; without it the smaller, the more there are
 */
public fun scatter(
    points: Tensor,
    groups: Tensor? = null,
    names: List<String> = emptyList(),
    title: String? = null,
    xLabel: String = "x",
    yLabel: String = "y",
    size: Double? = null,
    alpha: Double? = null,
): Plot {
    require(FUNCTION, points.rank() == 2 && points.sizes()[1] == 2) {
        "points are ${points.type()}; wanted [n, 2]: choose two columns, or project them, such as on rows of svd(x).vh"
    }
    val count = points.sizes()[0]
    require(FUNCTION, groups == null || (groups.rank() == 1 && groups.sizes()[0] == count)) {
        "groups are ${groups!!.type()} for $count points; wanted [$count]"
    }
    val values = points.numbers(FUNCTION)
    val shown = (0 until count).filter { values[2 * it].isFinite() && values[2 * it + 1].isFinite() }
    require(FUNCTION, shown.isNotEmpty()) {
        "none of the $count points is finite: all have a NaN or infinite coordinate"
    }
    val coordinates = mapOf("x" to shown.map { values[2 * it] }, "y" to shown.map { values[2 * it + 1] })
    val look = Dots(size ?: dotSize(shown.size), alpha ?: if (shown.size > 300) 0.7 else 0.9)
    var plot = letsPlot() + covectorTheme() + labs(x = xLabel, y = yLabel) + ggsize(WIDTH, HEIGHT + 40)
    plot +=
        when {
            groups == null -> look.plain(coordinates)
            groups.dtype().isFloating -> look.shaded(coordinates, groups.numbers(FUNCTION).slice(shown))
            else -> look.grouped(coordinates, groups.classes(FUNCTION).slice(shown), names)
        }
    val left = count - shown.size
    return plot.titled(title, if (left == 0) null else "$left of $count points are NaN or infinite: left out")
}

private fun dotSize(count: Int): Double = when {
    count <= 50 -> 4.0
    count <= 300 -> 3.0
    count <= 3000 -> 2.0
    else -> 1.2
}

private class Dots(private val size: Double, private val alpha: Double) {
    private fun layer(data: Map<String, List<Any>>, color: Any?, showLegend: Boolean = true, by: String? = null) =
        geomPoint(data, size = size, alpha = alpha, color = color, sampling = samplingNone, showLegend = showLegend) {
            x = "x"
            y = "y"
            if (by != null) this.color = by
        }

    fun plain(data: Map<String, List<Any>>) = layer(data, categoryColors[0])

    fun shaded(data: Map<String, List<Any>>, values: List<Double>) =
        layer(data + ("value" to values), null, by = "value") +
            scaleColorGradientN(ColorMap.VIRIDIS.colors, name = "", naValue = "#c8c8c8")

    fun grouped(data: Map<String, List<Any>>, groups: List<Int>, names: List<String>) =
        groups.distinct().sorted().let { present ->
            val colors = present.map { categoryColors[Math.floorMod(it, categoryColors.size)] }
            val labels = present.map { className(it, names) }
            layer(data + ("group" to groups.map { className(it, names) }), null, by = "group") +
                guideLegend(ncol = Math.ceilDiv(present.size, 16)).let {
                    scaleColorManual(colors, name = "", limits = labels, guide = it)
                }
        }
}
