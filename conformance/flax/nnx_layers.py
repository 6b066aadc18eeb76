"""Layers of nnx with their options, and modules under its transformations.

In `config`, sizes have the names of the constructors' parameters. Tensors of a module are named by
the class of the variable and its path. `nnx.program(NAME)` is the function of that name here and in
`NnxPrograms`.
"""
import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import nnx

from suite import values


def path_name(path):
  return "/".join("/".join(map(str, p)) if isinstance(p, tuple) else str(p) for p in path)


def flat(module):
  """The tensors of a module, without keys; arrays that are no variables count as parameters."""
  found = {}
  for path, variable in nnx.to_flat_state(nnx.state(module)):
    is_variable = isinstance(variable, nnx.Variable)
    value = variable[...] if is_variable else variable
    if not jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
      kind = type(variable).__name__ if is_variable else "Param"
      found[f"{kind}/{path_name(path)}"] = jnp.asarray(value)
  return dict(sorted(found.items()))


def case(suite, fn, config, make, shapes, call=None, streams=(), named=None, gradient=True, tol=None):
  key = suite.key(len(suite.cases), 1)
  others = {s: suite.key(len(suite.cases), 10 + i) for i, s in enumerate(streams)}
  inputs = suite.inputs(shapes)
  more = dict(zip(named or {}, suite.inputs((named or {}).values())))
  call = call or (lambda m, *xs, **kwargs: m(*xs, **kwargs))
  module = make(nnx.Rngs(key, **others))
  other = nnx.clone(module)
  before = flat(module)
  outs = jax.tree.leaves(call(module, *inputs, **more))
  after = flat(module)
  result = {
      "kind": "layer", "fn": f"nnx.{fn}", "config": config, "call_kwargs": {"named": list(named)} if named else {},
      "init_key": suite.keep(jax.random.key_data(key)),
      "rngs": {k: suite.keep(jax.random.key_data(v)) for k, v in others.items()},
      "inputs": [suite.keep(x) for x in [*inputs, *more.values()]],
      "variables": {k: suite.keep(v) for k, v in before.items()},
      "out": [suite.keep(o) for o in outs], "tol": tol or suite.tolerance(),
  }
  changed = {k: v for k, v in after.items() if k in before and not k.startswith(("Param/", "LoRAParam/"))}
  if changed:
    result["mutated"] = {k: suite.keep(v) for k, v in changed.items()}
  if gradient:
    cts = [jax.random.normal(suite.key(len(suite.cases), 3, i), o.shape, o.dtype) for i, o in enumerate(outs)]

    def loss(m):
      return sum((o * ct).sum() for o, ct in zip(jax.tree.leaves(call(m, *inputs, **more)), cts))

    wrt = nnx.Any(nnx.Param, nnx.LoRAParam)
    grads = nnx.grad(loss, argnums=nnx.DiffState(0, wrt))(other)
    result["ct"] = [suite.keep(ct) for ct in cts]
    result["param_grads"] = {}
    for path, variable in nnx.to_flat_state(grads):
      result["param_grads"][f"{type(variable).__name__}/{path_name(path)}"] = suite.keep(variable[...])
  suite.add(result)


def add(suite):
  layers(suite)
  attention(suite)
  recurrent(suite)
  programs(suite)
  if not suite.wide():
    suite.original = True
    jax.config.update("jax_threefry_partitionable", False)
    simple(suite, "Linear", {"in_features": 5, "out_features": 4}, [(3, 5)])
    case(suite, "Dropout", {"rate": 0.4}, lambda r: nnx.Dropout(0.4, rngs=r), [(3, 5)], gradient=False)
    case(suite, "RNN(GRUCell)", {"in_features": 3, "hidden_features": 2},
         lambda r: nnx.RNN(nnx.GRUCell(3, 2, rngs=r)), [(2, 4, 3)])
    jax.config.update("jax_threefry_partitionable", True)
    suite.original = False


def simple(suite, name, config, shapes, **kwargs):
  own = {**config, "param_dtype": "float64"} if suite.wide() else config
  given = values(own)
  case(suite, name, own, lambda r: getattr(nnx, name)(**given, rngs=r), shapes, **kwargs)


def layers(suite):
  s = lambda *args, **kwargs: simple(suite, *args, **kwargs)
  mask = lambda *shape: jax.random.bernoulli(suite.key(len(suite.cases), 4), 0.7, shape)
  ints = lambda shape, high: jax.random.randint(suite.key(len(suite.cases), 2), shape, 0, high)
  drawn = {"kernel_init": ["normal", 0.4], "bias_init": ["normal", 0.3]}
  scaled = {"scale_init": ["normal", 0.5], "bias_init": ["normal", 0.5]}
  s("Linear", {"in_features": 5, "out_features": 4, "precision": "highest", **drawn}, [(3, 5)])
  s("Linear", {"in_features": 5, "out_features": 4, "use_bias": False}, [(2, 1, 5)])
  s("LinearGeneral", {"in_features": [2, 3], "out_features": [4, 2], "axis": [-2, -1], **drawn}, [(2, 2, 3)])
  s("LinearGeneral", {"in_features": [3], "out_features": [4], "use_bias": False, "precision": "high"},
    [(2, 5, 3)])
  s("Einsum", {"einsum_str": "nta,hab->nthb", "kernel_shape": [3, 3, 4], "bias_shape": [3, 4], **drawn},
    [(2, 5, 3)])
  s("Einsum", {"einsum_str": "na,ab->nb", "kernel_shape": [3, 2]}, [(4, 3)])
  s("Embed", {"num_embeddings": 7, "features": 4}, [ints((3, 2), 7)])
  s("Embed", {"num_embeddings": 7, "features": 4, "embedding_init": ["uniform", 0.7]}, [ints((3, 2), 7)])
  own = {"param_dtype": "float64"} if suite.wide() else {}
  given = values(own)
  case(suite, "attend", {**own, "num_embeddings": 7, "features": 4},
       lambda r: nnx.Embed(7, 4, rngs=r, **given), [(3, 4)], call=lambda m, x: m.attend(x))
  for padding in ("CIRCULAR", "REFLECT", "VALID", [[1, 2], [0, 1]]):
    s("Conv", {"in_features": 2, "out_features": 3, "kernel_size": [3, 2], "padding": padding}, [(2, 6, 5, 2)])
  s("Conv", {"in_features": 4, "out_features": 6, "kernel_size": [3, 3], "strides": 2,
             "feature_group_count": 2, "kernel_dilation": 2, "precision": "highest", **drawn}, [(2, 5, 5, 4)])
  s("Conv", {"in_features": 2, "out_features": 3, "kernel_size": [2], "padding": "CAUSAL", "use_bias": False,
             "input_dilation": 1}, [(2, 5, 2)])
  s("Conv", {"in_features": 2, "out_features": 3, "kernel_size": [2, 1, 2]}, [(1, 3, 2, 4, 2)])
  s("ConvTranspose", {"in_features": 2, "out_features": 3, "kernel_size": [3], "strides": [2], **drawn},
    [(2, 5, 2)])
  s("ConvTranspose", {"in_features": 2, "out_features": 3, "kernel_size": [3, 2], "padding": "CIRCULAR",
                      "transpose_kernel": True, "use_bias": False}, [(2, 4, 3, 2)])
  s("BatchNorm", {"num_features": 3, "axis": 1, "momentum": 0.8, **scaled}, [(4, 3, 5)])
  s("BatchNorm", {"num_features": 3, "use_running_average": True, "use_bias": False, "epsilon": 1e-3}, [(4, 3)],
    tol=1e-6 if suite.wide() else None)  # averages are kept in 32 bits
  s("BatchNorm", {"num_features": 5, "use_fast_variance": False, "use_scale": False}, [(4, 3, 5)],
    named={"mask": mask(4, 3, 5)})
  s("LayerNorm", {"num_features": 5, "use_fast_variance": False, **scaled}, [(3, 5)])
  s("LayerNorm", {"num_features": 5, "use_bias": False, "epsilon": 1e-3}, [(3, 5)], named={"mask": mask(3, 5)})
  s("LayerNorm", {"num_features": 5, "reduction_axes": [1, 2]}, [(3, 4, 5)])
  s("RMSNorm", {"num_features": 5, "scale_init": ["normal", 0.5], "epsilon": 1e-3}, [(3, 5)])
  s("GroupNorm", {"num_features": 6, "num_groups": 3, **scaled}, [(2, 3, 6)])
  s("GroupNorm", {"num_features": 6, "num_groups": None, "group_size": 2, "use_bias": False}, [(2, 3, 6)],
    named={"mask": mask(2, 3, 6)})
  s("InstanceNorm", {"num_features": 3, "use_scale": False}, [(2, 5, 3)])
  s("InstanceNorm", {"num_features": 3, "use_fast_variance": False, **scaled}, [(2, 4, 3, 3)])
  linear = lambda r: nnx.Linear(5, 4, rngs=r, **given)
  # what it divides stays divided, so the gradient is another than that of linen: not compared
  for steps in (1, 3):
    case(suite, "SpectralNorm(Linear)", {**own, "in_features": 5, "out_features": 4, "n_steps": steps},
         lambda r: nnx.SpectralNorm(linear(r), n_steps=steps, rngs=r, **given), [(3, 5)], gradient=False)
  case(suite, "SpectralNorm(Linear)",
       {**own, "in_features": 5, "out_features": 4, "update_stats": False, "epsilon": 1e-4},
       lambda r: nnx.SpectralNorm(linear(r), update_stats=False, epsilon=1e-4, rngs=r, **given), [(3, 5)],
       gradient=False)
  case(suite, "WeightNorm(Linear)", {**own, "in_features": 5, "out_features": 4},
       lambda r: nnx.WeightNorm(linear(r), rngs=r, **given), [(3, 5)], gradient=False)
  case(suite, "WeightNorm(Linear)",
       {**own, "in_features": 5, "out_features": 4, "use_scale": False, "epsilon": 1e-3, "feature_axes": [0]},
       lambda r: nnx.WeightNorm(linear(r), use_scale=False, epsilon=1e-3, feature_axes=0, rngs=r, **given),
       [(3, 5)], gradient=False)
  for config in ({"rate": 0.4}, {"rate": 0.6, "broadcast_dims": [0]}, {"rate": 0.4, "deterministic": True},
                 {"rate": 0.4, "rng_collection": "noise"}):
    case(suite, "Dropout", config, lambda r: nnx.Dropout(**values(config), rngs=r), [(4, 5)],
         streams=["noise"] if "rng_collection" in config else (), gradient=False)
  case(suite, "PReLU", {**own, "negative_slope_init": 0.2}, lambda r: nnx.PReLU(0.2, **given), [(3, 5)])
  case(suite, "Sequential(Linear,tanh,Linear)", {**own, "in_features": 5, "out_features": 5},
       lambda r: nnx.Sequential(nnx.Linear(5, 5, rngs=r, **given), nnx.tanh, nnx.Linear(5, 5, rngs=r, **given)),
       [(3, 5)])
  lora = {"in_features": 5, "lora_rank": 2, "out_features": 4, "b_initializer": ["normal", 0.5]}
  case(suite, "LoRA", {**own, **lora}, lambda r: nnx.LoRA(**values(lora), rngs=r, **given), [(3, 5)])
  more = {**lora, "a_initializer": ["normal", 0.3]}
  case(suite, "LoRA(Linear)", {**own, **more},
       lambda r: nnx.LoRA(base_module=nnx.Linear(5, 4, rngs=r, **given), **values(more), rngs=r, **given),
       [(3, 5)])
  case(suite, "LoRALinear", {**own, **lora},
       lambda r: nnx.LoRALinear(5, 4, lora_rank=2, b_initializer=nnx.initializers.normal(0.5), rngs=r,
                                **({"lora_param_dtype": given["param_dtype"]} if given else {}), **given),
       [(3, 5)])
  if not suite.wide():
    for dtype, tol in (("bfloat16", 4e-2), ("float16", 5e-3)):
      for name, config, shape in (("Linear", {"in_features": 5, "out_features": 4}, (3, 5)),
                                  ("Conv", {"in_features": 2, "out_features": 3, "kernel_size": [2]}, (2, 4, 2)),
                                  ("LayerNorm", {"num_features": 5}, (3, 5))):
        s(name, {**config, "dtype": dtype}, [shape], tol=tol)


def attention(suite):
  # jax.nn.dot_product_attention takes its softmax in 32 bits
  wide = {"tol": 2e-6} if suite.wide() else {}

  def s(config, shapes, call=None, **kwargs):
    own = {**config, "param_dtype": "float64"} if suite.wide() else config
    given = values(own)
    case(suite, "MultiHeadAttention", own, lambda r: nnx.MultiHeadAttention(**given, decode=False, rngs=r),
         shapes, call=call, **wide, **kwargs)

  masked = lambda m, x, mask: m(x, mask=mask)
  causal = nnx.make_causal_mask(jnp.ones((2, 4)))
  s({"num_heads": 2, "in_features": 6}, [(2, 4, 6)], call=masked, named={"mask": causal})
  s({"num_heads": 4, "in_features": 8, "num_kv_heads": 2, "normalize_qk": True, "precision": "highest"},
    [(2, 3, 8)])
  s({"num_heads": 2, "in_features": 6, "qkv_features": 4, "out_features": 3, "in_kv_features": 5},
    [(2, 3, 6), (2, 4, 5)])
  s({"num_heads": 2, "in_features": 6, "use_bias": False, "kernel_init": ["normal", 0.5],
     "out_kernel_init": ["normal", 0.3]}, [(3, 6)])
  s({"num_heads": 2, "in_features": 6, "bias_init": ["normal", 0.5], "out_bias_init": ["constant", 0.25]},
    [(3, 6)])
  for broadcast in (True, False):
    s({"num_heads": 2, "in_features": 6, "dropout_rate": 0.4, "broadcast_dropout": broadcast,
       "deterministic": False}, [(2, 3, 6)])
  s({"num_heads": 2, "in_features": 6, "dropout_rate": 0.4, "deterministic": True}, [(2, 3, 6)])

  def sown(m, x):
    out, seen = nnx.capture(lambda m, x: m(x, is_causal=True, sow_weights=True), nnx.Intermediate)(m, x)
    return [out, jax.tree.leaves(seen)]

  own = {"param_dtype": "float64"} if suite.wide() else {}
  heads = lambda r: nnx.MultiHeadAttention(2, 6, decode=False, rngs=r, **values(own))
  case(suite, "program(SownAttention)", own, heads, [(2, 3, 6)], call=sown, gradient=False, **wide)

  def decoded(m, x):
    m.init_cache(x.shape, dtype=x.dtype)
    return jnp.concatenate([m(x[:, i:i + 1], decode=True) for i in range(x.shape[1])], 1)

  case(suite, "program(Decode)", own, heads, [(2, 4, 6)], call=decoded, gradient=False, **wide)


def recurrent(suite):
  own = {"param_dtype": "float64"} if suite.wide() else {}
  given = values(own)
  sizes = {"in_features": 3, "hidden_features": 2}
  lengths = jnp.array([4, 1, 3])
  if suite.wide():
    simple_dtype = {"dtype": jnp.float64}
  for name in ("LSTMCell", "OptimizedLSTMCell", "GRUCell", "SimpleCell"):
    cell = getattr(nnx, name)
    more = simple_dtype if suite.wide() and name == "SimpleCell" else {}
    if more:
      continue  # computes in 32 bits without a dtype, in 64 bits with one: no default to compare
    fn = f"RNN({name})"
    case(suite, fn, {**own, **sizes}, lambda r: nnx.RNN(cell(3, 2, rngs=r, **given)), [(2, 4, 3)])
    for flags in ({}, {"reverse": True}, {"reverse": True, "keep_order": True}, {"time_major": True}):
      shape = (4, 3, 3) if "time_major" in flags else (3, 4, 3)
      case(suite, fn, {**own, **sizes, **flags, "return_carry": True},
           lambda r: nnx.RNN(cell(3, 2, rngs=r, **given), return_carry=True, **flags), [shape],
           named={"seq_lengths": lengths})
    drawn = {"kernel_init": ["normal", 0.5], "recurrent_kernel_init": ["normal", 0.4],
             "bias_init": ["normal", 0.5], "activation_fn": "relu"}
    drawn.update({"residual": True} if name == "SimpleCell" else {"gate_fn": "hard_sigmoid"})
    case(suite, fn, {**own, **sizes, **drawn}, lambda r: nnx.RNN(cell(3, 2, rngs=r, **given, **values(drawn))),
         [(2, 4, 3)])
  both = lambda r, **flags: nnx.Bidirectional(nnx.RNN(nnx.GRUCell(3, 2, rngs=r, **given)),
                                              nnx.RNN(nnx.LSTMCell(3, 2, rngs=r, **given)), **flags)
  fn = "Bidirectional(RNN(GRUCell),RNN(LSTMCell))"
  case(suite, fn, {**own, **sizes}, lambda r: both(r), [(3, 4, 3)], named={"seq_lengths": lengths})
  case(suite, fn, {**own, **sizes, "time_major": True, "return_carry": True},
       lambda r: both(r, time_major=True, return_carry=True), [(4, 3, 3)])


class Block(nnx.Module):
  """A layer with dropout and a count of its calls, added to its input."""

  def __init__(self, features, rngs, dtype):
    self.linear = nnx.Linear(features, features, param_dtype=dtype, bias_init=nnx.initializers.normal(0.3), rngs=rngs)
    self.dropout = nnx.Dropout(0.4, rngs=rngs)
    self.calls = nnx.BatchStat(jnp.zeros((), jnp.float32))

  def __call__(self, x):
    self.calls[...] = self.calls[...] + 1
    return x + self.dropout(nnx.tanh(self.linear(x)))


def programs(suite):
  own = {"param_dtype": "float64"} if suite.wide() else {}
  dtype = suite.dtype

  @nnx.split_rngs(splits=3)
  @nnx.vmap(in_axes=0, out_axes=0)
  def stack(rngs):
    return Block(4, rngs, dtype)

  def program(name, make, shapes, call, **kwargs):
    case(suite, f"program({name})", own, make, shapes, call=call, gradient=False, **kwargs)

  program("Mapped", stack, [(2, 3, 4)],
          nnx.vmap(lambda m, x: m(x), in_axes=(0, 1), out_axes=2))
  program("MappedInputs", lambda r: Block(4, r, dtype), [(3, 2, 4)],
          lambda m, x: nnx.vmap(lambda m, x: nnx.tanh(m.linear(x)),
                                in_axes=(nnx.StateAxes({...: None}), 0), out_axes=1)(m, x))
  program("Layers", stack, [(2, 4)],
          lambda m, x: nnx.scan(lambda c, layer: (layer(c), c.sum(-1)), in_axes=(nnx.Carry, 0),
                                out_axes=(nnx.Carry, 0))(x, m))

  @nnx.split_rngs(splits=3, only="params")
  @nnx.vmap(in_axes=(nnx.StateAxes({"params": 0, ...: None}),),
            out_axes=nnx.StateAxes({nnx.Param: 1, ...: None}))
  def shared(rngs):
    return Block(4, rngs, dtype)

  steps = nnx.StateAxes({nnx.Param: 1, ...: nnx.Carry})
  program("SharedLayers", lambda r: shared(nnx.Rngs(params=r.params(), dropout=r.dropout())), [(2, 4)],
          lambda m, x: nnx.scan(lambda c, layer: (layer(c), c.sum(-1)), in_axes=(nnx.Carry, steps),
                                out_axes=(nnx.Carry, 0))(x, m), streams=["dropout"])

  def trained(wrt, tx):
    def call(m, x):
      optimizer = nnx.Optimizer(m, tx, wrt=wrt)
      for _ in range(3):
        grads = nnx.grad(lambda m: (m(x) ** 2).mean(), argnums=nnx.DiffState(0, wrt))(m)
        optimizer.update(m, grads)
      return [m(x), optimizer.step[...]] + list(jax.tree.leaves(nnx.state(m, wrt)))
    return call

  lora = lambda r: nnx.LoRA(4, 2, 3, base_module=nnx.Linear(4, 3, param_dtype=dtype, rngs=r), param_dtype=dtype, rngs=r)
  program("TrainedLoRA", lora, [(5, 4)], trained(nnx.LoRAParam, optax.adam(0.1)))
  program("TrainedKernels", lora, [(5, 4)],
          trained(nnx.All(nnx.Param, nnx.PathContains("kernel")), optax.sgd(0.1, momentum=0.9)))

  def parts(m, x):
    graph, kernels, rest = nnx.split(m, nnx.PathContains("kernel"), ...)
    kernels = jax.tree.map(lambda k: k * 2, kernels)
    scaled = nnx.merge(graph, kernels, rest)(x)
    nnx.update(m, jax.tree.map(lambda b: b + 1, nnx.state(m, nnx.All(nnx.Param, nnx.Not(nnx.PathContains("kernel"))))))
    return [scaled, m(x)]

  program("Parts", lambda r: nnx.Sequential(nnx.Linear(4, 4, param_dtype=dtype, rngs=r), nnx.Linear(4, 2, param_dtype=dtype, rngs=r)),
          [(3, 4)], parts)

  def streams(r):
    keys = [r.params(), r.params(), r.noise(), r()]
    forked = r.fork()
    keys += [forked.params(), forked.noise(), r.noise()]
    return jnp.stack([jax.random.key_data(k) for k in keys])

  program("Streams", lambda r: r, [(1,)], lambda r, x: streams(r), streams=["noise"])
