"""A suite being made: cases of modules and functions, and the tensors they name."""
import json
import os

import flax.linen as nn
import jax
import jax.numpy as jnp
import numpy as np
from flax.traverse_util import flatten_dict
from jax import random
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))

INITIALIZERS = {
    "constant": lambda x: nn.initializers.constant(x),
    "delta_orthogonal": nn.initializers.delta_orthogonal,
    "glorot_uniform": nn.initializers.glorot_uniform,
    "he_normal": nn.initializers.he_normal,
    "lecun_normal": nn.initializers.lecun_normal,
    "normal": nn.initializers.normal,
    "ones": nn.initializers.ones_init,
    "orthogonal": nn.initializers.orthogonal,
    "truncated_normal": nn.initializers.truncated_normal,
    "uniform": nn.initializers.uniform,
    "variance_scaling": nn.initializers.variance_scaling,
    "zeros": nn.initializers.zeros_init,
}

FUNCTIONS = {"gelu": nn.gelu, "hard_sigmoid": nn.hard_sigmoid, "hard_tanh": nn.hard_tanh, "relu": nn.relu,
             "sigmoid": nn.sigmoid, "tanh": nn.tanh}


def value(name, given):
  """The Python value that an option of a case stands for."""
  if name.endswith(("_init", "_initializer")) and not isinstance(given, float):
    parts = given if isinstance(given, list) else [given]
    return INITIALIZERS[parts[0]](*parts[1:])
  if name in ("gate_fn", "activation_fn"):
    return FUNCTIONS[given]
  if name.endswith("dtype"):
    return jnp.dtype(given)
  if isinstance(given, list):
    return tuple(tuple(p) if isinstance(p, list) else p for p in given)
  return given


def values(config):
  return {name: value(name, given) for name, given in config.items()}


class Suite:
  def __init__(self, dtype):
    self.dtype = dtype
    self.cases = []
    self.tensors = {}
    self.original = False

  def wide(self):
    return self.dtype == np.float64

  def tolerance(self, f32=3e-5):
    return 1e-10 if self.wide() else f32

  def keep(self, x):
    name = f"t{len(self.tensors)}"
    self.tensors[name] = np.array(x, order="C")
    return name

  def keep_tree(self, tree):
    flat = {}
    for path, leaf in jax.tree_util.tree_leaves_with_path(tree):
      steps = [str(getattr(s, "key", getattr(s, "idx", None))) for s in path]
      flat["/".join(steps)] = self.keep(leaf)
    return dict(sorted(flat.items()))

  def key(self, *numbers):
    key = random.key(20)
    for number in numbers:
      key = random.fold_in(key, number)
    return key

  def normal(self, number, *shape):
    return random.normal(self.key(len(self.cases), number), shape, self.dtype)

  def add(self, case):
    if self.original:
      case["note"] = "threefry_partitionable=false"
    number = sum(other["fn"] == case["fn"] and other["kind"] == case["kind"] for other in self.cases)
    case["id"] = f"{case['fn']}#{number}" + ("@original" if self.original else "")
    self.cases.append(case)

  def inputs(self, shapes):
    """Tensors as they are; numbers as shapes of normal ones."""
    return [self.normal(20 + i, *s) if isinstance(s, tuple) else s for i, s in enumerate(shapes)]

  def layer(self, fn, module, config, shapes, call_kwargs=None, named=None, rngs=(), mutable=(),
            capture=False, method=None, pick=None, tol=None, gradient=True):
    """A module of linen.

    `named` are further inputs by their names; `pick` chooses what of the output counts.
    """
    keys = {"params": self.key(len(self.cases), 1)}
    for i, stream in enumerate(rngs):
      keys[stream] = self.key(len(self.cases), 10 + i)
    inputs = self.inputs(shapes)
    more = dict(zip(named or {}, self.inputs((named or {}).values())))
    kwargs = dict(call_kwargs or {})
    variables = module.init(keys, *inputs, method=method, **kwargs, **more)
    variables = {name: c for name, c in variables.items() if c}
    streams = {k: v for k, v in keys.items() if k != "params"}
    pick = pick or (lambda out: out)

    def run(params):
      out, changed = module.apply(
          {**variables, **params}, *inputs, rngs=streams, mutable=list(mutable), method=method,
          capture_intermediates=capture, **kwargs, **more)
      return jax.tree.leaves(pick(out)), changed

    params = {"params": variables["params"]} if "params" in variables else {}
    outs, changed = run(params)
    called = dict(kwargs)
    if named:
      called["named"] = list(named)
    if capture:
      called["capture_intermediates"] = True
    case = {
        "kind": "layer", "fn": fn, "config": config, "call_kwargs": called,
        "init_key": self.keep(random.key_data(keys["params"])),
        "rngs": {k: self.keep(random.key_data(v)) for k, v in streams.items()},
        "inputs": [self.keep(x) for x in [*inputs, *more.values()]],
        "variables": self.keep_tree(variables), "out": [self.keep(o) for o in outs],
        "tol": tol or self.tolerance(),
    }
    if changed:
      case["mutated"] = self.keep_tree(changed)
    if params and gradient:
      cts = [random.normal(self.key(len(self.cases), 3, i), o.shape, o.dtype) for i, o in enumerate(outs)]
      grads = jax.vjp(lambda p: run(p)[0], params)[1](cts)[0]
      case["ct"] = [self.keep(ct) for ct in cts]
      case["param_grads"] = self.keep_tree(grads["params"])
    self.add(case)

  def call(self, fn, function, *args, note=None, tol=None, derivative=False, **kwargs):
    """A call, and where asked for its derivative by all floating arguments."""
    outs = jax.tree.leaves(function(*args))
    named = [{"t": self.keep(a)} if hasattr(a, "shape") else {"v": a} for a in args]
    base = {"fn": fn, "args": named, "kwargs": kwargs}
    if note is not None:
      base["note"] = note
    tol = tol or self.tolerance()
    self.add({"kind": "call", **base, "out": [self.keep(o) for o in outs], "tol": tol})
    if derivative:
      cts = [random.normal(self.key(len(self.cases), 3, i), o.shape, o.dtype) for i, o in enumerate(outs)]
      grads = jax.vjp(lambda *xs: jax.tree.leaves(function(*xs)), *args)[1](cts)
      case = {"kind": "vjp", **base, "ct": [self.keep(c) for c in cts],
              "grads": [self.keep(g) for g in grads], "tol": tol * 5}
      self.add(case)
      case["id"] += "/vjp"

  def write(self, folder):
    path = os.path.join(HERE, folder)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "cases.jsonl"), "w") as file:
      for case in self.cases:
        file.write(json.dumps(case) + "\n")
    save_file(self.tensors, os.path.join(path, "tensors.safetensors"))
