"""The initializers of jax.nn with all their options: the key and the shape are arguments, options by name."""
import jax
from jax.nn import initializers as init

MODES = ("fan_in", "fan_out", "fan_avg", "fan_geo_avg")
DISTRIBUTIONS = ("truncated_normal", "normal", "uniform")
SCALED = ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal", "lecun_uniform")


def case(suite, name, shape, dtype=None, tol=None, **options):
  key = jax.random.key_data(suite.key(len(suite.cases), 1))
  given = {k: tuple(v) if isinstance(v, list) else v for k, v in options.items()}
  function = getattr(init, name)
  drawn = function if name in ("zeros", "ones") else function(**given)
  kind = dtype or ("float64" if suite.wide() else "float32")
  arguments = [key, list(shape)] + ([dtype] if dtype else [])
  suite.call(f"initializers.{name}", lambda k, s, *_: drawn(jax.random.wrap_key_data(k), tuple(s), kind),
             *arguments, note="threefry_partitionable=true", tol=tol, **options)


def add(suite):
  everything(suite)
  if not suite.wide():
    suite.original = True
    jax.config.update("jax_threefry_partitionable", False)
    case(suite, "variance_scaling", (3, 4), scale=2.0, mode="fan_avg", distribution="uniform")
    case(suite, "truncated_normal", (5,), stddev=0.5)
    case(suite, "orthogonal", (3, 5))
    case(suite, "delta_orthogonal", (3, 2, 4))
    jax.config.update("jax_threefry_partitionable", True)
    suite.original = False


def everything(suite):
  s = lambda *args, **options: case(suite, *args, **options)
  for mode in MODES:
    for distribution in DISTRIBUTIONS:
      kind = {"mode": mode, "distribution": distribution}
      s("variance_scaling", (3, 4), scale=1.7, **kind)
      s("variance_scaling", (3, 2, 4, 5), scale=0.3, in_axis=-1, out_axis=-2, **kind)
      s("variance_scaling", (2, 3, 4, 5), scale=1.0, in_axis=[1, 2], out_axis=[-1], batch_axis=[0], **kind)
  for name in SCALED:
    s(name, (4, 3))
    s(name, (3, 2, 4), in_axis=0, out_axis=2)
    s(name, (3, 2, 4), batch_axis=0)
  for shape in ((1,), (2, 3), (0, 3), ()):
    s("uniform", shape, scale=0.7)
    s("normal", shape, stddev=2.0)
    s("truncated_normal", shape, stddev=0.3)
  s("truncated_normal", (7,), stddev=0.5, lower=-0.5, upper=3.0)
  s("uniform", (3,))
  s("normal", (3,))
  s("truncated_normal", (3,))
  s("constant", (2, 3), value=1.5)
  s("constant", (), value=-2)
  s("zeros", (2, 3))
  s("ones", (2, 3))
  for shape in ((4, 4), (3, 5), (5, 3), (2, 3, 4), (1, 4), (4, 1)):
    s("orthogonal", shape)
  s("orthogonal", (4, 3), scale=2.5, column_axis=0)
  s("orthogonal", (2, 5, 3), scale=0.5, column_axis=1)
  for shape in ((3, 2, 4), (2, 3, 2, 2), (3, 3, 3, 1, 4), (1, 1, 3, 3), (4, 2, 3)):
    s("delta_orthogonal", shape)
  s("delta_orthogonal", (3, 2, 3), scale=0.5, column_axis=0)
  for dtype, tol in (("bfloat16", 1e-2), ("float16", 2e-3)):
    s("normal", (3, 4), dtype=dtype, tol=tol, stddev=0.5)
    s("uniform", (3, 4), dtype=dtype, tol=tol, scale=0.5)
    s("lecun_normal", (3, 4), dtype=dtype, tol=tol)
    s("glorot_uniform", (3, 4), dtype=dtype, tol=tol)
