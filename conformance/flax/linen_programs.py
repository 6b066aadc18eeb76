"""Modules of linen that use its machinery: decoding, lifted transformations, sharing, streams.

`linen.program(NAME)` is the module of that name here and in `LayerPrograms`.
"""
import functools

import flax.linen as nn
import jax
import jax.numpy as jnp


class Decode(nn.Module):
  """Attention that is fed one position at a time, from an empty cache."""
  heads: int
  dtype: object
  normalize: bool = False

  @nn.compact
  def __call__(self, x, mask=None):
    attention = nn.MultiHeadDotProductAttention(
        self.heads, decode=True, normalize_qk=self.normalize, param_dtype=self.dtype, name="attention")
    if self.is_initializing():
      return attention(x)
    steps = [attention(x[..., i:i + 1, :], mask=mask) for i in range(x.shape[-2])]
    return jnp.concatenate(steps, -2)


class Block(nn.Module):
  """A layer with dropout, added to its input."""
  dtype: object
  rate: float = 0.4

  @nn.compact
  def __call__(self, x):
    y = nn.Dense(x.shape[-1], param_dtype=self.dtype, bias_init=nn.initializers.normal(0.3))(x)
    return x + nn.Dropout(self.rate, deterministic=False)(nn.tanh(y))


class Layers(nn.Module):
  """A scan over layers: each step has parameters of its own."""
  dtype: object
  split_dropout: bool
  axis: int
  length: int
  reverse: bool

  @nn.compact
  def __call__(self, x):
    block = Block(self.dtype, name="block")

    def body(module, carry, _):
      y = module(carry)
      return y, y.sum(-1)

    lifted = nn.scan(body, variable_axes={"params": self.axis},
                     split_rngs={"params": True, "dropout": self.split_dropout}, length=self.length,
                     reverse=self.reverse)
    return lifted(block, x, None)


class Steps(nn.Module):
  """A scan over inputs: all steps share parameters and count in one variable."""
  dtype: object
  split_dropout: bool
  in_axis: int
  out_axis: int

  @nn.compact
  def __call__(self, carry, xs):
    step = Counted(self.dtype, name="step")
    if self.is_initializing():
      step(carry, jnp.take(xs, 0, self.in_axis))  # Flax does not create what a scan carries
    lifted = nn.scan(lambda module, c, x: module(c, x), variable_broadcast="params",
                     variable_carry="counts", variable_axes={"seen": 0},
                     split_rngs={"params": False, "dropout": self.split_dropout},
                     in_axes=self.in_axis, out_axes=self.out_axis)
    return lifted(step, carry, xs)


class Counted(nn.Module):
  dtype: object

  @nn.compact
  def __call__(self, carry, x):
    count = self.variable("counts", "steps", lambda: jnp.zeros((), jnp.int32))
    if not self.is_initializing():
      count.value = count.value + 1
      seen = self.variable("seen", "input", lambda: jnp.zeros_like(x))
      seen.value = seen.value + x
    y = nn.tanh(nn.Dense(carry.shape[-1], param_dtype=self.dtype)(carry + x))
    y = nn.Dropout(0.4, deterministic=False)(y)
    return y, y * count.value.astype(y.dtype)


class Mapped(nn.Module):
  """A vmap, with parameters of their own for each example or without."""
  dtype: object
  own: bool
  split_dropout: bool
  param_axis: int
  in_axis: int
  out_axis: int
  size: int

  @nn.compact
  def __call__(self, x):
    block = Block(self.dtype, name="block")
    lifted = nn.vmap(lambda module, v: module(v),
                     variable_axes={"params": self.param_axis if self.own else None},
                     split_rngs={"params": self.own, "dropout": self.split_dropout},
                     in_axes=None if self.in_axis < 0 else self.in_axis, out_axes=self.out_axis,
                     axis_size=self.size)
    return lifted(block, x)


class MappedNorm(nn.Module):
  """Batch normalization over examples that vmap maps."""
  dtype: object

  @nn.compact
  def __call__(self, x):
    norm = nn.BatchNorm(use_running_average=False, axis_name="batch", param_dtype=self.dtype, name="norm")
    lifted = nn.vmap(lambda module, v: module(v), variable_axes={"params": None, "batch_stats": None},
                     split_rngs={"params": False}, axis_name="batch")
    return lifted(norm, x)


class Transformed(nn.Module):
  """Two blocks, one of which is inside remat or jit."""
  dtype: object
  transformation: str

  @nn.compact
  def __call__(self, x):
    first = Block(self.dtype, name="first")
    lifted = {"remat": nn.remat, "jit": nn.jit}[self.transformation](lambda module, v: module(v))
    return Block(self.dtype, name="second")(lifted(first, x))


class Shared(nn.Module):
  """One layer, used by this module and by a part."""
  dtype: object

  @nn.compact
  def __call__(self, x):
    dense = nn.Dense(x.shape[-1], param_dtype=self.dtype)
    return Twice(dense)(dense(x))


class Twice(nn.Module):
  layer: nn.Module

  @nn.compact
  def __call__(self, x):
    return self.layer(nn.tanh(self.layer(x)))


class Noisy(nn.Module):
  """Draws keys of several streams, and keeps them."""
  dtype: object

  @nn.compact
  def __call__(self, x):
    for i in range(2):
      self.sow("intermediates", "keys", jax.random.key_data(self.make_rng("noise")))
    y = Noise(name="inner")(nn.Dense(3, param_dtype=self.dtype)(x))
    return Noise()(y) + jax.random.normal(self.make_rng("other"), y.shape, y.dtype)


class Noise(nn.Module):
  @nn.compact
  def __call__(self, x):
    self.sow("intermediates", "keys", jax.random.key_data(self.make_rng("noise")))
    return x + jax.random.normal(self.make_rng("noise"), x.shape, x.dtype)


class Autoencoder(nn.Module):
  """Made by setup; its method decode is what is called."""
  dtype: object

  def setup(self):
    self.encoder = [nn.Dense(n, param_dtype=self.dtype) for n in (4, 2)]
    self.decoder = {"a": nn.Dense(4, param_dtype=self.dtype), "b": nn.Dense(5, param_dtype=self.dtype)}

  def encode(self, x):
    for layer in self.encoder:
      x = nn.tanh(layer(x))
    return x

  def decode(self, z):
    return self.decoder["b"](nn.tanh(self.decoder["a"](z)))

  def __call__(self, x):
    return self.decode(self.encode(x))


class Sown(nn.Module):
  """Leaves values in collections: in a list, and as a sum."""
  dtype: object

  @nn.compact
  def __call__(self, x):
    dense = nn.Dense(3, param_dtype=self.dtype)
    for _ in range(3):
      x = nn.tanh(dense(x))
      self.sow("losses", "all", x.mean())
      self.sow("losses", "sum", x.sum(), init_fn=lambda: 0.0, reduce_fn=lambda a, b: a + b)
    return x


class Perturbed(nn.Module):
  """A value with a variable of zeros added."""
  dtype: object

  @nn.compact
  def __call__(self, x):
    return nn.Dense(2, param_dtype=self.dtype)(self.perturb("hidden", nn.Dense(3, param_dtype=self.dtype)(x)))


class Loop(nn.Module):
  """A recurrent network with dropout in its cell: keys are split over time, or shared."""
  dtype: object
  split_dropout: bool

  @nn.compact
  def __call__(self, x):
    cell = DroppedCell(self.dtype)
    return nn.RNN(cell, split_rngs={"params": False, "dropout": self.split_dropout}, name="rnn")(x)


class DroppedCell(nn.RNNCellBase):
  dtype: object

  @nn.compact
  def __call__(self, carry, x):
    y = nn.tanh(nn.Dense(3, param_dtype=self.dtype)(x) + carry)
    return y, nn.Dropout(0.4, deterministic=False)(y)

  @property
  def num_feature_axes(self):
    return 1

  def initialize_carry(self, rng, input_shape):
    return jnp.zeros((*input_shape[:-1], 3), self.dtype)


def add(suite):
  programs(suite)
  if not suite.wide():
    suite.original = True
    jax.config.update("jax_threefry_partitionable", False)
    programs(suite)
    jax.config.update("jax_threefry_partitionable", True)
    suite.original = False


def programs(suite):
  dtype = suite.dtype
  own = {"param_dtype": "float64"} if suite.wide() else {}

  def program(name, module, config, shapes, **kwargs):
    suite.layer(f"linen.program({name})", module, {**own, **config}, shapes, **kwargs)

  cache = {"mutable": ["cache"], "tol": suite.tolerance(5e-5)}
  program("Decode", Decode(2, dtype), {"heads": 2}, [(2, 4, 6)], **cache)
  program("Decode", Decode(3, dtype, True), {"heads": 3, "normalize": True}, [(5, 9)], **cache)
  program("Decode", Decode(1, dtype), {"heads": 1}, [(2, 3, 4, 5)], **cache)
  program("Decode", Decode(2, dtype), {"heads": 2}, [(2, 4, 6)],
          named={"mask": jnp.ones((2, 1, 1, 4)).at[0, 0, 0, 1].set(0)}, **cache)
  for split, axis, length, reverse in ((True, 0, 3, False), (False, 1, 2, True), (True, 0, 1, False)):
    config = {"split_dropout": split, "axis": axis, "length": length, "reverse": reverse}
    program("Layers", Layers(dtype, split, axis, length, reverse), config, [(2, 4)], rngs=["dropout"])
  for split, inside, outside in ((True, 0, 0), (False, 1, 1), (True, 1, 0)):
    config = {"split_dropout": split, "in_axis": inside, "out_axis": outside}
    program("Steps", Steps(dtype, split, inside, outside), config,
            [(2, 3), (4, 2, 3) if inside == 0 else (2, 4, 3)], rngs=["dropout"], mutable=["counts", "seen"])
  for mine, split, axis, inside, outside in ((True, True, 0, 0, 0), (True, False, 1, 1, 0),
                                             (False, True, 0, 0, 1), (True, True, 0, -1, 0),
                                             (False, False, 0, 0, 0)):
    config = {"own": mine, "split_dropout": split, "param_axis": axis, "in_axis": inside,
              "out_axis": outside, "size": 3}
    shape = {0: (3, 2, 4), 1: (2, 3, 4), -1: (2, 4)}[inside]
    program("Mapped", Mapped(dtype, mine, split, axis, inside, outside, 3), config, [shape],
            rngs=["dropout"])
  program("MappedNorm", MappedNorm(dtype), {}, [(4, 3)], mutable=["batch_stats"])
  for name in ("remat", "jit"):
    program("Transformed", Transformed(dtype, name), {"transformation": name}, [(2, 4)], rngs=["dropout"])
  program("Shared", Shared(dtype), {}, [(2, 3)])
  program("Noisy", Noisy(dtype), {}, [(2, 4)], rngs=["noise", "other"], mutable=["intermediates"])
  program("Autoencoder", Autoencoder(dtype), {}, [(2, 5)])
  module = Autoencoder(dtype)
  program("Autoencoder", module, {"method": "decode"}, [(3, 2)], method=module.decode)
  program("Autoencoder", module, {"method": "encode"}, [(3, 5)], method=module.encode)
  program("Sown", Sown(dtype), {}, [(2, 3)], mutable=["losses"])
  program("Perturbed", Perturbed(dtype), {}, [(2, 3)])
  for split in (True, False):
    program("Loop", Loop(dtype, split), {"split_dropout": split}, [(2, 4, 3)], rngs=["dropout"])
  program("Autoencoder", module, {}, [(2, 5)], capture=True, mutable=["intermediates"])
