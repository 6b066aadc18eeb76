package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.functions.DotProductOptions
import dev.covector.functions.Functions

/** Values weighted by softmax of `query key / sqrt(depth)`; see the next method. */
public fun dotProductAttention(query: Tensor, key: Tensor, value: Tensor): Tensor =
    Functions.dotProductAttention(query, key, value)

/**
 * Values weighted by softmax of the scaled products of queries and keys; products are summed in
 * f32 at least, and softmax is computed in f32, as in JAX.
 *
 * @param query [examples, queries, heads, depth]; the examples may be missing, in all three
 * @param key [examples, keys, groups, depth]; groups divide the heads (Ainslie et al. 2023)
 * @param value of the key's shape
 * @return of the query's shape
 * @throws dev.covector.ShapeException when the shapes do not fit
 */
public fun dotProductAttention(query: Tensor, key: Tensor, value: Tensor, options: DotProductOptions): Tensor =
    Functions.dotProductAttention(query, key, value, options)
