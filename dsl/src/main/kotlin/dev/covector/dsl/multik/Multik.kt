package dev.covector.dsl.multik

import dev.covector.DType
import dev.covector.DTypeException
import dev.covector.ShapeException
import dev.covector.Tensor
import org.jetbrains.kotlinx.multik.ndarray.data.DN
import org.jetbrains.kotlinx.multik.ndarray.data.DataType
import org.jetbrains.kotlinx.multik.ndarray.data.Dimension
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryView
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewByteArray
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewDoubleArray
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewFloatArray
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewIntArray
import org.jetbrains.kotlinx.multik.ndarray.data.MemoryViewLongArray
import org.jetbrains.kotlinx.multik.ndarray.data.MultiArray
import org.jetbrains.kotlinx.multik.ndarray.data.NDArray
import org.jetbrains.kotlinx.multik.ndarray.data.dimensionOf
import kotlin.reflect.KClass

/**
 * The elements of an array of Multik, copied once (a view is made dense first). As with Kotlin's arrays, Double and
 * Long get the default width, f32 and i32 unless [dev.covector.Defaults.wide]; [dtype] says otherwise.
 *
 * @throws DTypeException when the elements are complex
 */
public fun MultiArray<*, *>.toTensor(dtype: DType? = null): Tensor {
    val dense = (if (consistent && offset == 0) this else deepCopy()).data
    val flat: Any =
        when (this.dtype) {
            DataType.FloatDataType -> dense.getFloatArray()

            DataType.DoubleDataType -> dense.getDoubleArray()

            DataType.IntDataType -> dense.getIntArray()

            DataType.LongDataType -> dense.getLongArray()

            DataType.ShortDataType -> dense.getShortArray()

            DataType.ByteDataType -> dense.getByteArray()

            DataType.ComplexFloatDataType, DataType.ComplexDoubleDataType ->
                throw DTypeException(
                    "toTensor: the elements are ${this.dtype}; convert their real and imaginary parts, and join them" +
                        " by complex(real, imaginary)",
                )
        }
    return (if (dtype == null) Tensor.of(flat) else Tensor.of(flat, dtype)).reshape(*shape)
}

/**
 * The elements as an array of Multik, copied once and converted by value: `x.toNDArray<Float, D2>()`.
 *
 * @param T Float, Double, Int, Long or Byte
 * @param D the number of axes: D1 to D4, or DN for any
 * @throws ShapeException when the tensor has another number of axes
 * @throws DTypeException when T is none of these, or an element does not fit it
 * @throws dev.covector.TracerException when jit or vmap traces the tensor: it has no value yet
 */
public inline fun <reified T : Number, reified D : Dimension> Tensor.toNDArray(): NDArray<T, D> {
    requireAxes(this, D::class)
    return NDArray(memory(this, T::class), shape = shape().toArray(), dim = dimensionOf<D>(rank()))
}

@PublishedApi
internal fun requireAxes(x: Tensor, dimension: KClass<*>) {
    val named = dimension.simpleName!!
    if (dimension != DN::class && named != "D${x.rank()}") {
        throw ShapeException("toNDArray: ${x.type()} has ${x.rank()} axes, so it is no $named; use D${x.rank()} or DN")
    }
}

@PublishedApi
@Suppress("UNCHECKED_CAST") // the memory is of the class that was asked for
internal fun <T : Number> memory(x: Tensor, type: KClass<T>): MemoryView<T> =
    when (type) {
        Float::class -> MemoryViewFloatArray(x.toFloatArray())
        Double::class -> MemoryViewDoubleArray(x.toDoubleArray())
        Int::class -> MemoryViewIntArray(x.toIntArray())
        Long::class -> MemoryViewLongArray(x.toLongArray())
        Byte::class -> MemoryViewByteArray(x.toByteArray())
        else -> throw DTypeException("toNDArray: ${type.simpleName} is none of Float, Double, Int, Long and Byte")
    } as MemoryView<T>
