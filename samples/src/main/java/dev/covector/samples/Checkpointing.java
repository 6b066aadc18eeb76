package dev.covector.samples;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.functions.Functions.logSoftmax;
import static dev.covector.functions.Functions.relu;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Fn3;
import dev.covector.JitOptions;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.checkpoint.CheckpointManager;
import dev.covector.checkpoint.CheckpointManagerOptions;
import dev.covector.checkpoint.SaveOptions;
import dev.covector.data.LabelledImages;
import dev.covector.numpy.Numpy;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A training run is interrupted and resumed from its checkpoints: parameters, moments of the
 * optimizer and random key go on where they were, so that the losses are those of a run that was
 * not interrupted, bit for bit. Checkpoints are saved in the background.
 */
public final class Checkpointing {
  private static final int STEPS = 200;
  private static final int SAVED_EVERY = 20;
  private static final int INTERRUPTED_AFTER = 90;
  private static final int BATCH = 64;
  private static final GradientTransformation OPTIMIZER = Optax.adam(0.005);

  private static final Fn3<Progress, Tensor, Tensor, Step> STEP =
      jit(Checkpointing::step, JitOptions.named("step").withDonated(0));

  private Checkpointing() {}

  /** Two dense layers: 64 pixels to 10 logits. */
  record Network(Tensor w1, Tensor b1, Tensor w2, Tensor b2) {
    Tensor apply(Tensor x) {
      return relu(x.dot(w1).plus(b1)).dot(w2).plus(b2);
    }
  }

  /** All that a run needs to go on; its key draws the next batch. */
  record Progress(Network network, OptState optimizer, Tensor key) {}

  /** A loss before a step, and the progress after it. */
  record Step(Tensor loss, Progress progress) {}

  private static Progress start() {
    Tensor keys = Random.split(Random.key(7), 3);
    var kernels = Initializers.lecunNormal();
    Network network =
        new Network(
            kernels.initialize(Random.keyAt(keys, 0), Shape.of(64, 48), DType.F32),
            Numpy.zeros(48),
            kernels.initialize(Random.keyAt(keys, 1), Shape.of(48, 10), DType.F32),
            Numpy.zeros(10));
    return new Progress(network, OPTIMIZER.init(network), Random.keyAt(keys, 2));
  }

  private static Tensor loss(Network network, Tensor images, Tensor labels) {
    Tensor logProbabilities = logSoftmax(network.apply(images));
    Tensor chosen = Numpy.takeAlongAxis(logProbabilities, Numpy.expandDims(labels, 1), 1);
    return chosen.mean().unaryMinus();
  }

  private static Step step(Progress progress, Tensor images, Tensor labels) {
    Tensor keys = Random.split(progress.key());
    Tensor rows = Random.randint(Random.keyAt(keys, 0), Shape.of(BATCH), 0, images.shape().dim(0));
    var result =
        valueAndGrad(Checkpointing::loss)
            .apply(progress.network(), images.get(rows), labels.get(rows));
    var updated = OPTIMIZER.update(result.gradient(), progress.optimizer(), progress.network());
    Network next = Optax.applyUpdates(progress.network(), updated.updates());
    return new Step(result.value(), new Progress(next, updated.state(), Random.keyAt(keys, 1)));
  }

  /**
   * Steps until the code of the step stays what it is: cold code adds up in another order than warm
   * code, so that last bits of a sum may differ within a process.
   */
  private static void warmUp(Tensor images, Tensor labels) throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      Progress progress = start();
      for (int i = 0; i < STEPS; i++) {
        progress = STEP.apply(progress, images, labels).progress();
      }
      while (!Covector.isSettled()) {
        Thread.sleep(20);
      }
    }
  }

  /** Trains from the latest checkpoint to a step, and adds the losses to a list. */
  private static void train(
      Path folder, Tensor images, Tensor labels, int last, List<Float> losses) {
    CheckpointManagerOptions options =
        CheckpointManagerOptions.defaults().withSaveIntervalSteps(SAVED_EVERY).withMaxToKeep(2);
    try (CheckpointManager manager = new CheckpointManager(folder, options)) {
      OptionalLong latest = manager.latestStep();
      Progress progress = start();
      if (latest.isPresent()) {
        progress = manager.restore(latest.getAsLong(), progress);
        System.out.println("  goes on after step " + latest.getAsLong());
      }
      for (int i = (int) latest.orElse(0) + 1; i <= last; i++) {
        Step result = STEP.apply(progress, images, labels);
        progress = result.progress();
        losses.add(result.loss().toFloat());
        if (i % SAVED_EVERY == 0) {
          Map<String, Float> metrics = Map.of("loss", losses.getLast());
          manager.save(i, progress, SaveOptions.defaults().withMetrics(metrics));
        }
      }
      manager.waitUntilFinished();
      System.out.println("  kept " + manager.allSteps() + " in " + manager.folder());
    }
  }

  /** Runs once without and once with an interruption, and compares. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder =
        arguments.length > 0
            ? Path.of(arguments[0])
            : Files.createTempDirectory("covector-checkpointing");
    LabelledImages data = dev.covector.data.Digits.load().train();
    Tensor images = data.images().reshape(-1, 64);
    Tensor labels = data.labels();
    warmUp(images, labels);
    System.out.println("A run of " + STEPS + " steps");
    List<Float> whole = new ArrayList<>();
    train(folder.resolve("whole"), images, labels, STEPS, whole);
    System.out.println("The same, interrupted after step " + INTERRUPTED_AFTER);
    List<Float> parts = new ArrayList<>();
    train(folder.resolve("parts"), images, labels, INTERRUPTED_AFTER, parts);
    int restored = INTERRUPTED_AFTER / SAVED_EVERY * SAVED_EVERY;
    parts.subList(restored, parts.size()).clear(); // what came after the checkpoint is lost
    train(folder.resolve("parts"), images, labels, STEPS, parts);
    System.out.println("step   whole run   interrupted");
    for (int i = SAVED_EVERY; i <= STEPS; i += SAVED_EVERY) {
      System.out.printf("%4d   %9.6f   %11.6f%n", i, whole.get(i - 1), parts.get(i - 1));
    }
    System.out.println(whole.equals(parts) ? "the same curve, bit for bit" : "the curves differ");
  }
}
