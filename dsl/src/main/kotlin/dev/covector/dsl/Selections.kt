package dev.covector.dsl

import dev.covector.DType
import dev.covector.Defaults
import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.random.Random
import dev.covector.random.Resolution

/** Integers from [min] to before [max]: `randint(key, shapeOf(5), 0, 10)`. */
public fun randint(key: Key, shape: Shape, min: Int, max: Int, dtype: DType = Defaults.integer()): Tensor =
    Random.randint(key, shape, min.toLong(), max.toLong(), dtype)

/** Integers from [min] to before [max]. */
public fun randint(key: Key, shape: Shape, min: Long, max: Long, dtype: DType = Defaults.integer()): Tensor =
    Random.randint(key, shape, min, max, dtype)

/**
 * Integers from [min] to before [max], bounds that broadcast to the shape; min where max is not above it.
 *
 * @throws dev.covector.ShapeException when a bound does not broadcast to the shape
 */
public fun randint(key: Key, shape: Shape, min: Tensor, max: Tensor, dtype: DType = Defaults.integer()): Tensor =
    Random.randint(key, shape, min, max, dtype)

/** Poisson with rate [rate]. */
public fun poisson(key: Key, rate: Number, shape: Shape): Tensor = Random.poisson(key, rate, shape)

/**
 * Poisson with rates that broadcast to the shape.
 *
 * @throws dev.covector.ShapeException when the rates do not broadcast to the shape
 */
public fun poisson(key: Key, rate: Tensor, shape: Shape = rate.shape, dtype: DType = Defaults.integer()): Tensor =
    Random.poisson(key, rate, shape, dtype)

/**
 * 0, 1, ..., count - 1 in random order, of the default integer dtype.
 *
 * @throws dev.covector.ShapeException when the count is negative
 */
public fun permutation(key: Key, count: Int): Tensor = Random.permutation(key, count)

/**
 * The slices of a tensor along an axis in random order.
 *
 * @param independent whether each vector along the axis gets an order of its own
 * @throws dev.covector.ShapeException when there is no such axis
 */
public fun permutation(key: Key, x: Tensor, axis: Int = 0, independent: Boolean = false): Tensor =
    Random.permutation(key, x, axis, independent)

/**
 * Numbers below [count], of the default integer dtype.
 *
 * @param replace whether a number may come twice
 * @throws dev.covector.CovectorException when there are not enough numbers to draw from
 */
public fun choice(key: Key, count: Int, shape: Shape = Shape.SCALAR, replace: Boolean = true): Tensor =
    Random.choice(key, count, shape, replace)

/**
 * Numbers below [count], of the default integer dtype.
 *
 * @param replace whether a number may come twice
 * @param p real[count], their probabilities; they need not sum to 1
 * @throws dev.covector.CovectorException when there are not enough numbers to draw from
 */
public fun choice(key: Key, count: Int, shape: Shape = Shape.SCALAR, replace: Boolean = true, p: Tensor): Tensor =
    Random.choice(key, count, shape, replace, p)

/**
 * Slices of [a] along an axis, each as likely as the others.
 *
 * @param replace whether a slice may come twice
 * @return a's type, with the shape in place of the axis
 * @throws dev.covector.CovectorException when there are not enough slices to draw from
 */
public fun choice(key: Key, a: Tensor, shape: Shape = Shape.SCALAR, replace: Boolean = true, axis: Int = 0): Tensor =
    Random.choice(key, a, shape, replace, axis)

/**
 * Slices of [a] along an axis, with given probabilities.
 *
 * With replacement by the inverse of the distribution function; without by the k largest of Gumbel samples
 * added to the logarithms (Efraimidis and Spirakis 2006; Kool et al. 2019), where more draws than
 * probabilities above 0 have no meaning.
 *
 * @param replace whether a slice may come twice
 * @param p real[n] for the size n of the axis; it need not sum to 1
 * @return a's type, with the shape in place of the axis
 * @throws dev.covector.CovectorException when there are not enough slices to draw from
 * @throws dev.covector.ShapeException when there is no such axis, or p has another length
 */
public fun choice(
    key: Key,
    a: Tensor,
    shape: Shape = Shape.SCALAR,
    replace: Boolean = true,
    p: Tensor,
    axis: Int = 0,
): Tensor = Random.choice(key, a, shape, replace, p, axis)

/** One category for each distribution of [logits] along an axis, of the default integer dtype. */
public fun categorical(key: Key, logits: Tensor, axis: Int = -1): Tensor = Random.categorical(key, logits, axis)

/**
 * Samples of categories, by the largest of Gumbel samples added to the logits; without replacement by the k
 * largest (Kool, van Hoof and Welling, Stochastic Beams and Where to Find Them, 2019).
 *
 * @param logits floating logarithms of probabilities, up to a constant
 * @param axis the axis of the categories; negative ones count from the end
 * @param shape of the result: any leading axes, then those of the logits without the axis
 * @param replace whether the samples along the leading axes may repeat a category
 * @param resolution how small a probability counts
 * @return categories of the default integer dtype; without replacement of i32
 * @throws dev.covector.ShapeException when there is no such axis, or the shape does not end in the logits'
 * @throws dev.covector.CovectorException when more samples without replacement are asked than there are categories
 */
public fun categorical(
    key: Key,
    logits: Tensor,
    axis: Int = -1,
    shape: Shape,
    replace: Boolean = true,
    resolution: Resolution = Resolution.LOW,
): Tensor = Random.categorical(key, logits, axis, shape, replace, resolution)
