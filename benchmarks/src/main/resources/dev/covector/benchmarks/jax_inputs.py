"""Hashed inputs, the same as those of dev.covector.benchmarks.protocol.Hash."""

import jax.numpy as jnp
import numpy as np


def bits(seed, places):
    with np.errstate(over="ignore"):
        h = places.astype(np.uint32) + np.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        return h ^ (h >> np.uint32(16))


def floats(seed, places, low, high):
    unit = (bits(seed, places) >> np.uint32(8)).astype(np.float64) * 2.0**-24
    return (low + (high - low) * unit).astype(np.float32)


def uniform(seed, *shape, low=-1.0, high=1.0):
    count = int(np.prod(shape, dtype=np.int64))
    return jnp.asarray(floats(seed, np.arange(count), low, high).reshape(shape))


def integers(seed, bound, *shape):
    count = int(np.prod(shape, dtype=np.int64))
    values = bits(seed, np.arange(count)) % np.uint32(bound)
    return jnp.asarray(values.astype(np.int32).reshape(shape))


def symmetric(seed, n, diagonal):
    rows, columns = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    places = np.minimum(rows, columns) * n + np.maximum(rows, columns)
    matrix = floats(seed, places, -1.0, 1.0)
    return jnp.asarray(matrix + np.float32(diagonal) * np.eye(n, dtype=np.float32))
