package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.lax.Lax
import dev.covector.lax.Padding
import dev.covector.lax.WindowOptions

private fun window(sizes: List<Int>, strides: List<Int>, padding: Padding): WindowOptions =
    WindowOptions(sizes, strides, padding, emptyList(), emptyList())

/**
 * The sum of each window.
 *
 * @param sizes of the window, one per axis; 1 where elements are not combined
 * @param strides from one window to the next; empty for ones
 * @throws dev.covector.ShapeException when there is not one size per axis
 */
public fun reduceWindowSum(
    x: Tensor,
    sizes: List<Int>,
    strides: List<Int> = emptyList(),
    padding: Padding = Padding.VALID,
): Tensor = Lax.reduceWindowSum(x, window(sizes, strides, padding))

/**
 * The largest element of each window; the gradient goes to the first of equal ones.
 *
 * @param sizes of the window, one per axis; 1 where elements are not combined
 * @param strides from one window to the next; empty for ones
 * @throws dev.covector.ShapeException when there is not one size per axis
 */
public fun reduceWindowMax(
    x: Tensor,
    sizes: List<Int>,
    strides: List<Int> = emptyList(),
    padding: Padding = Padding.VALID,
): Tensor = Lax.reduceWindowMax(x, window(sizes, strides, padding))

/**
 * The smallest element of each window; the gradient goes to the first of equal ones.
 *
 * @param sizes of the window, one per axis; 1 where elements are not combined
 * @param strides from one window to the next; empty for ones
 * @throws dev.covector.ShapeException when there is not one size per axis
 */
public fun reduceWindowMin(
    x: Tensor,
    sizes: List<Int>,
    strides: List<Int> = emptyList(),
    padding: Padding = Padding.VALID,
): Tensor = Lax.reduceWindowMin(x, window(sizes, strides, padding))

/**
 * Any combination of each window.
 *
 * @param initial a scalar of x's dtype, which is combined with each window and is what padding holds
 * @param sizes of the window, one per axis; 1 where elements are not combined
 * @param strides from one window to the next; empty for ones
 * @param f of two tensors of one shape; associative
 * @throws dev.covector.ShapeException when there is not one size per axis
 */
public fun reduceWindow(
    x: Tensor,
    initial: Tensor,
    sizes: List<Int>,
    strides: List<Int> = emptyList(),
    padding: Padding = Padding.VALID,
    f: (Tensor, Tensor) -> Tensor,
): Tensor = Lax.reduceWindow(x, initial, f, window(sizes, strides, padding))
