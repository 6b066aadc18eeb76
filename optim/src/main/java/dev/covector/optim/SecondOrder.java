package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;

/**
 * Second derivatives of losses, as products with vectors and as diagonals over all parameters in
 * one vector.
 *
 * <pre>{@code
 * Fn1<Tensor, Tensor> loss = p -> p.square().sum();
 * Tensor diagonal = SecondOrder.hessianDiag(loss, Tensor.of(new float[] {1, 2})); // [2, 2]
 * }</pre>
 */
public final class SecondOrder {
  private SecondOrder() {}

  /** The product of the Hessian with a tree like the parameters. */
  public static <P> P hvp(Fn1<P, Tensor> loss, P direction, P params) {
    return Covector.jvp(Covector.grad(loss), params, direction).tangent();
  }

  /** The diagonal of the Hessian, one element for each of the parameters in order. */
  public static <P> Tensor hessianDiag(Fn1<P, Tensor> loss, P params) {
    int size = Math.toIntExact(TreeMath.size(params));
    Tensor units = Numpy.eye(size).astype(TreeMath.widest(params));
    return Covector.vmap(
            (Tensor unit) -> flat(hvp(loss, like(params, unit), params)).times(unit).sum())
        .apply(units);
  }

  /** The squares of the gradient of a negative logarithm of a likelihood: Fisher's diagonal. */
  public static <P> Tensor fisherDiag(Fn1<P, Tensor> negativeLogLikelihood, P params) {
    return flat(Covector.grad(negativeLogLikelihood).apply(params)).square();
  }

  private static Tensor flat(Object tree) {
    return Numpy.concatenate(Leafwise.tensors(tree).stream().map(Tensor::ravel).toList());
  }

  private static <P> P like(P params, Tensor flat) {
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (Tensor leaf : Leafwise.tensors(params)) {
      int stop = start + Math.toIntExact(leaf.size());
      parts.add(Lax.sliceInDim(flat, start, stop, 0).reshape(leaf.shape()).astype(leaf.dtype()));
      start = stop;
    }
    return Leafwise.replace(params, parts);
  }
}
