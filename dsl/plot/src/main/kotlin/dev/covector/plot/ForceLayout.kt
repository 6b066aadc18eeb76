package dev.covector.plot

import kotlin.math.PI
import kotlin.math.atan2
import kotlin.math.cos
import kotlin.math.hypot
import kotlin.math.max
import kotlin.math.sin
import kotlin.math.sqrt

/**
 * Places of the nodes of a graph by forces: each pair repels with k^2 / distance, the ends of an edge attract each
 * other with distance^2 / k, and steps become shorter (Fruchterman and Reingold 1991). A weak pull to the middle keeps
 * the parts of a graph that is not connected on the page. At the end the longest way through the graph is horizontal.
 */
internal class ForceLayout(private val count: Int, private val ends: IntArray) {
    private val distance = sqrt(1.0 / count)
    private val at =
        DoubleArray(2 * count) {
            val angle = 2 * PI * (it / 2) / count
            0.5 * if (it % 2 == 0) cos(angle) else sin(angle)
        }

    fun positions(): DoubleArray {
        repeat(STEPS) { step -> move(0.1 * (1 - step.toDouble() / STEPS)) }
        return at.also { lieDown() }
    }

    /** Turns the main axis of the places (that of their largest variance) to the horizontal. */
    private fun lieDown() {
        for (axis in 0..1) {
            val mean = (axis until 2 * count step 2).sumOf { at[it] } / count
            for (i in axis until 2 * count step 2) at[i] -= mean
        }
        fun moment(first: Int, second: Int) = (0 until count).sumOf { at[2 * it + first] * at[2 * it + second] }
        val angle = 0.5 * atan2(2 * moment(0, 1), moment(0, 0) - moment(1, 1))
        val (along, across) = cos(angle) to sin(angle)
        for (node in 0 until count) {
            val (x, y) = at[2 * node] to at[2 * node + 1]
            at[2 * node] = along * x + across * y
            at[2 * node + 1] = along * y - across * x
        }
    }

    private fun move(longest: Double) {
        val force = DoubleArray(2 * count)
        for (a in 0 until count) {
            for (b in 0 until a) push(a, b, force) { distance * distance / it }
            for (axis in 0..1) force[2 * a + axis] -= PULL * at[2 * a + axis]
        }
        for (edge in ends.indices step 2) push(ends[edge], ends[edge + 1], force) { -it * it / distance }
        for (node in 0 until count) {
            val length = max(hypot(force[2 * node], force[2 * node + 1]), TINY)
            val step = minOf(length, longest) / length
            for (axis in 0..1) at[2 * node + axis] += step * force[2 * node + axis]
        }
    }

    /** Pushes two nodes apart, or together where [strength] of their distance is negative. */
    private inline fun push(a: Int, b: Int, force: DoubleArray, strength: (Double) -> Double) {
        val x = at[2 * a] - at[2 * b]
        val y = at[2 * a + 1] - at[2 * b + 1]
        val length = max(hypot(x, y), TINY)
        val share = strength(length) / length
        force[2 * a] += share * x
        force[2 * a + 1] += share * y
        force[2 * b] -= share * x
        force[2 * b + 1] -= share * y
    }

    private companion object {
        private const val STEPS = 300
        private const val PULL = 0.3
        private const val TINY = 1e-6
    }
}
