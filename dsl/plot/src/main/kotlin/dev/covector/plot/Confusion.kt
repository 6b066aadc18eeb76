package dev.covector.plot

import dev.covector.Tensor
import dev.covector.metrics.ConfusionMatrix
import org.jetbrains.letsPlot.coord.coordFixed
import org.jetbrains.letsPlot.ggsize
import org.jetbrains.letsPlot.intern.Plot
import org.jetbrains.letsPlot.label.labs
import org.jetbrains.letsPlot.letsPlot
import org.jetbrains.letsPlot.themes.elementBlank
import org.jetbrains.letsPlot.themes.elementText
import org.jetbrains.letsPlot.themes.theme

private const val FUNCTION = "confusionMatrix"

/**
 * How often each class was taken for each: a row for each true class, a column for each predicted one. The colour is
 * the share of the row, the text the count, and with [shares] the share as well.
 *
 * ```
 * confusionMatrix(predicted = argmax(logits, 1), labels = labels, classes = names).save("confusion.png")
 * ```
 *
 * @param predicted integers `[n]`
 * @param labels integers `[n]`, the true classes; an example of which either is no class, such as -1, does not count
 * @param classes their names; without them as many numbers as there are
 */
public fun confusionMatrix(
    predicted: Tensor,
    labels: Tensor,
    classes: List<String> = emptyList(),
    title: String? = null,
    shares: Boolean = true,
): Plot {
    val guesses = predicted.classes(FUNCTION)
    val truths = labels.classes(FUNCTION)
    require(FUNCTION, guesses.size == truths.size) { "${guesses.size} predictions for ${truths.size} labels" }
    val count = if (classes.isEmpty()) (guesses.asSequence() + truths.asSequence()).max() + 1 else classes.size
    require(FUNCTION, count > 0) { "no label is a class: all are below 0" }
    return ConfusionMatrix.of(predicted, labels, count).plot(classes, title, shares)
}

/** The picture of this confusion matrix; see [confusionMatrix]. */
public fun ConfusionMatrix.plot(
    classes: List<String> = emptyList(),
    title: String? = null,
    shares: Boolean = true,
): Plot {
    val count = counts().sizes()[0]
    val counts = counts().numbers(FUNCTION)
    val inRow = List(count) { row -> counts.copyOfRange(row * count, (row + 1) * count).sum() }
    val share = DoubleArray(counts.size) { if (inRow[it / count] == 0.0) 0.0 else counts[it] / inRow[it / count] }
    val cells = Cells(count, count, share, 0.0..1.0, ColorMap.BLUES)
    val detailed = shares && count <= 12
    val side = if (detailed) 52 else (520 / count).coerceIn(22, 44)
    var plot =
        letsPlot() + covectorTheme() + theme(panelGrid = elementBlank()) + cells.layer() +
            Axis(FUNCTION, "classes", classes, count).x() + Axis(FUNCTION, "classes", classes, count).y() +
            labs(x = "predicted", y = "true") + coordFixed()
    val texts =
        cells.annotations(size = if (side < 30) 4.5 else 5.5) {
            val number = counts[it].toLong()
            if (number == 0L) {
                ""
            } else if (detailed) {
                "$number\n${percent(share[it])}"
            } else {
                "$number"
            }
        }
    for (layer in texts) plot += layer
    val long = classes.maxOfOrNull { it.length } ?: 0
    val turned = long * 7 > side
    if (turned) plot += theme(axisTextX = elementText(angle = 45, hjust = 1, vjust = 1))
    val below = if (turned) 5 * long + 20 else 20
    plot += ggsize(
        side * count + Axis.room(classes, count) + 60,
        side * count + below + 50 + if (title == null) 0 else 30,
    )
    return plot.titled(title, null)
}

private fun percent(share: Double): String = if (share < 0.005) "<1%" else "${Math.round(100 * share)}%"
