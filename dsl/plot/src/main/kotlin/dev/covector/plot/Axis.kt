package dev.covector.plot

import org.jetbrains.letsPlot.intern.Scale
import org.jetbrains.letsPlot.scale.scaleXContinuous
import org.jetbrains.letsPlot.scale.scaleYContinuous
import kotlin.math.ceil
import kotlin.math.floor

/** The x axis of steps, epochs or classes: no fractions, and no more labels than fit. */
internal fun wholeNumbers(least: Double, greatest: Double): Scale {
    val first = floor(least).toLong()
    val last = ceil(greatest).toLong()
    val stride = stride((last - first + 1).coerceAtMost(Int.MAX_VALUE.toLong()).toInt())
    val shown = Math.ceilDiv(first, stride) * stride..last step stride.toLong()
    return scaleXContinuous(breaks = shown.toList(), format = "d")
}

private const val MOST_LABELS = 12

/** Of 1, 2, 5, 10, 20, ... the first that leaves few of [count] labels. */
private fun stride(count: Int): Int = generateSequence(1L) { it * 10 }
    .flatMap { sequenceOf(it, 2 * it, 5 * it) }
    .first { count / it < MOST_LABELS }
    .toInt()

/** The axis of a table: names, or some of the indices. */
internal class Axis(function: String, what: String, private val names: List<String>, private val count: Int) {
    init {
        require(function, names.isEmpty() || names.size == count) { "${names.size} names for $count $what" }
    }

    private val shown = names.indices.toList().ifEmpty { (0 until count step stride(count)).toList() }
    private val labels = shown.map { className(it, names) }

    fun x(): Scale =
        scaleXContinuous(breaks = shown, labels = labels, limits = -0.5 to count - 0.5, expand = listOf(0, 0))

    /** The first at the top. */
    fun y(): Scale = scaleYContinuous(
        breaks = shown.map { count - 1 - it },
        labels = labels,
        limits = -0.5 to count - 0.5,
        expand = listOf(0, 0),
    )

    companion object {
        /** About how many pixels the longest label takes. */
        fun room(names: List<String>, count: Int): Int =
            16 + 7 * (names.maxOfOrNull { it.length } ?: (count - 1).toString().length)
    }
}

/** The sides of a cell in pixels, such that small tables are large and large ones fit. */
internal class CellSize private constructor(val width: Double, val height: Double) {
    companion object {
        private const val LONGEST_SIDE = 460.0
        private const val LARGEST_CELL = 48.0
        private const val THINNEST = 60.0

        /** Square, but where the table is so flat or thin that it would be a line. */
        fun of(rows: Int, columns: Int, leastWidth: Int): CellSize {
            val side = (LONGEST_SIDE / maxOf(rows, columns)).coerceAtMost(LARGEST_CELL)
            val height = if (rows * side < THINNEST) THINNEST / rows else side
            val width = if (columns * side < THINNEST) THINNEST / columns else side
            val leastHeight = if (leastWidth > 0) 24.0 else 0.0
            return CellSize(width.coerceAtLeast(leastWidth.toDouble()), height.coerceAtLeast(leastHeight))
        }
    }
}
