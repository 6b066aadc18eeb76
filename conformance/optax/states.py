"""What is done with the states of optimizers."""
import jax.numpy as jnp
import optax

t = optax.tree_utils


def add(s):
  x, grads = s.normal(3), s.normal(4, 3)
  tx = lambda: optax.chain(optax.clip(0.5), optax.adam(0.1))

  def steps(tx, x, grads, state=None, **extra):
    state = tx.init(x) if state is None else state
    for g in grads:
      updates, state = tx.update(g, state, x, **extra)
      x = optax.apply_updates(x, updates)
    return x, state

  note = "of chain(clip(0.5), adam(0.1)) after steps with the gradients: "

  def get(x, grads):
    _, state = steps(tx(), x, grads)
    return t.tree_get(state, "count"), t.tree_get(state, "mu")

  s.call("optax.tree_utils.tree_get", get, x, grads, note=note + "count and mu")

  def get_all(x, grads):
    double = optax.chain(optax.trace(0.5), optax.trace(0.9))
    _, state = steps(double, x, grads)
    return [value for _, value in t.tree_get_all_with_path(state, "trace")]

  s.call("optax.tree_utils.tree_get_all_with_path", get_all, x, grads, note="of chain(trace(0.5), trace(0.9)) after steps with the gradients: all of the name trace")

  def set_count(x, grads):
    x, state = steps(tx(), x, grads[:2])
    return steps(tx(), x, grads[2:], t.tree_set(state, count=jnp.asarray(10, jnp.int32)))[0]

  s.call("optax.tree_utils.tree_set", set_count, x, grads, note="the parameters of chain(clip(0.5), adam(0.1)) when count becomes 10 after two of four steps")

  def map_params(x, grads):
    x, state = steps(tx(), x, grads[:2])
    state = t.tree_map_params(tx(), lambda m: 0.5 * m, state, transform_non_params=lambda n: n + 1)
    return steps(tx(), x, grads[2:], state)[0]

  s.call("optax.tree_map_params", map_params, x, grads, note="the parameters of chain(clip(0.5), adam(0.1)) when moments are halved and the count grows by 1 after two of four steps")

  class Cautious(optax.schedules.StatefulSchedule):
    """Halves the rate after each step whose loss is above the least so far."""

    def init(self):
      return {"rate": jnp.asarray(0.1, s.dtype), "least": jnp.asarray(jnp.inf, s.dtype)}

    def update(self, state, value=None, **extra):
      rate = jnp.where(value > state["least"], 0.5 * state["rate"], state["rate"])
      return {"rate": rate, "least": jnp.minimum(state["least"], value)}

    def __call__(self, state, **extra):
      return state["rate"]

  def cautious(x, grads, values):
    tx = optax.inject_stateful_hyperparams(optax.sgd)(learning_rate=Cautious())
    state = tx.init(x)
    rates = []
    for g, value in zip(grads, values):
      updates, state = tx.update(g, state, x, value=value)
      x = optax.apply_updates(x, updates)
      rates.append(state.hyperparams["learning_rate"])
    return x, jnp.stack(rates)

  s.call("optax.inject_stateful_hyperparams(sgd)", cautious, x, grads, jnp.asarray([3.0, 4.0, 2.0, 5.0], s.dtype), note="of a rate, at first 0.1, that is halved after each step whose loss is above the least so far: the parameters, and the rate of each step")

  def wrapped(steps):
    schedule = optax.schedules.WrappedSchedule(optax.linear_schedule(1.0, 0.0, 4))
    state = schedule.init()
    values = []
    for _ in steps:
      values.append(schedule(state))
      state = schedule.update(state)
    return jnp.stack(values).astype(s.dtype)

  s.call("optax.WrappedSchedule(linear_schedule(1.0,0.0,4))", wrapped, jnp.arange(3, dtype=jnp.int32), note="its values in as many steps as the argument is long")
