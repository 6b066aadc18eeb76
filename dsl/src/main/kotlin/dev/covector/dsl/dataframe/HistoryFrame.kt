package dev.covector.dsl.dataframe

import dev.covector.dsl.History
import org.jetbrains.kotlinx.dataframe.DataColumn
import org.jetbrains.kotlinx.dataframe.DataFrame
import org.jetbrains.kotlinx.dataframe.api.dataFrameOf
import kotlin.reflect.typeOf

/**
 * One row for each step, from the first: `epoch`, `step`, `loss`, the metrics, and what a validation after the step
 * said. A value that was not measured at a step is null.
 *
 * Means over epochs: `run.history.toDataFrame().groupBy("epoch").mean()`.
 */
public fun History.toDataFrame(): DataFrame<*> {
    val ends = epochs.map { it.step }
    val steps = (1L..size).toList()
    // An epoch has the steps up to its last one; those behind the last epoch belong to the one that runs.
    val epochs = steps.map { step -> ends.binarySearch(step).let { if (it >= 0) it else -it - 1 } + 1 }
    val place = listOf(
        DataColumn.createValueColumn("epoch", epochs, typeOf<Int>()),
        DataColumn.createValueColumn("step", steps, typeOf<Long>()),
    )
    return dataFrameOf(place + names.map(::measured))
}

private fun History.measured(name: String): DataColumn<*> {
    val curve = get(name)
    val values = arrayOfNulls<Double>(size)
    for (i in 0 until curve.size) values[(curve.steps[i] - 1).toInt()] = curve.values[i]
    val type = if (null in values) typeOf<Double?>() else typeOf<Double>()
    return DataColumn.createValueColumn(name, values.asList(), type)
}
