"""Functions of linen that are no modules: pooling, and attention with its masks."""
import flax.linen as nn
import jax
import jax.numpy as jnp
from flax import nnx


def add(suite):
  pools(suite)
  attention(suite)


def pool(suite, name, shape, **kwargs):
  options = {k: tuple(tuple(p) if isinstance(p, list) else p for p in v) if isinstance(v, list) else v
             for k, v in kwargs.items()}
  window = options.pop("window")
  x = suite.normal(1, *shape)
  suite.call(f"linen.{name}", lambda x: getattr(nnx, name)(x, window, **options), x, derivative=True, **kwargs)


def pools(suite):
  for name in ("min_pool", "max_pool", "avg_pool"):
    pool(suite, name, (2, 7, 3), window=[3], strides=[2], padding="SAME")
    pool(suite, name, (2, 5, 6, 2), window=[2, 3], strides=[2, 1], padding=[[1, 0], [1, 2]])
    pool(suite, name, (4, 5, 3, 2), window=[2, 2, 2])
  pool(suite, "avg_pool", (2, 5, 6, 2), window=[2, 3], strides=[2, 1], padding="SAME", count_include_pad=False)


def attention(suite):
  """The tensors after query, key and value are those that `given` names; `dropout_rng` is a raw key."""
  def s(query, key, more=None, weights=False, **options):
    given = more or {}
    tensors = [suite.normal(1, *query), suite.normal(2, *key)] + ([] if weights else [suite.normal(3, *key)])
    function = nn.dot_product_attention_weights if weights else nn.dot_product_attention

    def run(*args):
      named = dict(zip(given, args[len(tensors):]))
      if "dropout_rng" in named:
        named["dropout_rng"] = jax.random.wrap_key_data(named["dropout_rng"])
      random = {"deterministic": False} if "dropout_rng" in named else {}
      return function(*args[:len(tensors)], **named, **options, **random)

    suite.call(f"linen.{function.__name__}", run, *tensors, *given.values(), **options,
               **({"given": list(given)} if given else {}))

  causal = nn.make_causal_mask(jnp.ones((2, 3)))
  bias = lambda *shape: suite.normal(4, *shape)
  key = lambda: {"dropout_rng": jax.random.key_data(suite.key(len(suite.cases), 5))}
  for weights in (False, True):
    s((2, 3, 2, 4), (2, 5, 2, 4), weights=weights)
    s((2, 3, 2, 4), (2, 3, 2, 4), {"mask": causal}, weights)
    s((2, 3, 2, 4), (2, 3, 2, 4), {"bias": bias(2, 1, 3, 3), "mask": causal}, weights)
    s((3, 2, 4), (5, 2, 4), {"bias": bias(2, 3, 5)}, weights)
    for broadcast in (True, False):
      s((2, 3, 2, 4), (2, 3, 2, 4), key(), weights, dropout_rate=0.4, broadcast_dropout=broadcast)
