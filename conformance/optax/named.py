"""Losses, optimizers and schedules under their own names."""
import jax
import jax.numpy as jnp
import optax


def add(s):
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
  binary = jnp.asarray(s.random.integers(0, 2, (4, 5)), s.dtype)
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
  masks = jax.nn.one_hot(s.random.integers(0, 3, (2, 4)), 3, dtype=s.dtype)
  s.loss("optax.losses.dice_loss", optax.losses.dice_loss, s.normal(2, 4, 3), masks)
  s.loss("optax.losses.multiclass_generalized_dice_loss", optax.losses.multiclass_generalized_dice_loss, s.normal(2, 4, 3), masks)
  s.loss("optax.losses.binary_dice_loss", optax.losses.binary_dice_loss, s.normal(4, 5), binary)

  for kind in ("linear", "cosine"):
    s.schedule("optax.piecewise_interpolate_schedule", optax.piecewise_interpolate_schedule, interpolate_type=kind, init_value=0.1, boundaries_and_scales={"30": 2.0, "90": 0.25})
    s.cases[-1]["id"] += "#" + kind
