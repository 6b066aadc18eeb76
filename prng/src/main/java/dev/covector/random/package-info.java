/**
 * JAX's random numbers: the same bits for the same key.
 *
 * <p><b>Keys, not state.</b> There is no generator that changes as it is used. A key is a value,
 * and a function of a key always gives the same result:
 *
 * <pre>{@code
 * Tensor key = Random.key(0);
 * Tensor x = Random.normal(key, 3);
 * Tensor y = Random.normal(key, 3); // equal to x, bit for bit
 * }</pre>
 *
 * <p><b>Splitting.</b> Use a key once, either to draw from or to split. Splitting gives keys that
 * are independent of each other and of the one they came from:
 *
 * <pre>{@code
 * Tensor keys = Random.split(key, 3); // key<threefry>[3]
 * Tensor weights = Random.normal(Random.keyAt(keys, 0), 64, 100);
 * Tensor bias = Random.uniform(Random.keyAt(keys, 1), 100);
 * }</pre>
 *
 * <p>Where work is numbered, as the steps of a loop are, fold the number in instead of carrying
 * keys along: {@code Random.foldIn(key, step)}.
 *
 * <p><b>Transformations.</b> A key is a tensor, so it passes through all of them. {@code vmap} over
 * an array of keys draws one sample for each, {@code scan} may carry a key and split it at every
 * step, and under {@code jit} the bits are computed in the loop that uses them.
 *
 * <p><b>Two orders of bits.</b> A key counts in one of two ways, both by the Threefry-2x32 cipher
 * with 20 rounds (Salmon, Moraes, Dror and Shaw, <i>Parallel random numbers: as easy as 1, 2,
 * 3</i>, SC 2011). {@link dev.covector.random.Threefry#PARTITIONABLE} is JAX's default today;
 * {@link dev.covector.random.Threefry#ORIGINAL} is what JAX did before, and what older tutorials
 * print. The way is chosen where a key is made and is part of its dtype, so everything that is
 * derived from the key keeps it:
 *
 * <pre>{@code
 * Tensor key = Random.key(0, Threefry.ORIGINAL);
 * Random.normal(key); // -0.2058423
 * }</pre>
 *
 * <p>Keys, bits, integers and permutations are exactly those of JAX 0.10. Floats come from exactly
 * the same bits and may differ in the last place where a logarithm, an error function or its
 * inverse is rounded differently.
 */
@NullMarked
package dev.covector.random;

import org.jspecify.annotations.NullMarked;
