"""Control flow, dispatch, derivatives."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from jax_inputs import integers, uniform
from jax_steps import cross_entropy, kernel


def scan(w, h):
    return lax.scan(lambda c, _: (jnp.tanh(w @ c), None), h, None, length=1000)[0]


def count(values):
    return lax.while_loop(
        lambda s: s[0] < 10_000, lambda s: (s[0] + 1, s[1] * 0.999 + 0.001), (0, values)
    )


class Affine(NamedTuple):
    kernel: Any
    bias: Any


def chain(seed, *widths):
    pairs = enumerate(zip(widths, widths[1:]))
    return [Affine(kernel(seed + i, n, m), jnp.zeros(m)) for i, (n, m) in pairs]


def loss(layers, x, label):
    x = x[None, :]
    for layer in layers:
        x = (x if layer is layers[0] else jax.nn.relu(x)) @ layer.kernel + layer.bias
    return cross_entropy(x, label)


def links(count, x):
    for _ in range(count):
        x = jnp.sin(x * 0.5)
    return x


def bent(x):
    return jnp.tanh(jnp.sin(x) * x.sum()).sum()


ROWS = {
    "scan_1000_h64": (
        scan,
        lambda: (
            uniform(1, 64, 64, low=0, high=4 / 64),
            uniform(2, 64, low=0, high=1),
        ),
    ),
    "while_10000": (count, lambda: (uniform(1, 16),)),
    "tiny_jit_dispatch": (lambda x: x * 2 + 1, lambda: (uniform(1, 3),)),
    "tree50_dispatch": (
        lambda tree: jax.tree.map(lambda x: x + 1, tree),
        lambda: ({f"k{i:02d}": uniform(i, 3) for i in range(50)},),
    ),
    "per_example_grads_vmap_256": (
        jax.vmap(jax.grad(loss), (None, 0, 0)),
        lambda: (chain(10, 64, 64, 10), uniform(1, 256, 64), integers(2, 10, 256, 1)),
    ),
    "hessian_64": (jax.hessian(bent), lambda: (uniform(1, 64),)),
}
