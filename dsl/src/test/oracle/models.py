"""Figures of Flax programs that ModelsOfFlaxTest writes again in Kotlin.

    python dsl/src/test/oracle/models.py > dsl/src/test/resources/dev/covector/dsl/models.tsv

Each line: case, path of a variable (or `output`), shape, sum, sum of absolute values, first element.
"""

import sys

import flax
import flax.linen as nn
import jax
import jax.numpy as jnp
import numpy as np


class Cnn(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.relu(nn.Conv(4, (3, 3))(x))
        x = nn.max_pool(x, (2, 2), (2, 2))
        x = x.reshape((x.shape[0], -1))
        return nn.Dense(5)(x)


class Encoder(nn.Module):
    @nn.compact
    def __call__(self, x):
        for _ in range(2):
            y = nn.relu(nn.Dense(7)(x))
            x = x + nn.Dense(3)(y)
        return x


class Wide(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.relu(nn.Dense(8)(x))
        return nn.Dense(4)(x)


class Nested(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = Encoder(name="encoder")(x)
        x = jnp.concatenate([nn.Dense(4)(x), Wide(name="wide")(x)], -1)
        y = nn.Dense(2)(x)
        return y + nn.Dense(2, use_bias=False)(x)


class Mlp(nn.Module):
    sizes: tuple

    @nn.compact
    def __call__(self, x):
        for i, size in enumerate(self.sizes):
            x = nn.Dense(size)(x)
            if i < len(self.sizes) - 1:
                x = nn.relu(x)
        return x


class Vae(nn.Module):
    def setup(self):
        self.encoder = Mlp((6, 5))
        self.mean = nn.Dense(2)
        self.logVariance = nn.Dense(2)
        self.decoder = Mlp((5, 6, 8))

    def __call__(self, x):
        h = nn.relu(self.encoder(x))
        mean, log_variance = self.mean(h), self.logVariance(h)
        noise = jax.random.normal(self.make_rng("noise"), mean.shape)
        return self.decoder(mean + jnp.exp(0.5 * log_variance) * noise)


class Block(nn.Module):
    @nn.compact
    def __call__(self, x):
        mask = nn.make_causal_mask(jnp.ones(x.shape[:-1]))
        h = nn.LayerNorm()(x)
        x = x + nn.MultiHeadDotProductAttention(2)(h, mask=mask)
        h = nn.LayerNorm()(x)
        h = nn.gelu(nn.Dense(12)(h))
        return x + nn.Dense(6)(h)


class Tagger(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.Embed(11, 6)(x)
        both = nn.Bidirectional(
            nn.RNN(nn.OptimizedLSTMCell(4, parent=None), parent=None),
            nn.RNN(nn.OptimizedLSTMCell(4, parent=None), parent=None),
        )
        return nn.Dense(3)(both(x))


class Noisy(nn.Module):
    training: bool

    @nn.compact
    def __call__(self, x):
        x = nn.Dense(5)(x)
        x = nn.BatchNorm(momentum=0.5, use_running_average=not self.training)(x)
        x = nn.Dropout(0.5, deterministic=not self.training)(x)
        return nn.Dense(2)(x)


def ramp(*shape):
    return jnp.arange(np.prod(shape), dtype=jnp.float32).reshape(shape) / 10 - 1


def line(case, path, value):
    value = np.asarray(value, np.float64)
    shape = ",".join(map(str, value.shape))
    first = value.reshape(-1)[0]
    print(case, path, shape, f"{value.sum():.7g}", f"{np.abs(value).sum():.7g}", f"{first:.7g}", sep="\t")


def show(case, variables, output):
    for path, value in sorted(flax.traverse_util.flatten_dict(variables, sep="/").items()):
        line(case, path, value)
    line(case, "output", output)


def main():
    key = jax.random.key(0)
    for case, model, x in [
        ("cnn", Cnn(), ramp(2, 4, 4, 1)),
        ("nested", Nested(), ramp(2, 3)),
        ("block", Block(), ramp(2, 3, 6)),
        ("tagger", Tagger(), jnp.array([[1, 5, 2], [0, 10, 3]])),
    ]:
        variables = model.init(key, x)
        show(case, variables, model.apply(variables, x))
    x = ramp(3, 8)
    variables = Vae().init({"params": key, "noise": jax.random.key(1)}, x)
    show("vae", variables, Vae().apply(variables, x, rngs={"noise": jax.random.key(2)}))
    x = ramp(4, 3)
    variables = Noisy(False).init(key, x)
    show("evaluated", variables, Noisy(False).apply(variables, x))
    output, changed = Noisy(True).apply(
        variables, x, rngs={"dropout": jax.random.key(3)}, mutable=["batch_stats"]
    )
    show("trained", changed, output)


main()
