"""Newer optimizers and measurements, and iterations for matrices."""
import jax
import jax.numpy as jnp
import optax

from compositions import FALLING
from programs import rosenbrock

c = optax.contrib


def add(s):
  optimizers(s)
  second_order(s)
  measurements(s)
  matrices(s)
  others(s)


def optimizers(s):
  options = dict(weight_decay=0.1, lower_bound=0.5, adapt_lower_bound=True)
  for name in ("momo", "momo_adam"):
    make = getattr(c, name)
    s.optimizer("optax.contrib." + name, make, values=FALLING)
    s.cases[-1]["id"] += "#plain"
    s.optimizer("optax.contrib." + name, make, steps=6, values=FALLING, learning_rate=0.5, **options)
  s.optimizer("optax.contrib.mechanize(sgd(1.0))", lambda: c.mechanize(optax.sgd(1.0)), steps=6)
  s.optimizer("optax.contrib.mechanize(adam(1.0),0.0,s_init=0.001,num_betas=3)", lambda: c.mechanize(optax.adam(1.0), 0.0, s_init=0.001, num_betas=3), steps=6)
  # Optax decomposes in f32 among 64-bit floats too
  s.optimizer("optax.contrib.galore(0.1,rank=1,update_proj_gap=2)", lambda: c.galore(0.1, rank=1, update_proj_gap=2), steps=5, tol=1e-5 if s.dtype == jnp.float64 else None)
  s.optimizer("optax.contrib.galore(0.1,rank=1,scale=0.5,weight_decay=0.1)", lambda: c.galore(0.1, rank=1, scale=0.5, weight_decay=0.1), tol=1e-5 if s.dtype == jnp.float64 else None)


def second_order(s):
  note = "the parameters after each step on sum(100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2) from x; each is given the function"
  x = jnp.asarray([-0.7, 0.6, 0.5], s.dtype)
  optimizers = {
      "sophia(0.01,update_interval=2)": c.sophia(0.01, update_interval=2),
      "sophia(0.01,clip_threshold=None,gamma=0.5,update_interval=1)": c.sophia(0.01, clip_threshold=None, gamma=0.5, update_interval=1),
      "hutchinson_estimator_diag_hessian": optax.chain(c.hutchinson_estimator_diag_hessian(), optax.scale(-0.001)),
  }
  for name, tx in optimizers.items():
    def run(x):
      state = tx.init(x)
      path = []
      for _ in range(4):
        updates, state = tx.update(jax.grad(rosenbrock)(x), state, x, obj_fn=rosenbrock)
        x = optax.apply_updates(x, updates)
        path.append(x)
      return jnp.stack(path)
    s.call("optax.contrib.minimize", run, x, optimizer=name, steps=4, note=note)


def measurements(s):
  x, grads = s.normal(3), s.normal(5, 3)
  note = "chain(sgd(0.1), the measurement): what it says after each step"
  large = lambda u: optax.tree_utils.tree_norm(u) > 0.15
  for name, tx in {
      "snapshot": optax.snapshot("norm", optax.tree_utils.tree_norm),
      "monitor": optax.monitor({"norm": optax.tree_utils.tree_norm}),
      "measure_with_ema": optax.monitor({"norm": optax.measure_with_ema(large, 0.9)}),
      "measure_with_ema(debias=False)": optax.monitor({"norm": optax.measure_with_ema(optax.tree_utils.tree_norm, 0.9, debias=False)}),
  }.items():
    def run(x, grads):
      chain = optax.chain(optax.sgd(0.1), tx)
      state = chain.init(x)
      said = []
      for g in grads:
        _, state = chain.update(g, state, x)
        said.append(optax.tree_utils.tree_get(state, "norm"))
      return jnp.stack(said)
    s.call("optax." + name, run, x, grads, note=note)


def matrices(s):
  root = s.normal(4, 4)
  matrix = root @ root.T + jnp.eye(4, dtype=s.dtype)
  s.call("optax.power_iteration", optax.power_iteration, matrix, tol=1e-4, note="from the vector of key 0")
  if s.dtype == jnp.float32:
    for p in (1, 2, 4):
      s.call("optax.matrix_inverse_pth_root", lambda m: optax.matrix_inverse_pth_root(m, p)[0], matrix, p=p, tol=1e-4)
  s.call("optax.nnls", lambda a, b: optax.nnls(a, b, 50), s.normal(5, 3), s.normal(5), iters=50)
  s.call("optax.nnls", lambda a, b: optax.nnls(a, b, 50), s.normal(5, 3), s.normal(5, 2), iters=50)


def others(s):
  loc, scale, x = s.normal(3), s.normal(3), s.normal(4, 3)
  s.call("optax.multi_normal.log_prob", lambda l, r, x: optax.multi_normal(l, r).log_prob(x), loc, scale, x, derivative=True)
  key = jax.random.key(9)
  s.call("optax.multi_normal.sample", lambda l, r: optax.multi_normal(l, r).sample((2,), key), loc, scale, shape=[2], key=9)
  parts = [s.normal(3), s.normal(3), s.normal(3), s.normal(3)]

  def split(a, b, g, h):
    tx = c.split_real_and_imaginary(optax.adam(0.1))
    x = a + 1j * b
    state = tx.init(x)
    for _ in range(3):
      updates, state = tx.update(g + 1j * h, state, x)
      x = x + updates
    return x.real, x.imag

  s.call("optax.contrib.split_real_and_imaginary(adam(0.1))", split, *parts, note="real and imaginary parts of x and of the gradient; three steps")

  batches(s)
  perturbed(s)


def batches(s):
  data, weights = s.normal(6, 3), s.normal(3)
  outputs = lambda x, w: {"sum": jnp.sum(jnp.tanh(x @ w)), "rows": jnp.tanh(x @ w)}
  types = optax.microbatching.AccumulationType
  ways = {
      "sum": {"sum": types.SUM, "rows": types.CONCAT},
      "mean": {"sum": types.MEAN, "rows": types.CONCAT},
      "running_mean": {"sum": types.RUNNING_MEAN, "rows": types.SUM},
  }
  # Optax divides counts in f32 among 64-bit floats too
  tols = {"running_mean": 1e-6 if s.dtype == jnp.float64 else None}
  for name, accumulator in ways.items():
    run = lambda x, w: optax.microbatch(outputs, 0, 2, accumulator)(x, w)
    s.call("optax.microbatch", run, data, weights, tol=tols.get(name), accumulator=name, note="of (x, w) -> {rows: tanh(x w), sum: its sum}, in parts of two rows")
  for name in ("sum", "running_mean"):
    run = lambda x, w: optax.microbatch(outputs, 0, 2, ways[name], num_real_microbatches=2)(x, w)
    s.call("optax.microbatch", run, data, weights, tol=tols.get(name), accumulator=name, num_real_microbatches=2, note="of (x, w) -> {rows: tanh(x w), sum: its sum}, in parts of two rows")
  for size in (None, 3):
    for name, accumulator in {"concat": types.CONCAT, "mean": types.MEAN}.items():
      run = lambda x, w: optax.microbatching.micro_vmap(lambda x, w: jnp.tanh(x @ w), in_axes=(0, None), microbatch_size=size, accumulator=accumulator)(x, w)
      s.call("optax.microbatching.micro_vmap", run, data, weights, accumulator=name, microbatch_size=size, note="of (x, w) -> tanh(x w) for each row of x")
  loss = lambda w, x: jnp.mean(jnp.tanh(x @ w) ** 2)
  for size in (None, 2):
    def run(w, x):
      grad, aux = optax.microbatching.micro_grad(loss, microbatch_size=size, accumulator=types.MEAN, transform_fn=lambda g: (g, g**2), metrics_fn=jnp.linalg.norm)(w, x)
      return *grad, aux.values, aux.metrics
    s.call("optax.microbatching.micro_grad", run, weights, data, accumulator="mean", microbatch_size=size, note="of (w, x) -> mean(tanh(x w)^2): the gradient and its square, the losses, the norms of the gradients")


def perturbed(s):
  x = s.normal(3)
  function = lambda x: {"best": jax.nn.one_hot(jnp.argmax(x), 3, dtype=x.dtype), "positive": jnp.sum(jnp.maximum(x, 0))}
  note = "of x -> {best: the one-hot vector of its largest element, positive: the sum of its positive elements}"
  for noise, options in (
      (optax.perturbations.Gumbel(), {}),
      (optax.perturbations.Normal(), {}),
      (optax.perturbations.Gumbel(), {"use_baseline": False}),
  ):
    run = lambda x: optax.perturbations.make_perturbed_fun(function, 40, 0.5, noise, **options)(jax.random.key(5), x)
    s.call("optax.perturbations.make_perturbed_fun", run, x, key=5, num_samples=40, sigma=0.5, noise=type(noise).__name__.lower(), note=note, derivative=True, **options)
