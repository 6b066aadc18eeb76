package dev.covector.dsl

/**
 * Watches a value, and says when it is the best so far.
 *
 * @param monitor the name of the value: one of a validation where there is one of that name, else of
 * the epoch
 */
internal class Watch(val monitor: String, val higherIsBetter: Boolean, private val minDelta: Double) {
    var best = Double.NaN
        private set

    /** How many values in a row were no better. */
    var waited = 0
        private set

    /** Whether a value is better than all before; the first one is, unless it is no number. */
    fun isBetter(value: Double): Boolean {
        val better =
            when {
                value.isNaN() -> false
                best.isNaN() -> true
                higherIsBetter -> value > best + minDelta
                else -> value < best - minDelta
            }
        if (better) best = value
        waited = if (better) 0 else waited + 1
        return better
    }

    /** The value among those of an epoch or a validation; null where it is not measured. */
    fun of(values: Map<String, Double>): Double? = values["val_$monitor"] ?: values[monitor]

    fun restore(best: Double, waited: Int) {
        this.best = best
        this.waited = waited
    }

    companion object {
        /** Losses and errors are better when they are smaller. */
        fun higherIsBetter(monitor: String): Boolean = !(monitor.endsWith(LOSS) || monitor.endsWith("error"))
    }
}

/** When a training ends early. */
internal class EarlyStopping(val watch: Watch, val patience: Int, val restoreBest: Boolean)
