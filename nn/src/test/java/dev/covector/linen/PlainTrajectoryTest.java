package dev.covector.linen;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.Covector.vmap;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.WithAux;
import dev.covector.data.LabelledImages;
import dev.covector.data.TrainTest;
import dev.covector.functions.Functions;
import dev.covector.nnx.Linear;
import dev.covector.nnx.Module;
import dev.covector.nnx.Nnx;
import dev.covector.nnx.Optimizer;
import dev.covector.nnx.Param;
import dev.covector.nnx.Rngs;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training runs of JAX and Flax without linen, repeated from their seeds. */
final class PlainTrajectoryTest {
  /** The parameters of a linear function. */
  record Affine(Tensor w, Tensor b) {}

  /** Half the squared error of a linear function, averaged over rows. */
  private static Tensor error(Affine f, boolean rowsAreOutputs, Tensor x, Tensor y) {
    Fn2<Tensor, Tensor, Tensor> one =
        (row, target) -> {
          Tensor e = target.minus(predict(f, rowsAreOutputs, row));
          return Numpy.inner(e, e).div(2.0);
        };
    return vmap(one).apply(x, y).mean();
  }

  private static Tensor predict(Affine f, boolean rowsAreOutputs, Tensor row) {
    return (rowsAreOutputs ? f.w.dot(row) : row.dot(f.w)).plus(f.b);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void linearRegression(int seed) throws IOException {
    linearRegression(Trajectory.of("linear", seed), Random.key(seed), false);
    linearRegression(
        Trajectory.of("linear_original", seed), Random.key(seed, Threefry.ORIGINAL), true);
  }

  private static void linearRegression(Trajectory trajectory, Tensor key, boolean rowsAreOutputs) {
    Tensor keys = Random.split(key);
    Tensor first = Random.keyAt(keys, 0);
    Tensor more = Random.split(first);
    Tensor w = rowsAreOutputs ? Random.normal(first, 5, 10) : Random.normal(first, 10, 5);
    Affine truth = new Affine(w, Random.normal(Random.keyAt(keys, 1), 5));
    Tensor x = Random.normal(Random.keyAt(more, 0), 20, 10);
    Tensor noise = Random.normal(Random.keyAt(more, 1), 20, 5).times(0.1);
    Fn1<Tensor, Tensor> exact = row -> predict(truth, rowsAreOutputs, row);
    Tensor y = vmap(exact).apply(x).plus(noise);
    var step =
        jit(
            (Tensor p, Tensor q) -> {
              var result =
                  valueAndGrad(
                          (Tensor a, Tensor b) -> error(new Affine(a, b), rowsAreOutputs, x, y),
                          0,
                          1)
                      .apply(p, q);
              return result.gradient();
            });
    Affine p = new Affine(Numpy.zerosLike(truth.w), Numpy.zerosLike(truth.b));
    for (int i = 0; i <= 100; i++) {
      var gradient = step.apply(p.w, p.b);
      p =
          new Affine(
              p.w.minus(((Tensor) gradient.get(0)).times(0.3)),
              p.b.minus(((Tensor) gradient.get(1)).times(0.3)));
      if (i % 5 == 0) {
        trajectory.check(i, error(p, rowsAreOutputs, x, y));
      }
    }
  }

  /** 64 pixels to 10 classes. */
  static final class Network extends Module {
    private final Linear layer1;
    private final Linear layer2;
    private final Linear layer3;

    Network(Rngs rngs) {
      layer1 = new Linear(64, 100, rngs);
      layer2 = new Linear(100, 100, rngs);
      layer3 = new Linear(100, 10, rngs);
    }

    Tensor apply(Tensor x) {
      Tensor hidden = Functions.selu(layer1.apply(x.reshape(-1, 64)));
      return layer3.apply(Functions.selu(layer2.apply(hidden)));
    }
  }

  private static WithAux<Tensor> loss(Network network, Tensor x, Tensor y) {
    Tensor logits = network.apply(x);
    return new WithAux<>(Optax.softmaxCrossEntropyWithIntegerLabels(logits, y).mean(), logits);
  }

  private static Tensor step(Network network, Optimizer<Network> optimizer, Tensor x, Tensor y) {
    var result = Nnx.valueAndGradWithAux(PlainTrajectoryTest::loss).apply(network, x, y);
    optimizer.update(network, result.gradient());
    return result.value();
  }

  /** Seed 0 has a phase in which rounding decides; a test of the samples holds it. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void digits(int seed) throws IOException {
    Trajectory trajectory = Trajectory.of("digits", seed);
    TrainTest<LabelledImages> data = dev.covector.data.Digits.load();
    Network network = new Network(new Rngs(seed));
    Optimizer<Network> optimizer = new Optimizer<>(network, Optax.sgd(0.05), Param.class);
    var step = Nnx.jit(PlainTrajectoryTest::step);
    var test = Nnx.jit((Network n, Tensor x, Tensor y) -> loss(n, x, y).value());
    for (int i = 0; i <= 300; i++) {
      Tensor before = step.apply(network, optimizer, data.train().images(), data.train().labels());
      trajectory.check(i, before, test.apply(network, data.test().images(), data.test().labels()));
    }
  }
}
