package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.functions.Functions

/** `exp(x) / sum(exp(x))` along the last axis. */
public fun softmax(x: Tensor): Tensor = Functions.softmax(x)

/** `exp(x) / sum(exp(x))` along axes, without overflow. */
public fun softmax(x: Tensor, axis: Int): Tensor = Functions.softmax(x, axis)

/** `exp(x) / sum(exp(x))` along axes, without overflow. */
public fun softmax(x: Tensor, vararg axes: Int): Tensor = Functions.softmax(x, *axes)

/** softmax of the elements where a bool tensor, which broadcasts, is true; the others are 0. */
public fun softmax(x: Tensor, where: Tensor, vararg axes: Int): Tensor = Functions.softmax(x, where, *axes)

/** The logarithm of softmax along the last axis. */
public fun logSoftmax(x: Tensor): Tensor = Functions.logSoftmax(x)

/** The logarithm of softmax along axes: `x - logsumexp(x)`. */
public fun logSoftmax(x: Tensor, axis: Int): Tensor = Functions.logSoftmax(x, axis)

/** The logarithm of softmax along axes: `x - logsumexp(x)`. */
public fun logSoftmax(x: Tensor, vararg axes: Int): Tensor = Functions.logSoftmax(x, *axes)

/** The logarithm of softmax of the elements where a bool tensor is true; the others are -inf. */
public fun logSoftmax(x: Tensor, where: Tensor, vararg axes: Int): Tensor = Functions.logSoftmax(x, where, *axes)

/** The logarithm of the mean of exponentials; a scalar. */
public fun logmeanexp(x: Tensor): Tensor = Functions.logmeanexp(x)

/** x with mean 0 and variance 1 along the last axis. */
public fun standardize(x: Tensor): Tensor = Functions.standardize(x)

/**
 * x with mean 0 and variance 1 along axes: `(x - mean) / sqrt(variance + epsilon)`, the
 * variance being the mean of squares minus the square of the mean, at least 0.
 */
public fun standardize(x: Tensor, epsilon: Double, vararg axes: Int): Tensor = Functions.standardize(x, epsilon, *axes)

/** 1 at each index along a new last axis, else 0, in the default float. */
public fun oneHot(indices: Tensor, classes: Int): Tensor = Functions.oneHot(indices, classes)

/**
 * 1 at each index along a new axis, else 0; an index that is negative or too large gives zeros.
 *
 * @throws dev.covector.DTypeException when the indices are bools
 * @throws dev.covector.ShapeException when the number of classes is negative
 */
public fun oneHot(indices: Tensor, classes: Int, dtype: DType, axis: Int): Tensor =
    Functions.oneHot(indices, classes, dtype, axis)
