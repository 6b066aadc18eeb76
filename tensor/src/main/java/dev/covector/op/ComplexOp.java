package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is special about complex numbers: making them of parts, taking them apart, and the discrete
 * Fourier transform. Their arithmetic is written in operations on the parts. All are linear;
 * cotangents follow JAX's convention: a transpose does not conjugate.
 */
public sealed interface ComplexOp extends Op, Transposable {

  @Override
  default List<Dual> jvp(List<Dual> in) {
    Tensor out = Trace.bind(this, in.stream().map(Dual::primal).toArray(Tensor[]::new));
    if (in.stream().noneMatch(Dual::moves)) {
      return List.of(Dual.constant(out));
    }
    Tensor[] tangents = in.stream().map(Dual::tangentOrZeros).toArray(Tensor[]::new);
    return List.of(new Dual(out, Trace.bind(this, tangents)));
  }

  @Override
  default List<Batched> batch(BatchAxis axis, List<Batched> in) {
    Tensor[] mapped = in.stream().map(axis::materialize).toArray(Tensor[]::new);
    return List.of(Batched.mapped(Trace.bind(this, mapped)));
  }

  private static void requireComplex(String op, TensorType x) {
    if (!x.dtype().isComplex()) {
      throw new DTypeException(
          op + ": the operand is " + x + "; it must be complex: convert it, or use Lax.complex");
    }
  }

  /** The real parts. */
  record Real() implements ComplexOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireComplex(name(), x);
      return List.of(x.withDType(x.dtype().part()));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return List.of(Trace.bind(new Pair(), ct, Zeros.like(ct.type())));
    }
  }

  /** The imaginary parts. */
  record Imag() implements ComplexOp {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireComplex(name(), x);
      return List.of(x.withDType(x.dtype().part()));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return List.of(Trace.bind(new Pair(), Zeros.like(ct.type()), Lax.neg(ct)));
    }
  }

  /** Complex numbers of real parts (first operand) and imaginary parts. */
  record Pair() implements ComplexOp {
    @Override
    public String name() {
      return "complex";
    }

    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType re = in.get(0);
      TensorType im = in.get(1);
      boolean wide = re.dtype() == DType.F64;
      if (re.dtype() != im.dtype() || !wide && re.dtype() != DType.F32) {
        throw new DTypeException(
            "complex: the parts are " + re + " and " + im + "; both must be f32, or both f64");
      }
      if (!re.shape().equals(im.shape())) {
        throw new ShapeException(
            "complex: the parts are "
                + re
                + " and "
                + im
                + "; the shapes must be equal here: broadcast one");
      }
      DType dtype = wide ? DType.C128 : DType.C64;
      return List.of(TensorType.of(dtype, re.shape()));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return Arrays.asList(
          in.get(0).isLinear() ? Trace.bind(new Real(), ct) : null,
          in.get(1).isLinear() ? Lax.neg(Trace.bind(new Imag(), ct)) : null);
    }
  }

  /**
   * The discrete Fourier transform along an axis: {@code y[k] = sum over j of x[j] exp(-2 pi i j k
   * / n)}; the inverse has the other sign and is divided by n.
   *
   * @param axis from 0
   */
  record Transform(int axis, boolean inverse) implements ComplexOp {
    @Override
    public String name() {
      return inverse ? "ifft" : "fft";
    }

    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      TensorType x = in.getFirst();
      requireComplex(name(), x);
      Shape shape = x.shape();
      if (shape.dim(shape.axis(axis, name())) == 0) {
        throw new ShapeException(
            name() + ": axis " + axis + " of " + x + " is empty; there must be a point at least");
      }
      return List.of(x.strong());
    }

    @Override
    public List<Batched> batch(BatchAxis batch, List<Batched> in) {
      Transform behind = new Transform(axis + 1, inverse);
      return List.of(Batched.mapped(Trace.bind(behind, in.getFirst().value())));
    }

    /** The matrix of the transform is symmetric. */
    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      return List.of(Trace.bind(this, cotangents.getFirst()));
    }
  }
}
