package dev.covector.dsl

/**
 * What a training measured: the loss and the metrics of each step, their means over each epoch, and
 * what each validation said.
 *
 * ```
 * val history = run.history
 * history.loss.last()
 * history["val_accuracy"].values
 * ```
 *
 * Values of a step are those before its update. Names of validations begin with `val_`. A step at which a metric was
 * not measured is not in its curve; NaN is what was computed.
 */
public class History internal constructor() {
    private val losses = Column()
    private val metrics = LinkedHashMap<String, MeanColumn>()
    private val finished = ArrayList<EpochSummary>()
    private val checks = ArrayList<ValidationSummary>()

    /** How many steps there were. */
    @get:JvmName("size")
    public val size: Int get() = losses.size

    /** The loss of each step, from the first. */
    @get:JvmName("loss")
    public val loss: List<Double> get() = losses.toArray().asList()

    /** One row for each epoch that was finished. */
    @get:JvmName("epochs")
    public val epochs: List<EpochSummary> get() = finished.toList()

    /** One row for each validation. */
    @get:JvmName("validations")
    public val validations: List<ValidationSummary> get() = checks.toList()

    /** The names that [get] knows, in the order in which they came up. */
    @get:JvmName("names")
    public val names: Set<String>
        get() = buildSet {
            if (losses.size > 0) add(LOSS)
            addAll(metrics.keys)
            checks.forEach { addAll(it.values.keys) }
        }

    /**
     * A curve: of each step for `loss` and the metrics, of each validation for names with `val_`.
     *
     * @throws TrainingException when there is none of this name; it lists those there are
     */
    public operator fun get(name: String): Series {
        if (name == LOSS && size > 0) return Series(name, LongArray(size) { it + 1L }, losses.toArray())
        metrics[name]?.let { return it.series(name) }
        val rows = checks.filter { name in it.values }
        if (rows.isEmpty()) throw TrainingException("history: there is no '$name'; there are $names")
        return Series(name, rows.map { it.step }.toLongArray(), rows.map { it.values.getValue(name) }.toDoubleArray())
    }

    override fun toString(): String = "History($size steps, ${finished.size} epochs" +
        (finished.lastOrNull()?.values ?: emptyMap()).entries.joinToString("") {
            ", ${it.key} ${number(it.value)}"
        } +
        ")"

    internal fun addStep(loss: Double) {
        losses.add(loss)
    }

    internal fun lossOf(step: Long): Double = losses[step.toInt() - 1]

    /** A metric of the step that was added last. */
    internal fun addMetric(name: String, total: Double, count: Double) {
        val column = metrics.getOrPut(name) { MeanColumn() }
        while (column.size < losses.size - 1) column.addNothing()
        column.add(total, count)
    }

    internal fun addEpoch(summary: EpochSummary) {
        finished.add(summary)
    }

    internal fun addValidation(summary: ValidationSummary) {
        checks.add(summary)
    }

    /** The means of the steps from one of them on, counted from 0. */
    internal fun meansSince(step: Int): Map<String, Double> = buildMap {
        if (step < losses.size) put(LOSS, losses.mean(step))
        metrics.forEach { (name, column) -> column.mean(step)?.let { put(name, it) } }
    }

    /** In arrays, for checkpoints. */
    internal fun saved(): Map<String, Any> =
        SavedHistory.of(losses.toArray(), metrics.mapValues { (_, c) -> c.totals() to c.counts() }, finished, checks)

    internal fun restore(saved: Map<String, Any>) {
        val read = SavedHistory.read(saved)
        losses.set(read.losses)
        metrics.clear()
        read.metrics.forEach { (name, column) ->
            metrics[name] = MeanColumn().apply { set(column.first, column.second) }
        }
        finished.clear()
        finished.addAll(read.epochs)
        checks.clear()
        checks.addAll(read.validations)
    }
}

/**
 * A curve: a value at some of the steps.
 *
 * @property name what was measured
 * @property steps counted from 1, ascending
 * @property values one for each of the steps
 */
public class Series(
    @get:JvmName("name")
    public val name: String,
    @get:JvmName("steps")
    public val steps: LongArray,
    @get:JvmName("values")
    public val values: DoubleArray,
) {
    /** How many points it has. */
    @get:JvmName("size")
    public val size: Int get() = values.size

    /** The value at the end. */
    public fun last(): Double = values.last()

    override fun toString(): String = "$name: $size values, the last ${number(values.last())} at step ${steps.last()}"
}

/**
 * An epoch.
 *
 * @property epoch its number, from 1
 * @property step the last of its steps
 * @property values the means over its steps, by name
 */
public data class EpochSummary(
    @get:JvmName("epoch")
    val epoch: Int,
    @get:JvmName("step")
    val step: Long,
    @get:JvmName("values")
    val values: Map<String, Double>,
)

/**
 * A validation.
 *
 * @property epoch in which it was made, from 1
 * @property step after which it was made
 * @property values by name, each beginning with `val_`
 */
public data class ValidationSummary(
    @get:JvmName("epoch")
    val epoch: Int,
    @get:JvmName("step")
    val step: Long,
    @get:JvmName("values")
    val values: Map<String, Double>,
)

/** A number in a line of text. */
internal fun number(value: Double): String = when {
    value.isNaN() || value.isInfinite() -> value.toString()

    value != 0.0 && (
        Math.abs(
            value,
        ) < 1e-3 || Math.abs(value) >= 1e6
        ) -> String.format(java.util.Locale.ROOT, "%.3e", value)

    else -> String.format(java.util.Locale.ROOT, "%.4f", value)
}
