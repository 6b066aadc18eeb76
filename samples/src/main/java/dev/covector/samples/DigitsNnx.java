package dev.covector.samples;

import static dev.covector.functions.Functions.selu;

import dev.covector.Jit3;
import dev.covector.Jit4;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.WithAux;
import dev.covector.data.LabelledImages;
import dev.covector.data.TrainTest;
import dev.covector.nnx.Linear;
import dev.covector.nnx.Module;
import dev.covector.nnx.Nnx;
import dev.covector.nnx.Optimizer;
import dev.covector.nnx.Param;
import dev.covector.nnx.Rngs;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The digits network with modules that hold their parameters, as the tutorial <i>Getting started
 * with JAX for AI</i> has it: a model, an optimizer that changes it in place, and one compiled step
 * over both.
 */
public final class DigitsNnx {
  private static final int STEPS = 301;
  private static final int PICTURES = 100;

  private final Network model;
  private final Optimizer<Network> optimizer;
  private final LabelledImages train;
  private final LabelledImages test;
  private final Jit4<Network, Optimizer<Network>, Tensor, Tensor, Tensor> step =
      Nnx.jit(DigitsNnx::step, JitOptions.named("step"));
  private final Jit3<Network, Tensor, Tensor, Tensor> evaluate =
      Nnx.jit((m, x, y) -> loss(m, x, y).value(), JitOptions.named("loss"));

  DigitsNnx(int seed) {
    TrainTest<LabelledImages> data = dev.covector.data.Digits.load();
    train = data.train();
    test = data.test();
    model = new Network(new Rngs(seed));
    optimizer = new Optimizer<>(model, Optax.sgd(0.05), Param.class);
  }

  /** The network: 64 pixels to 10 logits. */
  static final class Network extends Module {
    private final Linear layer1;
    private final Linear layer2;
    private final Linear layer3;

    Network(Rngs rngs) {
      layer1 = new Linear(64, 100, rngs);
      layer2 = new Linear(100, 100, rngs);
      layer3 = new Linear(100, 10, rngs);
    }

    Tensor apply(Tensor images) {
      Tensor x = images.reshape(-1, 64);
      return layer3.apply(selu(layer2.apply(selu(layer1.apply(x)))));
    }
  }

  /** The losses at one step. */
  record Losses(int step, float train, float test) {}

  private static WithAux<Tensor> loss(Network model, Tensor images, Tensor labels) {
    Tensor logits = model.apply(images);
    return new WithAux<>(Optax.softmaxCrossEntropyWithIntegerLabels(logits, labels).mean(), logits);
  }

  private static Tensor step(
      Network model, Optimizer<Network> optimizer, Tensor images, Tensor labels) {
    var result = Nnx.valueAndGradWithAux(DigitsNnx::loss).apply(model, images, labels);
    optimizer.update(model, result.gradient());
    return result.value();
  }

  Network model() {
    return model;
  }

  /** One step over the whole training set; the losses before it and after it. */
  Losses train(int number) {
    float before = step.apply(model, optimizer, train.images(), train.labels()).toFloat();
    float after = evaluate.apply(model, test.images(), test.labels()).toFloat();
    return new Losses(number, before, after);
  }

  /** What the network takes the test images for. */
  int[] predict() {
    return Numpy.argmax(model.apply(test.images()), 1).toIntArray();
  }

  int correct(int[] predicted) {
    return PredictionSheet.correct(test, predicted);
  }

  /** Trains, prints the losses and the accuracy, and writes a picture of predictions. */
  public static void main(String[] arguments) throws IOException {
    DigitsNnx digits = new DigitsNnx(0);
    System.out.println(Nnx.display(digits.model));
    System.out.println("step   train loss   test loss");
    for (int i = 0; i < STEPS; i++) {
      Losses losses = digits.train(i);
      if (i % 50 == 0) {
        System.out.printf("%4d   %10.6f   %9.6f%n", i, losses.train, losses.test);
      }
    }
    int[] predicted = digits.predict();
    int correct = digits.correct(predicted);
    System.out.printf(
        "test accuracy %.3f (%d/%d)%n",
        (double) correct / predicted.length, correct, predicted.length);
    Path sheet = Path.of(arguments.length > 0 ? arguments[0] : "digits.png");
    PredictionSheet.write(sheet, digits.test, predicted, PICTURES);
    System.out.println("predictions: " + sheet.toAbsolutePath());
  }
}
