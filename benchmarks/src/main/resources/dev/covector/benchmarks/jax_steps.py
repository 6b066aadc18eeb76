"""Training steps with plain functions: models as named tuples and lists, Adam by hand."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from jax_inputs import integers, uniform

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
HEADS = 8


class Dense(NamedTuple):
    kernel: Any
    bias: Any

    def __call__(self, x):
        return x @ self.kernel + self.bias


def dense(seed, size_in, size_out):
    scale = size_in**-0.5
    kernel = uniform(seed, size_in, size_out, low=-scale, high=scale)
    return Dense(kernel, jnp.zeros(size_out))


def chain(seed, *widths):
    return [dense(seed + i, *pair) for i, pair in enumerate(zip(widths, widths[1:]))]


def mlp(layers, x, activation):
    for layer in layers[:-1]:
        x = activation(layer(x))
    return layers[-1](x)


def cross_entropy(logits, labels):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[..., None], -1)
    return -chosen.mean()


class Next(NamedTuple):
    state: Any
    loss: Any


def descent(loss, rate):
    def step(parameters, batch):
        value, gradient = jax.value_and_grad(loss)(parameters, batch)
        return Next(
            jax.tree.map(lambda p, g: p - g * rate, parameters, gradient), value
        )

    return step


class State(NamedTuple):
    parameters: Any
    first: Any
    second: Any
    count: Any


def adam(loss, rate, decay):
    """Steps of Adam (of AdamW, with decay); the loss gets parameters, batch and the count of steps."""

    def update(p, m, v, count):
        scaled = m / (1 - jnp.float32(BETA1) ** count)
        root = jnp.sqrt(v / (1 - jnp.float32(BETA2) ** count)) + EPSILON
        return p - (scaled / root + p * decay) * rate

    def step(state, batch):
        value, gradient = jax.value_and_grad(loss)(
            state.parameters, batch, state.count
        )
        count = state.count + 1
        first = jax.tree.map(
            lambda m, g: m * BETA1 + g * (1 - BETA1), state.first, gradient
        )
        second = jax.tree.map(
            lambda v, g: v * BETA2 + g * g * (1 - BETA2), state.second, gradient
        )
        power = count.astype(jnp.float32)
        parameters = jax.tree.map(
            lambda p, m, v: update(p, m, v, power), state.parameters, first, second
        )
        return Next(State(parameters, first, second, count), value)

    return step


def adam_state(parameters):
    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)
    return State(parameters, zeros(), zeros(), jnp.zeros((), jnp.int32))


class Batch(NamedTuple):
    x: Any
    y: Any


def linear_loss(layer, batch):
    def one(x, y):
        error = y - layer(x)
        return jnp.inner(error, error) / 2.0

    return jax.vmap(one)(*batch).mean()


def digits_loss(layers, batch):
    return cross_entropy(mlp(layers, batch.x, jax.nn.selu), batch.y)


def mnist_loss(layers, batch, count):
    return cross_entropy(mlp(layers, batch.x, jax.nn.relu), batch.y)


class Vae(NamedTuple):
    encoder: Any
    to_latent: Any
    from_latent: Any
    classes: Any
    decoder: Any


class Noisy(NamedTuple):
    batch: Any
    key: Any


def vae():
    return Vae(
        chain(10, 784, 256, 128, 64),
        dense(20, 64, 64),
        dense(21, 32, 64),
        uniform(22, 10, 64, low=-0.1, high=0.1),
        chain(30, 64, 128, 256, 784),
    )


def vae_loss(model, data, count):
    images, labels = data.batch
    key = jax.random.fold_in(data.key, count)
    hidden = jax.nn.relu(mlp(model.encoder, images, jax.nn.relu))
    mean, log_variance = jnp.split(model.to_latent(hidden), 2, -1)
    noise = jax.random.normal(key, mean.shape)
    latent = mean + jnp.exp(log_variance * 0.5) * noise
    start = jax.nn.relu(model.from_latent(latent) + model.classes[labels])
    logits = mlp(model.decoder, start, jax.nn.relu)
    entropy = (
        jax.nn.relu(logits) - logits * images + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    ).sum(-1)
    divergence = -0.5 * (1 + log_variance - mean**2 - jnp.exp(log_variance)).sum(-1)
    return (entropy + divergence).mean()


def vae_batch(size):
    batch = Batch(uniform(1, size, 784, low=0, high=1), integers(2, 10, size))
    return Noisy(batch, jax.random.key(0))


class Cnn(NamedTuple):
    kernel1: Any
    bias1: Any
    kernel2: Any
    bias2: Any
    dense: Any


def cnn():
    return Cnn(
        uniform(10, 3, 3, 1, 32, low=-1 / 3, high=1 / 3),
        jnp.zeros(32),
        uniform(11, 3, 3, 32, 64, low=-1 / 17, high=1 / 17),
        jnp.zeros(64),
        chain(12, 7 * 7 * 64, 256, 10),
    )


def convolve_and_pool(x, kernel, bias):
    x = lax.conv_general_dilated(
        x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
    )
    x = jax.nn.relu(x + bias)
    return lax.reduce_window(
        x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID"
    )


def cnn_loss(model, batch, count):
    x = convolve_and_pool(batch.x, model.kernel1, model.bias1)
    x = convolve_and_pool(x, model.kernel2, model.bias2)
    return cross_entropy(mlp(model.dense, x.reshape(x.shape[0], -1), jax.nn.relu), batch.y)


class Norm(NamedTuple):
    scale: Any
    bias: Any

    def __call__(self, x):
        mean = x.mean(-1, keepdims=True)
        variance = x.var(-1, keepdims=True)
        return (x - mean) * lax.rsqrt(variance + 1e-6) * self.scale + self.bias


def norm(width):
    return Norm(jnp.ones(width), jnp.zeros(width))


class Block(NamedTuple):
    first: Any
    query_key_value: Any
    project: Any
    second: Any
    up: Any
    down: Any

    def __call__(self, x):
        x = x + self.attention(self.first(x))
        return x + self.down(jax.nn.gelu(self.up(self.second(x))))

    def attention(self, x):
        batch, length, width = x.shape
        size = width // HEADS
        parts = jnp.split(self.query_key_value(x), 3, -1)
        query, key, value = (p.reshape(batch, length, HEADS, size) for p in parts)
        scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / size**0.5
        places = jnp.arange(length)
        causal = places[:, None] >= places[None, :]
        weights = jax.nn.softmax(jnp.where(causal, scores, -1e9))
        mixed = jnp.einsum("bhqk,bkhd->bqhd", weights, value)
        return self.project(mixed.reshape(batch, length, width))


def block(seed, width):
    return Block(
        norm(width),
        dense(seed, width, 3 * width),
        dense(seed + 1, width, width),
        norm(width),
        dense(seed + 2, width, 4 * width),
        dense(seed + 3, 4 * width, width),
    )


class Transformer(NamedTuple):
    tokens: Any
    positions: Any
    blocks: Any
    norm: Any
    head: Any


def transformer():
    return Transformer(
        uniform(3, 1000, 256, low=-0.1, high=0.1),
        uniform(4, 128, 256, low=-0.1, high=0.1),
        [block(10, 256), block(20, 256)],
        norm(256),
        dense(30, 256, 1000),
    )


def transformer_loss(model, batch, count):
    x = model.tokens[batch.x] + model.positions
    for part in model.blocks:
        x = part(x)
    return cross_entropy(model.head(model.norm(x)), batch.y)


class Lstm(NamedTuple):
    input: Any
    hidden: Any
    head: Any


def lstm():
    scale = 256**-0.5
    kernel = uniform(3, 256, 1024, low=-scale, high=scale)
    return Lstm(kernel, dense(4, 256, 1024), dense(5, 256, 10))


def lstm_loss(model, batch, count):
    def step(carry, x):
        cell, hidden = carry
        gates = x @ model.input + model.hidden(hidden)
        into, forget, candidate, out = jnp.split(gates, 4, -1)
        cell = jax.nn.sigmoid(forget) * cell
        cell = cell + jax.nn.sigmoid(into) * jnp.tanh(candidate)
        return (cell, jax.nn.sigmoid(out) * jnp.tanh(cell)), None

    zeros = jnp.zeros((batch.x.shape[1], 256))
    (_, hidden), _ = lax.scan(step, (zeros, zeros), batch.x)
    return cross_entropy(model.head(hidden), batch.y)


def trained(loss, model, batch, rate, decay=0.0):
    return adam(loss, rate, decay), lambda: adam_state(model()), batch, True


def images(size, *shape):
    return lambda: Batch(
        uniform(1, size, *shape, low=0, high=1), integers(2, 10, size)
    )


def layers(n):
    """A network with n hidden layers of 128."""
    widths = [128] * (n + 1) + [10]
    batch = lambda: Batch(uniform(1, 128, 128, low=0, high=1), integers(2, 10, 128))
    return trained(mnist_loss, lambda: chain(3, *widths), batch, 1e-3)


# name: the step, its first state, its batch, and whether the state is donated
ROWS = {
    "step_linreg_20x10x5": (
        descent(linear_loss, 0.3),
        lambda: dense(3, 10, 5),
        lambda: Batch(uniform(1, 20, 10), uniform(2, 20, 5)),
        False,
    ),
    "step_digits_mlp_1347": (
        descent(digits_loss, 0.05),
        lambda: chain(3, 64, 100, 100, 10),
        images(1347, 64),
        False,
    ),
    "step_mnist_mlp_b128_adam": trained(
        mnist_loss, lambda: chain(3, 784, 512, 512, 10), images(128, 784), 1e-3
    ),
    "step_vae_b16_adamw": trained(vae_loss, vae, lambda: vae_batch(16), 1e-4, 1e-4),
    "step_vae_b128_adamw": trained(vae_loss, vae, lambda: vae_batch(128), 1e-4, 1e-4),
    "step_cnn_mnist_b64": trained(cnn_loss, cnn, images(64, 28, 28, 1), 1e-3),
    "step_transformer2_b8_t128_d256": trained(
        transformer_loss,
        transformer,
        lambda: Batch(integers(1, 1000, 8, 128), integers(2, 1000, 8, 128)),
        1e-3,
        1e-4,
    ),
    "step_lstm_b32_t64_h256": trained(
        lstm_loss,
        lstm,
        lambda: Batch(uniform(1, 64, 32, 256), integers(2, 10, 32)),
        1e-3,
    ),
}
