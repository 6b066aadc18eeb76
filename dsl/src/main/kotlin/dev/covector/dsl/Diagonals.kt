package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.numpy.Numpy

/** The identity matrix. */
public fun eye(size: Int): Tensor = Numpy.eye(size)

/** Ones on the main diagonal of a matrix. */
public fun eye(rows: Int, columns: Int): Tensor = Numpy.eye(rows, columns)

/** Ones on one diagonal of a matrix. */
public fun eye(rows: Int, columns: Int, offset: Int, dtype: DType): Tensor = Numpy.eye(rows, columns, offset, dtype)

/** The identity matrix. */
public fun identity(size: Int): Tensor = Numpy.identity(size)

/** Ones on and below the main diagonal of a matrix. */
public fun tri(rows: Int, columns: Int): Tensor = Numpy.tri(rows, columns)

/** Ones on and below a diagonal of a matrix. */
public fun tri(rows: Int, columns: Int, offset: Int, dtype: DType): Tensor = Numpy.tri(rows, columns, offset, dtype)

/** x on and below the main diagonal, 0 above. */
public fun tril(x: Tensor): Tensor = Numpy.tril(x)

/** x on and below a diagonal, 0 above. */
public fun tril(x: Tensor, offset: Int): Tensor = Numpy.tril(x, offset)

/** x on and above the main diagonal, 0 below. */
public fun triu(x: Tensor): Tensor = Numpy.triu(x)

/** x on and above a diagonal, 0 below. */
public fun triu(x: Tensor, offset: Int): Tensor = Numpy.triu(x, offset)

/** The main diagonal of a matrix, or the matrix with this diagonal. */
public fun diag(x: Tensor): Tensor = Numpy.diag(x)

/**
 * A diagonal of a matrix, or the square matrix with this diagonal.
 *
 * @throws dev.covector.ShapeException when x has not one or two axes
 */
public fun diag(x: Tensor, offset: Int): Tensor = Numpy.diag(x, offset)

/** The square matrix whose main diagonal is the flattened tensor. */
public fun diagflat(x: Tensor): Tensor = Numpy.diagflat(x)

/** The square matrix one diagonal of which is the flattened tensor. */
public fun diagflat(x: Tensor, offset: Int): Tensor = Numpy.diagflat(x, offset)

/** The main diagonal of the first two axes, as the last axis. */
public fun diagonal(x: Tensor): Tensor = Numpy.diagonal(x)

/**
 * A diagonal of two axes, as the last axis.
 *
 * @throws dev.covector.ShapeException when x has fewer than two axes, or both are the same
 */
public fun diagonal(x: Tensor, offset: Int, axis1: Int, axis2: Int): Tensor = Numpy.diagonal(x, offset, axis1, axis2)

/** The sum of the main diagonal of the first two axes. */
public fun trace(x: Tensor): Tensor = Numpy.trace(x)

/** The sum of a diagonal of two axes. */
public fun trace(x: Tensor, offset: Int, axis1: Int, axis2: Int): Tensor = Numpy.trace(x, offset, axis1, axis2)

/** The indices of the main diagonal of an array of this many axes of one size. */
public fun diagIndices(size: Int, axes: Int): List<Tensor> = Numpy.diagIndices(size, axes)

/** The row and column indices on and below a diagonal. */
public fun trilIndices(rows: Int, offset: Int, columns: Int): List<Tensor> = Numpy.trilIndices(rows, offset, columns)

/** The row and column indices on and above a diagonal. */
public fun triuIndices(rows: Int, offset: Int, columns: Int): List<Tensor> = Numpy.triuIndices(rows, offset, columns)
