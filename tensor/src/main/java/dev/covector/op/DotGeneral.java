package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sum of products over pairs of axes, for each point of pairs of batch axes. The result has the
 * batch axes, then the free axes of lhs, then those of rhs.
 *
 * @param lhsContracting summed axes of lhs
 * @param rhsContracting their partners of rhs
 * @param lhsBatch batch axes of lhs
 * @param rhsBatch their partners of rhs
 */
public record DotGeneral(
    List<Integer> lhsContracting,
    List<Integer> rhsContracting,
    List<Integer> lhsBatch,
    List<Integer> rhsBatch)
    implements Contraction {
  /** Copies the lists. */
  public DotGeneral {
    lhsContracting = List.copyOf(lhsContracting);
    rhsContracting = List.copyOf(rhsContracting);
    lhsBatch = List.copyOf(lhsBatch);
    rhsBatch = List.copyOf(rhsBatch);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType lhs = in.get(0);
    TensorType rhs = in.get(1);
    if (lhs.dtype() != rhs.dtype() || lhs.dtype().isKey()) {
      throw new DTypeException(
          "dot_general: operands are "
              + lhs
              + " and "
              + rhs
              + "; the dtypes must be equal here and not keys: convert one with astype");
    }
    requirePairs("contracted", lhs, lhsContracting, rhs, rhsContracting);
    requirePairs("batch", lhs, lhsBatch, rhs, rhsBatch);
    List<Integer> sizes = new ArrayList<>();
    lhsBatch.forEach(axis -> sizes.add(lhs.shape().dim(axis)));
    lhsFree(lhs.shape()).forEach(axis -> sizes.add(lhs.shape().dim(axis)));
    rhsFree(rhs.shape()).forEach(axis -> sizes.add(rhs.shape().dim(axis)));
    Shape shape = Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
    return List.of(new TensorType(lhs.dtype(), shape, lhs.weak() && rhs.weak()));
  }

  private static void requirePairs(
      String what, TensorType lhs, List<Integer> lhsAxes, TensorType rhs, List<Integer> rhsAxes) {
    if (lhsAxes.size() != rhsAxes.size()) {
      throw new ShapeException(
          "dot: lhs "
              + lhs
              + " has "
              + what
              + " axes "
              + lhsAxes
              + ", rhs "
              + rhs
              + " has "
              + rhsAxes
              + "; there must be as many");
    }
    for (int i = 0; i < lhsAxes.size(); i++) {
      int l = lhs.shape().axis(lhsAxes.get(i), "dot");
      int r = rhs.shape().axis(rhsAxes.get(i), "dot");
      if (lhs.shape().dim(l) != rhs.shape().dim(r)) {
        throw new ShapeException(
            "dot: lhs "
                + lhs
                + " axis "
                + l
                + " has size "
                + lhs.shape().dim(l)
                + ", rhs "
                + rhs
                + " axis "
                + r
                + " has size "
                + rhs.shape().dim(r)
                + "; "
                + what
                + " axes must match");
      }
    }
  }

  /** The axes of lhs that are neither contracted nor batch axes. */
  public List<Integer> lhsFree(Shape lhs) {
    return free(lhs, lhsContracting, lhsBatch);
  }

  /** The axes of rhs that are neither contracted nor batch axes. */
  public List<Integer> rhsFree(Shape rhs) {
    return free(rhs, rhsContracting, rhsBatch);
  }

  private static List<Integer> free(Shape shape, List<Integer> contracting, List<Integer> batch) {
    return IntStream.range(0, shape.rank())
        .filter(axis -> !contracting.contains(axis) && !batch.contains(axis))
        .boxed()
        .toList();
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor lhs = in.get(0).primal();
    Tensor rhs = in.get(1).primal();
    Tensor tl = in.get(0).tangentOrNull();
    Tensor tr = in.get(1).tangentOrNull();
    Tensor left = tl == null ? null : Trace.bind(this, tl, rhs);
    Tensor right = tr == null ? null : Trace.bind(this, lhs, tr);
    return List.of(new Dual(Trace.bind(this, lhs, rhs), Cotangents.sum(left, right)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    Tensor ct = cotangents.getFirst();
    return in.get(0).isLinear()
        ? Arrays.asList(transposeLhs(ct, in.get(0).type().shape(), in.get(1).known()), null)
        : Arrays.asList(null, transposeRhs(ct, in.get(1).type().shape(), in.get(0).known()));
  }

  private Tensor transposeLhs(Tensor ct, Shape lhs, Tensor rhs) {
    List<Integer> lhsFree = lhsFree(lhs);
    List<Integer> rhsFree = rhsFree(rhs.shape());
    int batches = lhsBatch.size();
    List<Integer> ctBatch = range(0, batches);
    List<Integer> ctRhsFree = range(batches + lhsFree.size(), ct.shape().rank());
    Tensor product = Trace.bind(new DotGeneral(ctRhsFree, rhsFree, ctBatch, rhsBatch), ct, rhs);
    // the contracted axes of lhs come out in the order their partners have in rhs
    List<Integer> order = new ArrayList<>(lhsBatch);
    order.addAll(lhsFree);
    order.addAll(partnersInOrder(rhsContracting, lhsContracting));
    return Lax.transpose(product, new Transpose(order).inverse());
  }

  private Tensor transposeRhs(Tensor ct, Shape rhs, Tensor lhs) {
    List<Integer> lhsFree = lhsFree(lhs.shape());
    List<Integer> rhsFree = rhsFree(rhs);
    int batches = lhsBatch.size();
    List<Integer> ctBatch = range(0, batches);
    List<Integer> ctLhsFree = range(batches, batches + lhsFree.size());
    Tensor product = Trace.bind(new DotGeneral(lhsFree, ctLhsFree, lhsBatch, ctBatch), lhs, ct);
    List<Integer> order = new ArrayList<>(rhsBatch);
    order.addAll(partnersInOrder(lhsContracting, rhsContracting));
    order.addAll(rhsFree);
    return Lax.transpose(product, new Transpose(order).inverse());
  }

  private static List<Integer> partnersInOrder(List<Integer> keys, List<Integer> partners) {
    return IntStream.range(0, keys.size())
        .boxed()
        .sorted((a, b) -> Integer.compare(keys.get(a), keys.get(b)))
        .map(partners::get)
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Batched lhs = in.get(0);
    Batched rhs = in.get(1);
    if (lhs.mapped() && rhs.mapped()) {
      DotGeneral both =
          new DotGeneral(
              behind(lhsContracting),
              behind(rhsContracting),
              Movement.behindMappedAxis(lhsBatch),
              Movement.behindMappedAxis(rhsBatch));
      return List.of(Batched.mapped(Trace.bind(both, lhs.value(), rhs.value())));
    }
    // the mapped axis is one more free axis: move it from its place in the result to the front
    if (lhs.mapped()) {
      DotGeneral left =
          new DotGeneral(behind(lhsContracting), rhsContracting, behind(lhsBatch), rhsBatch);
      Tensor out = Trace.bind(left, lhs.value(), rhs.value());
      return List.of(Batched.mapped(Lax.moveAxis(out, lhsBatch.size(), 0)));
    }
    DotGeneral right =
        new DotGeneral(lhsContracting, behind(rhsContracting), lhsBatch, behind(rhsBatch));
    Tensor out = Trace.bind(right, lhs.value(), rhs.value());
    int place = lhsBatch.size() + lhsFree(lhs.value().shape()).size();
    return List.of(Batched.mapped(Lax.moveAxis(out, place, 0)));
  }

  private static List<Integer> behind(List<Integer> axes) {
    return axes.stream().map(a -> a + 1).toList();
  }

  /** The dtype sums are accumulated in: f32 for narrow floats, else the operands'. */
  public static DType accumulator(DType dtype) {
    return dtype == DType.F16 || dtype == DType.BF16 ? DType.F32 : dtype;
  }
}
