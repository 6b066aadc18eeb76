"""Layers of Flax nnx 0.12 from seed 0: their variables before and after a call, and what it returned.

python nnx_layers.py > ../resources/dev/covector/nnx/layers.txt
"""

import warnings

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

warnings.simplefilter("ignore")


def wave(*shape):
    return jnp.asarray(np.sin(np.arange(np.prod(shape)) * 0.7 + 0.1).reshape(shape), jnp.float32)


def line(*words, value):
    value = np.asarray(value, np.float64).ravel()
    print(*words, *(repr(float(np.float32(v))) for v in value))


def path_name(path):
    return "/".join("/".join(map(str, p)) if isinstance(p, tuple) else str(p) for p in path)


def variables(case, when, layer):
    for path, variable in nnx.to_flat_state(nnx.state(layer)):
        value = variable[...] if hasattr(variable, "get_value") else variable
        if jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
            value = jax.random.key_data(value).astype(jnp.uint32) % 65536
        line(case, when, path_name(path), value=value)


def record(case, make, call, skip=False, seed=0):
    for order in ("new", "old"):
        jax.config.update("jax_threefry_partitionable", order == "new")
        layer = make(nnx.Rngs(seed))
        name = case + ("" if order == "new" else "@original")
        if order == "old" and case not in ("linear", "mlp_dropout", "gru"):
            continue
        if not skip:
            variables(name, "before", layer)
        line(name, "output", "-", value=call(layer))
        if not skip:
            variables(name, "after", layer)


x = wave(2, 6)
image = wave(2, 5, 5, 4)
sequence = wave(2, 5, 3)
record("linear", lambda r: nnx.Linear(6, 4, rngs=r), lambda m: m(x))
record("linear_bf16", lambda r: nnx.Linear(6, 4, dtype=jnp.bfloat16, rngs=r), lambda m: m(x))
record("linear_general", lambda r: nnx.LinearGeneral((2, 3), (4, 2), axis=(-2, -1), rngs=r), lambda m: m(wave(2, 2, 3)))
record("linear_general_batch", lambda r: nnx.LinearGeneral(3, 4, batch_axis={0: 2}, rngs=r), lambda m: m(wave(2, 5, 3)))
record("einsum", lambda r: nnx.Einsum("nta,hab->nthb", (3, 3, 4), (3, 4), rngs=r), lambda m: m(sequence))
record("embed", lambda r: nnx.Embed(7, 4, rngs=r), lambda m: m.attend(m(jnp.array([[1, 5], [6, 0]]))))
record("conv", lambda r: nnx.Conv(4, 6, (3, 3), strides=2, rngs=r), lambda m: m(image))
record("conv_groups_circular", lambda r: nnx.Conv(4, 6, (3, 3), padding="CIRCULAR", feature_group_count=2, kernel_dilation=2, rngs=r), lambda m: m(image))
record("conv_causal", lambda r: nnx.Conv(3, 2, (2,), padding="CAUSAL", rngs=r), lambda m: m(sequence))
record("conv_transpose", lambda r: nnx.ConvTranspose(3, 2, (3,), strides=(2,), rngs=r), lambda m: m(sequence))
record("batch_norm", lambda r: nnx.BatchNorm(4, momentum=0.9, rngs=r), lambda m: m(image))


def evaluated(m):
    m(image)
    m.eval()
    return m(image)


record("batch_norm_eval", lambda r: nnx.BatchNorm(4, rngs=r), evaluated)
record("layer_norm", lambda r: nnx.LayerNorm(6, rngs=r), lambda m: m(x))
record("group_norm", lambda r: nnx.GroupNorm(4, num_groups=2, rngs=r), lambda m: m(image))
record("rms_norm", lambda r: nnx.RMSNorm(6, rngs=r), lambda m: m(x))
record("instance_norm", lambda r: nnx.InstanceNorm(4, rngs=r), lambda m: m(image))
record("spectral_norm", lambda r: nnx.SpectralNorm(nnx.Linear(6, 4, rngs=r), rngs=r), lambda m: m(x), skip=True)
record("weight_norm", lambda r: nnx.WeightNorm(nnx.Linear(6, 4, rngs=r), rngs=r), lambda m: m(x), skip=True)
record("dropout", lambda r: nnx.Dropout(0.4, rngs=r), lambda m: m(x) + m(x))
record("mlp_dropout", lambda r: nnx.Sequential(nnx.Linear(6, 5, rngs=r), nnx.relu, nnx.Dropout(0.5, rngs=r), nnx.Linear(5, 3, rngs=r)), lambda m: m(x))
record("attention", lambda r: nnx.MultiHeadAttention(2, 6, decode=False, rngs=r), lambda m: m(wave(2, 3, 6), mask=nnx.make_causal_mask(jnp.ones((2, 3)))))
record("attention_grouped", lambda r: nnx.MultiHeadAttention(4, 8, num_kv_heads=2, normalize_qk=True, decode=False, rngs=r), lambda m: m(wave(2, 3, 8)))
record("attention_dropout", lambda r: nnx.MultiHeadAttention(2, 6, dropout_rate=0.3, deterministic=False, decode=False, rngs=r), lambda m: m(wave(2, 3, 6)), skip=True)


def decoded(m):
    m.init_cache((2, 3, 6))
    s = wave(2, 3, 6)
    return jnp.concatenate([m(s[:, i : i + 1], decode=True) for i in range(3)], 1)


record("attention_decode", lambda r: nnx.MultiHeadAttention(2, 6, rngs=r), decoded, skip=True)
record("lstm", lambda r: nnx.RNN(nnx.LSTMCell(3, 4, rngs=r)), lambda m: m(sequence))
record("optimized_lstm", lambda r: nnx.RNN(nnx.OptimizedLSTMCell(3, 4, rngs=r)), lambda m: m(sequence))
record("gru", lambda r: nnx.RNN(nnx.GRUCell(3, 4, rngs=r)), lambda m: m(sequence))
record("simple", lambda r: nnx.RNN(nnx.SimpleCell(3, 4, rngs=r), reverse=True, keep_order=True), lambda m: m(sequence, seq_lengths=jnp.array([3, 5])))
record("bidirectional", lambda r: nnx.Bidirectional(nnx.RNN(nnx.GRUCell(3, 4, rngs=r)), nnx.RNN(nnx.LSTMCell(3, 4, rngs=r))), lambda m: m(sequence), skip=True)
record("prelu", lambda r: nnx.PReLU(), lambda m: m(x))
record("lora", lambda r: nnx.LoRA(6, 2, 4, base_module=nnx.Linear(6, 4, rngs=r), rngs=r), lambda m: m(x))
record("lora_linear", lambda r: nnx.LoRALinear(6, 4, lora_rank=2, rngs=r), lambda m: m(x))
