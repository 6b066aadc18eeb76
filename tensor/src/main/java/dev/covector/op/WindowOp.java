package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.kernel.ScalarFn;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result for each window of the first operand. Padding and base dilation are done before. */
public sealed interface WindowOp extends Op {
  /** The windows. */
  Window window();

  private static void requireNumbers(String name, TensorType x) {
    if (!x.dtype().isFloating() && !x.dtype().isInteger()) {
      throw new DTypeException(name + ": not defined for " + x + "; convert it first");
    }
  }

  /** The sum of each window; narrow floats are summed in f32 and rounded once. */
  record ReduceWindowSum(Window window) implements WindowOp, Transposable {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireNumbers(name(), x);
      return List.of(x.withShape(window.count(name(), x)));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor t = in.getFirst().tangentOrNull();
      Tensor out = Trace.bind(this, in.getFirst().primal());
      return List.of(new Dual(out, t == null ? null : Trace.bind(this, t)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      WindowSpread spread = new WindowSpread(window, in.getFirst().type());
      return List.of(spread.of(cotangents.getFirst(), (_, part) -> part));
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      ReduceWindowSum mapped = new ReduceWindowSum(window.behindMappedAxis());
      return List.of(Batched.mapped(Trace.bind(mapped, in.getFirst().value())));
    }
  }

  /**
   * The largest or smallest element of each window; NaN when there is one. The derivative is that
   * of the element which {@link WindowPosition} names.
   *
   * @param largest whether it is the maximum
   */
  record ReduceWindowExtremum(boolean largest, Window window) implements WindowOp {
    @Override
    public String name() {
      return largest ? "reduce_window_max" : "reduce_window_min";
    }

    /** MAX or MIN. */
    public ScalarFn combiner() {
      return largest ? ScalarFn.MAX : ScalarFn.MIN;
    }

    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireNumbers(name(), x);
      return List.of(x.withShape(window.count(name(), x)));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor x = in.getFirst().primal();
      Tensor out = Trace.bind(this, x);
      Tensor t = in.getFirst().tangentOrNull();
      if (t == null) {
        return List.of(Dual.constant(out));
      }
      Tensor position = Trace.bind(new WindowPosition(largest, window), x);
      return List.of(new Dual(out, Trace.bind(new WindowTake(window), t, position)));
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      ReduceWindowExtremum mapped = new ReduceWindowExtremum(largest, window.behindMappedAxis());
      return List.of(Batched.mapped(Trace.bind(mapped, in.getFirst().value())));
    }
  }

  /**
   * Which element of each window is the largest or smallest: its number in row-major order, the
   * first one's on ties. An element takes the place of a NaN before it, as in XLA's
   * select-and-scatter. No derivative.
   *
   * @param largest whether it is the maximum
   */
  record WindowPosition(boolean largest, Window window) implements WindowOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireNumbers(name(), x);
      return List.of(TensorType.of(DType.I32, window.count(name(), x)));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      return List.of(Dual.constant(Trace.bind(this, in.getFirst().primal())));
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      WindowPosition mapped = new WindowPosition(largest, window.behindMappedAxis());
      return List.of(Batched.mapped(Trace.bind(mapped, in.getFirst().value())));
    }
  }

  /**
   * One element of each window of the first operand, which the second one, of i32, names by its
   * number in row-major order; 0 where that is none. Linear in the first operand.
   */
  record WindowTake(Window window) implements WindowOp, Transposable {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.get(0);
      TensorType positions = in.get(1);
      requireNumbers(name(), x);
      if (positions.dtype() != DType.I32 || !positions.shape().equals(window.count(name(), x))) {
        throw new ShapeException(
            name()
                + ": operand "
                + x
                + ", positions "
                + positions
                + "; the positions must be i32"
                + window.count(name(), x));
      }
      return List.of(x.withShape(positions.shape()));
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Tensor positions = in.get(1).primal();
      Tensor t = in.get(0).tangentOrNull();
      Tensor out = Trace.bind(this, in.get(0).primal(), positions);
      return List.of(new Dual(out, t == null ? null : Trace.bind(this, t, positions)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      WindowSpread spread = new WindowSpread(window, in.get(0).type());
      Tensor positions = in.get(1).known();
      return Arrays.asList(spread.ofChosen(cotangents.getFirst(), positions), null);
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      WindowTake mapped = new WindowTake(window.behindMappedAxis());
      Tensor x = axis.materialize(in.get(0));
      return List.of(Batched.mapped(Trace.bind(mapped, x, axis.materialize(in.get(1)))));
    }
  }
}
