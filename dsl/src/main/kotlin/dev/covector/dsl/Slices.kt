package dev.covector.dsl

import dev.covector.IndexMode
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.lax.Lax
import dev.covector.lax.WindowDimensions

/**
 * A window of x that starts where integer scalars say, one per axis. A negative start counts from the end; a
 * window that would reach over an edge is moved inside.
 *
 * @throws dev.covector.ShapeException when there is not one start and one size per axis
 */
public fun dynamicSlice(x: Tensor, starts: List<Tensor>, sizes: Shape): Tensor =
    Lax.dynamicSlice(x, starts, *sizes.toArray())

/** A slice of one axis, whose start is known at run time; the other axes whole. */
public fun dynamicSliceInDim(x: Tensor, start: Tensor, size: Int, axis: Int = 0): Tensor =
    Lax.dynamicSliceInDim(x, start, size, axis)

/** The element of an axis at an index known at run time; the axis stays with size 1 if [keepDims]. */
public fun dynamicIndexInDim(x: Tensor, index: Tensor, axis: Int = 0, keepDims: Boolean = true): Tensor =
    Lax.dynamicIndexInDim(x, index, axis, keepDims)

/**
 * x with the window replaced that starts where integer scalars say, one per axis; they are treated as by
 * [dynamicSlice].
 */
public fun dynamicUpdateSlice(x: Tensor, update: Tensor, starts: List<Tensor>): Tensor =
    Lax.dynamicUpdateSlice(x, update, starts)

/** x with a slice of one axis replaced, whose start is known at run time. */
public fun dynamicUpdateSliceInDim(x: Tensor, update: Tensor, start: Tensor, axis: Int): Tensor =
    Lax.dynamicUpdateSliceInDim(x, update, start, axis)

/** x with the element of an axis replaced, at an index known at run time. */
public fun dynamicUpdateIndexInDim(x: Tensor, update: Tensor, index: Tensor, axis: Int): Tensor =
    Lax.dynamicUpdateIndexInDim(x, update, index, axis)

/** x with the axes from [start] to before [stop], all that follow unless said, made into one. */
public fun collapse(x: Tensor, start: Int, stop: Int = x.rank): Tensor = Lax.collapse(x, start, stop)

/**
 * The axes on which [gather] and [scatter] work. The operand is `[B..., D...]`, the indices `[B..., N..., K]`, the
 * windows `[B..., N..., W...]`.
 *
 * @param batchAxes how many leading axes B operand, indices and windows share
 * @param indexedAxes the K axes of the operand whose window starts the indices give
 * @param collapsedAxes the axes of the operand where windows have size 1, left out of W
 */
public fun windowDimensions(
    batchAxes: Int = 0,
    indexedAxes: List<Int>,
    collapsedAxes: List<Int> = emptyList(),
): WindowDimensions = WindowDimensions(batchAxes, indexedAxes, collapsedAxes)

/**
 * Windows of x at places that indices name. Nothing is counted from the end; a window that would reach over an
 * edge is moved inside.
 *
 * @param sizes the size of a window, one per axis of x but the batch axes
 */
public fun gather(x: Tensor, indices: Tensor, dimensions: WindowDimensions, sizes: Shape): Tensor =
    Lax.gather(x, indices, dimensions, *sizes.toArray())

/**
 * x with windows replaced; where they overlap, the last one wins. [mode] says what happens to those that reach
 * over an edge.
 */
public fun scatter(
    x: Tensor,
    indices: Tensor,
    updates: Tensor,
    dimensions: WindowDimensions,
    mode: IndexMode = IndexMode.DROP,
): Tensor = Lax.scatter(x, indices, updates, dimensions, mode)

/** x with windows added. [mode] says what happens to those that reach over an edge. */
public fun scatterAdd(
    x: Tensor,
    indices: Tensor,
    updates: Tensor,
    dimensions: WindowDimensions,
    mode: IndexMode = IndexMode.DROP,
): Tensor = Lax.scatterAdd(x, indices, updates, dimensions, mode)

/** x with windows multiplied in. [mode] says what happens to those that reach over an edge. */
public fun scatterMul(
    x: Tensor,
    indices: Tensor,
    updates: Tensor,
    dimensions: WindowDimensions,
    mode: IndexMode = IndexMode.DROP,
): Tensor = Lax.scatterMul(x, indices, updates, dimensions, mode)

/** x with the smaller of itself and windows. [mode] says what happens to those that reach over an edge. */
public fun scatterMin(
    x: Tensor,
    indices: Tensor,
    updates: Tensor,
    dimensions: WindowDimensions,
    mode: IndexMode = IndexMode.DROP,
): Tensor = Lax.scatterMin(x, indices, updates, dimensions, mode)

/** x with the larger of itself and windows. [mode] says what happens to those that reach over an edge. */
public fun scatterMax(
    x: Tensor,
    indices: Tensor,
    updates: Tensor,
    dimensions: WindowDimensions,
    mode: IndexMode = IndexMode.DROP,
): Tensor = Lax.scatterMax(x, indices, updates, dimensions, mode)
