"""Writes samples.txt: what JAX draws for the cases of SamplesTest, in both orders and widths.

    python samples.py > ../resources/dev/covector/random/samples.txt

Made with JAX 0.10.2 on a CPU. A line is a case: order, width, name, dtype and the elements in
row-major order; floats as f64 in hexadecimal, keys as their words.
"""

import os

os.environ["JAX_PLATFORMS"] = "cpu"
import jax
import jax.numpy as jnp
import numpy as np
from jax import random
from jax.nn import initializers

SHAPES = [(), (1,), (5,), (3, 5), (2, 3, 3), (0,), (2, 0, 3)]
BOUNDS = jnp.array([[-3], [2]], jnp.int32)
LIMITS = jnp.array([[0.5], [-2.0]], jnp.float32)
LOGITS = jnp.array([[0.0, 1.0, -1.0, 0.5], [2.0, -3.0, 0.25, 0.0], [0.0, 0.0, 0.0, 9.0]], jnp.float32)
P = jnp.array([0.125, 0.0, 0.375, 0.25, 0.25], jnp.float32)
RATES = jnp.array([0.0, 0.1, 4.0, 9.5, 12.0, 1000.0], jnp.float32)
GRID = jnp.arange(12, dtype=jnp.int32).reshape(4, 3)


def text(shape):
    return "[" + ",".join(map(str, shape)) + "]"


def cases(wide):
    floats = ["f64"] if wide else ["f32", "f16", "bf16"]
    signed = ["i64", "i32"] if wide else ["i8", "i16", "i32"]
    unsigned = ["u64", "u32"] if wide else ["u8", "u16", "u32"]
    names = {"f": "float", "i": "int", "u": "uint", "b": "bfloat"}

    def dt(short):
        return "bfloat16" if short == "bf16" else names[short[0]] + short[1:]

    yield "key", lambda k: k
    for seed in [0, 1, -1, 2**31, 2**32 + 5, -(2**40)]:
        yield f"key {seed}", lambda k, seed=seed: random.key(seed)
    yield "split", random.split
    for shape in [(1,), (3,), (0,), (2, 3)]:
        yield f"split {text(shape)}", lambda k, s=shape: random.split(k, s)
    for data in [0, 7, 2**32 - 1]:
        yield f"foldIn {data}", lambda k, d=data: random.fold_in(k, d)
    for d in unsigned:
        for s in SHAPES:
            yield f"bits {d}{text(s)}", lambda k, d=d, s=s: random.bits(k, s, dt(d))
    for d in floats:
        for s in SHAPES:
            yield f"uniform {d}{text(s)}", lambda k, d=d, s=s: random.uniform(k, s, dt(d))
            yield f"normal {d}{text(s)}", lambda k, d=d, s=s: random.normal(k, s, dt(d))
        for f in ["exponential", "laplace", "logistic", "cauchy", "gumbel", "maxwell"]:
            for s in [(), (7, 3)]:
                yield f"{f} {d}{text(s)}", lambda k, f=f, d=d, s=s: getattr(random, f)(k, s, dt(d))
        s = (4, 3)
        yield f"uniform -2 3 {d}", lambda k, d=d: random.uniform(k, s, dt(d), -2.0, 3.0)
        yield f"uniform 3 -2 {d}", lambda k, d=d: random.uniform(k, s, dt(d), 3.0, -2.0)
        yield f"uniform limits {d}", lambda k, d=d: random.uniform(k, (2, 3), dt(d), LIMITS, 3.0)
        yield f"truncatedNormal {d}", lambda k, d=d: random.truncated_normal(k, -1.0, 1.5, s, dt(d))
        yield f"truncatedNormal limits {d}", lambda k, d=d: random.truncated_normal(k, LIMITS, 3.0, (2, 3), dt(d))
        yield f"gumbel high {d}", lambda k, d=d: random.gumbel(k, s, dt(d), mode="high")
        yield f"gumbel highest {d}", lambda k, d=d: random.gumbel(k, s, dt(d), mode="highest")
        yield f"pareto {d}", lambda k, d=d: random.pareto(k, jnp.array(2.5, dt(d)), s, dt(d))
        yield f"rayleigh {d}", lambda k, d=d: random.rayleigh(k, jnp.array(2.5, dt(d)), s, dt(d))
        yield f"weibullMin {d}", lambda k, d=d: random.weibull_min(k, 2.0, 1.5, s, dt(d))
        yield f"lognormal {d}", lambda k, d=d: random.lognormal(k, jnp.array(0.5, dt(d)), s, dt(d))
        yield f"bernoulli {d}", lambda k, d=d: random.bernoulli(k, jnp.array(0.3, dt(d)), (3, 5))
        yield f"bernoulli high {d}", lambda k, d=d: random.bernoulli(k, jnp.array(0.3, dt(d)), (3, 5), mode="high")
    yield "bernoulli", random.bernoulli
    yield "bernoulli p", lambda k: random.bernoulli(k, P)
    yield "bernoulli p [2,5]", lambda k: random.bernoulli(k, P, (2, 5))
    for d in signed:
        yield f"rademacher {d}", lambda k, d=d: random.rademacher(k, (3, 5), dt(d))
    for d in signed + unsigned:
        low = 0 if d[0] == "u" else -3
        for s in SHAPES:
            yield f"randint {d}{text(s)}", lambda k, d=d, s=s, low=low: random.randint(k, s, low, 12, dt(d))
        yield f"randint none {d}", lambda k, d=d: random.randint(k, (3,), 5, 2, dt(d))
        yield f"randint beyond {d}", lambda k, d=d: random.randint(k, (9,), -400, 400, dt(d))
        yield f"randint bounds {d}", lambda k, d=d: random.randint(k, (2, 3), BOUNDS, 100, dt(d))
    yield "randint whole u8", lambda k: random.randint(k, (9,), 0, 256, "uint8")
    yield "randint whole i32", lambda k: random.randint(k, (9,), -(2**31), 2**31 - 1, "int32")
    if wide:
        yield "randint whole u32", lambda k: random.randint(k, (9,), 0, 2**32, "uint32")
        yield "randint most i64", lambda k: random.randint(k, (9,), -(2**63), 2**63 - 1, "int64")
    for n in [0, 1, 9, 2000]:
        yield f"permutation {n}", lambda k, n=n: random.permutation(k, n)
    yield "permutation rows", lambda k: random.permutation(k, GRID)
    yield "permutation columns", lambda k: random.permutation(k, GRID, axis=1)
    yield "permutation independent", lambda k: random.permutation(k, GRID, axis=1, independent=True)
    yield "permutation floats", lambda k: random.permutation(k, P)
    for s in [(), (3,), (2, 3), (0,)]:
        yield f"choice 20 {text(s)}", lambda k, s=s: random.choice(k, 20, s)
    yield "choice 20 apart", lambda k: random.choice(k, 20, (2, 3), replace=False)
    yield "choice 5 p", lambda k: random.choice(k, 5, (3, 4), p=P)
    yield "choice 5 p apart", lambda k: random.choice(k, 5, (3,), replace=False, p=P)
    yield "choice rows", lambda k: random.choice(k, GRID, (2, 2))
    yield "choice columns", lambda k: random.choice(k, GRID, (2,), axis=1)
    yield "choice columns apart", lambda k: random.choice(k, GRID, (2,), replace=False, axis=1)
    yield "choice columns p", lambda k: random.choice(k, GRID, (4,), p=jnp.array([0.5, 0.25, 0.25], jnp.float32), axis=1)
    for lam in [4.0, 60.0]:
        yield f"poisson {lam}", lambda k, lam=lam: random.poisson(k, lam, (3, 5))
    yield "poisson rates", lambda k: random.poisson(k, RATES)
    yield "poisson i16", lambda k: random.poisson(k, RATES, (2, 6), "int16")
    yield "categorical", lambda k: random.categorical(k, LOGITS)
    yield "categorical axis 0", lambda k: random.categorical(k, LOGITS, axis=0)
    yield "categorical [5,3]", lambda k: random.categorical(k, LOGITS, shape=(5, 3))
    yield "categorical apart", lambda k: random.categorical(k, LOGITS, shape=(2, 3), replace=False)
    for d in floats:
        for name, f in INITIALIZERS.items():
            yield f"{name} {d}", lambda k, d=d, f=f: f(k, (2, 3, 4), dt(d))


def scaling(scale, mode, distribution, **axes):
    return initializers.variance_scaling(scale, mode, distribution, **axes)


INITIALIZERS = {
    "initUniform": initializers.uniform(),
    "initNormal": initializers.normal(2.0),
    "initTruncated": initializers.truncated_normal(0.5, lower=-1.0, upper=3.0),
    "lecunNormal": initializers.lecun_normal(),
    "lecunUniform": initializers.lecun_uniform(),
    "glorotNormal": initializers.glorot_normal(),
    "glorotUniform": initializers.glorot_uniform(),
    "heNormal": initializers.he_normal(),
    "heUniform": initializers.he_uniform(),
    "scaledNormal": scaling(1.5, "fan_geo_avg", "normal"),
    "scaledAxes": scaling(1.5, "fan_out", "uniform", in_axis=0, out_axis=1),
    "scaledBatch": scaling(1.5, "fan_in", "normal", batch_axis=(0,)),
}


def dtype_and_elements(x):
    name = str(x.dtype)
    if jnp.issubdtype(x.dtype, jax.dtypes.prng_key):
        name = "key"
        x = random.key_data(x)
    return name + "|" + " ".join(elements(x))


def elements(x):
    flat = np.asarray(x).ravel()
    if flat.dtype == bool or np.issubdtype(flat.dtype, np.integer):
        return [str(int(v)) for v in flat]
    return [float(v).hex() for v in flat.astype(np.float64)]


def main():
    print("# Made by samples.py with JAX 0.10.2 on a CPU: order|width|case|dtype|elements")
    for order, partitionable in [("partitionable", True), ("original", False)]:
        for width in ["narrow", "wide"]:
            jax.config.update("jax_threefry_partitionable", partitionable)
            jax.config.update("jax_enable_x64", width == "wide")
            for name, draw in cases(width == "wide"):
                print("|".join([order, width, name, dtype_and_elements(draw(random.key(1701)))]))


if __name__ == "__main__":
    main()
