package dev.covector.samples;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.vjp;
import static dev.covector.Covector.vmap;

import dev.covector.Axes;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import dev.covector.tree.Tree;
import java.util.List;
import java.util.Map;

/**
 * The tour of Flax's tutorial "JAX for the impatient": arrays, keys, gradients, jit, vmap, pytrees,
 * and a linear regression. Keys draw in the original Threefry order, as the tutorial's figures do;
 * the regression runs in the default order as well.
 */
public final class Impatient {
  private static final double ALPHA = 1.67;
  private static final double LAMBDA = 1.05;

  private Impatient() {}

  /** Runs the tour. */
  public static void main(String[] arguments) {
    arrays();
    keys();
    gradients();
    compilation();
    vectorization();
    trees();
    LinearRegression.withTwoTensors();
    LinearRegression.withRecord();
  }

  private static void section(String title) {
    System.out.println("\n== " + title);
  }

  private static void arrays() {
    section("Arrays");
    Tensor m = Numpy.ones(4, 4);
    Tensor n = Tensor.of(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}}).transpose();
    System.out.println("m.dot(n) =\n" + m.dot(n));
    Tensor x = Numpy.arange(10);
    System.out.println("tensors are immutable; x.at(0).set(9) is a new one:");
    System.out.println(x.at(0).set(9) + "\n" + x);
  }

  private static void keys() {
    section("Keys");
    Tensor key = Random.key(0, Threefry.ORIGINAL);
    System.out.println("normal(key)      = " + Random.normal(key));
    System.out.println(
        "normal(key)      = " + Random.normal(key) + ", the same key, the same number");
    System.out.println("key              = " + Random.keyData(key));
    Tensor keys = Random.split(key);
    Tensor next = Random.keyAt(keys, 0);
    Tensor subkey = Random.keyAt(keys, 1);
    System.out.println("split: new key   = " + Random.keyData(next));
    System.out.println("       subkey    = " + Random.keyData(subkey));
    System.out.println("normal(subkey)   = " + Random.normal(subkey));
  }

  private static Tensor halfSquare(Tensor x) {
    return x.dot(x).div(2.0);
  }

  private static Tensor cube(Tensor x) {
    return x.times(x).times(x);
  }

  private static void gradients() {
    section("Gradients");
    Tensor v = Tensor.of(new float[] {1, 1, 1});
    System.out.println("f(x) = x.x / 2 at [1 1 1]: " + halfSquare(v));
    System.out.println("its gradient: " + grad(Impatient::halfSquare).apply(v));
    Tensor x = Tensor.of(new float[] {1, 2, 3});
    Tensor direction = Tensor.of(new float[] {1, 0, 1});
    var forward = jvp(Impatient::cube, x, direction);
    System.out.println("jvp of x^3: value " + forward.value() + ", tangent " + forward.tangent());
    var reverse = vjp(Impatient::cube, x);
    System.out.println(
        "vjp of x^3: value "
            + reverse.value()
            + ", cotangent "
            + reverse.pullback().apply(direction));
  }

  private static Tensor selu(Tensor x) {
    Tensor negative = Numpy.exp(x).times(ALPHA).minus(ALPHA);
    return Numpy.where(x.gt(0), x, negative).times(LAMBDA);
  }

  private static void compilation() {
    section("Compilation");
    Tensor v = Random.normal(Random.key(0, Threefry.ORIGINAL), 1_000_000);
    Fn1<Tensor, Tensor> compiled = jit(Impatient::selu);
    System.out.printf("selu of a million numbers, eager:  %8.0f us%n", time(Impatient::selu, v));
    System.out.printf("selu of a million numbers, jitted: %8.0f us%n", time(compiled, v));
  }

  /** The best of several runs, in microseconds. */
  private static double time(Fn1<Tensor, Tensor> function, Tensor x) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      function.apply(x).blockUntilReady();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e3;
  }

  private static void vectorization() {
    section("Vectorization");
    Tensor keys = Random.split(Random.key(0, Threefry.ORIGINAL));
    Tensor matrix = Random.normal(Random.keyAt(keys, 0), 150, 100);
    Tensor batch = Random.normal(Random.keyAt(keys, 1), 10, 100);
    Fn1<Tensor, Tensor> apply = x -> matrix.dot(x);
    Tensor[] one = new Tensor[10];
    for (int i = 0; i < one.length; i++) {
      one[i] = apply.apply(batch.get(i));
    }
    Tensor looped = Numpy.stack(List.of(one));
    Tensor mapped = jit(vmap(apply, Axes.in(0))).apply(batch);
    System.out.println("one by one: " + looped.shape() + ", mapped: " + mapped.shape());
    Tensor difference = looped.minus(mapped).abs().max();
    System.out.println("they agree: " + (difference.toFloat() < 1e-4));
  }

  private static void trees() {
    section("Trees");
    Object tree = List.of(1, Map.of("k1", 2, "k2", List.of(3, 4)), 5);
    System.out.println("leaves of " + tree + ": " + Tree.leaves(tree));
    System.out.println("every leaf times 100: " + Tree.map((Integer leaf) -> leaf * 100, tree));
  }
}
