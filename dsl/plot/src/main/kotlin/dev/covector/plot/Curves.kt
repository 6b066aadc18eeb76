package dev.covector.plot

import dev.covector.Tensor
import dev.covector.dsl.CovectorDsl
import dev.covector.dsl.History
import org.jetbrains.letsPlot.geom.geomLine
import org.jetbrains.letsPlot.geom.geomPoint
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.sampling.samplingNone
import org.jetbrains.letsPlot.scale.scaleColorManual
import org.jetbrains.letsPlot.scale.scaleYContinuous
import org.jetbrains.letsPlot.scale.scaleYLog10
import org.jetbrains.letsPlot.themes.theme

/** What [curves] draws. */
@CovectorDsl
public class Curves internal constructor() {
    internal val all = mutableListOf<Curve>()

    /**
     * A curve through these numbers.
     *
     * @param name in the legend; the curves of one name have one colour
     * @param at where each stands on the x axis, such as the steps of an evaluation; 0, 1, 2, ... without it
     */
    public fun curve(name: String, values: Iterable<Number>, at: Iterable<Number>? = null) {
        add(name, values.map { it.toDouble() }.toDoubleArray(), at?.map { it.toDouble() }?.toDoubleArray())
    }

    /** A curve through the elements of [values], `[n]`, at those of [at], `[n]`. */
    public fun curve(name: String, values: Tensor, at: Tensor? = null) {
        for (x in listOfNotNull(values, at)) {
            require(FUNCTION, x.rank() == 1) { "\"$name\" is ${x.type()}; wanted one axis, [n]" }
        }
        add(name, values.numbers(FUNCTION), at?.numbers(FUNCTION))
    }

    private fun add(name: String, values: DoubleArray, at: DoubleArray?) {
        require(FUNCTION, values.isNotEmpty()) { "\"$name\" has no values" }
        require(FUNCTION, at == null || at.size == values.size) {
            "\"$name\" has ${values.size} values at ${at!!.size} places; wanted as many"
        }
        all += Curve(name, at ?: DoubleArray(values.size) { it.toDouble() }, values)
    }

    private companion object {
        private const val FUNCTION = "curves"
    }
}

/**
 * Curves over one x axis.
 *
 * ```
 * curves(logScale = true, smoothing = 0.9) {
 *     curve("train", losses)
 *     curve("validation", validationLosses, at = evaluatedAt)
 * }.save("loss.png")
 * ```
 *
 * Values that are NaN or infinite leave a gap, and the caption says how many there are.
 *
 * @param logScale whether the y axis is logarithmic; values that are not positive are left out then
 * @param smoothing of the exponential moving average, 0 (none) to below 1, as in TensorBoard: corrected for its start,
 * and for curves with fewer points over as many steps as for the others; the values themselves stay in the background
 */
public fun curves(
    title: String? = null,
    xLabel: String = "step",
    yLabel: String = "loss",
    logScale: Boolean = false,
    smoothing: Double = 0.0,
    block: Curves.() -> Unit,
): Plot {
    require("curves", smoothing in 0.0..<1.0) { "smoothing is $smoothing; wanted 0 to below 1, such as 0.9" }
    val all = Curves().apply(block).all
    require("curves", all.isNotEmpty()) { "there is no curve; name one in the block: curve(\"train\", losses)" }
    return drawn(all, title, xLabel, yLabel, logScale, smoothing)
}

/**
 * The curves of a training run: one for each name, such as `"train"` and `"validation"`.
 *
 * A shorter series (an evaluation every so often) is stretched over the longest; [curves] places it exactly.
 */
public fun lossCurves(
    history: Map<String, List<Number>>,
    title: String? = null,
    xLabel: String = "step",
    yLabel: String = "loss",
    logScale: Boolean = false,
    smoothing: Double = 0.0,
): Plot {
    require("lossCurves", history.values.any { it.isNotEmpty() }) { "the history is empty: nothing was trained yet" }
    val longest = history.values.maxOf { it.size }
    return curves(title, xLabel, yLabel, logScale, smoothing) {
        for ((name, values) in history) {
            if (values.isEmpty()) continue
            val stride = longest.toDouble() / values.size
            curve(name, values, at = values.indices.map { (it + 1) * stride - 1 })
        }
    }
}

/**
 * The curves of a training run: the loss of each step and, where there were validations, theirs.
 *
 * ```
 * val run = training(model, optimizer) { ... }
 * lossCurves(run.history, logScale = true, smoothing = 0.9).save("loss.png")
 * ```
 */
public fun lossCurves(
    history: History,
    title: String? = null,
    logScale: Boolean = false,
    smoothing: Double = 0.0,
): Plot {
    require("lossCurves", history.size > 0) { "the history is empty: nothing was trained yet" }
    return historyCurves(history, listOf("loss", "val_loss"), title, "loss", logScale, smoothing)
}

/**
 * The curves of some of what a training measured: `metricCurves(run.history, "accuracy", "val_accuracy")`.
 *
 * @param names as `history.names` has them
 */
public fun metricCurves(
    history: History,
    vararg names: String,
    title: String? = null,
    yLabel: String = names.firstOrNull().orEmpty(),
    logScale: Boolean = false,
    smoothing: Double = 0.0,
): Plot {
    for (name in names) {
        require("metricCurves", name in history.names) { "the history has no '$name'; it has ${history.names}" }
    }
    return historyCurves(history, names.asList(), title, yLabel, logScale, smoothing)
}

private fun historyCurves(
    history: History,
    names: List<String>,
    title: String?,
    yLabel: String,
    logScale: Boolean,
    smoothing: Double,
): Plot {
    val known = names.filter { it in history.names }
    val ofOne = known.map { it.removePrefix(VALIDATION) }.distinct().size == 1
    return curves(title, yLabel = yLabel, logScale = logScale, smoothing = smoothing) {
        for (name in known) {
            val series = history[name]
            val label = if (!ofOne) {
                name
            } else if (name.startsWith(VALIDATION)) {
                "validation"
            } else {
                "training"
            }
            curve(label, series.values.asList(), at = series.steps.asList())
        }
    }
}

private const val VALIDATION = "val_"

/** The curve of a training run: the loss of each step. */
public fun lossCurve(
    losses: List<Number>,
    title: String? = null,
    xLabel: String = "step",
    yLabel: String = "loss",
    logScale: Boolean = false,
    smoothing: Double = 0.0,
): Plot = lossCurves(mapOf(yLabel to losses), title, xLabel, yLabel, logScale, smoothing)

/** The curve of a training run: the loss of each step, `[n]`, as a `scan` over the steps gives it. */
public fun lossCurve(
    losses: Tensor,
    title: String? = null,
    xLabel: String = "step",
    yLabel: String = "loss",
    logScale: Boolean = false,
    smoothing: Double = 0.0,
): Plot = curves(title, xLabel, yLabel, logScale, smoothing) { curve(yLabel, losses) }

/**
 * Lines through the rows of [y], `[n]` or `[lines, n]`, over [x], `[n]`.
 *
 * ```
 * val x = linspace(0, 2 * PI, 200)
 * lines(x, stack(listOf(sin(x), cos(x))), names = listOf("sin", "cos"))
 * ```
 */
public fun lines(
    x: Tensor,
    y: Tensor,
    names: List<String> = emptyList(),
    title: String? = null,
    xLabel: String = "x",
    yLabel: String = "y",
): Plot {
    val sizes = y.sizes()
    require("lines", x.rank() == 1 && y.rank() in 1..2 && sizes.last() == x.shape().dim(0)) {
        "x is ${x.type()} and y ${y.type()}; wanted [n], and [n] or [lines, n]"
    }
    val count = if (y.rank() == 1) 1 else sizes[0]
    require("lines", names.isEmpty() || names.size == count) { "${names.size} names for $count lines" }
    val places = x.numbers("lines")
    val values = y.numbers("lines")
    val all =
        List(count) { line ->
            val row = values.copyOfRange(line * places.size, (line + 1) * places.size)
            Curve(if (names.isEmpty() && count == 1) yLabel else className(line, names), places, row)
        }
    return drawn(all, title, xLabel, yLabel, logScale = false, smoothing = 0.0)
}

private fun drawn(
    all: List<Curve>,
    title: String?,
    xLabel: String,
    yLabel: String,
    logScale: Boolean,
    smoothing: Double,
): Plot {
    fun visible(y: Double) = y.isFinite() && (!logScale || y > 0)
    require("curves", all.any { curve -> curve.y.any(::visible) }) {
        "no value of ${all.joinToString { "\"${it.name}\"" }} can be drawn: all are NaN or infinite" +
            if (logScale) ", or not positive on a logarithmic axis" else ""
    }
    val names = all.map { it.name }.distinct()
    val colors = names.indices.map { categoryColors[it % categoryColors.size] }
    var plot = letsPlot() + covectorTheme() + labs(x = xLabel, y = yLabel) + ggsize(WIDTH, HEIGHT)
    val spacing = all.minOf { it.spacing() }.let { if (it > 0) it else 1.0 }
    if (smoothing > 0) {
        plot += lineLayer(all.map { it.thinned() }, ::visible, size = 0.7, alpha = 0.3, showLegend = false)
    }
    val shown = all.map { it.smoothed(smoothing, spacing) }
    plot += lineLayer(shown.map { it.thinned() }, ::visible, size = 1.4, alpha = 1.0, showLegend = names.size > 1)
    val single = shown.filter { it.y.count(::visible) == 1 }
    if (single.isNotEmpty()) plot += pointLayer(single, ::visible)
    plot += scaleColorManual(colors, name = "", breaks = names, limits = names)
    plot += if (logScale) scaleYLog10() else scaleYContinuous()
    if (all.all { it.isByStep() }) plot += wholeNumbers(all.minOf { it.x.min() }, all.maxOf { it.x.max() })
    if (names.size > 1) plot += theme().legendPositionTop()
    val missing = notFinite(all.sumOf { it.y.countNotFinite() }, "gaps")
    val below = if (logScale) all.sumOf { curve -> curve.y.count { it.isFinite() && it <= 0 } } else 0
    val left = if (below == 0) null else "$below not positive: left out of the logarithmic axis"
    return plot.titled(title, listOfNotNull(missing, left).joinToString("; "))
}

private fun columns(curves: List<Curve>, visible: (Double) -> Boolean): Map<String, List<Any>> {
    val x = mutableListOf<Double>()
    val y = mutableListOf<Double>()
    val name = mutableListOf<String>()
    val part = mutableListOf<String>()
    curves.forEachIndexed { index, curve ->
        var piece = 0
        for (i in curve.y.indices) {
            if (visible(curve.y[i])) {
                x += curve.x[i]
                y += curve.y[i]
                name += curve.name
                part += "$index.$piece"
            } else {
                piece++
            }
        }
    }
    return mapOf("x" to x, "y" to y, "name" to name, "part" to part)
}

private fun lineLayer(
    curves: List<Curve>,
    visible: (Double) -> Boolean,
    size: Double,
    alpha: Double,
    showLegend: Boolean,
) = geomLine(
    columns(curves, visible),
    size = size,
    alpha = alpha,
    showLegend = showLegend,
    sampling = samplingNone,
) {
    this.x = "x"
    this.y = "y"
    color = "name"
    group = "part"
}

private fun pointLayer(curves: List<Curve>, visible: (Double) -> Boolean) =
    geomPoint(columns(curves, visible), size = 3, showLegend = false) {
        x = "x"
        y = "y"
        color = "name"
    }
