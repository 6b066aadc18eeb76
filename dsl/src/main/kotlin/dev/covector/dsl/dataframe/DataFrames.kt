package dev.covector.dsl.dataframe

import dev.covector.DType
import dev.covector.DTypeException
import dev.covector.ShapeException
import dev.covector.Tensor
import org.jetbrains.kotlinx.dataframe.DataColumn
import org.jetbrains.kotlinx.dataframe.DataFrame
import org.jetbrains.kotlinx.dataframe.api.dataFrameOf
import kotlin.reflect.KType
import kotlin.reflect.typeOf

/**
 * The numbers or truth values of a column. Float gives f32, Int, Short and Byte i32, Boolean bool; Double and Long
 * the default width, as with Kotlin's arrays. [dtype] says otherwise.
 *
 * @throws DTypeException when a value is null, or neither a number nor a Boolean; it names column and row
 */
public fun DataColumn<*>.toTensor(dtype: DType? = null): Tensor = tensor(listOf(this), size(), dtype).reshape(size())

/**
 * The numbers or truth values of all columns, [rows, columns], of the dtype that all fit: `frame.toTensor()`, or
 * `frame.select("x", "y").toTensor()` of some.
 *
 * @throws DTypeException when a value is null, or neither a number nor a Boolean; it names column and row
 */
public fun DataFrame<*>.toTensor(dtype: DType? = null): Tensor = tensor(columns(), rowsCount(), dtype)

/**
 * The elements of a tensor of one axis as a column: Float, Double (of f64), Int, Long (of 64 bits and u32) or Boolean.
 *
 * @throws ShapeException when the tensor has not one axis
 * @throws dev.covector.TracerException when jit or vmap traces the tensor: it has no value yet
 */
public fun Tensor.toDataColumn(name: String): DataColumn<*> {
    requireAxes(1, "toDataColumn")
    return column(name, this)
}

/**
 * The columns of a tensor of two axes, one per name: `x.toDataFrame("height", "weight")` of f32[n,2].
 *
 * @throws ShapeException when the tensor has not two axes, or another number of columns than there are names
 * @throws dev.covector.TracerException when jit or vmap traces the tensor: it has no value yet
 */
public fun Tensor.toDataFrame(vararg names: String): DataFrame<*> {
    requireAxes(2, "toDataFrame")
    val columns = shape().dim(1)
    if (names.size != columns) {
        val given = names.asList()
        throw ShapeException("toDataFrame: ${type()} has $columns columns, but there are ${names.size} names: $given")
    }
    val parts = t()
    return dataFrameOf(names.mapIndexed { i, name -> column(name, parts[i]) })
}

private fun Tensor.requireAxes(count: Int, function: String) {
    if (rank() != count) {
        throw ShapeException("$function: ${type()} has ${rank()} axes, not $count; reshape it, or take a part")
    }
}

private fun column(name: String, x: Tensor): DataColumn<*> {
    val dtype = x.dtype()
    return when {
        dtype == DType.BOOL -> typed(name, x.toBooleanArray().asList(), typeOf<Boolean>())
        dtype == DType.F64 -> typed(name, x.toDoubleArray().asList(), typeOf<Double>())
        dtype.isFloating -> typed(name, x.toFloatArray().asList(), typeOf<Float>())
        dtype.bits() == 64 || dtype == DType.U32 -> typed(name, x.toLongArray().asList(), typeOf<Long>())
        else -> typed(name, x.toIntArray().asList(), typeOf<Int>())
    }
}

private fun typed(name: String, values: List<*>, type: KType): DataColumn<*> =
    DataColumn.createValueColumn(name, values, type)

private fun tensor(columns: List<DataColumn<*>>, rows: Int, dtype: DType?): Tensor {
    columns.forEach(::requireNumbers)
    val kinds = columns.flatMap { column -> column.values().map { it!!::class } }.toSet()
    fun fill(set: (Int, Any) -> Unit) {
        for ((j, column) in columns.withIndex()) {
            for ((i, value) in column.values().withIndex()) set(i * columns.size + j, value!!)
        }
    }
    val size = rows * columns.size
    val hasFraction = Float::class in kinds || Double::class in kinds
    val flat: Any =
        when {
            kinds == setOf(Boolean::class) -> BooleanArray(size).also { to -> fill { i, v -> to[i] = v as Boolean } }
            kinds == setOf(Float::class) -> FloatArray(size).also { to -> fill { i, v -> to[i] = v as Float } }
            hasFraction -> DoubleArray(size).also { to -> fill { i, v -> to[i] = number(v).toDouble() } }
            Long::class in kinds -> LongArray(size).also { to -> fill { i, v -> to[i] = number(v).toLong() } }
            else -> IntArray(size).also { to -> fill { i, v -> to[i] = number(v).toInt() } }
        }
    val x = if (dtype == null) Tensor.of(flat) else Tensor.of(flat, dtype)
    return x.reshape(rows, columns.size)
}

private fun number(value: Any): Number = if (value is Boolean) if (value) 1 else 0 else value as Number

private fun requireNumbers(column: DataColumn<*>) {
    for ((row, value) in column.values().withIndex()) {
        if (value !is Number && value !is Boolean) {
            throw DTypeException(
                "toTensor: column ${column.name()}, row $row is $value; a tensor has numbers or Booleans only: fill" +
                    " or drop what is missing, and leave out columns of text",
            )
        }
    }
}
