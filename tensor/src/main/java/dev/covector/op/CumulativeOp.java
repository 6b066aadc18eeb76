package dev.covector.op;

import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running combination along an axis. */
public sealed interface CumulativeOp extends Op {

  /** ADD, MUL, MAX, MIN or LOGADDEXP. */
  ScalarFn combiner();

  /** From 0. */
  int axis();

  /** Whether it runs from the end. */
  boolean reverse();

  /** The same combination along another axis. */
  CumulativeOp along(int axis);

  /** The combination of two values with their tangents, the first from earlier elements. */
  Dual combine(Dual first, Dual second);

  @Override
  default List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    x.shape().axis(axis(), name());
    boolean defined =
        x.dtype().isFloating() || (x.dtype().isInteger() && combiner() != ScalarFn.LOGADDEXP);
    if (!defined) {
      throw new DTypeException(name() + ": not defined for " + x + "; convert it first");
    }
    return in;
  }

  @Override
  default List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.getFirst().primal());
    if (!in.getFirst().moves()) {
      return List.of(Dual.constant(out));
    }
    Dual scanned = new DualScan(this::combine, axis(), reverse()).apply(in.getFirst());
    return List.of(new Dual(out, scanned.tangentOrNull()));
  }

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(Batched.mapped(Trace.bind(along(axis() + 1), in.getFirst().value())));
  }

  /** The running sum. */
  record CumSum(int axis, boolean reverse) implements CumulativeOp, Transposable {
    @Override
    public String name() {
      return "cumsum";
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.ADD;
    }

    @Override
    public CumulativeOp along(int axis) {
      return new CumSum(axis, reverse);
    }

    @Override
    public Dual combine(Dual first, Dual second) {
      return new Dual(
          Lax.add(first.primal(), second.primal()),
          Cotangents.sum(first.tangentOrNull(), second.tangentOrNull()));
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
      return List.of(Trace.bind(new CumSum(axis, !reverse), cotangents.getFirst()));
    }
  }

  /** The running product. */
  record CumProd(int axis, boolean reverse) implements CumulativeOp {
    @Override
    public String name() {
      return "cumprod";
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MUL;
    }

    @Override
    public CumulativeOp along(int axis) {
      return new CumProd(axis, reverse);
    }

    @Override
    public Dual combine(Dual first, Dual second) {
      return new BinaryArithmetic.Mul().jvp(List.of(first, second)).getFirst();
    }
  }

  /** The running maximum; NaN from the first NaN on. */
  record CumMax(int axis, boolean reverse) implements CumulativeOp {
    @Override
    public String name() {
      return "cummax";
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MAX;
    }

    @Override
    public CumulativeOp along(int axis) {
      return new CumMax(axis, reverse);
    }

    @Override
    public Dual combine(Dual first, Dual second) {
      return new BinaryArithmetic.Max().jvp(List.of(first, second)).getFirst();
    }
  }

  /** The running minimum; NaN from the first NaN on. */
  record CumMin(int axis, boolean reverse) implements CumulativeOp {
    @Override
    public String name() {
      return "cummin";
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.MIN;
    }

    @Override
    public CumulativeOp along(int axis) {
      return new CumMin(axis, reverse);
    }

    @Override
    public Dual combine(Dual first, Dual second) {
      return new BinaryArithmetic.Min().jvp(List.of(first, second)).getFirst();
    }
  }

  /** The running logarithm of the sum of exponentials, without overflow. */
  record CumLogSumExp(int axis, boolean reverse) implements CumulativeOp {
    @Override
    public String name() {
      return "cumlogsumexp";
    }

    @Override
    public ScalarFn combiner() {
      return ScalarFn.LOGADDEXP;
    }

    @Override
    public CumulativeOp along(int axis) {
      return new CumLogSumExp(axis, reverse);
    }

    @Override
    public Dual combine(Dual first, Dual second) {
      Tensor a = first.primal();
      Tensor b = second.primal();
      Tensor larger = Lax.max(a, b);
      // where both are the same infinity their difference is no number, and there is none to add
      Tensor distance = Lax.sub(a, b);
      Tensor known = Lax.eq(distance, distance);
      Tensor zero = Lax.fullLike(a, 0);
      Tensor rest = Lax.log1p(Lax.exp(Lax.neg(Lax.abs(Lax.select(known, distance, zero)))));
      Tensor sum = Lax.select(known, Lax.add(larger, rest), Lax.add(a, b));
      Tensor fromFirst = weighted(first, Lax.logistic(distance), known);
      Tensor fromSecond = weighted(second, Lax.logistic(Lax.neg(distance)), known);
      return new Dual(sum, Cotangents.sum(fromFirst, fromSecond));
    }

    private static @Nullable Tensor weighted(Dual part, Tensor weight, Tensor known) {
      Tensor t = part.tangentOrNull();
      Tensor zero = Lax.fullLike(weight, 0);
      return t == null ? null : Lax.mul(t, Lax.select(known, weight, zero));
    }
  }
}
