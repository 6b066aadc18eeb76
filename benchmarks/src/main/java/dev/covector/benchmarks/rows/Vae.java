package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.functions.Functions;
import dev.covector.linen.Dense;
import dev.covector.linen.Embed;
import dev.covector.linen.Module;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Chain;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.ScaleByAdam;
import dev.covector.random.Random;
import java.util.List;

/**
 * A variational autoencoder whose decoder is told the class; Kingma and Welling 2014. The encoder
 * goes from 784 pixels to 64 numbers and 32 latent ones, the decoder from there to logits.
 */
final class Vae extends Module {
  private static final int LATENT = 32;

  private final Mlp encoder = Mlp.relu(10, 256, 128, 64);
  private final Dense toLatent = new Dense(2 * LATENT).kernelInit(Hashed.kernel(20));
  private final Dense fromLatent = new Dense(64).kernelInit(Hashed.kernel(21));
  private final Embed classes = new Embed(10, 64).embeddingInit(Hashed.uniform(22, 0.1));
  private final Mlp decoder = Mlp.relu(30, 128, 256, 784);

  /** A batch, and the key whose n-th child draws the noise of step n. */
  record Noisy(Batch batch, Tensor key) {}

  static Work row(int size) {
    Vae model = new Vae();
    Batch batch = new Batch(Inputs.uniform(1, 0, 1, size, 784), Inputs.integers(2, 10, size));
    return new Learning<Noisy>(
            Optax.adamw(1e-4).weightDecay(1e-4),
            () -> model.init(Random.key(0), () -> model.loss(batch.x(), batch.y(), Random.key(1))),
            (variables, data, state) ->
                model.apply(
                    variables,
                    () ->
                        model.loss(
                            data.batch().x(),
                            data.batch().y(),
                            Random.foldIn(data.key(), steps(state)))))
        .donated(new Noisy(batch, Random.key(0)));
  }

  /** The number of steps so far, which Adam counts. */
  private static Tensor steps(OptState state) {
    return ((ScaleByAdam.State) ((Chain.State) state).inner().getFirst()).count();
  }

  private Tensor loss(Tensor images, Tensor labels, Tensor key) {
    Tensor hidden = Functions.relu(encoder.apply(images));
    List<Tensor> moments = Numpy.split(toLatent.apply(hidden), 2, -1);
    Tensor mean = moments.get(0);
    Tensor logVariance = moments.get(1);
    Tensor noise = Random.normal(key, mean.shape());
    Tensor latent = mean.plus(Numpy.exp(logVariance.times(0.5)).times(noise));
    Tensor start = Functions.relu(fromLatent.apply(latent).plus(classes.apply(labels)));
    Tensor logits = decoder.apply(start);
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
