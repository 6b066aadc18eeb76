package dev.covector.plot

import dev.covector.DType
import dev.covector.Tensor
import java.util.Locale
import kotlin.math.floor
import kotlin.math.log10

/** The elements in row-major order. */
internal fun Tensor.numbers(function: String): DoubleArray {
    require(function, !dtype().isComplex && !dtype().isKey) {
        "${type()} has no place on an axis; draw its real and imaginary parts, or its abs"
    }
    require(function, size() > 0) { "${type()} has no elements" }
    return toDoubleArray()
}

internal fun Tensor.sizes(): IntArray = shape().toArray()

internal inline fun require(function: String, holds: Boolean, message: () -> String) {
    if (!holds) throw PlotException("$function: ${message()}")
}

internal fun requireExtent(function: String, range: ClosedFloatingPointRange<Double>) {
    require(function, range.start < range.endInclusive) { "range is $range; its end must be greater than its start" }
}

/** The least and the greatest of the numbers that are finite. */
internal fun DoubleArray.finiteRange(function: String, what: String): ClosedFloatingPointRange<Double> {
    var least = Double.POSITIVE_INFINITY
    var greatest = Double.NEGATIVE_INFINITY
    for (value in this) {
        if (!value.isFinite()) continue
        if (value < least) least = value
        if (value > greatest) greatest = value
    }
    require(function, least <= greatest) { "none of the $size values of $what is finite: all are NaN or infinite" }
    return least..greatest
}

/** "2 values are NaN or infinite: <what is done with them>", or nothing where all are finite. */
internal fun notFinite(count: Int, what: String): String? = when (count) {
    0 -> null
    1 -> "1 value is NaN or infinite: $what"
    else -> "$count values are NaN or infinite: $what"
}

internal fun DoubleArray.countNotFinite(): Int = count { !it.isFinite() }

/** The labels of classes or groups: integers as they are, of any integer dtype, or bools. */
internal fun Tensor.classes(function: String): IntArray {
    require(function, rank() == 1 && (dtype().isInteger || dtype() == DType.BOOL)) {
        "${type()} cannot be classes; wanted integers [n], such as argmax(logits, 1) gives"
    }
    return toIntArray()
}

internal fun className(index: Int, names: List<String>): String = names.getOrElse(index) { index.toString() }

/** Writes these numbers with the same few digits: three that count, of the number that is furthest from 0. */
internal fun numberFormat(values: DoubleArray): (Double) -> String {
    val furthest = values.filter { it.isFinite() }.maxOfOrNull { Math.abs(it) } ?: 0.0
    val whole = values.all { !it.isFinite() || it == Math.rint(it) } && furthest < 1e6
    val decimals = if (furthest == 0.0) 0 else 2 - floor(log10(furthest)).toInt()
    val format = if (whole) {
        "%.0f"
    } else if (decimals in -3..5) {
        "%.${decimals.coerceAtLeast(0)}f"
    } else {
        "%.1e"
    }
    return { if (it.isFinite()) format.format(Locale.ROOT, it) else it.toString() }
}
