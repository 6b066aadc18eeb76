package dev.covector.benchmarks.plain;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.Batch;
import dev.covector.benchmarks.rows.Inputs;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.List;

/**
 * A variational autoencoder whose decoder is told the class; Kingma and Welling 2014.
 *
 * @param encoder 784 pixels to 64
 * @param toLatent to mean and log-variance of 32 latent numbers
 * @param fromLatent back to 64
 * @param classes an embedding f32[10, 64], added to that
 * @param decoder to the logits of 784 pixels
 */
record Vae(
    List<Dense> encoder, Dense toLatent, Dense fromLatent, Tensor classes, List<Dense> decoder) {
  private static final int LATENT = 32;

  /** A batch, and the key whose n-th child draws the noise of step n. */
  record Noisy(Batch batch, Tensor key) {}

  static Work row(int batch) {
    Tensor images = Inputs.uniform(1, 0, 1, batch, 784);
    Tensor labels = Inputs.integers(2, 10, batch);
    Tensor key = Random.key(0);
    return new Adam(1e-4, 1e-4)
        .train(
            Vae::model,
            new Noisy(new Batch(images, labels), key),
            (v, data, count) ->
                v.loss(data.batch().x(), data.batch().y(), Random.foldIn(data.key(), count)));
  }

  private static Vae model() {
    return new Vae(
        Dense.chain(10, 784, 256, 128, 64),
        Dense.of(20, 64, 2 * LATENT),
        Dense.of(21, LATENT, 64),
        Inputs.uniform(22, -0.1, 0.1, 10, 64),
        Dense.chain(30, 64, 128, 256, 784));
  }

  private Tensor loss(Tensor images, Tensor labels, Tensor key) {
    Tensor hidden = Functions.relu(Mlp.relu(encoder, images));
    List<Tensor> moments = Numpy.split(toLatent.apply(hidden), 2, -1);
    Tensor mean = moments.get(0);
    Tensor logVariance = moments.get(1);
    Tensor noise = Random.normal(key, mean.shape());
    Tensor latent = mean.plus(Numpy.exp(logVariance.times(0.5)).times(noise));
    Tensor start = Functions.relu(fromLatent.apply(latent).plus(classes.get(labels)));
    Tensor logits = Mlp.relu(decoder, start);
    // binary cross entropy of logits without overflow
    Tensor entropy =
        Functions.relu(logits)
            .minus(logits.times(images))
            .plus(Numpy.log1p(Numpy.exp(logits.abs().unaryMinus())))
            .sum(-1);
    Tensor divergence =
        logVariance.plus(1).minus(mean.square()).minus(Numpy.exp(logVariance)).sum(-1).times(-0.5);
    return entropy.plus(divergence).mean();
  }
}
