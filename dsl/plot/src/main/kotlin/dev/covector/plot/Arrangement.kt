package dev.covector.plot

import org.jetbrains.letsPlot.Figure
import org.jetbrains.letsPlot.gggrid
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.figure.SubPlotsFigure
import org.jetbrains.letsPlot.intern.toSpec

/**
 * Pictures side by side, in their own sizes: `sideBySide(lossCurve(losses), confusionMatrix(p, y)).save("run.png")`.
 *
 * @param columns how many stand in a row; without it all
 */
public fun sideBySide(vararg figures: Figure, columns: Int? = null): SubPlotsFigure {
    require("sideBySide", figures.isNotEmpty()) { "there is no picture" }
    require("sideBySide", columns == null || columns > 0) { "columns is $columns; wanted 1 or more" }
    val rows = figures.toList().chunked(columns ?: figures.size)
    val sizes = rows.map { row -> row.map { ownSize(it.toSpec()) ?: (WIDTH to HEIGHT) } }
    val widths = rows[0].indices.map { column -> sizes.maxOf { row -> row.getOrNull(column)?.first ?: 0 } }
    val heights = sizes.map { row -> row.maxOf { it.second } }
    val grid = gggrid(figures.toList(), rows[0].size, widths, heights, hspace = GAP, vspace = GAP)
    return grid + ggsize(widths.sum() + GAP * (widths.size - 1), heights.sum() + GAP * (heights.size - 1))
}

private const val GAP = 12
