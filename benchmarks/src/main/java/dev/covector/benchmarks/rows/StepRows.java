package dev.covector.benchmarks.rows;

import static dev.covector.Covector.vmap;

import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.functions.Functions;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;
import dev.covector.numpy.Numpy;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.Map;
import java.util.function.Supplier;

/** Training steps of linen modules, with optimizers of optim. */
final class StepRows {
  private StepRows() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("step_linreg_20x10x5", StepRows::linear);
    rows.put("step_digits_mlp_1347", StepRows::digits);
    rows.put("step_mnist_mlp_b128_adam", StepRows::mnist);
    rows.put("step_vae_b16_adamw", () -> Vae.row(16));
    rows.put("step_vae_b128_adamw", () -> Vae.row(128));
    rows.put("step_cnn_mnist_b64", Cnn::row);
    rows.put("step_transformer2_b8_t128_d256", Transformer::row);
    rows.put("step_lstm_b32_t64_h256", Lstm::row);
  }

  /** A classifier of one tensor, trained on the cross entropy of its logits. */
  static Learning<Batch> classifier(Layer model, Batch batch, GradientTransformation optimizer) {
    return new Learning<>(
        optimizer,
        () -> model.init(Random.key(0), batch.x()),
        (variables, data, optimizerState) ->
            Losses.crossEntropy(model.apply(variables, data.x()), data.y()));
  }

  /** The tutorial's step: the error of one sample, mapped over all. */
  private static Work linear() {
    Batch batch = new Batch(Inputs.signed(1, 20, 10), Inputs.signed(2, 20, 5));
    Dense model = new Dense(5).kernelInit(Hashed.kernel(3));
    return new Learning<Batch>(
            Optax.sgd(0.3),
            () -> model.init(Random.key(0), Numpy.zeros(10)),
            (variables, data, optimizerState) -> {
              Fn2<Tensor, Tensor, Tensor> one =
                  (row, target) -> {
                    Tensor error = target.minus(model.apply(variables, row));
                    return Numpy.inner(error, error).div(2.0);
                  };
              return vmap(one).apply(data.x(), data.y()).mean();
            })
        .kept(batch);
  }

  private static Work digits() {
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, 1347, 64), Inputs.integers(2, 10, 1347));
    Mlp model = new Mlp(3, Functions::selu, 100, 100, 10);
    return classifier(model, batch, Optax.sgd(0.05)).kept(batch);
  }

  private static Work mnist() {
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, 128, 784), Inputs.integers(2, 10, 128));
    return classifier(Mlp.relu(3, 512, 512, 10), batch, Optax.adam(1e-3)).donated(batch);
  }
}
