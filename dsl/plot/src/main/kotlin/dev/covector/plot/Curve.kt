package dev.covector.plot

import kotlin.math.pow

/** Numbers over places, in the order of the places. */
internal class Curve(val name: String, val x: DoubleArray, val y: DoubleArray) {
    fun isByStep(): Boolean = x.all { it == Math.rint(it) && Math.abs(it) < 1e9 }

    /** The mean distance of neighbours. */
    fun spacing(): Double = if (y.size < 2) Double.POSITIVE_INFINITY else Math.abs(x.last() - x.first()) / (y.size - 1)

    /**
     * The exponential moving average, corrected for its start at 0 (Kingma & Ba 2015, section 3). What came [spacing]
     * before counts [smoothing] times as much: an evaluation every so often is averaged over as many steps as the
     * losses are, which may be none. Values that are not finite stay what they are and do not count.
     */
    fun smoothed(smoothing: Double, spacing: Double): Curve {
        if (smoothing == 0.0) return this
        var mean = 0.0
        var weight = 0.0
        var last = 0
        val means =
            DoubleArray(y.size) { i ->
                if (y[i].isFinite()) {
                    val kept = smoothing.pow(Math.abs(x[i] - x[last]) / spacing)
                    last = i
                    mean = kept * mean + (1 - smoothing) * y[i]
                    weight = kept * weight + (1 - smoothing)
                    mean / weight
                } else {
                    y[i]
                }
            }
        return Curve(name, x, means)
    }

    /**
     * At most [LIMIT] points, for no picture has more columns: of each of equally many neighbours the least and the
     * greatest, so that no spike is lost.
     */
    fun thinned(): Curve {
        if (y.size <= LIMIT) return this
        val buckets = LIMIT / 2
        val kept =
            (0 until buckets).flatMap { bucket ->
                val first = (bucket.toLong() * y.size / buckets).toInt()
                val end = ((bucket + 1L) * y.size / buckets).toInt()
                extremes(first, end)
            }
        return Curve(name, DoubleArray(kept.size) { x[kept[it]] }, DoubleArray(kept.size) { y[kept[it]] })
    }

    private fun extremes(first: Int, end: Int): List<Int> {
        val missing = (first until end).firstOrNull { !y[it].isFinite() }
        val finite = (first until end).filter { y[it].isFinite() }
        return listOfNotNull(missing, finite.minByOrNull { y[it] }, finite.maxByOrNull { y[it] }).distinct().sorted()
    }

    private companion object {
        private const val LIMIT = 2400
    }
}
