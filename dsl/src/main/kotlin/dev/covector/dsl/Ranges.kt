package dev.covector.dsl

import dev.covector.Index
import dev.covector.IndexSource
import dev.covector.ShapeException
import dev.covector.Tensor
import java.util.Optional

/** All of an axis: `x[all, 0]`. */
public val all: Index = Index.ALL

/** As many axes as are not named: `x[ellipsis, 0]`. */
public val ellipsis: Index = Index.ELLIPSIS

/** A new axis of size 1: `x[newAxis, all]`. */
public val newAxis: Index = Index.NEW_AXIS

/** From [start], which counts from the end where it is negative, to the end of the axis. */
public fun from(start: Int): Index = Index.from(start)

/** From the start of the axis to before [stop], which counts from the end where it is negative. */
public fun until(stop: Int): Index = Index.to(stop)

/**
 * Python's `start:stop:step`: null stands for an end of the axis, negative positions count from the
 * end, [stop] is not part of it.
 */
public fun slice(start: Int? = null, stop: Int? = null, step: Int = 1): Index = Index.range(start, stop, step)

/** The parts of a tensor along its first axis: `val (mean, variance) = statistics`. */
public operator fun Tensor.component1(): Tensor = part(0)

/** Part 1 along the first axis. */
public operator fun Tensor.component2(): Tensor = part(1)

/** Part 2 along the first axis. */
public operator fun Tensor.component3(): Tensor = part(2)

/** Part 3 along the first axis. */
public operator fun Tensor.component4(): Tensor = part(3)

/** Part 4 along the first axis. */
public operator fun Tensor.component5(): Tensor = part(4)

/** Part 5 along the first axis. */
public operator fun Tensor.component6(): Tensor = part(5)

/** The parts along the first axis, one after the other. */
public operator fun Tensor.iterator(): Iterator<Tensor> = (0..<shape().dim(0)).asSequence().map { this[it] }.iterator()

// An index out of range is clipped, as in JAX; a part that does not exist is a mistake all the same.
private fun Tensor.part(index: Int): Tensor {
    if (rank() == 0 || shape().dim(0) <= index) {
        throw ShapeException("destructuring: ${type()} has no part $index along its first axis; take fewer parts")
    }
    return this[index]
}

/**
 * Kotlin's ranges as indices. `0..3` has four elements, `0..<3` three, `6 downTo 0 step 2` four;
 * `-3..-1` are the last three. A range from one side of 0 to the other is refused: Kotlin counts
 * through 0 there, an index from the end of the axis.
 */
internal class RangeIndices : IndexSource {
    override fun index(`object`: Any): Optional<Index> = when (`object`) {
        is IntProgression -> Optional.of(index(`object`))
        else -> Optional.empty()
    }

    private fun index(range: IntProgression): Index {
        // 0..<0 is 0..-1, and empty as 3..<3 is
        val crosses = (range.first < 0) != (range.last < 0) && !(range.isEmpty() && range.last == -1)
        if (crosses) {
            throw ShapeException(
                "index: $range runs from one end of the axis to the other in Python, but through 0 in Kotlin;" +
                    " use slice(start, stop, step), whose negative positions count from the end",
            )
        }
        return if (range.isEmpty()) Index.range(0, 0, 1) else Index.range(range.first, stop(range), range.step)
    }

    // The position after the last is no number where it lies beyond either end of the axis.
    private fun stop(range: IntProgression): Int? {
        val next = range.last + if (range.step > 0) 1 else -1
        val isEnd = if (range.step > 0) next == 0 else next == -1
        return if (isEnd) null else next
    }
}
