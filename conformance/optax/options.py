"""Optimizers and pieces with every option other than its default."""
import jax.numpy as jnp
import optax

from contributed import FALLING

MOMENTS = dict(b1=0.8, b2=0.95, eps=1e-3)
ROOTED = dict(**MOMENTS, eps_root=1e-2)

OPTIMIZERS = {
    "adam": [dict(**ROOTED, nesterov=True)],
    "adamw": [dict(**ROOTED, nesterov=True, weight_decay=0.1)],
    "adamax": [MOMENTS],
    "adamaxw": [dict(**MOMENTS, weight_decay=0.1)],
    "nadam": [ROOTED],
    "nadamw": [dict(**ROOTED, weight_decay=0.1)],
    "adabelief": [dict(**ROOTED, nesterov=True)],
    "adadelta": [dict(rho=0.8, eps=1e-3, weight_decay=0.1)],
    "adafactor": [
        dict(min_dim_size_to_factor=2, decay_rate=0.7, clipping_threshold=0.5, weight_decay_rate=0.01, eps=1e-3),
        dict(multiply_by_parameter_scale=False, momentum=0.9, factored=False, decay_offset=-2),
    ],
    "adagrad": [dict(initial_accumulator_value=0.3, eps=1e-3)],
    "adan": [dict(**ROOTED, b3=0.9, weight_decay=0.1)],
    "amsgrad": [ROOTED],
    "fromage": [dict(min_norm=0.5)],
    "lamb": [dict(**ROOTED, weight_decay=0.1)],
    "lars": [dict(weight_decay=0.1, trust_coefficient=0.1, eps=0.01, momentum=0.8, nesterov=True)],
    "lion": [dict(b1=0.8, b2=0.95, weight_decay=0.1)],
    "novograd": [dict(**ROOTED, weight_decay=0.1)],
    "optimistic_adam": [dict(**ROOTED, optimism=0.05, nesterov=True)],
    "optimistic_adam_v2": [dict(**ROOTED, alpha=0.7, beta=0.6, nesterov=True)],
    "optimistic_gradient_descent": [dict(alpha=0.7, beta=0.6)],
    "radam": [dict(**ROOTED, threshold=2.0, nesterov=True)],
    "rmsprop": [
        dict(decay=0.8, eps=1e-3, initial_scale=0.5, eps_in_sqrt=False, momentum=0.8, nesterov=True),
        dict(decay=0.8, eps=1e-3, centered=True, bias_correction=True),
    ],
    "rprop": [dict(eta_minus=0.3, eta_plus=1.5, min_step_size=0.005, max_step_size=0.02)],
    "signum": [dict(beta=0.7)],
    "sgd": [dict(momentum=0.8, nesterov=True)],
    "sm3": [dict(momentum=0.7)],
    "yogi": [MOMENTS],
    "contrib.acprop": [dict(**ROOTED, weight_decay=0.1)],
    "contrib.ademamix": [dict(**ROOTED, b3=0.9, alpha=2.0, weight_decay=0.1)],
    "contrib.simplified_ademamix": [dict(**ROOTED, alpha=2.0, weight_decay=0.1)],
    "contrib.adopt": [dict(**MOMENTS, nesterov=True), dict(use_clipping=False)],
    "contrib.cocob": [dict(alpha=50.0, eps=1e-3, weight_decay=0.1)],
    "contrib.dadapt_adamw": [dict(betas=(0.8, 0.95), eps=1e-3, estim_lr0=1e-3, weight_decay=0.1)],
    "contrib.dog": [dict(eps=1e-3, weight_decay=0.1)],
    "contrib.dowg": [dict(eps=1e-2, weight_decay=0.1, init_estim_sq_dist=0.1)],
    "contrib.madgrad": [dict(momentum=0.7, weight_decay=0.1, eps=1e-3)],
    "contrib.muon": [
        dict(ns_steps=3, beta=0.8, weight_decay=0.1, nesterov=False, adaptive=True, adam_b1=0.8, adam_b2=0.95),
        dict(adam_eps_root=1e-2, adam_weight_decay=0.1, adam_learning_rate=0.05, consistent_rms=0.2),
    ],
    "contrib.prodigy": [dict(betas=(0.8, 0.95), beta3=0.9, eps=1e-3, estim_lr0=1e-3, estim_lr_coef=0.5, weight_decay=0.1, safeguard_warmup=True)],
    "contrib.schedule_free_adamw": [dict(warmup_steps=3, b1=0.8, b2=0.95, eps=1e-3, weight_decay=0.1, weight_lr_power=1.0)],
    "contrib.schedule_free_sgd": [dict(warmup_steps=3, b1=0.8, weight_decay=0.1, weight_lr_power=1.0)],
}
NEED_VALUES = {
    "contrib.momo": dict(beta=0.7),
    "contrib.momo_adam": MOMENTS,
}
PIECES = {
    "scale_by_distance_over_gradients": dict(reps_rel=1e-2, eps=1e-3, global_scale=0.5),
    "scale_by_trust_ratio": dict(min_norm=0.5, trust_coefficient=0.5, eps=0.1),
    "scale_by_stddev": dict(decay=0.8, eps=1e-2, initial_scale=0.5, eps_in_sqrt=False, bias_correction=True),
    "scale_by_rms": dict(decay=0.8, eps=1e-2, initial_scale=0.5, eps_in_sqrt=False, bias_correction=True),
    "scale_by_rss": dict(initial_accumulator_value=0.3, eps=1e-2),
    "scale_by_param_block_norm": dict(min_scale=3.0),
    "scale_by_param_block_rms": dict(min_scale=3.0),
    "scale_by_adadelta": dict(rho=0.8, eps=1e-2),
    "scale_by_yogi": dict(**ROOTED, initial_accumulator_value=0.1),
    "scale_by_factored_rms": dict(min_dim_size_to_factor=2, decay_rate=0.7, step_offset=-1, epsilon=1e-3),
    "normalize_by_update_norm": dict(scale_factor=0.5, eps=0.1),
}
# Where Optax computes in f32 among 64-bit floats too: schedules, the decay of factored averages,
# singular vectors.
SINGLE = ("contrib.schedule_free_adamw", "contrib.schedule_free_sgd", "scale_by_factored_rms")
RATELESS = ("contrib.cocob", "contrib.dog", "contrib.dowg")


def add(s):
  for name, variants in OPTIMIZERS.items():
    for i, options in enumerate(variants):
      rate = {} if name in RATELESS else {"learning_rate": 0.01}
      optimizer(s, name, i, **rate, **options)
  for name, options in NEED_VALUES.items():
    optimizer(s, name, 0, values=FALLING, learning_rate=0.5, **options)
  for name, options in PIECES.items():
    optimizer(s, name, 0, **options)
  compositions(s)
  functions(s)


def optimizer(s, name, number, **options):
  tol = None
  if s.dtype == jnp.float64 and name in SINGLE:
    tol = 1e-6
  elif "centered" in options and s.dtype == jnp.float32:
    tol = 5e-4  # the first step divides by a variance of one gradient, which is all rounding
  make = optax.contrib if name.startswith("contrib.") else optax
  s.optimizer("optax." + name, getattr(make, name.removeprefix("contrib.")), tol=tol, **options)
  s.cases[-1]["id"] += f"#options{number}"


def compositions(s):
  step = lambda piece: lambda: optax.chain(piece, optax.scale(-0.1))
  matrices = lambda params: {"dense": {"bias": False, "kernel": True}, "scale": False}
  c = optax.contrib
  s.optimizer("optax.chain(contrib.scale_by_galore(rank=1),scale(-0.1))", step(c.scale_by_galore(rank=1)), tol=1e-5 if s.dtype == jnp.float64 else None)
  muon = c.scale_by_muon(ns_steps=3)
  s.call("optax.contrib.scale_by_muon", lambda x, g: muon.update(g, muon.init(x), x)[0], s.normal(2, 3), s.normal(2, 3), ns_steps=3)
  s.optimizer("optax.chain(adaptive_grad_clip(0.1,eps=0.1,axis=1 of matrices),scale(-0.1))", lambda: optax.chain(optax.masked(optax.adaptive_grad_clip(0.1, eps=0.1, axis=1), matrices), optax.scale(-0.1)))
  s.optimizer("optax.adamw(0.1,mask=matrices)", lambda: optax.adamw(0.1, weight_decay=0.5, mask=matrices))
  s.optimizer("optax.adam(0.1,mu_dtype=bfloat16)", lambda: optax.adam(0.1, mu_dtype=jnp.bfloat16), tol=1e-2)
  s.optimizer("optax.sgd(0.1,momentum=0.9,accumulator_dtype=bfloat16)", lambda: optax.sgd(0.1, momentum=0.9, accumulator_dtype=jnp.bfloat16), tol=1e-2)
  s.optimizer("optax.polyak_sgd(variant=sps+)", lambda: optax.polyak_sgd(f_min=2.1, variant="sps+"), values=FALLING)
  s.optimizer("optax.contrib.adopt(0.1,clip_value_fn=1)", lambda: c.adopt(0.1, clip_value_fn=lambda step: 1.0))
  s.optimizer("optax.contrib.sam(sgd(0.1),sgd(0.05),sync_period=3,reset_state=False)", lambda: c.sam(optax.sgd(0.1), optax.sgd(0.05), sync_period=3, reset_state=False), steps=6)
  flat = [3.0, 2.99, 2.5, 2.499, 2.0, 2.0, 2.0, 2.0]
  s.optimizer("optax.chain(sgd(0.1),reduce_on_plateau(0.5,patience=1,rtol=0,atol=0.1))", lambda: optax.chain(optax.sgd(0.1), c.reduce_on_plateau(factor=0.5, patience=1, rtol=0.0, atol=0.1)), steps=8, values=flat)


def functions(s):
  """Functions that no other case calls."""
  a, b, c, d = s.normal(3), s.normal(2, 2), s.normal(3), s.normal(2, 2)
  tree = lambda a, b: {"a": a, "b": b}
  two = lambda f: lambda a, b, c, d: f(tree(a, b), tree(c, d))
  t = optax.tree_utils
  count = jnp.asarray(3, jnp.int32)
  s.call("optax.tree_utils.tree_bias_correction", lambda a, b: t.tree_bias_correction(tree(a, b), 0.9, count), a, b, decay=0.9, count=3)
  s.call("optax.tree_utils.tree_update_moment_per_elem_norm", two(lambda x, y: t.tree_update_moment_per_elem_norm(x, y, 0.9, 2)), a, b, c, d, decay=0.9)
  s.call("optax.tree_utils.tree_update_infinity_moment", two(lambda x, y: t.tree_update_infinity_moment(x, y, 0.9, 0.1)), a, b, c, d, decay=0.9, eps=0.1)
  s.call("optax.transforms.unitwise_norm", optax.transforms.unitwise_norm, s.normal(3, 4))
  s.call("optax.transforms.unitwise_norm", lambda x: optax.transforms.unitwise_norm(x, axis=(0, 2)), s.normal(3, 4, 2), axis=[0, 2])
  limit = jnp.abs(s.normal(3, 4))
  clip = lambda x, limit: optax.transforms.unitwise_clip(optax.transforms.unitwise_norm(x), limit, x)
  s.call("optax.transforms.unitwise_clip", clip, s.normal(3, 4), limit, note="of unitwise_norm(x), the limit and x")
  for shape in ((4, 4), (3, 5), (5, 2), (1, 3), (0, 3)):
    cost = s.normal(*shape)
    s.call("optax.assignment.base_hungarian_algorithm", optax.assignment.base_hungarian_algorithm, cost)
    total = lambda cost: cost[optax.assignment.hungarian_algorithm(cost)].sum()
    if cost.size:
      s.call("optax.assignment.hungarian_algorithm", total, cost, note="the sum of the costs")
