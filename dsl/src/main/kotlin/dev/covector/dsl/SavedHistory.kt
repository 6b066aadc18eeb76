package dev.covector.dsl

/**
 * A history in a few arrays: what a checkpoint stores must have the same leaves whatever was
 * measured, so that it is restored without knowing the names before.
 */
internal class SavedHistory private constructor(
    val losses: DoubleArray,
    val metrics: Map<String, Pair<DoubleArray, DoubleArray>>,
    val epochs: List<EpochSummary>,
    val validations: List<ValidationSummary>,
) {
    /** Rows of named values at steps. */
    private class Rows(
        val epochs: LongArray,
        val steps: LongArray,
        val names: String,
        val present: BooleanArray,
        val values: DoubleArray,
    ) {
        fun <R> read(row: (Int, Long, Map<String, Double>) -> R): List<R> {
            val columns = split(names)
            return steps.indices.map { i ->
                val named = LinkedHashMap<String, Double>()
                columns.forEachIndexed { j, name ->
                    val at = i * columns.size + j
                    if (present[at]) named[name] = values[at]
                }
                row(epochs[i].toInt(), steps[i], named)
            }
        }
    }

    companion object {
        private const val SEPARATOR = "\n"

        private fun split(names: String) = if (names.isEmpty()) emptyList() else names.split(SEPARATOR)

        /** What a checkpoint is restored into. */
        val EMPTY: Map<String, Any> = of(DoubleArray(0), emptyMap(), emptyList(), emptyList())

        fun of(
            losses: DoubleArray,
            metrics: Map<String, Pair<DoubleArray, DoubleArray>>,
            epochs: List<EpochSummary>,
            validations: List<ValidationSummary>,
        ): Map<String, Any> = mapOf(
            "losses" to losses,
            "metric_names" to metrics.keys.joinToString(SEPARATOR),
            "metric_sizes" to metrics.values.map { it.first.size.toLong() }.toLongArray(),
            "metric_totals" to joined(metrics.values.map { it.first }),
            "metric_counts" to joined(metrics.values.map { it.second }),
        ) + rows("epoch", epochs.map { Triple(it.epoch, it.step, it.values) }) +
            rows("validation", validations.map { Triple(it.epoch, it.step, it.values) })

        private fun joined(arrays: List<DoubleArray>): DoubleArray = arrays.flatMap { it.asList() }.toDoubleArray()

        private fun rows(kind: String, rows: List<Triple<Int, Long, Map<String, Double>>>): Map<String, Any> {
            val names = rows.flatMapTo(LinkedHashSet()) { it.third.keys }
            return mapOf(
                "${kind}_numbers" to rows.map { it.first.toLong() }.toLongArray(),
                "${kind}_steps" to rows.map { it.second }.toLongArray(),
                "${kind}_names" to names.joinToString(SEPARATOR),
                "${kind}_present" to rows.flatMap { row -> names.map { it in row.third } }.toBooleanArray(),
                "${kind}_values" to rows.flatMap { row -> names.map { row.third[it] ?: 0.0 } }.toDoubleArray(),
            )
        }

        fun read(saved: Map<String, Any>): SavedHistory {
            val metrics = LinkedHashMap<String, Pair<DoubleArray, DoubleArray>>()
            val totals = saved.getValue("metric_totals") as DoubleArray
            val counts = saved.getValue("metric_counts") as DoubleArray
            val sizes = saved.getValue("metric_sizes") as LongArray
            var from = 0
            split(saved.getValue("metric_names") as String).forEachIndexed { i, name ->
                val to = from + sizes[i].toInt()
                metrics[name] = totals.copyOfRange(from, to) to counts.copyOfRange(from, to)
                from = to
            }
            return SavedHistory(
                saved.getValue("losses") as DoubleArray,
                metrics,
                table(saved, "epoch").read(::EpochSummary),
                table(saved, "validation").read(::ValidationSummary),
            )
        }

        private fun table(saved: Map<String, Any>, kind: String) = Rows(
            saved.getValue("${kind}_numbers") as LongArray,
            saved.getValue("${kind}_steps") as LongArray,
            saved.getValue("${kind}_names") as String,
            saved.getValue("${kind}_present") as BooleanArray,
            saved.getValue("${kind}_values") as DoubleArray,
        )
    }
}
