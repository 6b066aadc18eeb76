"""Losses with their options; a mask is the last argument."""
import jax
import jax.numpy as jnp
import optax

l = optax.losses


def add(s):
  divergences(s)
  classes(s)
  areas(s)
  rankings(s)
  errors(s)


def masked(s, fn, function, *args, differentiable=(0,), **options):
  """With a mask, and along other axes."""
  mask = jnp.asarray(s.random.integers(0, 2, args[0].shape), bool)
  s.loss(fn + "(where)", lambda *xs: function(*xs[:-1], where=xs[-1], **options), *args, mask, differentiable=differentiable)
  both = lambda *xs: function(*xs, axis=(0, 1), **options)
  s.loss(fn + "(axis=(0,1))", both, *args, differentiable=differentiable)


def divergences(s):
  logs, shares = jax.nn.log_softmax(s.normal(4, 5)), jax.nn.softmax(s.normal(4, 5))
  masked(s, "optax.losses.kl_divergence", l.kl_divergence, logs, shares)
  masked(s, "optax.losses.kl_divergence_with_log_targets", l.kl_divergence_with_log_targets, logs, jnp.log(shares), differentiable=(0, 1))
  masked(s, "optax.losses.generalized_kl_divergence", l.generalized_kl_divergence, logs, shares)
  masked(s, "optax.losses.convex_kl_divergence", l.convex_kl_divergence, logs, shares)
  masked(s, "optax.losses.smooth_labels", lambda x, **options: l.smooth_labels(x, 0.1, **options), shares)


def classes(s):
  logits, shares = s.normal(4, 5), jax.nn.softmax(s.normal(4, 5))
  masked(s, "optax.losses.softmax_cross_entropy", l.softmax_cross_entropy, logits, shares)
  masked(s, "optax.losses.poly_loss_cross_entropy", l.poly_loss_cross_entropy, logits, shares, epsilon=1.5)
  masked(s, "optax.losses.cosine_similarity", l.cosine_similarity, logits, s.normal(4, 5), epsilon=0.1, differentiable=(0, 1))
  masked(s, "optax.losses.cosine_distance", l.cosine_distance, logits, s.normal(4, 5), epsilon=0.1, differentiable=(0, 1))
  labels = jnp.asarray([0, 4, 2, 2])
  mask = jnp.asarray([[1, 1, 0, 1, 1], [0, 1, 1, 1, 1], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]], bool)
  name = "optax.losses.softmax_cross_entropy_with_integer_labels"
  s.loss(name + "(where)", lambda x, y, m: l.softmax_cross_entropy_with_integer_labels(x, y, where=m), logits, labels, mask)
  s.loss(name + "(axis=(2,0))", lambda x, y: l.softmax_cross_entropy_with_integer_labels(x, y, axis=(2, 0)), s.normal(2, 3, 4), jnp.asarray([7, 0, 2]))
  binary = jnp.asarray(s.random.integers(0, 2, (4, 5)), s.dtype)
  s.loss("optax.losses.sigmoid_focal_loss(alpha=0.25,gamma=1.5)", lambda x, y: l.sigmoid_focal_loss(x, y, alpha=0.25, gamma=1.5), logits, binary)


def areas(s):
  scores = s.normal(2, 4, 3, 3)
  masks = jax.nn.one_hot(s.random.integers(0, 3, (2, 4, 3)), 3, dtype=s.dtype)
  weights = jnp.asarray([0.5, 1.0, 2.0], s.dtype)
  dice = lambda **options: lambda p, t: l.dice_loss(p, t, **options)
  for options, function in {
      "smooth=0.5,alpha=0.3,beta=0.7": dice(smooth=0.5, alpha=0.3, beta=0.7),
      "reduction=none,ignore_background": dice(reduction="none", ignore_background=True),
      "reduction=sum,axis=(1,)": dice(reduction="sum", axis=(1,)),
  }.items():
    s.loss(f"optax.losses.dice_loss({options})", function, scores, masks)
  s.loss("optax.losses.dice_loss(class_weights)", lambda p, t, w: l.dice_loss(p, t, class_weights=w), scores, masks, weights)
  generalized = lambda p, t: l.multiclass_generalized_dice_loss(p, t, smooth=0.5, ignore_background=True)
  s.loss("optax.losses.multiclass_generalized_dice_loss(smooth=0.5,ignore_background)", generalized, scores, masks)
  # Optax checks that probabilities add up to 1, for which it wants values
  s.loss("optax.losses.dice_loss(apply_softmax=False)", dice(apply_softmax=False), jax.nn.softmax(scores, -1), masks, derived=False)
  binary = jnp.asarray(s.random.integers(0, 2, (4, 5)), s.dtype)
  s.loss("optax.losses.binary_dice_loss(smooth=2)", lambda p, t: l.binary_dice_loss(p, t, smooth=2.0), s.normal(4, 5), binary)


def rankings(s):
  scores, relevance = s.normal(4, 5), jnp.asarray(s.random.integers(0, 3, (4, 5)), s.dtype)
  valid = jnp.asarray([[1, 1, 0, 1, 1], [0, 1, 1, 1, 1], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]], bool)
  weights = jnp.abs(s.normal(4, 5))
  name = "optax.losses.ranking_softmax_loss"
  s.loss(name + "(weights)", lambda x, y, w: l.ranking_softmax_loss(x, y, weights=w), scores, relevance, weights)
  for way, reduce_fn in {"mean": jnp.mean, "sum": jnp.sum, "none": None}.items():
    s.loss(f"{name}(where,reduce_fn={way})", lambda x, y, m: l.ranking_softmax_loss(x, y, where=m, reduce_fn=reduce_fn), scores, relevance, valid, derived=False)
    s.loss(f"{name}(reduce_fn={way})", lambda x, y: l.ranking_softmax_loss(x, y, reduce_fn=reduce_fn), scores, relevance)


def errors(s):
  x = 3 * s.normal(6)
  s.loss("optax.losses.huber_loss(errors,delta=0.5)", lambda x: l.huber_loss(x, delta=0.5), x)
  s.loss("optax.losses.log_cosh(errors)", l.log_cosh, x)
  s.loss("optax.losses.squared_error(errors)", l.squared_error, x)
  s.loss("optax.losses.l2_loss(errors)", l.l2_loss, x)
  # an even degree: odd powers of differences may be negative
  triplet = lambda a, p, n: l.triplet_margin_loss(a, p, n, axis=0, norm_degree=4, margin=0.5, eps=1e-3)
  s.loss("optax.losses.triplet_margin_loss(axis=0,norm_degree=4,margin=0.5,eps=0.001)", triplet, s.normal(3, 4), s.normal(3, 4), s.normal(3, 4), differentiable=(0, 1, 2))
