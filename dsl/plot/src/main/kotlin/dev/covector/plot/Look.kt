package dev.covector.plot

import org.jetbrains.letsPlot.intern.Feature
import org.jetbrains.letsPlot.intern.FeatureList
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.ggtitle
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.themes.elementBlank
import org.jetbrains.letsPlot.themes.elementLine
import org.jetbrains.letsPlot.themes.elementRect
import org.jetbrains.letsPlot.themes.elementText
import org.jetbrains.letsPlot.themes.margin
import org.jetbrains.letsPlot.themes.theme
import org.jetbrains.letsPlot.themes.themeMinimal
import org.jetbrains.letsPlot.themes.themeVoid

/** The colours of classes, series and groups, in their order: Tableau's ten, which stay apart on white. */
public val categoryColors: List<String> =
    listOf(
        "#4e79a7", "#f28e2b", "#e15759", "#59a14f", "#b07aa1",
        "#76b7b2", "#edc948", "#9c755f", "#ff9da7", "#79706e",
    )

internal const val RIGHT = "#1b873f"
internal const val WRONG = "#c62828"
internal const val INK = "#24292f"
internal const val MUTED = "#57606a"
internal const val GRID = "#e4e7eb"
internal const val MISSING_RGB = 0xC8C8C8

/** The width of a plot with axes, in pixels at scale 1. */
internal const val WIDTH = 640

/** The height of a plot with axes, in pixels at scale 1. */
internal const val HEIGHT = 400

/**
 * The look of Covector's plots, for plots of your own: `ggplot(data) + geomPoint() + covectorTheme()`.
 * White, with a light grid and room for the labels.
 */
public fun covectorTheme(): Feature = FeatureList(
    listOf(
        themeMinimal(),
        theme(
            text = elementText(color = INK),
            panelGridMajor = elementLine(color = GRID, size = 1),
            panelGridMinor = elementBlank(),
            axisTicks = elementBlank(),
            axisText = elementText(color = MUTED, size = 12),
            axisTitle = elementText(color = INK, size = 13),
            plotTitle = elementText(face = "bold", size = 16, margin = margin(0, 0, 8, 0)),
            plotCaption = elementText(color = MUTED, size = 11),
            plotBackground = elementRect(fill = "white", color = "white"),
            legendText = elementText(size = 12),
            legendTitle = elementText(size = 12),
            plotMargin = margin(12, 16, 10, 10),
        ),
    ),
)

/** [covectorTheme] without grid and axes: for pictures whose places mean nothing. */
internal fun bareTheme(): Feature = FeatureList(
    listOf(
        themeVoid(),
        theme(
            text = elementText(color = INK),
            axis = elementBlank(),
            axisTitle = elementBlank(),
            axisText = elementBlank(),
            panelGrid = elementBlank(),
            plotTitle = elementText(face = "bold", size = 16, margin = margin(0, 0, 8, 0)),
            plotCaption = elementText(color = MUTED, size = 11),
            plotBackground = elementRect(fill = "white", color = "white"),
            plotMargin = margin(8, 0, 0, 0),
        ),
    ),
)

internal fun Plot.titled(title: String?, caption: String?): Plot {
    val named = if (title == null) this else this + ggtitle(title)
    return if (caption.isNullOrEmpty()) named else named + labs(caption = caption)
}
