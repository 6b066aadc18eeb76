package dev.covector.samples;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.valueAndGrad;
import static dev.covector.Covector.vmap;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.random.Threefry;

/** Linear regression by gradient descent: first with two tensors, then with a record of them. */
final class LinearRegression {
  private static final int SAMPLES = 20;
  private static final int IN = 10;
  private static final int OUT = 5;
  private static final double NOISE = 0.1;
  private static final double LEARNING_RATE = 0.3;
  private static final int STEPS = 101;

  private LinearRegression() {}

  /** The parameters of a linear function. */
  record Linear(Tensor w, Tensor b) {}

  /** Samples of a noisy linear function, and its true parameters. */
  record Problem(Linear truth, Tensor x, Tensor y) {}

  private static Problem problem(Threefry order, boolean rowsAreOutputs) {
    Tensor keys = Random.split(Random.key(0, order));
    Tensor keyW = Random.keyAt(keys, 0);
    Tensor keyB = Random.keyAt(keys, 1);
    Tensor w = rowsAreOutputs ? Random.normal(keyW, OUT, IN) : Random.normal(keyW, IN, OUT);
    Tensor b = Random.normal(keyB, OUT);
    Tensor more = Random.split(keyW);
    Tensor x = Random.normal(Random.keyAt(more, 0), SAMPLES, IN);
    Tensor noise = Random.normal(Random.keyAt(more, 1), SAMPLES, OUT);
    Linear truth = new Linear(w, b);
    Fn1<Tensor, Tensor> predict = row -> rowsAreOutputs ? w.dot(row).plus(b) : row.dot(w).plus(b);
    return new Problem(truth, x, vmap(predict).apply(x).plus(noise.times(NOISE)));
  }

  private static Tensor halfSquaredError(Tensor y, Tensor prediction) {
    Tensor error = y.minus(prediction);
    return Numpy.inner(error, error).div(2.0);
  }

  /** W x + b with two tensors, in the original Threefry order. */
  static void withTwoTensors() {
    System.out.println("\n== Linear regression with two tensors (original Threefry order)");
    Problem problem = problem(Threefry.ORIGINAL, true);
    Fn2<Tensor, Tensor, Tensor> meanSquaredError =
        (w, b) -> {
          Fn2<Tensor, Tensor, Tensor> one = (x, y) -> halfSquaredError(y, w.dot(x).plus(b));
          return vmap(one).apply(problem.x(), problem.y()).mean();
        };
    System.out.println(
        "loss for the true parameters: "
            + meanSquaredError.apply(problem.truth().w(), problem.truth().b()));
    var gradient = jit(grad(meanSquaredError, 0, 1));
    var loss = jit(meanSquaredError);
    Tensor w = Numpy.zerosLike(problem.truth().w());
    Tensor b = Numpy.zerosLike(problem.truth().b());
    for (int i = 0; i < STEPS; i++) {
      var gradients = gradient.apply(w, b);
      w = w.minus(((Tensor) gradients.get(0)).times(LEARNING_RATE));
      b = b.minus(((Tensor) gradients.get(1)).times(LEARNING_RATE));
      if (i % 5 == 0) {
        System.out.println("loss step " + i + ": " + loss.apply(w, b));
      }
    }
  }

  private static Tensor loss(Linear parameters, Tensor x, Tensor y) {
    Fn2<Tensor, Tensor, Tensor> one =
        (row, target) -> halfSquaredError(target, row.dot(parameters.w()).plus(parameters.b()));
    return vmap(one).apply(x, y).mean();
  }

  /** x W + b with a record of parameters, in the default Threefry order. */
  static void withRecord() {
    System.out.println("\n== Linear regression with a record (default Threefry order)");
    Problem problem = problem(Threefry.PARTITIONABLE, false);
    System.out.println(
        "loss for the true parameters: " + loss(problem.truth(), problem.x(), problem.y()));
    var step =
        jit(
            (Linear parameters, Tensor x, Tensor y) -> {
              var result = valueAndGrad(LinearRegression::loss).apply(parameters, x, y);
              return treeMap(
                  (p, g) -> p.minus(g.times(LEARNING_RATE)), parameters, result.gradient());
            });
    Linear parameters = treeMap(t -> Numpy.zerosLike(t), problem.truth());
    for (int i = 0; i < STEPS; i++) {
      parameters = step.apply(parameters, problem.x(), problem.y());
      if (i % 5 == 0) {
        System.out.println("loss step " + i + ": " + loss(parameters, problem.x(), problem.y()));
      }
    }
  }
}
