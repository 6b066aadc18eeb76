"""Training steps: the maths of Flax modules and Optax optimizers, written out on dictionaries."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from jax_inputs import integers, uniform

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
HEADS = 8


def kernel(seed, size_in, size_out):
    bound = size_in**-0.5
    return uniform(seed, size_in, size_out, low=-bound, high=bound)


def dense(seed, size_in, size_out):
    return {"kernel": kernel(seed, size_in, size_out), "bias": jnp.zeros(size_out)}


def apply_dense(layer, x):
    return x @ layer["kernel"] + layer["bias"]


def chain(seed, *widths):
    pairs = enumerate(zip(widths, widths[1:]))
    return {f"Dense_{i}": dense(seed + i, *pair) for i, pair in pairs}


def mlp(layers, x, activation):
    for i in range(len(layers)):
        x = apply_dense(layers[f"Dense_{i}"], activation(x) if i > 0 else x)
    return x


def cross_entropy(logits, labels):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[..., None], -1)
    return -chosen.mean()


class Batch(NamedTuple):
    x: Any
    y: Any


class Next(NamedTuple):
    state: Any
    loss: Any


class State(NamedTuple):
    """Of gradient descent, which has no state of its own."""

    parameters: Any


class Moments(NamedTuple):
    """Of Adam."""

    parameters: Any
    count: Any
    first: Any
    second: Any


class Decaying(NamedTuple):
    """Of AdamW, whose decay of weights counts steps too, for schedules."""

    adam: Moments
    count: Any


def descent(loss, rate):
    def step(state, batch):
        value, gradient = jax.value_and_grad(loss)(state.parameters, batch)
        parameters = jax.tree.map(lambda p, g: p + g * -rate, state.parameters, gradient)
        return Next(State(parameters), value)

    return step


def adam_step(loss, state, batch, rate, decay):
    value, gradient = jax.value_and_grad(loss)(state.parameters, batch, state.count)
    count = state.count + 1
    first = jax.tree.map(
        lambda m, g: g * (1 - BETA1) + m * BETA1, state.first, gradient
    )
    second = jax.tree.map(
        lambda v, g: g * g * (1 - BETA2) + v * BETA2, state.second, gradient
    )
    power = count.astype(jnp.float32)
    unbiased1 = 1 - jnp.float32(BETA1) ** power
    unbiased2 = 1 - jnp.float32(BETA2) ** power

    def update(p, m, v):
        scaled = m / unbiased1 / (jnp.sqrt(v / unbiased2) + EPSILON)
        return p + (scaled + p * decay) * -rate

    parameters = jax.tree.map(update, state.parameters, first, second)
    return Next(Moments(parameters, count, first, second), value)


def adam(loss, rate):
    return lambda state, batch: adam_step(loss, state, batch, rate, 0.0)


def adamw(loss, rate, decay):
    def step(state, batch):
        moments, value = adam_step(loss, state.adam, batch, rate, decay)
        return Next(Decaying(moments, state.count + 1), value)

    return step


def zero():
    return jnp.zeros((), jnp.int32)


def variables(parameters):
    return {"params": parameters}


def descent_state(parameters):
    return State(variables(parameters))


def adam_state(parameters):
    zeros = lambda: jax.tree.map(jnp.zeros_like, variables(parameters))
    return Moments(variables(parameters), zero(), zeros(), zeros())


def adamw_state(parameters):
    return Decaying(adam_state(parameters), zero())


def linear_loss(model, batch):
    def one(x, y):
        error = y - apply_dense(model["params"], x)
        return jnp.inner(error, error) / 2.0

    return jax.vmap(one)(*batch).mean()


def classification(logits):
    return lambda model, batch, count=None: cross_entropy(
        logits(model["params"], batch.x), batch.y
    )


digits_loss = classification(lambda model, x: mlp(model, x, jax.nn.selu))
mnist_loss = classification(lambda model, x: mlp(model, x, jax.nn.relu))


class Noisy(NamedTuple):
    batch: Any
    key: Any


def vae():
    return {
        "encoder": chain(10, 784, 256, 128, 64),
        "toLatent": dense(20, 64, 64),
        "fromLatent": dense(21, 32, 64),
        "classes": {"embedding": uniform(22, 10, 64, low=-0.1, high=0.1)},
        "decoder": chain(30, 64, 128, 256, 784),
    }


def vae_loss(model, data, count):
    model = model["params"]
    images, labels = data.batch
    key = jax.random.fold_in(data.key, count)
    hidden = jax.nn.relu(mlp(model["encoder"], images, jax.nn.relu))
    mean, log_variance = jnp.split(apply_dense(model["toLatent"], hidden), 2, -1)
    noise = jax.random.normal(key, mean.shape)
    latent = mean + jnp.exp(log_variance * 0.5) * noise
    start = apply_dense(model["fromLatent"], latent)
    start = jax.nn.relu(start + model["classes"]["embedding"][labels])
    logits = mlp(model["decoder"], start, jax.nn.relu)
    entropy = (
        jax.nn.relu(logits) - logits * images + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    ).sum(-1)
    divergence = -0.5 * (1 + log_variance - mean**2 - jnp.exp(log_variance)).sum(-1)
    return (entropy + divergence).mean()


def vae_batch(size):
    batch = Batch(uniform(1, size, 784, low=0, high=1), integers(2, 10, size))
    return Noisy(batch, jax.random.key(0))


def convolution(seed, bound, *shape):
    weights = uniform(seed, *shape, low=-bound, high=bound)
    return {"kernel": weights, "bias": jnp.zeros(shape[-1])}


def cnn():
    return {
        "Conv_0": convolution(10, 1 / 3, 3, 3, 1, 32),
        "Conv_1": convolution(11, 1 / 17, 3, 3, 32, 64),
        "Mlp_0": chain(12, 7 * 7 * 64, 256, 10),
    }


def convolve_and_pool(layer, x):
    x = lax.conv_general_dilated(
        x, layer["kernel"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
    )
    x = jax.nn.relu(x + layer["bias"])
    return lax.reduce_window(
        x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID"
    )


def cnn_logits(model, images):
    x = convolve_and_pool(model["Conv_0"], images)
    x = convolve_and_pool(model["Conv_1"], x)
    return mlp(model["Mlp_0"], x.reshape(x.shape[0], -1), jax.nn.relu)


def norm(width):
    return {"scale": jnp.ones(width), "bias": jnp.zeros(width)}


def normalize(layer, x):
    mean = x.mean(-1, keepdims=True)
    variance = jnp.maximum((x * x).mean(-1, keepdims=True) - mean * mean, 0.0)
    factor = lax.rsqrt(variance + 1e-6) * layer["scale"]
    return (x - mean) * factor + layer["bias"]


def block(seed, width):
    return {
        "first": norm(width),
        "qkv": dense(seed, width, 3 * width),
        "project": dense(seed + 1, width, width),
        "second": norm(width),
        "up": dense(seed + 2, width, 4 * width),
        "down": dense(seed + 3, 4 * width, width),
    }


def apply_block(model, x):
    x = x + attention(model, normalize(model["first"], x))
    hidden = jax.nn.gelu(apply_dense(model["up"], normalize(model["second"], x)))
    return x + apply_dense(model["down"], hidden)


def attention(model, x):
    batch, length, width = x.shape
    size = width // HEADS
    parts = jnp.split(apply_dense(model["qkv"], x), 3, -1)
    query, key, value = (p.reshape(batch, length, HEADS, size) for p in parts)
    scores = jnp.einsum("bqhd,bkhd->bhqk", query / size**0.5, key)
    places = jnp.arange(length)
    causal = places[:, None] >= places[None, :]
    weights = jax.nn.softmax(jnp.where(causal, scores, jnp.finfo(jnp.float32).min))
    mixed = jnp.einsum("bhqk,bkhd->bqhd", weights, value)
    return apply_dense(model["project"], mixed.reshape(batch, length, width))


def transformer():
    return {
        "tokens": {"embedding": uniform(3, 1000, 256, low=-0.1, high=0.1)},
        "positions": uniform(4, 128, 256, low=-0.1, high=0.1),
        "blocks_0": block(10, 256),
        "blocks_1": block(20, 256),
        "norm": norm(256),
        "head": dense(30, 256, 1000),
    }


def transformer_logits(model, tokens):
    x = model["tokens"]["embedding"][tokens] + model["positions"]
    for i in range(2):
        x = apply_block(model[f"blocks_{i}"], x)
    return apply_dense(model["head"], normalize(model["norm"], x))


def lstm():
    cell = {f"i{gate}": {"kernel": kernel(3, 256, 256)} for gate in "ifgo"}
    cell |= {f"h{gate}": dense(4, 256, 256) for gate in "ifgo"}
    return {"rnn": {"cell": cell}, "head": dense(5, 256, 10)}


def lstm_logits(model, xs):
    cell = model["rnn"]["cell"]
    join = lambda part, name: jnp.concatenate([cell[part + g][name] for g in "ifgo"], -1)
    of_input, of_state, bias = join("i", "kernel"), join("h", "kernel"), join("h", "bias")

    def step(carry, x):
        memory, hidden = carry
        gates = hidden @ of_state + bias + x @ of_input
        into, forget, candidate, out = jnp.split(gates, 4, -1)
        memory = jax.nn.sigmoid(forget) * memory
        memory = memory + jax.nn.sigmoid(into) * jnp.tanh(candidate)
        return (memory, jax.nn.sigmoid(out) * jnp.tanh(memory)), None

    zeros = jnp.zeros((xs.shape[1], 256))
    (_, hidden), _ = lax.scan(step, (zeros, zeros), xs)
    return apply_dense(model["head"], hidden)


def images(size, *shape):
    return lambda: Batch(
        uniform(1, size, *shape, low=0, high=1), integers(2, 10, size)
    )


def by_adam(loss, model, batch):
    return adam(loss, 1e-3), lambda: adam_state(model()), batch, True


def by_adamw(loss, model, batch, rate):
    return adamw(loss, rate, 1e-4), lambda: adamw_state(model()), batch, True


def layers(n):
    """A network with n hidden layers of 128."""
    widths = [128] * (n + 1) + [10]
    batch = lambda: Batch(uniform(1, 128, 128, low=0, high=1), integers(2, 10, 128))
    return by_adam(mnist_loss, lambda: chain(3, *widths), batch)


# name: the step, its first state, its batch, and whether the state is donated
ROWS = {
    "step_linreg_20x10x5": (
        descent(linear_loss, 0.3),
        lambda: descent_state(dense(3, 10, 5)),
        lambda: Batch(uniform(1, 20, 10), uniform(2, 20, 5)),
        False,
    ),
    "step_digits_mlp_1347": (
        descent(digits_loss, 0.05),
        lambda: descent_state(chain(3, 64, 100, 100, 10)),
        images(1347, 64),
        False,
    ),
    "step_mnist_mlp_b128_adam": by_adam(
        mnist_loss, lambda: chain(3, 784, 512, 512, 10), images(128, 784)
    ),
    "step_vae_b16_adamw": by_adamw(vae_loss, vae, lambda: vae_batch(16), 1e-4),
    "step_vae_b128_adamw": by_adamw(vae_loss, vae, lambda: vae_batch(128), 1e-4),
    "step_cnn_mnist_b64": by_adam(
        classification(cnn_logits), cnn, images(64, 28, 28, 1)
    ),
    "step_transformer2_b8_t128_d256": by_adamw(
        classification(transformer_logits),
        transformer,
        lambda: Batch(integers(1, 1000, 8, 128), integers(2, 1000, 8, 128)),
        1e-3,
    ),
    "step_lstm_b32_t64_h256": by_adam(
        classification(lstm_logits),
        lstm,
        lambda: Batch(uniform(1, 64, 32, 256), integers(2, 10, 32)),
    ),
}
