package dev.covector.op;

import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A combination of all elements along axes, which disappear. */
public sealed interface Reduction extends Op {

  /** The reduced axes, from 0, rising. */
  List<Integer> axes();

  /** ADD, MUL, MAX, MIN, AND, OR or XOR. */
  ScalarFn combiner();

  /** The same reduction over other axes. */
  Reduction over(List<Integer> axes);

  @Override
  default List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    int[] reduced = axes().stream().mapToInt(Integer::intValue).toArray();
    x.shape().axes(reduced, name());
    boolean defined =
        switch (x.dtype().kind()) {
          case FLOAT -> combiner().takesFloats();
          case SIGNED, UNSIGNED -> combiner().takesIntegers();
          case BOOL -> combiner() != ScalarFn.ADD && combiner() != ScalarFn.MUL;
          case COMPLEX, KEY -> false;
        };
    if (!defined) {
      throw new DTypeException(name() + ": not defined for " + x + "; convert it first");
    }
    return List.of(x.withShape(reducedShape(x.shape())));
  }

  /** The shape without the reduced axes. */
  default Shape reducedShape(Shape shape) {
    return Shape.of(
        IntStream.range(0, shape.rank())
            .filter(axis -> !axes().contains(axis))
            .map(shape::dim)
            .toArray());
  }

  /** A result of this reduction, repeated along the reduced axes of the operand. */
  default Tensor spread(Tensor reduced, Shape shape) {
    int[] kept = IntStream.range(0, shape.rank()).filter(a -> !axes().contains(a)).toArray();
    return Lax.broadcastInDim(reduced, shape, kept);
  }

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Integer> behind = axes().stream().map(a -> a + 1).toList();
    return List.of(Batched.mapped(Trace.bind(over(behind), in.getFirst().value())));
  }

  /** The sum. */
  record ReduceSum(List<Integer> axes) implements Reduction, Transposable {
    /** Copies the list. */
    public ReduceSum {
      axes = List.copyOf(axes);
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.ADD;
    }

    @Override
    public Reduction over(List<Integer> axes) {
      return new ReduceSum(axes);
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor t = in.getFirst().tangentOrNull();
      return List.of(
          new Dual(
              Trace.bind(this, in.getFirst().primal()), t == null ? null : Trace.bind(this, t)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      return List.of(spread(cotangents.getFirst(), in.getFirst().type().shape()));
    }
  }

  /** The product. */
  record ReduceProd(List<Integer> axes) implements Reduction {
    /** Copies the list. */
    public ReduceProd {
      axes = List.copyOf(axes);
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MUL;
    }

    @Override
    public Reduction over(List<Integer> axes) {
      return new ReduceProd(axes);
    }

    /** Each factor's derivative is the product of the others, found without division. */
    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor x = in.getFirst().primal();
      Tensor out = Trace.bind(this, x);
      Tensor t = in.getFirst().tangentOrNull();
      return List.of(
          new Dual(
              out,
              t == null ? null : Lax.reduceSum(Lax.mul(t, ProductOfOthers.of(x, axes)), axes)));
    }
  }

  /** The largest element; NaN when there is one. Ties share the tangent equally, as in JAX. */
  record ReduceMax(List<Integer> axes) implements Reduction {
    /** Copies the list. */
    public ReduceMax {
      axes = List.copyOf(axes);
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MAX;
    }

    @Override
    public Reduction over(List<Integer> axes) {
      return new ReduceMax(axes);
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return chosen(this, in);
    }
  }

  /** The smallest element; NaN when there is one. Ties share the tangent equally, as in JAX. */
  record ReduceMin(List<Integer> axes) implements Reduction {
    /** Copies the list. */
    public ReduceMin {
      axes = List.copyOf(axes);
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MIN;
    }

    @Override
    public Reduction over(List<Integer> axes) {
      return new ReduceMin(axes);
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return chosen(this, in);
    }
  }

  /**
   * A bitwise (logical for bool) combination; no derivative.
   *
   * @param combiner AND, OR or XOR
   */
  record ReduceBits(ScalarFn combiner, List<Integer> axes) implements Reduction {
    /** Copies the list. */
    public ReduceBits {
      axes = List.copyOf(axes);
    }

    @Override
    public String name() {
      return "reduce_" + combiner.name().toLowerCase();
    }

    @Override
    public Reduction over(List<Integer> axes) {
      return new ReduceBits(combiner, axes);
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return List.of(Dual.constant(Trace.bind(this, in.getFirst().primal())));
    }
  }

  private static List<Dual> chosen(Reduction reduction, List<Dual> in) {
    Tensor x = in.getFirst().primal();
    Tensor out = Trace.bind(reduction, x);
    Tensor t = in.getFirst().tangentOrNull();
    if (t == null) {
      return List.of(Dual.constant(out));
    }
    List<Integer> axes = new ArrayList<>(reduction.axes());
    Tensor isChosen = Lax.convert(Lax.eq(x, reduction.spread(out, x.shape())), x.dtype());
    Tensor count = Lax.reduceSum(isChosen, axes);
    return List.of(new Dual(out, Lax.div(Lax.reduceSum(Lax.mul(t, isChosen), axes), count)));
  }
}
