package dev.covector.notebook

import dev.covector.dsl.History

/** A training's history: its loss, then what else it measured, then its epochs. */
internal object HistoryView {
    fun html(history: History): String = buildString {
        append("<div>")
        val (losses, others) = history.names.partition { it.endsWith("loss") }
        for (names in listOf(losses, others)) {
            if (names.isNotEmpty()) append(CurvePlot(names.map { history[it] }).svg())
        }
        val columns = history.epochs.flatMap { it.values.keys }.distinct()
        if (columns.isNotEmpty()) {
            append("<table><tr><th>epoch</th><th>step</th>")
            columns.forEach { append("<th>").append(escaped(it)).append("</th>") }
            append("</tr>")
            for (epoch in history.epochs) {
                append("<tr><td>${epoch.epoch}</td><td>${epoch.step}</td>")
                for (name in columns) {
                    append("<td>").append(epoch.values[name]?.let(TensorTable::number) ?: "").append("</td>")
                }
                append("</tr>")
            }
            append("</table>")
        }
        append("</div>")
    }
}
