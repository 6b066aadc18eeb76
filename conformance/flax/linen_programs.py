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
  """Two blocks, one of which is inside remat, jit or fold_rngs."""
  dtype: object
  transformation: str

  @nn.compact
  def __call__(self, x):
    first = Block(self.dtype, name="first")
    lifted = {"remat": nn.remat, "jit": nn.jit, "fold_rngs": nn.fold_rngs}[self.transformation](lambda module, v: module(v))
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


class Branches(nn.Module):
  """Branches that share a layer, count themselves and draw keys; the input chooses one."""
  dtype: object
  op: str

  @nn.compact
  def __call__(self, x, choice):
    zeros = lambda: jnp.zeros((3,), jnp.int32)
    self.variable("counts", "calls", zeros)

    def branch(i):
      def function(module, x):
        if not self.is_initializing():
          calls = module.variable("counts", "calls", zeros)
          calls.value = calls.value.at[i].add(1)
        y = nn.Dense(4, param_dtype=self.dtype, name="dense")(x)
        if i == 0:
          return nn.Dropout(0.4, deterministic=False, name="dropout")(nn.tanh(y))
        return y + jax.random.normal(module.make_rng("noise"), y.shape, y.dtype) if i == 1 else -y

      return function

    if self.op == "cond":
      y = nn.cond(choice > 0, branch(0), branch(1), self, x)
    else:
      y = nn.switch(choice, [branch(0), branch(1), branch(2)], self, x)
    return y + jax.random.normal(self.make_rng("noise"), y.shape, y.dtype)


class Heads(nn.Module):
  """Branches with parameters of their own, which are all called to draw them."""
  dtype: object

  def setup(self):
    dense = lambda n: nn.Dense(n, param_dtype=self.dtype)
    self.heads = [nn.Sequential([dense(5), nn.tanh, dense(3)]), dense(3)]

  @nn.compact
  def __call__(self, x, choice):
    branches = [lambda module, x, i=i: module.heads[i](x) for i in range(2)]
    if self.is_initializing():
      for branch in branches:
        branch(self, x)
    return nn.switch(choice, branches, self, x)


class Until(nn.Module):
  """A loop that counts its turns in a variable and ends by it."""
  dtype: object
  turns: int
  split_dropout: bool

  @nn.compact
  def __call__(self, x):
    zero = lambda: jnp.zeros((), jnp.int32)

    def condition(module, carry):
      return module.variables["counts"]["turns"] < self.turns

    def body(module, carry):
      turns = module.variable("counts", "turns", zero)
      if not self.is_initializing():
        turns.value = turns.value + 1
      y = nn.tanh(nn.Dense(x.shape[-1], param_dtype=self.dtype, name="dense")(carry))
      return carry + nn.Dropout(0.4, deterministic=False, name="dropout")(y)

    if self.is_initializing():
      return body(self, x)
    return nn.while_loop(condition, body, self, x, carry_variables="counts",
                         split_rngs={"dropout": self.split_dropout})


class Wrapped(nn.Module):
  """A part and more parameters beside its own, in one place."""
  dtype: object
  part: nn.Module = None

  def setup(self):
    if self.part is None:
      self.base = Base(self.dtype)
    nn.share_scope(self, self.part or self.base)

  @nn.compact
  def __call__(self, x):
    a = self.param("a", nn.initializers.normal(0.5), (x.shape[-1], 3), self.dtype)
    y = nn.Dense(3, param_dtype=self.dtype, name="own")(x)
    return (self.part or self.base)(x) + x @ a + y


class Base(nn.Module):
  dtype: object

  @nn.compact
  def __call__(self, x):
    b = self.param("b", nn.initializers.normal(0.5), (x.shape[-1],), self.dtype)
    return nn.Dense(3, param_dtype=self.dtype, name="first")(x * b)


class SharedScope(nn.Module):
  """Modules that share a place: with a part that is their own, or one that they are given."""
  dtype: object
  given: bool

  @nn.compact
  def __call__(self, x):
    part = Base(self.dtype, name="base") if self.given else None
    wrapped = Wrapped(self.dtype, part, name="wrapped")
    return wrapped(nn.tanh(wrapped(x)))


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
  for name in ("remat", "jit", "fold_rngs"):
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
  for op, choices in (("cond", (0, 1)), ("switch", (0, 1, 2, 5))):
    for choice in choices:
      program("Branches", Branches(dtype, op), {"op": op}, [(2, 3), jnp.int32(choice)],
              rngs=["dropout", "noise"], mutable=["counts"])
  for choice in (0, 1):
    program("Heads", Heads(dtype), {}, [(2, 4), jnp.int32(choice)])
  for turns, split in ((3, True), (2, False), (0, True)):
    program("Until", Until(dtype, turns, split), {"turns": turns, "split_dropout": split}, [(2, 4)],
            rngs=["dropout"], mutable=["counts"], gradient=False)
  for given in (True, False):
    program("SharedScope", SharedScope(dtype, given), {"given": given}, [(2, 3)])
