"""Functions of tensors and of trees: the arguments are the leaves of the trees, one after the other."""
import jax
import jax.numpy as jnp
import numpy as np
import optax

t = optax.tree_utils
p = optax.projections


def tree(a, b):
  return {"a": a, "b": b}


def add(s):
  losses(s)
  updates(s)
  projections(s)
  trees(s)
  second_order(s)


def losses(s):
  logits, shares = s.normal(4, 5), jax.nn.softmax(s.normal(4, 5))
  s.call("optax.convex_kl_divergence", optax.losses.convex_kl_divergence, jax.nn.log_softmax(logits), shares, derivative=True)
  loss = optax.losses.make_fenchel_young_loss(jax.scipy.special.logsumexp)
  s.call("optax.losses.make_fenchel_young_loss(logsumexp)", loss, s.normal(5), jax.nn.softmax(s.normal(5)), derivative=True)
  paddings = jnp.asarray([[0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1]], s.dtype)
  label_paddings = jnp.asarray([[0, 0, 0], [0, 0, 1]], s.dtype)
  labels = jnp.asarray([[1, 2, 2], [3, 1, 0]])
  s.call("optax.ctc_loss_with_forward_probs", optax.losses.ctc_loss_with_forward_probs, s.normal(2, 6, 4), paddings, labels, label_paddings)


def updates(s):
  a, b, c, d = s.normal(3), s.normal(2, 2), s.normal(3), s.normal(2, 2)
  two = lambda f: lambda a, b, c, d: f(tree(a, b), tree(c, d))
  s.call("optax.apply_updates", two(optax.apply_updates), a, b, c, d)
  s.call("optax.incremental_update", two(lambda x, y: optax.incremental_update(x, y, 0.3)), a, b, c, d, step_size=0.3)
  for steps in (4, 5):
    s.call("optax.periodic_update", two(lambda x, y: optax.periodic_update(x, y, jnp.asarray(steps), 2)), a, b, c, d, steps=steps, update_period=2)
  s.call("optax.global_norm", lambda a, b: t.tree_norm(tree(a, b)), a, b, derivative=True)
  counts = jnp.asarray([0, 41, 2**31 - 1], jnp.int32)
  s.call("optax.safe_increment", optax.safe_increment, counts)
  s.call("optax.safe_int32_increment", optax.safe_increment, counts)
  for x in (s.normal(4), jnp.zeros(4, s.dtype)):
    s.call("optax.safe_norm", lambda x: optax.safe_norm(x, 0.5), x, min_norm=0.5, derivative=True)
    s.call("optax.safe_root_mean_squares", lambda x: optax.safe_root_mean_squares(x, 0.5), x, min_rms=0.5, derivative=True)
  s.call("optax.scale_gradient", lambda x: optax._src.utils.scale_gradient(x, 0.25), a, scale=0.25, derivative=True)
  count = jnp.asarray(3, jnp.int32)
  s.call("optax.bias_correction", lambda a, b: t.tree_bias_correction(tree(a, b), 0.9, count), a, b, decay=0.9, count=3)
  s.call("optax.update_moment", two(lambda x, y: t.tree_update_moment(x, y, 0.9, 2)), a, b, c, d, decay=0.9, order=2)
  s.call("optax.update_moment_per_elem_norm", two(lambda x, y: t.tree_update_moment_per_elem_norm(x, y, 0.9, 2)), a, b, c, d, decay=0.9)
  s.call("optax.update_infinity_moment", two(lambda x, y: t.tree_update_infinity_moment(x, y, 0.9, 0.1)), a, b, c, d, decay=0.9, eps=0.1)
  e, f = s.normal(5, 3), s.normal(5, 2, 2)
  leaves = lambda x: jax.tree.leaves(x)
  s.call("optax.per_example_global_norm_clip", lambda e, f: leaves(optax.per_example_global_norm_clip(tree(e, f), 1.0)[0]), e, f, l2_norm_clip=1.0)
  for uniform in (True, False):
    s.call("optax.per_example_layer_norm_clip", lambda e, f: leaves(optax.per_example_layer_norm_clip(tree(e, f), 1.0, uniform)[0]), e, f, global_l2_norm_clip=1.0, uniform=uniform)


def projections(s):
  x, y = s.normal(4), s.normal(2, 2)
  one = lambda f: lambda x, y: f(tree(x, y))
  s.call("optax.projections.projection_non_negative", one(p.projection_non_negative), x, y, derivative=True)
  s.call("optax.projections.projection_box", one(lambda z: p.projection_box(z, t.tree_full_like(z, -0.5), t.tree_full_like(z, 0.75))), x, y, lower=-0.5, upper=0.75, derivative=True)
  s.call("optax.projections.projection_hypercube", lambda x, y: [p.projection_hypercube(z, 0.5) for z in (x, y)], x, y, scale=0.5, derivative=True)
  for name in ("simplex", "l1_sphere", "l1_ball", "l2_sphere", "l2_ball", "linf_ball"):
    project = getattr(p, "projection_" + name)
    for scale in (0.75, 20.0):
      s.call("optax.projections.projection_" + name, one(lambda z: project(z, scale)), x, y, scale=scale, derivative=True)
  a, b = s.normal(4), s.normal(2, 2)
  pair = lambda f: lambda x, y, a, b: f(tree(x, y), tree(a, b))
  s.call("optax.projections.projection_vector", pair(p.projection_vector), x, y, a, b, derivative=True)
  for name in ("hyperplane", "halfspace"):
    project = getattr(p, "projection_" + name)
    for offset in (0.5, -3.0):
      s.call("optax.projections.projection_" + name, pair(lambda z, n: project(z, n, offset)), x, y, a, b, b=offset, derivative=True)


def trees(s):
  a, b, c, d = s.normal(3), s.normal(2, 2), s.normal(3), s.normal(2, 2)
  one = lambda f: lambda a, b: f(tree(a, b))
  two = lambda f: lambda a, b, c, d: f(tree(a, b), tree(c, d))
  name = lambda n: "optax.tree_utils.tree_" + n
  for n in ("add", "sub", "mul", "div", "vdot"):
    s.call(name(n), two(getattr(t, "tree_" + n)), a, b, c, d)
  s.call(name("add_scale"), two(lambda x, y: t.tree_add_scale(x, 0.3, y)), a, b, c, d, scalar=0.3)
  s.call(name("scale"), one(lambda x: t.tree_scale(0.3, x)), a, b, scalar=0.3)
  for n in ("sum", "max", "min", "conj", "real", "zeros_like", "ones_like"):
    s.call(name(n), one(getattr(t, "tree_" + n)), a, b)
  s.call(name("size"), one(lambda x: jnp.asarray(t.tree_size(x))), a, b)
  s.call(name("full_like"), one(lambda x: t.tree_full_like(x, 0.5)), a, b, fill_value=0.5)
  s.call(name("clip"), one(lambda x: t.tree_clip(x, -0.5, 0.75)), a, b, min_value=-0.5, max_value=0.75)
  s.call(name("batch_shape"), one(lambda x: t.tree_batch_shape(x, (2,))), a, b, shape=[2])
  for order in (1, 2):
    s.call(name("norm"), one(lambda x: t.tree_norm(x, ord=order)), a, b, ord=order)
  s.call(name("norm"), one(lambda x: t.tree_norm(x, ord=jnp.inf)), a, b, ord="inf")
  s.call(name("norm"), one(lambda x: t.tree_norm(x, squared=True)), a, b, squared=True)
  s.call(name("allclose"), two(t.tree_allclose), a, b, a + 1e-9, b)
  s.call(name("allclose"), two(t.tree_allclose), a, b, c, d)
  for condition in (True, False):
    s.call(name("where"), two(lambda x, y: t.tree_where(condition, x, y)), a, b, c, d, condition=condition)
  s.call(name("cast"), one(lambda x: t.tree_cast(x, jnp.float16)), a, b, dtype="float16", tol=1e-3)
  half = lambda x: x.astype(jnp.float16)
  s.call(name("cast_like"), two(t.tree_cast_like), a, b, half(c), half(d), tol=1e-3)
  key = jnp.asarray([0, 9], jnp.uint32)
  normal = lambda a, b: t.tree_random_like(jax.random.wrap_key_data(key), tree(a, b), jax.random.normal)
  s.call(name("random_like"), normal, a, b, key=9)
  split = lambda a, b: t.tree_unwrap_random_key_data(t.tree_split_key_like(jax.random.wrap_key_data(key), tree(a, b)))
  s.call(name("split_key_like"), split, a, b, key=9)
  s.call(name("update_moment"), two(lambda x, y: t.tree_update_moment(x, y, 0.9, 1)), a, b, c, d, decay=0.9, order=1)


def loss(params, x, y):
  """Of {"a": (3,), "b": (2, 2)}: no quadratic, so that Hessians depend on the parameters."""
  hidden = jnp.tanh(x @ params["b"])
  return jnp.mean((hidden[:, 0] * params["a"][0] + hidden[:, 1] * params["a"][1] + params["a"][2] ** 3 - y) ** 2)


def second_order(s):
  a, b, x, y = s.normal(3), s.normal(2, 2), s.normal(6, 2), s.normal(6)
  note = "loss(params, x, y) = mean((tanh(x b) . a[:2] + a[2]^3 - y)^2); arguments a, b, (direction), x, y"
  v = lambda v: {"a": v[:3], "b": v[3:].reshape(2, 2)}
  direction = s.normal(7)
  grad = lambda p: jax.grad(loss)(p, x, y)
  hvp = lambda a, b, d, x, y: jax.jvp(grad, (tree(a, b),), (v(d),))[1]
  s.call("optax.second_order.hvp", hvp, a, b, direction, x, y, note=note)
  flat = lambda tr: jnp.concatenate([leaf.ravel() for leaf in jax.tree.leaves(tr)])
  hessian = lambda a, b, x, y: jnp.diag(jax.hessian(lambda f: loss(v(f), x, y))(flat(tree(a, b))))
  s.call("optax.second_order.hessian_diag", hessian, a, b, x, y, note=note)
  fisher = lambda a, b, x, y: flat(grad(tree(a, b))) ** 2
  s.call("optax.second_order.fisher_diag", fisher, a, b, x, y, note=note)
