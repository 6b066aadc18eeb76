package dev.covector.laws;

import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.vmap;

import dev.covector.Axes;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A function under several transformations, and the same function without: reverse mode replaced by
 * forward mode, vmap by a loop, and jit, checkpoint and control flow left out.
 */
record Composition(Fn1<List<Tensor>, Tensor> transformed, Fn1<List<Tensor>, Tensor> plain) {

  static Composition draw(Program f, List<Tensor> in, RandomGenerator random) {
    Composition both = new Composition(f, f).wrapped(random);
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      both =
          (random.nextBoolean() ? both.slope(f, random) : both.mapped(in, random)).wrapped(random);
    }
    return both;
  }

  /** The derivative of the sum along a direction. */
  private Composition slope(Program f, RandomGenerator random) {
    List<Tensor> t = f.draw(random);
    Fn1<List<Tensor>, Tensor> loss = x -> Numpy.sum(transformed.apply(x));
    Fn1<List<Tensor>, Tensor> plainLoss = x -> Numpy.sum(plain.apply(x));
    return new Composition(
        x -> {
          List<Tensor> gradients = grad(loss).apply(x);
          Tensor sum = Tensor.of(0, DType.F64);
          for (int i = 0; i < t.size(); i++) {
            sum = Numpy.add(sum, Numpy.sum(Numpy.multiply(gradients.get(i), t.get(i))));
          }
          return sum;
        },
        x -> jvp(plainLoss, x, t).tangent());
  }

  /** All examples made from the arguments. */
  private Composition mapped(List<Tensor> in, RandomGenerator random) {
    int size = 1 + random.nextInt(3);
    Integer[] axes = new Integer[in.size()];
    for (int i = 0; i < axes.length; i++) {
      boolean isMapped = i == 0 || random.nextBoolean();
      axes[i] = isMapped ? random.nextInt(in.get(i).rank() + 1) : null;
    }
    int out = random.nextInt(2) == 0 ? 0 : -1;
    List<Integer> perLeaf = Arrays.asList(axes);
    return new Composition(
        x -> {
          List<Tensor> batched = new ArrayList<>();
          for (int i = 0; i < axes.length; i++) {
            int leaf = i;
            batched.add(
                axes[i] == null ? x.get(i) : Numpy.stack(examples(x.get(leaf), size), axes[i]));
          }
          return vmap(transformed, Axes.in(perLeaf).out(out)).apply(batched);
        },
        x -> {
          List<Tensor> results = new ArrayList<>();
          for (int e = 0; e < size; e++) {
            List<Tensor> example = new ArrayList<>();
            for (int i = 0; i < axes.length; i++) {
              example.add(axes[i] == null ? x.get(i) : examples(x.get(i), size).get(e));
            }
            results.add(plain.apply(example));
          }
          return Numpy.stack(results, out);
        });
  }

  private static List<Tensor> examples(Tensor x, int size) {
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(x.times(1 - 0.6 * i).plus(0.1 * i));
    }
    return all;
  }

  /** The same function inside something that does not change it. */
  private Composition wrapped(RandomGenerator random) {
    Fn1<List<Tensor>, Tensor> f = transformed;
    Fn1<List<Tensor>, Tensor> wrapped =
        switch (random.nextInt(7)) {
          case 0, 1 -> jit(f);
          case 2 -> checkpoint(f);
          case 3 ->
              x ->
                  Lax.cond(
                      Lax.gt(Numpy.sum(x.get(0)), Lax.full(Shape.SCALAR, 0, DType.F64)), f, f, x);
          case 4 ->
              x ->
                  Numpy.squeeze(
                      Lax.map(f, x.stream().map(leaf -> Numpy.expandDims(leaf, 0)).toList()), 0);
          case 5 -> x -> jit((Tensor first) -> f.apply(replace(x, first))).apply(x.get(0));
          default -> f;
        };
    return new Composition(wrapped, plain);
  }

  private static List<Tensor> replace(List<Tensor> x, Tensor first) {
    List<Tensor> all = new ArrayList<>(x);
    all.set(0, first);
    return all;
  }
}
