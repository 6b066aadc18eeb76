package dev.covector.op;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The first n columns of a product of Householder reflections I - tau v v^T: the columns of the
 * first operand {@code [..., m, n]} hold v below an implied 1 on the diagonal, the second {@code
 * [..., k]} the taus.
 */
public record HouseholderProduct() implements MatrixOp {
  @Override
  public String name() {
    return "householder_product";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType a = in.get(0);
    TensorType taus = in.get(1);
    MatrixOp.requireMatrix(name(), a);
    int n = MatrixOp.columns(a);
    int rank = taus.shape().rank();
    if (a.dtype() != taus.dtype()
        || n > MatrixOp.rows(a)
        || rank != a.shape().rank() - 1
        || !MatrixOp.with(a, taus.shape().dim(-1)).shape().equals(taus.shape())
        || taus.shape().dim(-1) > n) {
      throw new ShapeException(
          name()
              + ": reflections "
              + a
              + " with factors "
              + taus
              + "; there must be at most as many columns as rows, at most as many factors as"
              + " columns, and the same leading axes and dtype");
    }
    return List.of(a);
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    if (in.stream().anyMatch(Dual::moves)) {
      throw new TransformException(
          name() + ": has no derivative, as in JAX; differentiate qr instead");
    }
    Tensor out = Trace.bind(this, in.get(0).primal(), in.get(1).primal());
    return List.of(Dual.constant(out));
  }
}
