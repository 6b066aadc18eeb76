package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.lax.Lax;
import dev.covector.op.DotGeneral;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Graphs of random operations over small f32 tensors whose values stay small. */
final class RandomGraph {
  private final Random random;
  private final List<Tensor> values = new ArrayList<>();

  private RandomGraph(Random random) {
    this.random = random;
  }

  static Graph of(Random random, int equations) {
    List<TensorType> types =
        List.of(
            TensorType.of(DType.F32, 3, 4),
            TensorType.of(DType.F32, 2, 3, 4),
            TensorType.of(DType.F32, 4),
            TensorType.of(DType.F32),
            TensorType.of(DType.F32, 12));
    return GraphTrace.stage(
            "random",
            types,
            in -> {
              RandomGraph graph = new RandomGraph(random);
              graph.values.addAll(in);
              for (int i = 0; i < equations; i++) {
                graph.values.add(graph.next());
              }
              int outputs = 1 + random.nextInt(3);
              List<Tensor> results = new ArrayList<>();
              for (int i = 0; i < outputs; i++) {
                results.add(graph.recent());
              }
              results.add(graph.values.getLast());
              return results;
            })
        .graph();
  }

  private Tensor recent() {
    int size = values.size();
    return values.get(size - 1 - Math.min(random.nextInt(size), random.nextInt(size)));
  }

  private Tensor next() {
    Tensor x = recent();
    int rank = x.rank();
    int axis = rank == 0 ? 0 : random.nextInt(rank);
    return switch (random.nextInt(rank == 0 ? 8 : 17)) {
      case 0 -> Lax.sin(x);
      case 1 -> Lax.tanh(x);
      case 2 -> Lax.mul(Lax.fullLike(x, 0.5), x);
      case 3, 4 -> Lax.sub(x, like(x));
      case 5 -> Lax.max(x, like(x));
      case 6 -> Lax.select(Lax.gt(x, Lax.fullLike(x, 0)), Lax.cos(x), like(x));
      case 7 -> x.size() > 60 ? Lax.neg(x) : Lax.tanh(stacked(x));
      case 8 -> Lax.transpose(x, permutation(rank));
      case 9 -> Lax.reshape(x, random.nextBoolean() ? Shape.of((int) x.size()) : split(x));
      case 10 -> Lax.rev(x, List.of(axis));
      case 11 -> Lax.sliceInDim(x, x.shape().dim(axis) > 1 ? 1 : 0, x.shape().dim(axis), axis);
      case 12 ->
          Lax.mul(
              Lax.reduceSum(x, List.of(axis)),
              Lax.fullLike(Lax.reduceSum(x, List.of(axis)), 0.125));
      case 13 -> Lax.reduceMax(x, random.nextBoolean() ? List.of(axis) : all(rank));
      case 14 -> rowwise(x);
      case 15 -> x.size() > 60 ? Lax.neg(x) : Lax.concatenate(List.of(x, Lax.sin(x)), axis);
      default -> contract(x);
    };
  }

  private static Tensor stacked(Tensor x) {
    int[] axes = IntStream.rangeClosed(1, x.rank()).toArray();
    return Lax.broadcastInDim(x, x.shape().insert(0, 2), axes);
  }

  private static List<Integer> all(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  private List<Integer> permutation(int rank) {
    List<Integer> order = new ArrayList<>(all(rank));
    Collections.shuffle(order, random);
    return order;
  }

  private static Shape split(Tensor x) {
    int size = (int) x.size();
    return size % 6 == 0
        ? Shape.of(size / 6, 2, 3)
        : size % 2 == 0 ? Shape.of(2, size / 2) : x.shape();
  }

  /** Another value made to fit. */
  private Tensor like(Tensor x) {
    for (int i = 0; i < 8; i++) {
      Tensor y = recent();
      if (y.shape().equals(x.shape())) {
        return y;
      }
      int rank = x.rank();
      if (y.rank() == 1 && rank > 0 && y.shape().dim(0) == x.shape().dim(rank - 1)) {
        return Lax.broadcastInDim(y, x.shape(), rank - 1);
      }
      if (y.rank() == 0) {
        return Lax.broadcastInDim(y, x.shape());
      }
    }
    return rank0(x);
  }

  private static Tensor rank0(Tensor x) {
    return x.rank() == 0
        ? Lax.cos(x)
        : Lax.mul(Lax.broadcastedIota(DType.F32, x.shape(), x.rank() - 1), Lax.fullLike(x, 0.25));
  }

  /** Something of the kind of softmax. */
  private static Tensor rowwise(Tensor x) {
    int last = x.rank() - 1;
    int[] kept = IntStream.range(0, last).toArray();
    Tensor max = Lax.broadcastInDim(Lax.reduceMax(x, List.of(last)), x.shape(), kept);
    Tensor e = Lax.exp(Lax.sub(x, max));
    Tensor sum = Lax.reduceSum(e, List.of(last));
    return Lax.mul(e, Lax.broadcastInDim(Lax.div(Lax.fullLike(sum, 1), sum), x.shape(), kept));
  }

  private static Tensor contract(Tensor x) {
    int last = x.rank() - 1;
    List<Integer> batch = x.rank() == 3 ? List.of(0) : List.of();
    Tensor product =
        Trace.bind(new DotGeneral(List.of(last), List.of(last), batch, batch), x, Lax.sin(x));
    return Lax.tanh(product);
  }
}
