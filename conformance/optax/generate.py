"""Cases of Optax that the other suites have not, in their format.

Run with JAX, Optax and safetensors installed: `JAX_PLATFORMS=cpu python generate.py`. It writes
f32/ and f64/ beside itself; the files are committed as it wrote them.
"""
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

  def optimizer(self, fn, make, **kwargs):
    params = {"dense": {"bias": self.normal(3), "kernel": self.normal(2, 3)}, "scale": self.normal(2)}
    tx = make(**kwargs)
    state = tx.init(params)
    flat = lambda tree: {
        "dense/bias": self.name(tree["dense"]["bias"]),
        "dense/kernel": self.name(tree["dense"]["kernel"]),
        "scale": self.name(tree["scale"]),
    }
    case = {"id": fn, "kind": "optimizer", "fn": fn, "kwargs": kwargs, "params": flat(params), "steps": []}
    for _ in range(4):
      grads = jax.tree.map(lambda p: self.normal(*p.shape), params)
      updates, state = tx.update(grads, state, params)
      params = optax.apply_updates(params, updates)
      case["steps"].append({"grads": flat(grads), "updates": flat(updates), "params": flat(params)})
    case["tol"] = self.tolerance()
    self.cases.append(case)

  def loss(self, fn, function, *args, differentiable=(0,)):
    """A call, and its derivative by the arguments that have one."""
    out = function(*args)
    names = [{"t": self.name(a)} for a in args]
    base = {"fn": fn, "args": names, "kwargs": {}}
    tol = self.tolerance()
    self.cases.append({"id": fn, "kind": "call", **base, "out": [self.name(out)], "tol": tol})
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


def generate(dtype, folder):
  s = Suite(dtype)
  c = optax.contrib
  s.optimizer("optax.signum", optax.signum, learning_rate=0.01)
  s.optimizer("optax.optimistic_adam", optax.optimistic_adam, learning_rate=0.01)
  s.optimizer("optax.optimistic_adam_v2", optax.optimistic_adam_v2, learning_rate=0.01)
  s.optimizer("optax.adafactor", optax.adafactor, learning_rate=0.01, min_dim_size_to_factor=2)
  s.optimizer("optax.contrib.simplified_ademamix", c.simplified_ademamix, learning_rate=0.01)
  s.optimizer("optax.contrib.madgrad", c.madgrad, learning_rate=0.01)
  s.optimizer("optax.contrib.dowg", c.dowg)
  s.optimizer("optax.lion", optax.lion, learning_rate=0.01, b1=0.8)
  s.optimizer("optax.sam(sgd(0.1),chain(normalize,sgd(0.05)))", lambda: c.sam(optax.sgd(0.1), optax.chain(c.normalize(), optax.sgd(0.05))))
  key = jax.random.key(7)
  s.optimizer("optax.noisy_sgd(0.1,key(7))", lambda: optax.noisy_sgd(0.1, key=key))
  s.optimizer("optax.scale_by_lbfgs(3)", lambda: optax.chain(optax.scale_by_lbfgs(3), optax.scale(-0.1)))
  s.optimizer("optax.flatten(adam(0.01))", lambda: optax.flatten(optax.adam(0.01)))
  s.optimizer("optax.apply_every(3)", lambda: optax.apply_every(3))
  s.optimizer("optax.chain(normalize_by_update_norm,sgd(0.1))", lambda: optax.chain(optax.normalize_by_update_norm(), optax.sgd(0.1)))

  logits = s.normal(4, 5)
  classes = jnp.asarray([0, 4, 2, 2])
  shares = jax.nn.softmax(s.normal(4, 5))
  binary = jnp.asarray(s.random.integers(0, 2, (4, 5)), dtype)
  signs = 2 * binary - 1
  s.loss("optax.safe_softmax_cross_entropy", optax.safe_softmax_cross_entropy, logits, shares)
  s.loss("optax.sigmoid_focal_loss", optax.sigmoid_focal_loss, logits, binary)
  s.loss("optax.losses.perceptron_loss", optax.losses.perceptron_loss, logits, signs)
  s.loss("optax.losses.sparsemax_loss", optax.losses.sparsemax_loss, logits, binary.astype(bool))
  s.loss("optax.losses.multiclass_hinge_loss", optax.losses.multiclass_hinge_loss, logits, classes)
  s.loss("optax.losses.multiclass_perceptron_loss", optax.losses.multiclass_perceptron_loss, logits, classes)
  s.loss("optax.losses.multiclass_sparsemax_loss", optax.losses.multiclass_sparsemax_loss, logits, classes)
  s.loss("optax.losses.poly_loss_cross_entropy", optax.losses.poly_loss_cross_entropy, logits, shares)
  logs = jax.nn.log_softmax(logits)
  s.loss("optax.losses.kl_divergence_with_log_targets", optax.losses.kl_divergence_with_log_targets, logs, jnp.log(shares), differentiable=(0, 1))
  s.loss("optax.losses.generalized_kl_divergence", optax.losses.generalized_kl_divergence, logs, shares)
  s.loss("optax.losses.ranking_softmax_loss", optax.losses.ranking_softmax_loss, logits, binary)
  s.loss("optax.losses.ntxent", optax.losses.ntxent, s.normal(6, 3), jnp.asarray([0, 1, 0, 1, 2, 2]))
  s.loss("optax.losses.triplet_margin_loss", optax.losses.triplet_margin_loss, s.normal(4, 3), s.normal(4, 3), s.normal(4, 3), differentiable=(0, 1, 2))
  masks = jax.nn.one_hot(s.random.integers(0, 3, (2, 4)), 3, dtype=dtype)
  s.loss("optax.losses.dice_loss", optax.losses.dice_loss, s.normal(2, 4, 3), masks)
  s.loss("optax.losses.multiclass_generalized_dice_loss", optax.losses.multiclass_generalized_dice_loss, s.normal(2, 4, 3), masks)
  s.loss("optax.losses.binary_dice_loss", optax.losses.binary_dice_loss, s.normal(4, 5), binary)

  for kind in ("linear", "cosine"):
    s.schedule("optax.piecewise_interpolate_schedule", optax.piecewise_interpolate_schedule, interpolate_type=kind, init_value=0.1, boundaries_and_scales={"30": 2.0, "90": 0.25})
    s.cases[-1]["id"] += "#" + kind
  s.write(folder)


if __name__ == "__main__":
  generate(np.float32, "f32")
  jax.config.update("jax_enable_x64", True)
  generate(np.float64, "f64")
