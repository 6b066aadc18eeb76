"""Metrics of batches: those of flax.nnx, and of scikit-learn where Flax has none."""
import jax
import jax.numpy as jnp
import numpy as np
import sklearn.metrics
from flax import nnx

from nnx_layers import case


def labels(suite, number, shape, classes):
  return jax.random.randint(suite.key(len(suite.cases), 50 + number), shape, 0, classes)


def mask(suite, number, shape):
  return jax.random.bernoulli(suite.key(len(suite.cases), 70 + number), 0.6, shape)


def add(suite):
  nnx_metrics(suite)
  classification(suite)
  regression(suite)


def gathered(suite, name, config, metric, names, args):
  """What a metric computes after each batch; the inputs are those of the first, then of the next."""
  def call(metric, *args):
    seen = []
    for first in range(0, len(args), len(names)):
      batch = dict(zip(names, args[first:first + len(names)]))
      if config.get("masked") == "accuracy":
        batch["mask"] = {"accuracy": batch["mask"]}
      metric.update(**batch)
      seen += results(metric.compute())
    return seen

  case(suite, f"metric({name})", config, lambda rngs: metric, args, call=call, gradient=False)


def results(value):
  if isinstance(value, dict):
    return [x for each in value.values() for x in results(each)]
  if isinstance(value, nnx.metrics.Statistics):
    return [value.mean, value.standard_error_of_mean, value.standard_deviation]
  return [value]


def nnx_metrics(suite):
  n = suite.normal
  m = nnx.metrics
  for shape in ((5, 4), (2, 3, 3)):
    args = [x for i in range(3) for x in (n(i, *shape), labels(suite, i, shape[:-1], shape[-1]))]
    gathered(suite, "Accuracy", {}, m.Accuracy(), ["logits", "labels"], args)
    args = [x for i in range(2)
            for x in (n(i, *shape), labels(suite, i, shape[:-1], shape[-1]), mask(suite, i, shape[:-1]))]
    gathered(suite, "Accuracy", {"masked": "all"}, m.Accuracy(), ["logits", "labels", "mask"], args)
  args = [x for i in range(2) for x in (n(i, 6), labels(suite, i, (6,), 2))]
  gathered(suite, "Accuracy", {"threshold": 0.25}, m.Accuracy(threshold=0.25), ["logits", "labels"], args)
  args = [x for i in range(2) for x in (n(i, 6), labels(suite, i, (6,), 2), mask(suite, i, (6,)))]
  gathered(suite, "Accuracy", {"threshold": 0.0, "masked": "all"}, m.Accuracy(threshold=0.0),
           ["logits", "labels", "mask"], args)
  ties = jnp.array([[1., 1., 0.], [0., 2., 2.], [jnp.nan, 1., 2.]])
  gathered(suite, "Accuracy", {}, m.Accuracy(), ["logits", "labels"], [ties, jnp.array([0, 2, 0])])
  for shapes in (((4,), (3,)), ((2, 3), (), (5, 1))):
    args = [n(i, *shape) for i, shape in enumerate(shapes)]
    gathered(suite, "Average", {}, m.Average(), ["values"], args)
    gathered(suite, "Welford", {}, m.Welford(), ["values"], args)
  args = [x for i in range(3) for x in (n(i, 3, 4), mask(suite, i, (3, 4)))]
  gathered(suite, "Average", {"masked": "all"}, m.Average(), ["values", "mask"], args)
  many = [jax.random.normal(suite.key(90 + i), (200,)) * 0.1 + 10 for i in range(4)]
  gathered(suite, "Welford", {}, m.Welford(), ["values"], many)
  gathered(suite, "Average", {}, m.Average(), ["values"], [labels(suite, 1, (9,), 5)])
  both = m.MultiMetric(accuracy=m.Accuracy(), loss=m.Average("loss"), spread=m.Welford("loss"))
  args = [x for i in range(3) for x in (n(i, 5, 3), labels(suite, i, (5,), 3), n(10 + i, 5))]
  gathered(suite, "MultiMetric", {}, both, ["logits", "labels", "loss"], args)
  args = [x for i in range(2)
          for x in (n(i, 5, 3), labels(suite, i, (5,), 3), n(10 + i, 5), mask(suite, i, (5,)))]
  for masked in ("all", "accuracy"):
    gathered(suite, "MultiMetric", {"masked": masked},
             m.MultiMetric(accuracy=m.Accuracy(), loss=m.Average("loss")),
             ["logits", "labels", "loss", "mask"], args)


def f32(value):
  return np.asarray(value, np.float32)


def classification(suite):
  for shape, classes, high in (((40,), 4, 4), ((6, 5), 3, 3), ((12,), 6, 3), ((1,), 2, 2)):
    # of `high` classes some are never there, nor predicted
    predicted, actual = labels(suite, 1, shape, high), labels(suite, 2, shape, high)
    flat = (np.ravel(actual), np.ravel(predicted))
    everyone = list(range(classes))
    suite.call("metrics.confusion_matrix",
               lambda *_: np.asarray(sklearn.metrics.confusion_matrix(*flat, labels=everyone), np.int32),
               predicted, actual, classes=classes)
    for average in ("micro", "macro", "weighted", None):
      def scores(*_):
        found = sklearn.metrics.precision_recall_fscore_support(
            *flat, labels=everyone, average=average, zero_division=0)
        return [f32(x) for x in found[:3]]
      suite.call("metrics.precision_recall_f1", scores, predicted, actual, classes=classes,
                 **({"average": average} if average else {}))
  for k in (1, 2, 4):
    logits, actual = suite.normal(1, 20, 5), labels(suite, 2, (20,), 5)
    suite.call("metrics.top_k_accuracy",
               lambda x, y: f32(sklearn.metrics.top_k_accuracy_score(y, x, k=k, labels=range(5))),
               logits, actual, k=k)


def regression(suite):
  for size in (2, 30):
    got, want = suite.normal(1, size), suite.normal(2, size)
    pairs = {"mean_squared_error": sklearn.metrics.mean_squared_error,
             "root_mean_squared_error": sklearn.metrics.root_mean_squared_error,
             "mean_absolute_error": sklearn.metrics.mean_absolute_error,
             "r2_score": sklearn.metrics.r2_score}
    for name, function in pairs.items():
      suite.call(f"metrics.{name}", lambda x, y: f32(function(np.asarray(y), np.asarray(x))), got, want)
