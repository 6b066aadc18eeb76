package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.Tensor

/** The sizes of the axes: `val (n, d) = x.shape`. */
public val Tensor.shape: Shape get() = shape()

/** The type of the elements. */
public val Tensor.dtype: DType get() = dtype()

/** The number of axes. */
public val Tensor.rank: Int get() = rank()

/** The number of elements. */
public val Tensor.size: Long get() = size()

/** The transpose: the axes in reverse order. */
@Suppress("ktlint:standard:property-naming") // as in NumPy, and in the mathematics
public val Tensor.T: Tensor get() = t()

/** The transposes of matrices: the last two axes exchanged. */
public val Tensor.mT: Tensor get() = swapaxes(-1, -2)

/** The size of an axis; negative ones count from the end. */
public operator fun Shape.get(axis: Int): Int = dim(axis)

/** The number of axes. */
public val Shape.rank: Int get() = rank()

/** The number of elements. */
public val Shape.size: Long get() = size()

/** The sizes, axis by axis. */
public operator fun Shape.iterator(): IntIterator = toArray().iterator()

/** The sizes, axis by axis. */
public fun Shape.toList(): List<Int> = toArray().asList()

/** The size of axis 0. */
public operator fun Shape.component1(): Int = dim(0)

/** The size of axis 1. */
public operator fun Shape.component2(): Int = dim(1)

/** The size of axis 2. */
public operator fun Shape.component3(): Int = dim(2)

/** The size of axis 3. */
public operator fun Shape.component4(): Int = dim(3)

/** The size of axis 4. */
public operator fun Shape.component5(): Int = dim(4)
