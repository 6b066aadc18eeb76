package dev.covector.samples;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGradWithAux;

import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.WithAux;
import dev.covector.data.DataIterator;
import dev.covector.data.LabelledImages;
import dev.covector.functions.Functions;
import dev.covector.lax.Padding;
import dev.covector.linen.Applied;
import dev.covector.linen.ApplyOptions;
import dev.covector.linen.BatchNorm;
import dev.covector.linen.Conv;
import dev.covector.linen.Dense;
import dev.covector.linen.Dropout;
import dev.covector.linen.Module;
import dev.covector.linen.TrainState;
import dev.covector.linen.Variables;
import dev.covector.metrics.Average;
import dev.covector.metrics.Averaging;
import dev.covector.metrics.ConfusionMatrix;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.Map;

/**
 * A network of convolutions learns to read digits. Batches come from a pipeline that shuffles and
 * prefetches; a confusion matrix counts what the network takes for what.
 *
 * <p>{@code ./covector run cnn} learns the digits of 8x8 pixels that come with the library, {@code
 * ./covector run cnn FOLDER} those of MNIST, from its four IDX files in a folder.
 */
public final class Cnn {
  private static final int BATCH = 64;
  private static final int TEST_BATCH = 450;

  private final ImageSet images;
  private final Fn2<Run, LabelledImages, Step> step =
      jit(Cnn::step, JitOptions.named("step").withDonated(0));
  private final Fn3<Run, ConfusionMatrix, LabelledImages, ConfusionMatrix> evaluate =
      jit(Cnn::evaluate, JitOptions.named("evaluate"));

  private Run run;

  Cnn(ImageSet images, long seed) {
    this.images = images;
    Network network = new Network();
    Tensor image = Numpy.zeros(1, images.side(), images.side());
    Map<String, Object> drawn = network.init(Random.key(seed), () -> network.apply(image, false));
    run =
        new Run(
            TrainState.create(network, Variables.params(drawn), Optax.adamw(2e-3)),
            Variables.collection(drawn, "batch_stats"),
            Random.key(seed + 1));
  }

  /** Two convolutions with pooling, and a dense layer: (n, side, side) to (n, 10) logits. */
  static final class Network extends Module {
    Tensor apply(Tensor images, boolean train) {
      return compact(
          () -> {
            int[] two = {2, 2};
            Tensor x = Numpy.expandDims(images, -1);
            x = new Conv(16, 3, 3).useBias(false).apply(x);
            x = new BatchNorm().useRunningAverage(!train).momentum(0.9).apply(x);
            x = Functions.maxPool(Functions.relu(x), two, two, Padding.VALID);
            x = Functions.relu(new Conv(32, 3, 3).apply(x));
            x = Functions.maxPool(x, two, two, Padding.VALID);
            x = x.reshape(x.shape().dim(0), -1);
            x = new Dropout(0.3).deterministic(!train).apply(x);
            return new Dense(ImageSet.CLASSES).apply(x);
          });
    }
  }

  /** What goes from step to step: the statistics and the key besides the usual. */
  record Run(
      TrainState<Network, Map<String, Object>> train, Map<String, Object> batchStats, Tensor key) {

    Map<String, Object> variables(Map<String, Object> params) {
      return Map.of("params", params, "batch_stats", batchStats);
    }
  }

  /** A run after a step, and the loss before it. */
  record Step(Run run, Average loss) {}

  private static Step step(Run run, LabelledImages batch) {
    Network network = run.train.applyFn();
    Tensor dropout = Random.foldIn(run.key, run.train.step());
    var result =
        valueAndGradWithAux(
                (Map<String, Object> params) -> {
                  Applied<Tensor> applied =
                      network.apply(
                          run.variables(params),
                          ApplyOptions.mutable("batch_stats").rngs(Map.of("dropout", dropout)),
                          () -> network.apply(batch.images(), true));
                  Tensor losses =
                      Optax.softmaxCrossEntropyWithIntegerLabels(applied.output(), batch.labels());
                  return new WithAux<>(losses.mean(), applied.variables());
                })
            .apply(run.train.params());
    return new Step(
        new Run(
            run.train.applyGradients(result.gradient()),
            Variables.collection(result.aux(), "batch_stats"),
            run.key),
        Average.of(result.value()));
  }

  private static ConfusionMatrix evaluate(Run run, ConfusionMatrix before, LabelledImages batch) {
    Network network = run.train.applyFn();
    Tensor logits =
        network.apply(
            run.variables(run.train.params()), () -> network.apply(batch.images(), false));
    Tensor predicted = Numpy.argmax(logits, -1);
    return before.merge(ConfusionMatrix.of(predicted, batch.labels(), ImageSet.CLASSES));
  }

  /** Trains one epoch more; the mean loss. */
  float train(long seed) {
    Average losses = Average.empty();
    long steps = images.parts().train().labels().size() / BATCH;
    try (DataIterator<LabelledImages> batches =
        images.training(seed, BATCH).iterator(run.train.step().toLong())) {
      for (int i = 0; i < steps; i++) {
        Step result = step.apply(run, batches.next());
        run = result.run;
        losses = losses.merge(result.loss);
      }
    }
    return losses.compute().toFloat();
  }

  /** What the network takes the test images for. */
  ConfusionMatrix test() {
    ConfusionMatrix confusion = ConfusionMatrix.empty(ImageSet.CLASSES);
    for (LabelledImages batch : images.testing(TEST_BATCH)) {
      confusion = evaluate.apply(run, confusion, batch);
    }
    return confusion;
  }

  /** Trains, tests after each epoch, and prints what was taken for what. */
  public static void main(String[] arguments) {
    ImageSet images = ImageSet.of(arguments);
    int epochs = images.isLarge() ? 1 : 20;
    Cnn cnn = new Cnn(images, 0);
    System.out.println("epoch   train loss   test accuracy");
    for (int epoch = 1; epoch <= epochs; epoch++) {
      float loss = cnn.train(1);
      System.out.printf("%5d   %10.6f   %13.4f%n", epoch, loss, cnn.test().accuracy().toFloat());
    }
    ConfusionMatrix confusion = cnn.test();
    System.out.println(confusion);
    System.out.printf(
        "macro F1 %.4f, precision %.4f, recall %.4f%n",
        confusion.f1(Averaging.MACRO).toFloat(),
        confusion.precision(Averaging.MACRO).toFloat(),
        confusion.recall(Averaging.MACRO).toFloat());
  }
}
