package dev.covector.laws;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Reductions and movements with random parameters for a shape. */
final class ShapeSteps {
  private final RandomGenerator random;

  ShapeSteps(RandomGenerator random) {
    this.random = random;
  }

  private List<Integer> order(int rank) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    for (int i = rank - 1; i > 0; i--) {
      Collections.swap(axes, i, random.nextInt(i + 1));
    }
    return axes;
  }

  private List<Integer> someAxes(int rank) {
    return IntStream.range(0, rank).filter(axis -> random.nextBoolean()).boxed().toList();
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Tensor positive(Tensor x) {
    return Lax.add(Lax.logistic(x), Lax.fullLike(x, 0.5));
  }

  ElementwiseSteps.Unary reduction(Shape shape) {
    List<Integer> axes = someAxes(shape.rank());
    boolean keep = random.nextBoolean();
    int[] over = ints(axes);
    UnaryOperator<Tensor> function;
    String name;
    switch (random.nextInt(7)) {
      case 0 -> {
        name = "reduce_sum";
        function = x -> Numpy.sum(x, over, keep);
      }
      case 1 -> {
        name = "mean";
        function = x -> Numpy.mean(x, over, keep);
      }
      case 2 -> {
        name = "reduce_prod";
        function = x -> Numpy.prod(positive(x), over, keep);
      }
      case 3 -> {
        name = "reduce_max";
        function = x -> Numpy.max(x, over, keep);
      }
      case 4 -> {
        name = "reduce_min";
        function = x -> Numpy.min(x, over, keep);
      }
      case 5 -> {
        name = "logsumexp";
        function = x -> Numpy.logsumexp(x, over, keep);
      }
      default -> {
        name = "var";
        function = x -> Numpy.var(x, over, keep);
      }
    }
    return new ElementwiseSteps.Unary(name + axes + (keep ? "keep" : ""), function);
  }

  ElementwiseSteps.Unary movement(Shape shape) {
    int rank = shape.rank();
    return switch (random.nextInt(7)) {
      case 0 -> {
        List<Integer> order = order(rank);
        yield new ElementwiseSteps.Unary("transpose" + order, x -> Lax.transpose(x, order));
      }
      case 1 -> {
        Shape flat = Shape.of((int) shape.size());
        yield new ElementwiseSteps.Unary("reshape" + flat, x -> Lax.reshape(x, flat));
      }
      case 2 -> {
        int at = random.nextInt(rank + 1);
        Shape wider = shape.insert(at, 2);
        int[] axes = IntStream.range(0, rank + 1).filter(axis -> axis != at).toArray();
        yield new ElementwiseSteps.Unary(
            "broadcast_in_dim" + wider + Arrays.toString(axes),
            x -> Lax.broadcastInDim(x, wider, axes));
      }
      case 3 -> slice(shape);
      case 4 -> pad(shape);
      case 5 -> {
        List<Integer> axes = someAxes(rank);
        yield new ElementwiseSteps.Unary("rev" + axes, x -> Lax.rev(x, axes));
      }
      default -> {
        if (rank == 0) {
          yield new ElementwiseSteps.Unary("expand", x -> Numpy.expandDims(x, 0));
        }
        int axis = random.nextInt(rank);
        yield new ElementwiseSteps.Unary(
            "concatenate" + axis, x -> Lax.concatenate(List.of(x, Lax.sin(x)), axis));
      }
    };
  }

  /** Running totals, sorting, and reading and writing at places that depend on the values. */
  ElementwiseSteps.Unary indexing(Shape shape) {
    if (shape.rank() == 0) {
      return movement(shape);
    }
    int axis = random.nextInt(shape.rank());
    boolean reverse = random.nextBoolean();
    int size = shape.dim(axis);
    String suffix = axis + (reverse ? "reverse" : "");
    return switch (random.nextInt(8)) {
      case 0 -> new ElementwiseSteps.Unary("cumsum" + suffix, x -> Lax.cumsum(x, axis, reverse));
      case 1 ->
          new ElementwiseSteps.Unary(
              "cumprod" + suffix, x -> Lax.cumprod(Lax.tanh(x), axis, reverse));
      case 2 -> new ElementwiseSteps.Unary("cummax" + suffix, x -> Lax.cummax(x, axis, reverse));
      case 3 ->
          new ElementwiseSteps.Unary(
              "cumlogsumexp" + suffix, x -> Lax.cumlogsumexp(x, axis, reverse));
      case 4 -> new ElementwiseSteps.Unary("sort" + suffix, x -> Numpy.sort(x, axis, reverse));
      case 5 ->
          new ElementwiseSteps.Unary(
              "dynamic_slice" + suffix,
              x -> Lax.dynamicSliceInDim(x, place(x), Math.max(1, size - 1), axis));
      case 6 ->
          new ElementwiseSteps.Unary(
              "dynamic_update_slice" + suffix,
              x ->
                  Lax.dynamicUpdateSliceInDim(
                      x, Lax.sin(Lax.sliceInDim(x, 0, 1, axis)), place(x), axis));
      default ->
          new ElementwiseSteps.Unary(
              "at_argsort" + suffix,
              x -> {
                Tensor order = Numpy.argsort(Numpy.ravel(x));
                Tensor flat = Numpy.ravel(x);
                Tensor taken = Numpy.take(flat, order);
                return Lax.reshape(flat.at(order).add(Lax.sin(taken)), shape);
              });
    };
  }

  /** An index that depends on the values, sometimes out of range. */
  private static Tensor place(Tensor x) {
    return Lax.convert(Lax.floor(Numpy.sum(x)), DType.I32);
  }

  private ElementwiseSteps.Unary slice(Shape shape) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int size : shape.toArray()) {
      int start = random.nextInt(size);
      starts.add(start);
      limits.add(start + 1 + random.nextInt(size - start));
      strides.add(1 + random.nextInt(2));
    }
    return new ElementwiseSteps.Unary(
        "slice" + starts + limits + strides, x -> Lax.slice(x, starts, limits, strides));
  }

  private ElementwiseSteps.Unary pad(Shape shape) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    List<Integer> interior = new ArrayList<>();
    for (int size : shape.toArray()) {
      low.add(random.nextInt(size > 1 ? -1 : 0, 2));
      high.add(random.nextInt(2));
      interior.add(random.nextInt(2));
    }
    return new ElementwiseSteps.Unary(
        "pad" + low + high + interior,
        x -> Lax.pad(x, Lax.tanh(Numpy.sum(x)), low, high, interior));
  }

  /** A dot_general with random pairs of contracted and batch axes. */
  ElementwiseSteps.Binary contraction(Shape lhs, Shape rhs) {
    List<List<Integer>> axes =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Integer> free = order(rhs.rank());
    for (int l : order(lhs.rank())) {
      int role = random.nextInt(3);
      if (role == 2) {
        continue;
      }
      for (int r : List.copyOf(free)) {
        if (rhs.dim(r) == lhs.dim(l)) {
          axes.get(role == 0 ? 0 : 2).add(l);
          axes.get(role == 0 ? 1 : 3).add(r);
          free.remove((Integer) r);
          break;
        }
      }
    }
    return new ElementwiseSteps.Binary(
        "dot_general" + axes,
        (x, y) ->
            Lax.dotGeneral(Lax.tanh(x), y, axes.get(0), axes.get(1), axes.get(2), axes.get(3)));
  }
}
