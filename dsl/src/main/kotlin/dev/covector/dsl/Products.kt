package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.numpy.Numpy

/**
 * The product over the last axis of x and the last but one of y (the only one, if it has one):
 * `[..., m, k] . [..., k, n]` without batching, unlike `matmul`. Scalars multiply.
 *
 * @throws dev.covector.ShapeException when the contracted sizes differ
 */
public fun dot(x: Tensor, y: Tensor): Tensor = Numpy.dot(x, y)

/**
 * The matrix product of the last two axes, for each point of the leading axes, which broadcast:
 * `[..., m, k] @ [..., k, n] -> [..., m, n]`; a tensor of one axis is a row on the left, a
 * column on the right.
 *
 * @throws dev.covector.ShapeException for scalars, and when the contracted sizes differ
 */
public fun matmul(x: Tensor, y: Tensor): Tensor = Numpy.matmul(x, y)

/**
 * Einstein's summation: `einsum("bij,bjk->bik", x, y)`. Each letter names an axis, letters
 * missing from the output are summed, a letter twice in a term takes the diagonal, `...`
 * stands for axes that broadcast. Several operands are contracted in pairs, the cheapest first.
 *
 * @throws dev.covector.ShapeException when terms do not fit the operands or sizes disagree
 */
public fun einsum(subscripts: String, vararg operands: Tensor): Tensor = Numpy.einsum(subscripts, *operands)

/**
 * The sum of products over the last axes of x and the first ones of y.
 *
 * @param axes how many
 */
public fun tensordot(x: Tensor, y: Tensor, axes: Int): Tensor = Numpy.tensordot(x, y, axes)

/**
 * The sum of products over pairs of axes.
 *
 * @throws dev.covector.ShapeException when the numbers of axes or the sizes of a pair differ
 */
public fun tensordot(x: Tensor, y: Tensor, xAxes: List<Int>, yAxes: List<Int>): Tensor =
    Numpy.tensordot(x, y, xAxes.toIntArray(), yAxes.toIntArray())

/** The product over the last axis of both; scalars multiply. */
public fun inner(x: Tensor, y: Tensor): Tensor = Numpy.inner(x, y)

/** Each element of x times each of y: `[size of x, size of y]`. */
public fun outer(x: Tensor, y: Tensor): Tensor = Numpy.outer(x, y)

/** The sum of products of all elements, both flattened. */
public fun vdot(x: Tensor, y: Tensor): Tensor = Numpy.vdot(x, y)

/** The sum of products along the last axis; the leading axes broadcast. */
public fun vecdot(x: Tensor, y: Tensor): Tensor = Numpy.vecdot(x, y)

/** The sum of products along an axis of both; the other axes broadcast. */
public fun vecdot(x: Tensor, y: Tensor, axis: Int): Tensor = Numpy.vecdot(x, y, axis)

/** `[..., m, n] . [..., n] -> [..., m]`; the leading axes broadcast. */
public fun matvec(x: Tensor, y: Tensor): Tensor = Numpy.matvec(x, y)

/** `[..., n] . [..., n, m] -> [..., m]`; the leading axes broadcast. */
public fun vecmat(x: Tensor, y: Tensor): Tensor = Numpy.vecmat(x, y)

/** The Kronecker product: each element of x times the whole of y. */
public fun kron(x: Tensor, y: Tensor): Tensor = Numpy.kron(x, y)

/** The cross product of vectors of 2 or 3 components along the last axis. */
public fun cross(x: Tensor, y: Tensor): Tensor = Numpy.cross(x, y)

/**
 * The cross product of vectors of 2 or 3 components along an axis; two plane vectors give the
 * third component alone.
 *
 * @throws dev.covector.ShapeException when there are not 2 or 3 components
 */
public fun cross(x: Tensor, y: Tensor, axis: Int): Tensor = Numpy.cross(x, y, axis)
