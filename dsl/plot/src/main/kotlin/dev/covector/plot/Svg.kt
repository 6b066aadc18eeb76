package dev.covector.plot

import org.jetbrains.letsPlot.Figure
import org.jetbrains.letsPlot.commons.geometry.DoubleVector
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon
import org.jetbrains.letsPlot.intern.toSpec

/** The SVG of a figure, by lets-plot's own renderer, which places texts without asking for fonts. */
internal fun svgOf(figure: Figure, width: Int?, height: Int?): String {
    for ((name, size) in listOf("width" to width, "height" to height)) {
        require("save", size == null || size in 20..20_000) { "$name is $size; wanted 20 to 20000 pixels" }
    }
    LoggingSilence.keep()
    val spec = figure.toSpec()
    val svg =
        try {
            PlotSvgExportCommon.buildSvgImageFromRawSpecs(spec, sizeOf(spec, width, height), PngEncoder, false)
        } catch (e: RuntimeException) { // lets-plot throws these and nothing more precise
            throw PlotException("save: lets-plot cannot draw this (${e.message})", e)
        }
    return withStableIds(svg)
}

/** The size asked for: where one side is given, the other keeps the proportions. */
private fun sizeOf(spec: Map<String, Any>, width: Int?, height: Int?): DoubleVector? {
    val own = ownSize(spec) ?: if (width == null && height == null) return null else WIDTH to HEIGHT
    val (ownWidth, ownHeight) = own
    return when {
        width != null && height != null -> DoubleVector(width.toDouble(), height.toDouble())
        width != null -> DoubleVector(width.toDouble(), width.toDouble() * ownHeight / ownWidth)
        height != null -> DoubleVector(height.toDouble() * ownWidth / ownHeight, height.toDouble())
        else -> DoubleVector(ownWidth.toDouble(), ownHeight.toDouble())
    }
}

/** What `ggsize` said of this figure. */
internal fun ownSize(spec: Map<String, Any>): Pair<Int, Int>? {
    val size = spec["ggsize"] as? Map<*, *> ?: return null
    return (size["width"] as Number).toInt() to (size["height"] as Number).toInt()
}

private val identifier = Regex("""\bid="([^"]+)"""")

/** lets-plot draws names of clip paths at random: here they are numbered, that equal plots have equal files. */
private fun withStableIds(svg: String): String {
    val names = identifier.findAll(svg).map { it.groupValues[1] }.distinct().toList()
    if (names.isEmpty()) return svg
    val numbers = names.withIndex().associate { (index, name) -> name to "c$index" }
    return Regex(names.joinToString("|") { "\\b${Regex.escape(it)}\\b" }).replace(svg) { numbers.getValue(it.value) }
}
