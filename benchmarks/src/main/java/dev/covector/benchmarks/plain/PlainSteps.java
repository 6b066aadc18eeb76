package dev.covector.benchmarks.plain;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.Covector.vmap;

import dev.covector.Fn2;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Batch;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.benchmarks.rows.Losses;
import dev.covector.benchmarks.rows.Next;
import dev.covector.benchmarks.rows.Training;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Loss, gradient and update in one jitted call that carries its state, all written out. */
public final class PlainSteps {
  private static final double LINEAR_RATE = 0.3;
  private static final double DIGITS_RATE = 0.05;

  private PlainSteps() {}

  /** The steps by the names of their rows. */
  public static Map<String, Supplier<Work>> rows() {
    Map<String, Supplier<Work>> rows = new LinkedHashMap<>();
    rows.put("step_linreg_20x10x5", PlainSteps::linear);
    rows.put("step_digits_mlp_1347", PlainSteps::digits);
    rows.put("step_mnist_mlp_b128_adam", PlainSteps::mnist);
    rows.put("step_vae_b16_adamw", () -> Vae.row(16));
    rows.put("step_vae_b128_adamw", () -> Vae.row(128));
    rows.put("step_cnn_mnist_b64", Cnn::row);
    rows.put("step_transformer2_b8_t128_d256", Transformer::row);
    rows.put("step_lstm_b32_t64_h256", Lstm::row);
    return rows;
  }

  /** The tutorial's step: the error of one sample, mapped over all. */
  private static Work linear() {
    Batch batch = new Batch(Inputs.signed(1, 20, 10), Inputs.signed(2, 20, 5));
    Fn2<Dense, Batch, Tensor> loss =
        (layer, data) -> {
          Fn2<Tensor, Tensor, Tensor> one =
              (row, target) -> {
                Tensor error = target.minus(row.dot(layer.kernel()).plus(layer.bias()));
                return Numpy.inner(error, error).div(2.0);
              };
          return vmap(one).apply(data.x(), data.y()).mean();
        };
    Fn2<Dense, Batch, Next<Dense>> step =
        jit(
            (Dense layer, Batch data) -> descend(loss, layer, data, LINEAR_RATE),
            JitOptions.named("step"));
    return Training.of(() -> Dense.of(3, 10, 5), layer -> step.apply(layer, batch), Dense::close);
  }

  private static Work digits() {
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, 1347, 64), Inputs.integers(2, 10, 1347));
    Fn2<List<Dense>, Batch, Tensor> loss =
        (layers, data) ->
            Losses.crossEntropy(Mlp.apply(layers, data.x(), Functions::selu), data.y());
    Fn2<List<Dense>, Batch, Next<List<Dense>>> step =
        jit(
            (List<Dense> layers, Batch data) -> descend(loss, layers, data, DIGITS_RATE),
            JitOptions.named("step"));
    return Training.of(
        () -> Dense.chain(3, 64, 100, 100, 10),
        layers -> step.apply(layers, batch),
        layers -> layers.forEach(Dense::close));
  }

  private static <P> Next<P> descend(
      Fn2<P, Batch, Tensor> loss, P parameters, Batch batch, double rate) {
    var result = valueAndGrad(loss).apply(parameters, batch);
    P next = treeMap((Tensor p, Tensor g) -> p.minus(g.times(rate)), parameters, result.gradient());
    return new Next<>(next, result.value());
  }

  private static Work mnist() {
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, 128, 784), Inputs.integers(2, 10, 128));
    return new Adam(1e-3, 0)
        .train(
            () -> Dense.chain(3, 784, 512, 512, 10),
            batch,
            (layers, data, count) -> Losses.crossEntropy(Mlp.relu(layers, data.x()), data.y()));
  }
}
