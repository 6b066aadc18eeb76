"""Optimizers and the pieces they are made of, fed with gradients."""
import jax
import jax.numpy as jnp
import optax

c = optax.contrib

PIECES = [
    "adadelta", "adam", "adamax", "adan", "amsgrad", "belief", "distance_over_gradients",
    "factored_rms", "lion", "novograd", "optimistic_gradient", "param_block_norm",
    "param_block_rms", "radam", "rms", "rss", "sign", "sm3", "stddev", "yogi",
]
CONTRIBUTED = ["acprop", "ademamix", "adopt", "cocob", "simplified_ademamix"]
FALLING = [3.0, 2.0, 1.5, 1.25, 1.2, 1.1]
FLAT = [3.0, 2.0, 2.5, 2.5, 2.5, 2.5, 1.0, 1.0]


def step(*pieces):
  return lambda: optax.chain(*pieces, optax.scale(-0.1))


def is_matrix(params):
  return jax.tree.map(lambda p: p.ndim == 2, params)


def add(s):
  for piece in PIECES:
    s.optimizer(f"optax.chain(scale_by_{piece},scale(-0.1))", step(getattr(optax, "scale_by_" + piece)()))
  for piece in CONTRIBUTED:
    s.optimizer(f"optax.chain(contrib.scale_by_{piece},scale(-0.1))", step(getattr(c, "scale_by_" + piece)()))
  s.optimizer("optax.contrib.scale_by_madgrad(0.01)", lambda: c.scale_by_madgrad(0.01))
  s.optimizer("optax.scale_by_rprop(0.01)", lambda: optax.scale_by_rprop(0.01), steps=6)
  falling = optax.exponential_decay(0.1, 2, 0.5)
  s.optimizer("optax.scale_by_schedule(exponential_decay(0.1,2,0.5))", lambda: optax.scale_by_schedule(falling))
  s.optimizer("optax.scale_by_learning_rate(exponential_decay(0.1,2,0.5))", lambda: optax.scale_by_learning_rate(falling))

  s.optimizer("optax.polyak_sgd", optax.polyak_sgd, values=FALLING)
  s.cases[-1]["id"] += "#falling"
  s.optimizer("optax.polyak_sgd", optax.polyak_sgd, values=FALLING, scaling=0.5, f_min=1.0, eps=0.1, max_learning_rate=0.2)
  s.optimizer("optax.chain(sgd(1),scale_by_polyak)", lambda: optax.chain(optax.sgd(1.0), optax.scale_by_polyak()), values=FALLING)
  plateau = lambda: optax.chain(optax.sgd(0.1), c.reduce_on_plateau(factor=0.5, patience=1, cooldown=1))
  s.optimizer("optax.chain(sgd(0.1),reduce_on_plateau(0.5,patience=1,cooldown=1))", plateau, steps=8, values=FLAT)
  averaged = lambda: optax.chain(optax.sgd(0.1), c.reduce_on_plateau(factor=0.5, patience=0, accumulation_size=2, min_scale=0.3))
  s.optimizer("optax.chain(sgd(0.1),reduce_on_plateau(0.5,patience=0,accumulation_size=2,min_scale=0.3))", averaged, steps=8, values=FLAT)

  key = jax.random.key(3)
  s.optimizer("optax.contrib.dpsgd(0.1,1.0,0.5,key(3))", lambda: c.dpsgd(0.1, 1.0, 0.5, 3), examples=5)
  s.optimizer("optax.contrib.dpsgd(0.1,1.0,0.5,key(3),momentum=0.9)", lambda: c.dpsgd(0.1, 1.0, 0.5, 3, momentum=0.9), examples=5)
  s.optimizer("optax.contrib.differentially_private_aggregate(1.0,0.5,key(3))", lambda: c.differentially_private_aggregate(1.0, 0.5, 3), examples=4)
  s.optimizer("optax.chain(add_noise(0.1,0.55,key(3)),scale(-0.1))", step(optax.add_noise(0.1, 0.55, key)))

  s.optimizer("optax.chain(ema(0.9),scale(-0.1))", step(optax.ema(0.9)))
  s.optimizer("optax.chain(ema(0.9,debias=False),scale(-0.1))", step(optax.ema(0.9, debias=False)))
  s.optimizer("optax.chain(trace(0.9,nesterov=True),scale(-0.1))", step(optax.trace(0.9, nesterov=True)))
  s.optimizer("optax.chain(zero_nans,scale(-0.1))", step(optax.zero_nans()), spoilt=(1,))
  s.optimizer("optax.chain(sgd(0.5),keep_params_nonnegative)", lambda: optax.chain(optax.sgd(0.5), optax.keep_params_nonnegative()))
  s.optimizer("optax.chain(contrib.normalize,scale(-0.1))", step(c.normalize()))
  s.optimizer("optax.identity", optax.identity)
  s.optimizer("optax.stateless(tripled)", lambda: optax.stateless(lambda u, p: jax.tree.map(lambda x: 3 * x, u)))
  s.optimizer("optax.stateless_with_tree_map(sum)", lambda: optax.stateless_with_tree_map(lambda u, p: u + p))

  every = lambda n: n % 2 == 0
  s.optimizer("optax.conditionally_transform(adam(0.1),even)", lambda: optax.conditionally_transform(optax.adam(0.1), every))
  s.optimizer("optax.conditionally_mask(adam(0.1),even)", lambda: optax.conditionally_mask(optax.adam(0.1), every))
  s.optimizer("optax.apply_if_finite(adam(0.01),1)", lambda: optax.apply_if_finite(optax.adam(0.01), 1), steps=6, spoilt=(1, 3, 4))
  s.optimizer("optax.MultiSteps(adam(0.01),2,skip_not_finite)", lambda: optax.MultiSteps(optax.adam(0.01), 2, should_skip_update_fn=optax.skip_not_finite).gradient_transformation(), steps=7, spoilt=(1, 4))
  large = lambda u, n, p: optax.skip_large_updates(u, n, p, 12.0)
  s.optimizer("optax.MultiSteps(adam(0.01),2,skip_large_updates(12.0))", lambda: optax.MultiSteps(optax.adam(0.01), 2, should_skip_update_fn=large).gradient_transformation(), steps=7)
  s.optimizer("optax.MultiSteps(sgd(0.1),2,use_grad_mean=False)", lambda: optax.MultiSteps(optax.sgd(0.1), 2, use_grad_mean=False).gradient_transformation(), steps=5)
  s.optimizer("optax.MultiSteps(sgd(0.1),1+n)", lambda: optax.MultiSteps(optax.sgd(0.1), lambda n: 1 + n).gradient_transformation(), steps=7)

  s.optimizer("optax.named_chain({clip:clip_by_global_norm(1.0),step:adam(0.01)})", lambda: optax.named_chain(("clip", optax.clip_by_global_norm(1.0)), ("step", optax.adam(0.01))))
  labels = lambda params: jax.tree.map(lambda m: "sgd" if m else "adam", is_matrix(params))
  s.optimizer("optax.partition({sgd:sgd(0.1),adam:adam(0.01)},matrices:sgd)", lambda: optax.partition({"sgd": optax.sgd(0.1), "adam": optax.adam(0.01)}, labels))
  s.optimizer("optax.masked(add_decayed_weights(0.1),matrices)", lambda: optax.masked(optax.add_decayed_weights(0.1), is_matrix))
  s.optimizer("optax.chain(sgd(0.1),freeze({dense:true,scale:false}))", lambda: optax.chain(optax.sgd(0.1), optax.freeze({"dense": True, "scale": False})))
  s.optimizer("optax.selective_transform(adam(0.1),{dense:true,scale:false})", lambda: optax.selective_transform(optax.adam(0.1), freeze_mask={"dense": True, "scale": False}))
  s.optimizer("optax.inject_hyperparams(adam)(exponential_decay(0.1,2,0.5),b1=0.8)", lambda: optax.inject_hyperparams(optax.adam)(falling, b1=0.8))
  # Optax takes schedules in f32 among 64-bit floats too
  s.optimizer("optax.inject_hyperparams(scale_by_adam)(b1=linear_schedule(0.1,0.9,3))", tol=1e-6 if s.dtype == jnp.float64 else None, make=lambda: optax.inject_hyperparams(optax.scale_by_adam)(b1=optax.linear_schedule(0.1, 0.9, 3)))
  s.optimizer("optax.contrib.schedule_free(sgd(0.1),0.1)", lambda: c.schedule_free(optax.sgd(0.1), 0.1))
