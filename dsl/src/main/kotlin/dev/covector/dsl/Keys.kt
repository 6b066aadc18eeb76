package dev.covector.dsl

import dev.covector.Shape
import dev.covector.Tensor
import dev.covector.random.Random
import dev.covector.random.Threefry

/**
 * A random key: a tensor of the dtype key, each of which gives the same numbers every time. Every draw wants a
 * key of its own:
 *
 * ```kotlin
 * val (forWeights, forNoise) = key(0).split()
 * val weights = normal(forWeights, shapeOf(3, 5))
 * ```
 */
public typealias Key = Tensor

/** The key of a seed. With 32-bit default widths the low 32 bits of it count, as in JAX. */
public fun key(seed: Int): Key = Random.key(seed.toLong())

/** The key of a seed. With 32-bit default widths the low 32 bits of it count, as in JAX. */
public fun key(seed: Long): Key = Random.key(seed)

/** The key of a seed, which gives its bits in the order [order], as do all keys that derive from it. */
public fun key(seed: Int, order: Threefry): Key = Random.key(seed.toLong(), order)

/** The key of a seed, which gives its bits in the order [order], as do all keys that derive from it. */
public fun key(seed: Long, order: Threefry): Key = Random.key(seed, order)

/**
 * The key of a seed that may be traced.
 *
 * @param seed an integer scalar; of 64-bit ones both halves count
 * @throws dev.covector.DTypeException when the seed is no integer
 * @throws dev.covector.ShapeException when it is no scalar
 */
public fun key(seed: Tensor, order: Threefry = Threefry.PARTITIONABLE): Key = Random.key(seed, order)

/**
 * Two new keys, key[2]: `val (first, second) = key.split()`. The key itself should not be used any more.
 *
 * @throws dev.covector.DTypeException when the tensor is no key
 */
@JvmName("splitKey")
public fun Key.split(): Tensor = Random.split(this)

/**
 * New keys, key[shape], independent of each other and of this one: `vmap(f)(key.split(shapeOf(100)))`. For a few
 * to take apart there is `val (a, b, c) = key.split(3)`.
 *
 * @throws dev.covector.DTypeException when the tensor is no key
 */
@JvmName("splitKey")
public fun Key.split(shape: Shape): Tensor = Random.split(this, shape)

/** Two new keys, key[2]: `val (first, second) = split(key)`. */
public fun split(key: Key): Tensor = Random.split(key)

/** New keys, key[shape], independent of each other and of the one they come from. */
public fun split(key: Key, shape: Shape): Tensor = Random.split(key, shape)

/** A new key from a key and a number, such as the number of a step. */
public fun foldIn(key: Key, data: Int): Key = Random.foldIn(key, data.toLong())

/**
 * A new key from a key and a number of 32 bits: from -2^31 to 2^32 - 1, a negative one counts as itself plus 2^32.
 *
 * @throws dev.covector.CovectorException when the number has more bits
 */
public fun foldIn(key: Key, data: Long): Key = Random.foldIn(key, data)

/**
 * A new key from a key and a number that may be traced.
 *
 * @param data an integer scalar, of which the low 32 bits count
 * @throws dev.covector.DTypeException when the number is no integer
 * @throws dev.covector.ShapeException when it is no scalar
 */
public fun foldIn(key: Key, data: Tensor): Key = Random.foldIn(key, data)

/**
 * The words of keys: key[...] to u32[..., 2].
 *
 * @throws dev.covector.DTypeException when the operand is not a key
 */
public fun keyData(keys: Key): Tensor = Random.keyData(keys)

/**
 * The keys of words: u32[..., 2] to key[...].
 *
 * @throws dev.covector.ShapeException when the words are of another dtype or shape
 */
public fun wrapKeyData(words: Tensor, order: Threefry = Threefry.PARTITIONABLE): Key = Random.wrapKeyData(words, order)

/**
 * The order in which keys give their bits.
 *
 * @throws dev.covector.DTypeException when the operand is not a key
 */
public fun keyImpl(keys: Key): Threefry = Random.keyImpl(keys)

/** The same key, for where using one twice is intended. */
public fun clone(key: Key): Key = Random.clone(key)
