package dev.covector.linen;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.Covector.valueAndGradWithAux;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import dev.covector.ValueAuxAndGrad;
import dev.covector.WithAux;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import dev.covector.random.Random;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training runs of Flax and Optax, repeated from their seeds: the parameters are drawn here. */
final class TrajectoryTest {
  /** What a step of training passes on. */
  record Training(Map<String, Object> params, Map<String, Object> rest, OptState state) {}

  /** What a step of training returns. */
  record Step(Training next, List<Tensor> losses) {}

  private static Training updated(
      Training before, GradientTransformation tx, Object grads, Map<String, Object> rest) {
    Updated<Object> updated = tx.update(grads, before.state, before.params);
    return new Training(
        Optax.applyUpdates(before.params, updated.updates()), rest, updated.state());
  }

  @Test
  void vae() throws IOException {
    vae(0);
  }

  @Test
  void cnn() throws IOException {
    cnn(0);
  }

  @Test
  void transformer() throws IOException {
    transformer(0);
  }

  @Test
  void tagger() throws IOException {
    tagger(0);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void otherSeeds(int seed) throws IOException {
    vae(seed);
    cnn(seed);
    transformer(seed);
    tagger(seed);
  }

  private static void vae(int seed) throws IOException {
    Trajectory trajectory = Trajectory.of("vae", seed);
    DigitsRows digits = DigitsRows.load();
    Models.Vae model = new Models.Vae();
    Tensor keys = Random.split(Random.key(0x1234 + seed));
    Tensor key = Random.keyAt(keys, 0);
    int size = 16;
    Map<String, Object> drawn =
        model.init(
            Random.keyAt(keys, 1),
            () -> model.apply(Numpy.zeros(size, 64), Numpy.zeros(size, 10), Random.key(0)));
    GradientTransformation tx = Optax.adamw(1e-3);
    var step =
        jit(
            (Training t, Tensor x, Tensor c, Tensor k) -> {
              ValueAuxAndGrad<Map<String, Object>, List<Tensor>> g =
                  valueAndGradWithAux(
                          (Map<String, Object> p) -> {
                            Models.Decoded out =
                                model.apply(p, () -> model.apply(x, Functions.oneHot(c, 10), k));
                            Tensor mse = Numpy.sum(Optax.l2Loss(out.image(), x), 1).mean();
                            Tensor terms =
                                out.logvar()
                                    .plus(1)
                                    .minus(out.mean().square())
                                    .minus(Numpy.exp(out.logvar()));
                            Tensor kl = Numpy.sum(terms, 1).times(-0.5).mean();
                            return new WithAux<>(mse.plus(kl.times(0.5)), List.of(mse, kl));
                          })
                      .apply(t.params);
              return new Step(
                  updated(t, tx, g.gradient(), Map.of()),
                  List.of(g.value(), g.aux().get(0), g.aux().get(1)));
            });
    Training training = new Training(drawn, Map.of(), tx.init(drawn));
    for (int i = 0; i < 200; i++) {
      Tensor next = Random.split(key);
      key = Random.keyAt(next, 0);
      int[] rows = digits.batch(i, size);
      Tensor x = Tensor.of(digits.images(rows), size, 64);
      Tensor c = Tensor.of(digits.labelsOf(rows), size);
      Step result = step.apply(training, x, c, Random.keyAt(next, 1));
      training = result.next;
      trajectory.check(i, result.losses.toArray(Tensor[]::new));
    }
  }

  private static void cnn(int seed) throws IOException {
    Trajectory trajectory = Trajectory.of("cnn", seed);
    DigitsRows digits = DigitsRows.load();
    Models.Cnn model = new Models.Cnn();
    int size = 32;
    Map<String, Object> drawn =
        model.init(
            Map.of("params", Random.key(seed), "dropout", Random.key(seed + 1)),
            () -> model.apply(Numpy.zeros(size, 8, 8, 1), false));
    GradientTransformation tx =
        Optax.chain(
            Optax.clipByGlobalNorm(1),
            Optax.adam(Optax.warmupCosineDecaySchedule(0, 3e-3, 10, 80)));
    var step =
        jit(
            (Training t, Tensor x, Tensor y, Tensor k) -> {
              ValueAuxAndGrad<Map<String, Object>, Map<String, Object>> g =
                  valueAndGradWithAux(
                          (Map<String, Object> p) -> {
                            Applied<Tensor> applied =
                                model.apply(
                                    Variables.with(t.rest, "params", p),
                                    ApplyOptions.mutable("batch_stats").rngs(Map.of("dropout", k)),
                                    () -> model.apply(x, true));
                            Tensor losses =
                                Optax.softmaxCrossEntropyWithIntegerLabels(applied.output(), y);
                            return new WithAux<>(losses.mean(), applied.variables());
                          })
                      .apply(t.params);
              return new Step(updated(t, tx, g.gradient(), g.aux()), List.of(g.value()));
            });
    Map<String, Object> params = Variables.params(drawn);
    Training training =
        new Training(
            params,
            Map.of("batch_stats", Variables.collection(drawn, "batch_stats")),
            tx.init(params));
    for (int i = 0; i < 80; i++) {
      int[] rows = digits.batch(i, size);
      Tensor x = Tensor.of(digits.images(rows), size, 8, 8, 1);
      Tensor y = Tensor.of(digits.labelsOf(rows), size);
      Step result = step.apply(training, x, y, Random.foldIn(Random.key(seed + 2), i));
      training = result.next;
      trajectory.check(i, result.losses.toArray(Tensor[]::new));
    }
  }

  private static void transformer(int seed) throws IOException {
    Trajectory trajectory = Trajectory.of("transformer", seed);
    Models.LanguageModel model = new Models.LanguageModel();
    Tensor first = Lax.sliceInDim(Tensor.of(corpus(0), 8, 33), 0, 32, 1);
    Map<String, Object> drawn = model.init(Random.key(seed), first);
    GradientTransformation tx = Optax.lamb(3e-3).weightDecay(0.01);
    var step =
        jit(
            (Training t, Tensor ids) -> {
              ValueAndGrad<Map<String, Object>> g =
                  valueAndGrad(
                          (Map<String, Object> p) -> {
                            Tensor logits = model.apply(p, Lax.sliceInDim(ids, 0, 32, 1));
                            Tensor next = Lax.sliceInDim(ids, 1, 33, 1);
                            return Optax.softmaxCrossEntropyWithIntegerLabels(logits, next).mean();
                          })
                      .apply(t.params);
              return new Step(updated(t, tx, g.gradient(), Map.of()), List.of(g.value()));
            });
    Training training = new Training(drawn, Map.of(), tx.init(drawn));
    for (int i = 0; i < 60; i++) {
      Step result = step.apply(training, Tensor.of(corpus(i), 8, 33));
      training = result.next;
      trajectory.check(i, result.losses.toArray(Tensor[]::new));
    }
  }

  /** The eight sequences of a step. */
  private static int[] corpus(int step) {
    int[] ids = new int[8 * 33];
    for (int row = 0; row < 8; row++) {
      int i = (step * 8 + row) % 64;
      for (int j = 0; j < 33; j++) {
        ids[row * 33 + j] = (7 * i * i + 3 * j * i + 5 * j) % 64;
      }
    }
    return ids;
  }

  private static void tagger(int seed) throws IOException {
    Trajectory trajectory = Trajectory.of("tagger", seed);
    Models.Tagger model = new Models.Tagger();
    int[] ids = new int[48 * 20];
    int[] tags = new int[48 * 20];
    for (int i = 0; i < 48; i++) {
      for (int j = 0; j < 20; j++) {
        ids[i * 20 + j] = (i * i + 3 * j) % 32;
        int before = (i * i + 3 * ((j + 19) % 20)) % 32;
        tags[i * 20 + j] = (ids[i * 20 + j] * ids[i * 20 + j] + before) % 5;
      }
    }
    Tensor allIds = Tensor.of(ids, 48, 20);
    Tensor allTags = Tensor.of(tags, 48, 20);
    Map<String, Object> drawn = model.init(Random.key(seed), Lax.sliceInDim(allIds, 0, 16, 0));
    GradientTransformation tx =
        Optax.multiTransform(
            Map.of("train", Optax.adam(1e-2), "freeze", Optax.setToZero()),
            (path, p) -> path.toString().contains("Embed_0") ? "freeze" : "train");
    var step =
        jit(
            (Training t, Tensor x, Tensor y) -> {
              ValueAndGrad<Map<String, Object>> g =
                  valueAndGrad(
                          (Map<String, Object> p) ->
                              Optax.softmaxCrossEntropyWithIntegerLabels(model.apply(p, x), y)
                                  .mean())
                      .apply(t.params);
              return new Step(updated(t, tx, g.gradient(), Map.of()), List.of(g.value()));
            });
    Training training = new Training(drawn, Map.of(), tx.init(drawn));
    for (int i = 0; i < 60; i++) {
      int from = i * 16 % 48;
      Tensor x = Lax.sliceInDim(allIds, from, from + 16, 0);
      Tensor y = Lax.sliceInDim(allTags, from, from + 16, 0);
      Step result = step.apply(training, x, y);
      training = result.next;
      trajectory.check(i, result.losses.toArray(Tensor[]::new));
    }
    String embedding = "params/Embed_0/embedding";
    assertArrayEquals(
        Variables.tensor(drawn, embedding).toFloatArray(),
        Variables.tensor(training.params, embedding).toFloatArray());
  }
}
