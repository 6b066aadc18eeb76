"""Small programs around optimizers that want more than gradients."""
import jax
import jax.numpy as jnp
import optax

c = optax.contrib


def rosenbrock(x):
  return jnp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


MINIMIZERS = {
    "lbfgs": lambda: optax.lbfgs(),
    "lbfgs(memory_size=2,scale_init_precond=False)": lambda: optax.lbfgs(memory_size=2, scale_init_precond=False),
    "lbfgs(0.001,linesearch=None)": lambda: optax.lbfgs(0.001, linesearch=None),
    "lbfgs(linesearch=scale_by_backtracking_linesearch(20))": lambda: optax.lbfgs(linesearch=optax.scale_by_backtracking_linesearch(20)),
    "chain(sgd(1),scale_by_backtracking_linesearch(20))": lambda: optax.chain(optax.sgd(1.0), optax.scale_by_backtracking_linesearch(20)),
    "chain(sgd(1),scale_by_backtracking_linesearch(20,store_grad=True))": lambda: optax.chain(optax.sgd(1.0), optax.scale_by_backtracking_linesearch(20, store_grad=True)),
    "chain(sgd(1),scale_by_zoom_linesearch(15))": lambda: optax.chain(optax.sgd(1.0), optax.scale_by_zoom_linesearch(15)),
}


def add(s):
  minimizers(s)
  lookahead(s)
  wrapped(s)


def minimize(tx, steps):
  def run(x):
    state = tx.init(x)
    path = []
    for _ in range(steps):
      value, grad = optax.value_and_grad_from_state(rosenbrock)(x, state=state) if stores(state) else jax.value_and_grad(rosenbrock)(x)
      updates, state = optax.with_extra_args_support(tx).update(grad, state, x, value=value, grad=grad, value_fn=rosenbrock)
      x = optax.apply_updates(x, updates)
      path.append(x)
    return jnp.stack(path)
  return run


def stores(state):
  return optax.tree_utils.tree_get(state, "grad") is not None


def minimizers(s):
  note = "sum(100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2) from x: the parameters after each step; each step is given the loss, its gradient (from the state where from_state says so) and the function"
  x = jnp.asarray([-1.2, 1.0, 0.5], s.dtype)
  for name, make in MINIMIZERS.items():
    # A line search decides by comparisons, so that rounding may show.
    s.call("optax.minimize", minimize(make(), 5), x, optimizer=name, steps=5, from_state=stores(make().init(x)), note=note, tol=5e-4 if s.dtype == jnp.float32 else 1e-9)


def lookahead(s):
  note = "x and gradients, one for each step; the fast and the slow parameters after each"
  x, grads = s.normal(3), s.normal(7, 3)
  for reset in (False, True):
    tx = optax.lookahead(optax.sgd(0.1, momentum=0.9), 3, 0.4, reset_state=reset)

    def run(x, grads):
      params = optax.LookaheadParams.init_synced(x)
      state = tx.init(params)
      fast, slow = [], []
      for g in grads:
        updates, state = tx.update(g, state, params)
        params = optax.apply_updates(params, updates)
        fast.append(params.fast)
        slow.append(params.slow)
      return jnp.stack(fast), jnp.stack(slow)

    s.call("optax.lookahead(sgd(0.1,momentum=0.9),3,0.4)", run, x, grads, reset_state=reset, note=note)


def wrapped(s):
  x, grads = s.normal(3), s.normal(5, 3)

  def injected(x, grads):
    tx = optax.inject_hyperparams(optax.sgd)(optax.exponential_decay(0.1, 2, 0.5))
    state = tx.init(x)
    rates = []
    for g in grads:
      _, state = tx.update(g, state, x)
      rates.append(state.hyperparams["learning_rate"])
    return jnp.stack(rates).astype(s.dtype)  # Optax takes schedules in f32 among 64-bit floats too

  s.call("optax.inject_hyperparams(sgd).learning_rate", injected, x, grads, tol=1e-6, note="sgd(exponential_decay(0.1, 2, 0.5)): the rate in the state after each step")

  def evaluated(x, grads):
    tx = c.schedule_free(optax.sgd(0.1), 0.1)
    state = tx.init(x)
    for g in grads:
      updates, state = tx.update(g, state, x)
      x = optax.apply_updates(x, updates)
    return c.schedule_free_eval_params(state, x)

  s.call("optax.contrib.schedule_free_eval_params", evaluated, x, grads, note="after steps of schedule_free(sgd(0.1), 0.1)")
