"""A suite being made: cases, and the tensors they name."""
import json
import os

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import save_file

HERE = os.path.dirname(os.path.abspath(__file__))


class Suite:
  def __init__(self, dtype):
    self.dtype = dtype
    self.random = np.random.default_rng(20260)
    self.cases = []
    self.tensors = {}

  def name(self, x):
    name = f"t{len(self.tensors)}"
    self.tensors[name] = np.asarray(x)
    return name

  def normal(self, *shape):
    return jnp.asarray(self.random.standard_normal(shape), self.dtype)

  def tolerance(self):
    return 2e-5 if self.dtype == np.float32 else 1e-10

  def optimizer(self, fn, make, steps=4, values=None, examples=None, spoilt=(), tol=None, **kwargs):
    """An optimizer fed with gradients.

    Beyond the format of the suites, a step may have a `value`: the loss that the optimizer is
    given. With `examples`, gradients have an axis of so many in front; those of the steps in
    `spoilt` hold a NaN.
    """
    params = {"dense": {"bias": self.normal(3), "kernel": self.normal(2, 3)}, "scale": self.normal(2)}
    tx = make(**kwargs)
    state = tx.init(params)
    flat = lambda tree: {
        "dense/bias": self.name(tree["dense"]["bias"]),
        "dense/kernel": self.name(tree["dense"]["kernel"]),
        "scale": self.name(tree["scale"]),
    }
    case = {"id": fn, "kind": "optimizer", "fn": fn, "kwargs": kwargs, "params": flat(params), "steps": []}
    front = () if examples is None else (examples,)
    for i in range(steps):
      grads = jax.tree.map(lambda p: self.normal(*front, *p.shape), params)
      if i in spoilt:
        grads["dense"]["bias"] = grads["dense"]["bias"].at[1].set(jnp.nan)
      step = {"grads": flat(grads)}
      extra = {}
      if values is not None:
        extra["value"] = jnp.asarray(values[i], self.dtype)
        step["value"] = self.name(extra["value"])
      updates, state = optax.with_extra_args_support(tx).update(grads, state, params, **extra)
      params = optax.apply_updates(params, updates)
      case["steps"].append({**step, "updates": flat(updates), "params": flat(params)})
    case["tol"] = tol or self.tolerance()
    self.cases.append(case)

  def call(self, fn, function, *args, tol=None, note=None, derivative=False, **kwargs):
    """A call, and where asked for its derivative by all floating arguments."""
    outs = jax.tree.leaves(function(*args))
    base = {"fn": fn, "args": [{"t": self.name(a)} for a in args], "kwargs": kwargs}
    if note is not None:
      base["note"] = note
    tol = tol or self.tolerance()
    number = sum(case["fn"] == fn and case["kind"] == "call" for case in self.cases)
    name = fn if number == 0 else f"{fn}#{number}"
    self.cases.append({"id": name, "kind": "call", **base, "out": [self.name(o) for o in outs], "tol": tol})
    if derivative:
      cts = [self.normal(*o.shape) for o in outs]
      grads = jax.vjp(lambda *xs: jax.tree.leaves(function(*xs)), *args)[1](cts)
      self.cases.append({"id": name + "/vjp", "kind": "vjp", **base, "ct": [self.name(c) for c in cts], "grads": [self.name(g) for g in grads], "tol": tol * 5})

  def loss(self, fn, function, *args, differentiable=(0,), derived=True):
    """A call, and its derivative by the arguments that have one."""
    out = function(*args)
    names = [{"t": self.name(a)} for a in args]
    base = {"fn": fn, "args": names, "kwargs": {}}
    tol = self.tolerance()
    self.cases.append({"id": fn, "kind": "call", **base, "out": [self.name(out)], "tol": tol})
    if not derived:
      return
    ct = self.normal(*out.shape)
    moving = lambda *xs: function(*[xs[differentiable.index(i)] if i in differentiable else a for i, a in enumerate(args)])
    grads = jax.vjp(moving, *[args[i] for i in differentiable])[1](ct.astype(out.dtype))
    named = [self.name(grads[differentiable.index(i)]) if i in differentiable else None for i in range(len(args))]
    self.cases.append({"id": fn + "/vjp", "kind": "vjp", **base, "ct": [self.name(ct)], "grads": named, "tol": tol * 5})

  def schedule(self, fn, make, **kwargs):
    steps = jnp.arange(0, 120, 7)
    given = dict(kwargs)
    if "boundaries_and_scales" in given:
      given["boundaries_and_scales"] = {int(k): v for k, v in given["boundaries_and_scales"].items()}
    made = make(**given)
    out = jnp.stack([jnp.asarray(made(s)) for s in steps]).astype(self.dtype)
    self.cases.append({"id": fn, "kind": "schedule", "fn": fn, "kwargs": kwargs, "steps": self.name(steps), "out": [self.name(out)], "tol": 1e-5})

  def write(self, folder):
    path = os.path.join(HERE, folder)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, "cases.jsonl"), "w") as file:
      for case in self.cases:
        file.write(json.dumps(case) + "\n")
    save_file(self.tensors, os.path.join(path, "tensors.safetensors"))
