package dev.covector.notebook

import dev.covector.dsl.Series
import java.util.Locale

/** Curves over the steps, in one picture of SVG. */
internal class CurvePlot(curves: List<Series>) {
    private val curves = curves.filter { curve -> curve.values.any { it.isFinite() } }

    fun svg(): String = buildString {
        append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 $WIDTH $HEIGHT\"")
        append(" width=\"$WIDTH\" height=\"$HEIGHT\"")
        append(" font-family=\"sans-serif\" font-size=\"12\">")
        if (curves.isEmpty()) {
            append("<text x=\"10\" y=\"20\">nothing to plot yet</text></svg>")
            return@buildString
        }
        val steps = curves.flatMap { it.steps.asList() }
        val values = curves.flatMap { it.values.asList() }.filter { it.isFinite() }
        val (first, last) = steps.min() to steps.max()
        val (low, high) = values.min() to values.max()

        // A curve of one point, or of one value, stands in the middle.
        fun part(distance: Double, range: Double) = if (range == 0.0) 0.5 else distance / range

        fun x(step: Long) = LEFT + (WIDTH - LEFT - RIGHT) * part((step - first).toDouble(), (last - first).toDouble())

        fun y(value: Double) = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(value - low, high - low)
        append("<path fill=\"none\" stroke=\"#999\" d=\"M$LEFT,$TOP V${HEIGHT - BOTTOM} H${WIDTH - RIGHT}\"/>")
        label(LEFT - 6, y(low) + 4, "end", TensorTable.number(low))
        if (high != low) label(LEFT - 6, y(high) + 4, "end", TensorTable.number(high))
        label(x(first).toInt(), HEIGHT - BOTTOM + 16.0, "middle", "$first")
        if (last != first) label(x(last).toInt(), HEIGHT - BOTTOM + 16.0, "middle", "$last")
        curves.forEachIndexed { i, curve ->
            val colour = COLOURS[i % COLOURS.size]
            val points = curve.steps.indices.filter { curve.values[it].isFinite() }
                .joinToString(" ") { "${format(x(curve.steps[it]))},${format(y(curve.values[it]))}" }
            append("<polyline fill=\"none\" stroke=\"$colour\" stroke-width=\"1.5\" points=\"$points\"/>")
            append("<text x=\"${WIDTH - RIGHT - 4}\" y=\"${TOP + 14 * (i + 1)}\" text-anchor=\"end\" fill=\"$colour\">")
            append(escaped(curve.name)).append("</text>")
        }
        append("</svg>")
    }

    private fun StringBuilder.label(x: Int, y: Double, anchor: String, text: String) {
        append("<text x=\"$x\" y=\"${format(y)}\" text-anchor=\"$anchor\" fill=\"#666\">")
        append(escaped(text)).append("</text>")
    }

    private fun format(x: Double) = String.format(Locale.ROOT, "%.1f", x)

    private companion object {
        const val WIDTH = 560
        const val HEIGHT = 240
        const val LEFT = 70
        const val RIGHT = 20
        const val TOP = 12
        const val BOTTOM = 28

        // Okabe and Ito's colours, which most people can tell apart.
        val COLOURS = listOf("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
    }
}
