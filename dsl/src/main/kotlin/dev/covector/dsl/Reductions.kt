package dev.covector.dsl

import dev.covector.Tensor

// The reductions are members of Tensor as well; these say by name what the numbers are.

/** The sum along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.sum(axis: Int, keepDims: Boolean = false): Tensor = this.sum(intArrayOf(axis), keepDims)

/** The sum along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.sum(axes: List<Int>, keepDims: Boolean = false): Tensor = this.sum(axes.toIntArray(), keepDims)

/** The mean along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.mean(axis: Int, keepDims: Boolean = false): Tensor = this.mean(intArrayOf(axis), keepDims)

/** The mean along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.mean(axes: List<Int>, keepDims: Boolean = false): Tensor = this.mean(axes.toIntArray(), keepDims)

/** The product along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.prod(axis: Int, keepDims: Boolean = false): Tensor = this.prod(intArrayOf(axis), keepDims)

/** The product along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.prod(axes: List<Int>, keepDims: Boolean = false): Tensor = this.prod(axes.toIntArray(), keepDims)

/** The largest element along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.max(axis: Int, keepDims: Boolean = false): Tensor = this.max(intArrayOf(axis), keepDims)

/** The largest element along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.max(axes: List<Int>, keepDims: Boolean = false): Tensor = this.max(axes.toIntArray(), keepDims)

/** The smallest element along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.min(axis: Int, keepDims: Boolean = false): Tensor = this.min(intArrayOf(axis), keepDims)

/** The smallest element along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.min(axes: List<Int>, keepDims: Boolean = false): Tensor = this.min(axes.toIntArray(), keepDims)

/** The variance along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.`var`(axis: Int, keepDims: Boolean = false): Tensor = this.`var`(intArrayOf(axis), keepDims)

/** The variance along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.`var`(axes: List<Int>, keepDims: Boolean = false): Tensor = this.`var`(axes.toIntArray(), keepDims)

/** The standard deviation along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.std(axis: Int, keepDims: Boolean = false): Tensor = this.std(intArrayOf(axis), keepDims)

/** The standard deviation along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.std(axes: List<Int>, keepDims: Boolean = false): Tensor = this.std(axes.toIntArray(), keepDims)

/** Whether all elements are true (not 0) along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.all(axis: Int, keepDims: Boolean = false): Tensor = this.all(intArrayOf(axis), keepDims)

/** Whether all elements are true (not 0) along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.all(axes: List<Int>, keepDims: Boolean = false): Tensor = this.all(axes.toIntArray(), keepDims)

/** Whether any element is true (not 0) along [axis], which stays with size 1 if [keepDims]. */
public fun Tensor.any(axis: Int, keepDims: Boolean = false): Tensor = this.any(intArrayOf(axis), keepDims)

/** Whether any element is true (not 0) along [axes], which stay with size 1 if [keepDims]. */
public fun Tensor.any(axes: List<Int>, keepDims: Boolean = false): Tensor = this.any(axes.toIntArray(), keepDims)
