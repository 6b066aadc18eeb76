package dev.covector.samples;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.functions.Functions.logSoftmax;
import static dev.covector.functions.Functions.selu;

import dev.covector.DType;
import dev.covector.Fn3;
import dev.covector.JitOptions;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.data.LabelledImages;
import dev.covector.data.TrainTest;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A network of three dense layers with selu learns handwritten digits: 301 steps of gradient
 * descent on the whole training set. Parameters are drawn as Flax's {@code nnx.Linear} draws them.
 */
public final class Digits {
  private static final int STEPS = 301;
  private static final double LEARNING_RATE = 0.05;
  private static final int PICTURES = 100;

  private Digits() {}

  /** A dense layer: x (n, in) to (n, out). */
  record Dense(Tensor kernel, Tensor bias) {
    Tensor apply(Tensor x) {
      return x.dot(kernel).plus(bias);
    }
  }

  /** The network: 64 pixels to 10 logits. */
  record Network(Dense first, Dense second, Dense third) {
    Tensor apply(Tensor images) {
      Tensor x = images.reshape(-1, 64);
      return third.apply(selu(second.apply(selu(first.apply(x)))));
    }
  }

  /** A loss before a step, and the network after it. */
  record Step(Tensor loss, Network network) {}

  /** The kernel is drawn from the n-th key folded from the seed's, the bias is zero. */
  private static Dense dense(Tensor key, int n, int in, int out) {
    Tensor kernel =
        Initializers.lecunNormal().initialize(Random.foldIn(key, n), Shape.of(in, out), DType.F32);
    return new Dense(kernel, Numpy.zeros(out));
  }

  private static Tensor loss(Network network, Tensor images, Tensor labels) {
    Tensor logProbabilities = logSoftmax(network.apply(images));
    Tensor chosen = Numpy.takeAlongAxis(logProbabilities, Numpy.expandDims(labels, 1), 1);
    return chosen.mean().unaryMinus();
  }

  private static Step step(Network network, Tensor images, Tensor labels) {
    var result = valueAndGrad(Digits::loss).apply(network, images, labels);
    Network next =
        treeMap(
            (parameter, gradient) -> parameter.minus(gradient.times(LEARNING_RATE)),
            network,
            result.gradient());
    return new Step(result.value(), next);
  }

  /** Trains, prints the losses and the accuracy, and writes a picture of predictions. */
  public static void main(String[] arguments) throws IOException {
    TrainTest<LabelledImages> data = dev.covector.data.Digits.load();
    Tensor trainImages = data.train().images();
    Tensor trainLabels = data.train().labels();
    Tensor testImages = data.test().images();
    Tensor testLabels = data.test().labels();
    Tensor key = Random.key(0);
    // each layer takes two keys from the stream, for its kernel and for its bias
    Network network =
        new Network(dense(key, 0, 64, 100), dense(key, 2, 100, 100), dense(key, 4, 100, 10));
    Fn3<Network, Tensor, Tensor, Step> train = jit(Digits::step, JitOptions.named("step"));
    Fn3<Network, Tensor, Tensor, Tensor> evaluate = jit(Digits::loss, JitOptions.named("loss"));
    System.out.println("step   train loss   test loss");
    for (int i = 0; i < STEPS; i++) {
      Step result = train.apply(network, trainImages, trainLabels);
      network = result.network();
      if (i % 50 == 0) {
        float test = evaluate.apply(network, testImages, testLabels).toFloat();
        System.out.printf("%4d   %10.6f   %9.6f%n", i, result.loss().toFloat(), test);
      }
    }
    int[] predicted = Numpy.argmax(network.apply(testImages), 1).toIntArray();
    int correct = PredictionSheet.correct(data.test(), predicted);
    System.out.printf(
        "test accuracy %.3f (%d/%d)%n",
        (double) correct / predicted.length, correct, predicted.length);
    Path sheet = Path.of(arguments.length > 0 ? arguments[0] : "digits.png");
    PredictionSheet.write(sheet, data.test(), predicted, PICTURES);
    System.out.println("predictions: " + sheet.toAbsolutePath());
  }
}
