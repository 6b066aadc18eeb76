"""Elementwise loops, reductions, movement, products, convolution, samples, sorting, linear algebra."""

import jax
import jax.numpy as jnp
from jax import lax

from jax_inputs import integers, symmetric, uniform

MILLION = 1_000_000


def selu(x):
    return 1.05 * jnp.where(x > 0, x, 1.67 * jnp.exp(x) - 1.67)


def layer_norm(x, scale, bias):
    mean = x.mean(-1, keepdims=True)
    variance = x.var(-1, keepdims=True)
    return (x - mean) * lax.rsqrt(variance + 1e-6) * scale + bias


def convolution(x, kernel):
    return lax.conv_general_dilated(
        x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
    )


def convolution_gradients(x, kernel, cotangent):
    return jax.vjp(convolution, x, kernel)[1](cotangent)


def gather_gradient(table, ids, weights):
    return jax.grad(lambda t: (t[ids] * weights).sum())(table)


def bf16(seed):
    return uniform(seed, 512, 512).astype(jnp.bfloat16)


def complex_input():
    n = 1 << 18
    return lax.complex(uniform(1, n), uniform(2, n))


def product(a, b):
    return jnp.matmul, lambda: (uniform(1, *a), uniform(2, *b))


def draw(sampler):
    return sampler, lambda: (jax.random.key(0),)


def image_input():
    return uniform(1, 32, 28, 28, 32), uniform(2, 3, 3, 32, 64)


# name: the function to be jitted, and what makes its arguments
ROWS = {
    "selu_1M": (selu, lambda: (uniform(1, MILLION, low=-3, high=3),)),
    "gelu_4096x768": (jax.nn.gelu, lambda: (uniform(1, 4096, 768, low=-3, high=3),)),
    "layernorm_4096x768": (
        layer_norm,
        lambda: (
            uniform(1, 4096, 768, low=-3, high=3),
            uniform(2, 768, low=0.5, high=1.5),
            uniform(3, 768),
        ),
    ),
    "softmax_1024x1024": (
        jax.nn.softmax,
        lambda: (uniform(1, 1024, 1024, low=-3, high=3),),
    ),
    "logsumexp_axis0_1024x1024": (
        lambda x: jax.nn.logsumexp(x, 0),
        lambda: (uniform(1, 1024, 1024, low=-3, high=3),),
    ),
    "sum_1M": (jnp.sum, lambda: (uniform(1, MILLION),)),
    "mean_axis0_4096x1024": (lambda x: x.mean(0), lambda: (uniform(1, 4096, 1024),)),
    "cumsum_1M": (jnp.cumsum, lambda: (uniform(1, MILLION),)),
    "argmax_rows_1024x1024": (
        lambda x: jnp.argmax(x, 1),
        lambda: (uniform(1, 1024, 1024),),
    ),
    "transpose_2048": (jnp.transpose, lambda: (uniform(1, 2048, 2048),)),
    "outer_add_2048": (
        lambda a, b: a[:, None] + b[None, :],
        lambda: (uniform(1, 2048), uniform(2, 2048)),
    ),
    **{f"matmul_{n}": product((n, n), (n, n)) for n in (64, 128, 256, 512, 1024, 2048)},
    "matmul_bf16_512": (jnp.matmul, lambda: (bf16(1), bf16(2))),
    "gemv_4096": product((4096, 4096), (4096,)),
    "bmm_64x128x64x128": product((64, 128, 64), (64, 64, 128)),
    "matmul_tall_100000x32x32": product((100_000, 32), (32, 32)),
    "conv3x3_32x28x28x32_64": (convolution, image_input),
    "conv3x3_grad": (
        convolution_gradients,
        lambda: (*image_input(), uniform(3, 32, 28, 28, 64)),
    ),
    "uniform_1M": draw(lambda key: jax.random.uniform(key, (MILLION,))),
    "normal_1M": draw(lambda key: jax.random.normal(key, (MILLION,))),
    "permutation_100k": draw(lambda key: jax.random.permutation(key, 100_000)),
    "categorical_100kx10": (
        jax.random.categorical,
        lambda: (jax.random.key(0), uniform(1, 100_000, 10, low=-2, high=2)),
    ),
    "embed_gather_50kx128": (
        lambda table, ids: table[ids],
        lambda: (uniform(1, 50_000, 128), integers(2, 50_000, 4096)),
    ),
    "embed_grad_50kx128": (
        gather_gradient,
        lambda: (
            uniform(1, 50_000, 128),
            integers(2, 50_000, 4096),
            uniform(3, 4096, 128),
        ),
    ),
    "sort_1M": (jnp.sort, lambda: (uniform(1, MILLION),)),
    "topk_1000x1000_10": (
        lambda x: lax.top_k(x, 10),
        lambda: (uniform(1, 1000, 1000),),
    ),
    "cholesky_512": (jnp.linalg.cholesky, lambda: (symmetric(1, 512, 512),)),
    "solve_512x8": (
        jnp.linalg.solve,
        lambda: (uniform(1, 512, 512), uniform(2, 512, 8)),
    ),
    "qr_256": (lambda x: tuple(jnp.linalg.qr(x)), lambda: (uniform(1, 256, 256),)),
    "svd_256": (
        lambda x: tuple(jnp.linalg.svd(x, full_matrices=False)),
        lambda: (uniform(1, 256, 256),),
    ),
    "eigh_256": (lambda x: tuple(jnp.linalg.eigh(x)), lambda: (symmetric(1, 256, 0),)),
    "fft_2e18": (jnp.fft.fft, lambda: (complex_input(),)),
}
