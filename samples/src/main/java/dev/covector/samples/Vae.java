package dev.covector.samples;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGradWithAux;

import dev.covector.Fn4;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.WithAux;
import dev.covector.data.DataIterator;
import dev.covector.data.LabelledImages;
import dev.covector.functions.Functions;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;
import dev.covector.linen.Module;
import dev.covector.linen.TrainState;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variational autoencoder that is told the class learns to draw digits (Kingma and Welling 2014,
 * <i>Auto-Encoding Variational Bayes</i>; Sohn, Lee and Yan 2015 for the class). The sheet that it
 * draws has ten new samples of each class in a row.
 *
 * <p>{@code ./covector run vae} learns the digits of 8x8 pixels that come with the library, {@code
 * ./covector run vae FOLDER} those of MNIST, from its four IDX files in a folder.
 */
public final class Vae {
  private static final int LATENT = 32;
  private static final int[] ENCODER = {256, 128, 64};
  private static final int COLUMNS = 10;
  private static final int STEPS = 4000;
  private static final int REPORTS = 10;

  private final ImageSet images;
  private final Setting setting;
  private final Fn4<TrainState<Network, Map<String, Object>>, Tensor, Tensor, Tensor, Step> step =
      jit(this::step, JitOptions.named("step").withDonated(0));

  private TrainState<Network, Map<String, Object>> state;

  Vae(ImageSet images, Setting setting, long seed) {
    this.images = images;
    this.setting = setting;
    int pixels = images.side() * images.side();
    Network network = new Network(pixels, setting);
    Tensor key = Random.key(seed);
    Map<String, Object> drawn =
        network.init(
            key,
            () -> network.apply(Numpy.zeros(1, pixels), Numpy.zeros(1, ImageSet.CLASSES), key));
    state = TrainState.create(network, drawn, Optax.adamw(1e-3));
  }

  /**
   * What is chosen by trying.
   *
   * @param batchSize images in a step
   * @param divergenceWeight how much the divergence counts against the difference: with too much
   *     the samples of a class are all alike, with too little some are no digits any more
   * @param latent dimensions of the latent space
   * @param encoder the sizes of the layers; the decoder has them in reverse
   */
  record Setting(int batchSize, double divergenceWeight, int latent, int... encoder) {
    static Setting of(ImageSet images) {
      return images.isLarge()
          ? new Setting(128, 0.5, LATENT, ENCODER)
          : new Setting(64, 0.1, LATENT, ENCODER); // of few pixels, a difference is small
    }
  }

  /** Dense layers with relu between them. */
  private static final class FeedForward extends Layer {
    private final int[] sizes;

    FeedForward(int... sizes) {
      this.sizes = sizes;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor y = new Dense(sizes[0]).apply(x);
      for (int i = 1; i < sizes.length; i++) {
        y = new Dense(sizes[i]).apply(Functions.relu(y));
      }
      return y;
    }
  }

  /** What the network makes of images: their likeness, and where they lie in the latent space. */
  record Decoded(Tensor image, Tensor mean, Tensor logvar) {}

  /** Images to a normal distribution of few dimensions, and back. */
  static final class Network extends Module {
    private final FeedForward encoder;
    private final Dense toLatent;
    private final Dense fromLatent;
    private final Dense fromClass;
    private final FeedForward decoder;

    Network(int pixels, Setting setting) {
      int[] sizes = setting.encoder;
      int last = sizes[sizes.length - 1];
      encoder = new FeedForward(sizes);
      toLatent = new Dense(2 * setting.latent);
      fromLatent = new Dense(last);
      fromClass = new Dense(last);
      int[] back = new int[sizes.length];
      for (int i = 0; i < back.length - 1; i++) {
        back[i] = sizes[sizes.length - 2 - i];
      }
      back[back.length - 1] = pixels;
      decoder = new FeedForward(back);
    }

    /** Images of latent numbers z (n, latent) and classes c (n, 10). */
    Tensor decode(Tensor z, Tensor c) {
      return decoder.apply(Functions.relu(fromLatent.apply(z).plus(fromClass.apply(c))));
    }

    Decoded apply(Tensor x, Tensor c, Tensor key) {
      List<Tensor> latent = Numpy.split(toLatent.apply(Functions.relu(encoder.apply(x))), 2, -1);
      Tensor mean = latent.get(0);
      Tensor logvar = latent.get(1);
      Tensor noise = Random.normal(key, mean.shape());
      Tensor z = noise.times(Numpy.exp(logvar.times(0.5))).plus(mean);
      return new Decoded(decode(z, c), mean, logvar);
    }
  }

  /** A step's losses of likeness and divergence, and the state after it. */
  record Step(
      TrainState<Network, Map<String, Object>> state, Tensor difference, Tensor divergence) {}

  private Step step(
      TrainState<Network, Map<String, Object>> before, Tensor x, Tensor labels, Tensor key) {
    Network network = before.applyFn();
    Tensor c = Functions.oneHot(labels, ImageSet.CLASSES);
    Tensor noise = Random.foldIn(key, before.step());
    var result =
        valueAndGradWithAux(
                (Map<String, Object> params) -> {
                  Decoded out = network.apply(params, () -> network.apply(x, c, noise));
                  Tensor difference = Numpy.sum(Optax.l2Loss(out.image(), x), 1).mean();
                  Tensor divergence = divergence(out).mean();
                  return new WithAux<>(
                      difference.plus(divergence.times(setting.divergenceWeight)),
                      List.of(difference, divergence));
                })
            .apply(before.params());
    return new Step(
        before.applyGradients(result.gradient()), result.aux().get(0), result.aux().get(1));
  }

  /** The Kullback-Leibler divergence of each image's distribution from the standard normal one. */
  private static Tensor divergence(Decoded out) {
    Tensor terms = out.logvar().plus(1).minus(out.mean().square()).minus(Numpy.exp(out.logvar()));
    return Numpy.sum(terms, 1).times(-0.5);
  }

  /** The losses of a step. */
  record Losses(int step, float difference, float divergence) {}

  /** Trains so many steps more; the losses of the last one. */
  Losses train(int steps, long seed) {
    Tensor key = Random.key(seed);
    int start = state.step().toInt();
    @Nullable Step last = null;
    try (DataIterator<LabelledImages> batches =
        images.training(seed, setting.batchSize).iterator(start)) {
      for (int i = 0; i < steps; i++) {
        LabelledImages batch = batches.next();
        Tensor x = batch.images().reshape(setting.batchSize, -1);
        last = step.apply(state, x, batch.labels(), key);
        state = last.state();
      }
    }
    if (last == null) {
      return new Losses(start, Float.NaN, Float.NaN);
    }
    return new Losses(start + steps, last.difference().toFloat(), last.divergence().toFloat());
  }

  /** New images: ten of each class, (100, side, side), from 0 to 1. */
  Tensor sample(long seed) {
    Network network = state.applyFn();
    int count = ImageSet.CLASSES * COLUMNS;
    Tensor z = Random.normal(Random.key(seed), count, setting.latent);
    Tensor classes = Numpy.arange(count).floorDivide(COLUMNS);
    Tensor c = Functions.oneHot(classes, ImageSet.CLASSES);
    Tensor drawn = network.apply(state.params(), () -> network.decode(z, c));
    return Numpy.clip(drawn, 0, 1).reshape(count, images.side(), images.side());
  }

  /** Trains, and draws the sheet. */
  public static void main(String[] arguments) throws IOException {
    ImageSet images = ImageSet.of(arguments);
    Vae vae = new Vae(images, Setting.of(images), 0);
    System.out.println("  step   difference   divergence");
    for (int i = 0; i < REPORTS; i++) {
      Losses losses = vae.train(STEPS / REPORTS, 1);
      System.out.printf(
          "%6d   %10.4f   %10.4f%n", losses.step, losses.difference, losses.divergence);
    }
    Path sheet = ImageSet.picture("vae.png", arguments);
    SampleSheet.write(sheet, vae.sample(2), COLUMNS);
    System.out.println("samples, a class in each row: " + sheet.toAbsolutePath());
  }
}
