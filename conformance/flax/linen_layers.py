"""Layers of linen with their options, a part of the suites for each function that takes one."""
import flax.linen as nn
import jax
import jax.numpy as jnp
import numpy as np

from suite import values


def typed(suite, config):
  """The options, in 64 bits with parameters of 64 bits."""
  return {**config, "param_dtype": "float64"} if suite.wide() else config


def simple(suite, name, config, shapes, **kwargs):
  config = typed(suite, config)
  given = values(config)
  if name == "GroupNorm" and "group_size" in given:
    given["num_groups"] = None
  suite.layer(f"linen.{name}", getattr(nn, name)(**given), config, shapes, **kwargs)


def ints(suite, shape, high):
  return jax.random.randint(suite.key(len(suite.cases), 2), shape, 0, high)


def layers(suite):
  for part in (linear, convolutions, norms, attention, recurrent, mixed):
    part(suite)


def linear(suite):
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  s("Dense", {"features": 4, "kernel_init": "he_normal", "bias_init": ["normal", 0.5]}, [(3, 5)])
  s("Dense", {"features": 4, "use_bias": False, "precision": "highest"}, [(2, 1, 5)])
  s("DenseGeneral", {"features": [4], "batch_dims": [0]}, [(2, 3, 5)])
  s("DenseGeneral", {"features": [2, 3], "axis": [0, 2], "use_bias": False}, [(3, 5, 4)])
  s("DenseGeneral", {"features": [2, 3], "axis": [-1, 1], "kernel_init": ["normal", 0.3],
                     "bias_init": ["constant", 0.5], "precision": "high"}, [(2, 3, 4)])
  s("Einsum", {"shape": [3, 5, 2], "einsum_str": "...ab,abc->...c"}, [(4, 3, 5)])
  s("Einsum", {"shape": [3, 5, 2], "einsum_str": "nta,hab->nthb", "use_bias": False,
               "precision": "default"}, [(2, 4, 5)])
  s("Einsum", {"shape": [5, 2], "kernel_init": "glorot_uniform", "bias_init": ["normal", 1.0]},
    [(4, 5)], call_kwargs={"einsum_str": "na,ab->nb"})
  s("Embed", {"num_embeddings": 1, "features": 4}, [ints(suite, (3, 2), 1)])
  s("Embed", {"num_embeddings": 7, "features": 4, "embedding_init": ["uniform", 0.7]},
    [ints(suite, (3, 2), 7)])
  config = typed(suite, {"num_embeddings": 7, "features": 4})
  module = nn.Embed(**values(config))
  suite.layer("linen.attend", module, config, [(3, 4)], method=module.attend)
  s("PReLU", {"negative_slope_init": 0.2}, [(3, 5)])


def convolutions(suite):
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  for padding in ("CIRCULAR", "REFLECT", "SAME", "VALID", 1, [1, 0], [[1, 2], [0, 1]]):
    s("Conv", {"features": 3, "kernel_size": [3, 2], "padding": padding}, [(2, 6, 5, 2)])
  s("Conv", {"features": 3, "kernel_size": [3], "padding": "CAUSAL", "kernel_dilation": [2]},
    [(2, 7, 2)])
  s("Conv", {"features": 3, "kernel_size": [2, 3, 2], "strides": [1, 2, 1]}, [(2, 4, 5, 3, 2)])
  s("Conv", {"features": 4, "kernel_size": [2, 1, 2], "feature_group_count": 2, "padding": "VALID",
             "kernel_dilation": 2}, [(1, 4, 2, 3, 2)])
  s("Conv", {"features": 3, "kernel_size": [3], "input_dilation": [2], "padding": [[2, 1]]},
    [(2, 7, 2)])
  s("Conv", {"features": 3, "kernel_size": [3], "use_bias": False}, [(7, 2)])
  s("Conv", {"features": 3, "kernel_size": [3], "kernel_init": ["normal", 0.2],
             "bias_init": ["normal", 0.2], "strides": 2, "precision": "highest"}, [(2, 3, 7, 2)])
  for transpose in (False, True):
    s("ConvTranspose", {"features": 3, "kernel_size": [3, 4], "strides": [2, 1],
                        "padding": "CIRCULAR", "transpose_kernel": transpose}, [(2, 4, 5, 2)])
  s("ConvTranspose", {"features": 3, "kernel_size": [3], "strides": [2], "padding": "VALID",
                      "kernel_dilation": [2]}, [(2, 4, 2)])
  s("ConvTranspose", {"features": 3, "kernel_size": [2, 2, 3], "padding": [[1, 0], [0, 2], [1, 1]],
                      "use_bias": False, "precision": "high"}, [(2, 2, 3, 2, 2)])
  s("ConvTranspose", {"features": 3, "kernel_size": [2], "kernel_init": ["normal", 0.2],
                      "bias_init": ["normal", 0.2], "transpose_kernel": True}, [(4, 2)])
  s("ConvLocal", {"features": 3, "kernel_size": [3, 2], "strides": [2, 1], "padding": "VALID"},
    [(2, 6, 5, 2)])
  s("ConvLocal", {"features": 3, "kernel_size": [3], "padding": "CIRCULAR"}, [(2, 6, 2)])
  s("ConvLocal", {"features": 2, "kernel_size": [2], "padding": "CAUSAL", "kernel_dilation": 2,
                  "use_bias": False, "precision": "highest"}, [(2, 6, 2)])
  s("ConvLocal", {"features": 2, "kernel_size": [2, 1, 2], "kernel_init": ["normal", 0.2],
                  "bias_init": ["normal", 0.2]}, [(1, 3, 2, 4, 2)])


def norms(suite):
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  mask = lambda *shape: jax.random.bernoulli(suite.key(len(suite.cases), 4), 0.7, shape)
  drawn = {"scale_init": ["normal", 0.5], "bias_init": ["normal", 0.5]}
  s("LayerNorm", {"use_fast_variance": False, "use_scale": False}, [(3, 5)])
  s("LayerNorm", {"reduction_axes": [1, 2], "feature_axes": [1, 2], **drawn}, [(3, 5, 4)])
  s("LayerNorm", {"epsilon": 1e-3}, [(3, 5)], named={"mask": mask(3, 5)})
  s("RMSNorm", {"epsilon": 1e-3, "use_scale": False}, [(3, 5)])
  s("RMSNorm", {"reduction_axes": [0, -1], "feature_axes": [0, -1], "scale_init": ["normal", 0.5]},
    [(3, 2, 5)], named={"mask": mask(3, 2, 5)})
  s("GroupNorm", {"group_size": 2, "epsilon": 1e-4, **drawn}, [(2, 3, 6)])
  s("GroupNorm", {"num_groups": 3, "use_bias": False, "use_fast_variance": False}, [(2, 3, 6)])
  s("GroupNorm", {"num_groups": 2, "use_scale": False, "reduction_axes": [-1]}, [(2, 3, 6)])
  s("GroupNorm", {"num_groups": 2}, [(2, 3, 6)], named={"mask": mask(2, 3, 6)})
  s("InstanceNorm", {"use_scale": False}, [(2, 5, 3)])
  s("InstanceNorm", {"feature_axes": [1], "use_bias": False, "epsilon": 1e-3}, [(2, 5, 3)])
  s("InstanceNorm", {"use_fast_variance": False, **drawn}, [(2, 4, 3, 3)],
    named={"mask": mask(2, 4, 3, 3)})
  s("BatchNorm", {"use_running_average": False, "axis": 1, "momentum": 0.8}, [(4, 3, 5)],
    mutable=["batch_stats"])
  s("BatchNorm", {"use_fast_variance": False, "epsilon": 1e-3, **drawn}, [(4, 3, 5)],
    call_kwargs={"use_running_average": False}, named={"mask": mask(4, 3, 5)},
    mutable=["batch_stats"])
  s("BatchNorm", {"use_bias": False, "use_scale": False}, [(4, 3)],
    call_kwargs={"use_running_average": True}, tol=suite.tolerance() if not suite.wide() else 1e-6)
  wrapped(suite)


def wrapped(suite):
  conv = {"features": 3, "kernel_size": [3]}
  own = typed(suite, {})
  both = lambda **more: {**own, **more}
  dense = nn.Dense(4, **values(own))
  suite.layer("linen.WeightNorm(Conv)", nn.WeightNorm(nn.Conv(3, (3,), **values(own)), **values(own)),
              both(**conv), [(2, 5, 2)])
  for norm in ({"use_scale": False, "epsilon": 1e-3}, {"feature_axes": []}, {"feature_axes": [0, 1]},
               {"variable_filter": ["bias", "kernel"], "scale_init": ["normal", 0.5]}):
    given = values(norm)
    if "feature_axes" in given:
      given["feature_axes"] = given["feature_axes"] or None
    if "variable_filter" in given:
      given["variable_filter"] = set(given["variable_filter"])
    suite.layer("linen.WeightNorm(Dense4)", nn.WeightNorm(dense, **values(own), **given), both(**norm),
                [(3, 5)])
  for update in (False, True):
    suite.layer("linen.SpectralNorm(Dense4)", nn.SpectralNorm(dense, n_steps=2, **values(own)),
                both(n_steps=2), [(3, 5)], call_kwargs={"update_stats": update},
                mutable=["batch_stats"] if update else ())
  suite.layer("linen.SpectralNorm(Conv)",
              nn.SpectralNorm(nn.Conv(3, (3,), **values(own)), epsilon=1e-4,
                              collection_name="spectral", **values(own)),
              both(epsilon=1e-4, collection_name="spectral", **conv), [(2, 5, 2)],
              call_kwargs={"update_stats": True}, mutable=["spectral"])
  suite.layer("linen.BatchApply(Dense4)", Batched(nn.Dense(4, **values(own)), 3), both(num_dims=3),
              [(2, 3, 2, 5)])
  suite.layer("linen.Sequential(Dense6,tanh,Dense2)",
              nn.Sequential([nn.Dense(6, **values(own)), nn.tanh, nn.Dense(2, **values(own))]), own,
              [(3, 4)])


class Batched(nn.Module):
  layer: nn.Module
  num_dims: int

  def __call__(self, x):
    return nn.BatchApply(self.layer, self.num_dims)(x)


def dropout(suite):
  s = lambda *args, **kwargs: suite.layer("linen.Dropout", nn.Dropout(**values(args[0])), *args, **kwargs)
  s({"rate": 0.3, "broadcast_dims": [0]}, [(5, 7)], call_kwargs={"deterministic": False}, rngs=["dropout"])
  s({"rate": 0.6, "broadcast_dims": [1, -1], "rng_collection": "noise", "deterministic": False},
    [(5, 7, 2)], rngs=["noise"])
  s({"rate": 1.0, "deterministic": False}, [(5, 7)], rngs=["dropout"])
  s({"rate": 0.0, "deterministic": False}, [(5, 7)])


def attention(suite):
  dropout(suite)
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  heads = "MultiHeadDotProductAttention"
  s(heads, {"num_heads": 2, "qkv_features": 6, "out_features": 5, "normalize_qk": True},
    [(2, 3, 4), (2, 5, 4), (2, 5, 4)])
  s(heads, {"num_heads": 3, "qkv_features": 9, "precision": "highest"}, [(4, 7), (1, 7)])
  s(heads, {"num_heads": 1, "out_features": 3}, [(2, 3, 2, 4), (2, 3, 5, 6)])
  s(heads, {"num_heads": 2, "kernel_init": ["normal", 0.5], "out_kernel_init": "he_normal",
            "bias_init": ["normal", 0.5], "out_bias_init": ["constant", 0.25]}, [(1, 4, 6)])
  s("MultiHeadAttention", {"num_heads": 2, "use_bias": False}, [(2, 3, 4)])
  causal = nn.make_causal_mask(jnp.ones((2, 5)))
  s(heads, {"num_heads": 2}, [(2, 5, 6)], named={"mask": causal})
  s("SelfAttention", {"num_heads": 2}, [(2, 5, 4)], named={"mask": causal})
  valid = jnp.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]])
  pad = nn.make_attention_mask(valid, valid)
  s(heads, {"num_heads": 2}, [(2, 5, 6)], named={"mask": nn.combine_masks(causal, pad)})
  s(heads, {"num_heads": 4}, [(2, 3, 8), (2, 4, 8), (2, 4, 8)],
    named={"mask": jax.random.bernoulli(suite.key(7), 0.6, (2, 4, 3, 4))})
  s(heads, {"num_heads": 2}, [(2, 3, 4)], named={"mask": jnp.zeros((2, 1, 3, 3), bool)})
  for broadcast in (True, False):
    s(heads, {"num_heads": 2, "dropout_rate": 0.4, "broadcast_dropout": broadcast},
      [(2, 3, 4)], call_kwargs={"deterministic": False, "sow_weights": True}, rngs=["dropout"],
      mutable=["intermediates"])
  s(heads, {"num_heads": 2, "dropout_rate": 0.4, "deterministic": True}, [(2, 3, 4)])


def recurrent(suite):
  own = typed(suite, {})
  given = values(own)
  flags = {"reverse": True, "keep_order": True}
  for cell in (nn.LSTMCell, nn.OptimizedLSTMCell, nn.GRUCell, nn.MGUCell, nn.SimpleCell):
    fn = f"linen.RNN({cell.__name__}(3))"
    suite.layer(fn, nn.RNN(cell(3, **given), **flags), {**own, **flags}, [(2, 4, 5)])
    lengths = jnp.array([4, 1, 3])
    for options in ({}, {"reverse": True}, flags, {"time_major": True}):
      shape = (4, 3, 5) if "time_major" in options else (3, 4, 5)
      suite.layer(fn, nn.RNN(cell(3, **given), return_carry=True, **options),
                  {**own, **options, "return_carry": True}, [shape], named={"seq_lengths": lengths})
  functions = {
      "LSTMCell": {"gate_fn": "hard_sigmoid", "activation_fn": "relu"},
      "OptimizedLSTMCell": {"gate_fn": "hard_sigmoid", "activation_fn": "relu"},
      "GRUCell": {"gate_fn": "hard_sigmoid", "activation_fn": "relu"},
      "MGUCell": {"gate_fn": "hard_sigmoid", "activation_fn": "relu", "reset_gate": False,
                  "forget_bias_init": ["normal", 0.5], "activation_bias_init": ["normal", 0.5]},
      "SimpleCell": {"activation_fn": "relu", "residual": True},
  }
  for name, options in functions.items():
    drawn = {"kernel_init": ["normal", 0.5], "recurrent_kernel_init": ["normal", 0.4],
             "carry_init": ["normal", 1.0]}
    if name != "MGUCell":
      drawn["bias_init"] = ["normal", 0.5]
    config = {**own, **options, **drawn}
    suite.layer(f"linen.RNN({name}(3))", nn.RNN(getattr(nn, name)(3, **values(config)), return_carry=True),
                {**config, "return_carry": True}, [(2, 4, 5)])
  gru = nn.RNN(nn.GRUCell(3, **given), time_major=True, reverse=True)
  suite.layer("linen.RNN(GRUCell(3))", gru, {**own, "time_major": True, "reverse": True}, [(4, 2, 5)])
  suite.layer("linen.RNN(GRUCell(3))", nn.RNN(nn.GRUCell(3, **given), return_carry=True),
              {**own, "return_carry": True}, [(4, 5)], named={"initial_carry": (3,)})
  suite.layer("linen.RNN(ConvLSTMCell(2,3,3))", nn.RNN(nn.ConvLSTMCell(2, (3, 3), **given)), own,
              [(2, 3, 4, 5, 2)])
  config = {**own, "use_bias": False, "padding": "SAME", "strides": [1],
            "carry_init": ["normal", 1.0], "return_carry": True}
  suite.layer("linen.RNN(ConvLSTMCell(2,2))",
              nn.RNN(nn.ConvLSTMCell(2, (2,), use_bias=False, strides=(1,), carry_init=nn.initializers.normal(1.0),
                                     **given), return_carry=True), config, [(2, 3, 4, 2)])
  two = lambda: [nn.RNN(nn.GRUCell(4, **given)), nn.RNN(nn.GRUCell(4, **given))]
  fn = "linen.Bidirectional(RNN(GRUCell(4)),RNN(GRUCell(4)))"
  suite.layer(fn, nn.Bidirectional(*two()), own, [(3, 4, 5)], named={"seq_lengths": jnp.array([4, 1, 3])})
  suite.layer(fn, nn.Bidirectional(*two(), time_major=True, return_carry=True),
              {**own, "time_major": True, "return_carry": True}, [(4, 3, 5)])
  suite.layer("linen.Bidirectional(RNN(LSTMCell(2)),RNN(SimpleCell(3)))",
              nn.Bidirectional(nn.RNN(nn.LSTMCell(2, **given)), nn.RNN(nn.SimpleCell(3, **given))), own,
              [(2, 4, 5)])


def mixed(suite):
  """Computation in a dtype, parameters in another."""
  s = lambda *args, **kwargs: suite.layer(f"linen.{args[0]}", getattr(nn, args[0])(**values(args[1])),
                                          *args[1:], **kwargs)
  if suite.wide():
    # parameters of 32 bits, inputs of 64
    for name, config, shape in (("Dense", {"features": 4}, (3, 5)),
                                ("Conv", {"features": 3, "kernel_size": [2]}, (2, 4, 2)),
                                ("LayerNorm", {}, (3, 5)),
                                ("BatchNorm", {"use_running_average": False}, (4, 3)),
                                ("MultiHeadDotProductAttention", {"num_heads": 2}, (2, 3, 4))):
      s(name, config, [shape], mutable=["batch_stats"] if name == "BatchNorm" else (), tol=1e-6)
    suite.layer("linen.RNN(GRUCell(3))", nn.RNN(nn.GRUCell(3, dtype=np.float32)), {"dtype": "float32"},
                [(2, 4, 5)], tol=1e-4)
    return
  for dtype, tol in (("bfloat16", 3e-2), ("float16", 4e-3)):
    both = {"dtype": dtype, "param_dtype": dtype}
    for kind in ({"dtype": dtype}, both):
      s("Dense", {"features": 4, **kind}, [(3, 5)], tol=tol)
    s("DenseGeneral", {"features": [2, 2], "dtype": dtype}, [(3, 5)], tol=tol)
    s("Einsum", {"shape": [5, 2], "einsum_str": "na,ab->nb", "dtype": dtype}, [(3, 5)], tol=tol)
    s("Embed", {"num_embeddings": 7, "features": 4, "dtype": dtype}, [ints(suite, (3, 2), 7)], tol=tol)
    s("Conv", {"features": 3, "kernel_size": [2], "dtype": dtype}, [(2, 4, 2)], tol=tol)
    s("ConvTranspose", {"features": 3, "kernel_size": [2], "dtype": dtype}, [(2, 4, 2)], tol=tol)
    s("ConvLocal", {"features": 3, "kernel_size": [2], "dtype": dtype}, [(2, 4, 2)], tol=tol)
    s("LayerNorm", {"dtype": dtype}, [(3, 5)], tol=tol)
    s("RMSNorm", both, [(3, 5)], tol=tol)
    s("LayerNorm", {**both, "force_float32_reductions": False}, [(3, 5)], tol=tol)
    s("GroupNorm", {"num_groups": 2, "dtype": dtype}, [(2, 3, 4)], tol=tol)
    s("BatchNorm", {"use_running_average": False, "dtype": dtype}, [(4, 3)], mutable=["batch_stats"],
      tol=tol)
    s("MultiHeadDotProductAttention", {"num_heads": 2, "dtype": dtype}, [(2, 3, 4)], tol=tol)
    s("MultiHeadDotProductAttention", {"num_heads": 2, "dtype": dtype, "force_fp32_for_softmax": True},
      [(2, 3, 4)], tol=tol)
    suite.layer("linen.RNN(LSTMCell(3))", nn.RNN(nn.LSTMCell(3, dtype=dtype)), {"dtype": dtype}, [(2, 3, 5)],
                tol=tol * 2)
  original(suite)


def original(suite):
  """Keys as they were before threefry was partitionable."""
  suite.original = True
  jax.config.update("jax_threefry_partitionable", False)
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  s("Dense", {"features": 4, "kernel_init": "he_normal", "bias_init": ["normal", 0.5]}, [(3, 5)])
  s("Embed", {"num_embeddings": 7, "features": 4}, [ints(suite, (3, 2), 7)])
  s("Conv", {"features": 3, "kernel_size": [3]}, [(2, 7, 2)])
  suite.layer("linen.RNN(LSTMCell(3))", nn.RNN(nn.LSTMCell(3)), {}, [(2, 4, 5)])
  s("MultiHeadDotProductAttention", {"num_heads": 2, "dropout_rate": 0.4, "deterministic": False},
    [(2, 3, 4)], rngs=["dropout"])
  suite.layer("linen.Dropout", nn.Dropout(0.4, deterministic=False), {"rate": 0.4, "deterministic": False},
              [(5, 7)], rngs=["dropout"])
  jax.config.update("jax_threefry_partitionable", True)
  suite.original = False
