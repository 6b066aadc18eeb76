package dev.covector.notebook

import dev.covector.Tensor
import java.util.Locale
import kotlin.math.abs

/** Rows and columns of a tensor's first matrix; those in the middle of a large one are left out. */
internal class TensorTable(private val tensor: Tensor) {
    private val shape = tensor.shape().toArray().toList()

    fun html(): String = buildString {
        append("<div><code>").append(escaped(tensor.type().toString())).append("</code>")
        if (shape.size > 2) append(" <small>at [").append("0, ".repeat(shape.size - 2)).append(":, :]</small>")
        append("<table>")
        val rows = if (shape.size < 2) 1 else shape[shape.size - 2]
        val columns = if (shape.isEmpty()) 1 else shape.last()
        val values = cells(rows * columns)
        for (row in shown(rows)) {
            append("<tr>")
            for (column in shown(columns)) {
                val text = if (row == null || column == null) "&#8230;" else escaped(values(row * columns + column))
                append("<td style=\"text-align:right\">").append(text).append("</td>")
            }
            append("</tr>")
        }
        append("</table></div>")
    }

    private fun cells(size: Int): (Int) -> String {
        if (size == 0 || shape.any { it == 0 }) return { "" }
        val name = tensor.dtype().toString()
        return when {
            name == "bool" -> tensor.toBooleanArray().let { values -> { i: Int -> values[i].toString() } }
            tensor.dtype().isFloating -> tensor.toDoubleArray().let { values -> { i: Int -> number(values[i]) } }
            tensor.dtype().isInteger -> tensor.toLongArray().let { values -> { i: Int -> values[i].toString() } }
            else -> { _: Int -> name }
        }
    }

    internal companion object {
        private const val LIMIT = 12

        /** Indices, null for those left out. */
        fun shown(size: Int): List<Int?> = if (size <= LIMIT) {
            (0..<size).toList()
        } else {
            (0..<LIMIT / 2).toList() + null + (size - LIMIT / 2..<size).toList()
        }

        /** Five digits, with an exponent where there are more zeros than digits. */
        fun number(x: Double): String = when {
            x.isNaN() -> "NaN"
            x.isInfinite() -> if (x > 0) "∞" else "-∞"
            x == 0.0 -> "0"
            x == Math.rint(x) && abs(x) < 1e6 -> x.toLong().toString()
            abs(x) >= 1e5 || abs(x) < 1e-4 -> String.format(Locale.ROOT, "%.4e", x)
            else -> String.format(Locale.ROOT, "%.5g", x).trimEnd('0').trimEnd('.')
        }
    }
}
