package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.linalg.EighResult;
import dev.covector.linalg.Linalg;
import dev.covector.linalg.QrResult;
import dev.covector.linalg.SlogdetResult;
import dev.covector.linalg.SvdResult;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * The functions of {@code linalg} and {@code slinalg}, some of them in the view that is compared.
 */
final class LinalgFunctions {
  private LinalgFunctions() {}

  /** The functions of {@code jnp.linalg}. */
  static Bindings numpy() {
    Bindings linalg = new Bindings("linalg");
    linalg.unary("cholesky", Linalg::cholesky);
    linalg.binary("solve", Linalg::solve);
    linalg.unary("inv", Linalg::inv);
    linalg.unary("det", Linalg::det);
    linalg.many(
        "slogdet",
        x -> {
          SlogdetResult result = Linalg.slogdet(x.tensor(0));
          return List.of(result.sign(), result.logabsdet());
        });
    linalg.unary("eigvalsh", Linalg::eigvalsh);
    linalg.one(
        "norm",
        x ->
            x.integers(2, "axis")
                .map(axes -> Linalg.norm(x.tensor(0), axes))
                .orElseGet(() -> Linalg.norm(x.tensor(0))));
    linalg.one("matrix_power", x -> Linalg.matrixPower(x.tensor(0), x.integer(1, "n")));
    linalg.unary("pinv", Linalg::pinv);
    linalg.binary("lstsq", (a, b) -> Linalg.lstsq(a, b).x());
    linalg.unary("svd", Linalg::svdvals);
    linalg.unary(
        "svd_reconstruct",
        a -> {
          SvdResult svd = Linalg.svd(a, false);
          return Numpy.matmul(Numpy.multiply(svd.u(), svd.s()), svd.vh());
        });
    linalg.many(
        "qr_abs",
        x -> {
          QrResult qr = Linalg.qr(x.tensor(0));
          return List.of(Numpy.abs(qr.q()), Numpy.abs(qr.r()));
        });
    linalg.unary(
        "eigh_reconstruct",
        a -> {
          EighResult eigh = Linalg.eigh(a);
          Tensor v = eigh.eigenvectors();
          return Numpy.matmul(Numpy.multiply(v, eigh.eigenvalues()), Numpy.matrixTranspose(v));
        });
    return linalg;
  }

  /** The functions of {@code jax.scipy.linalg}. */
  static Bindings scipy() {
    Bindings slinalg = new Bindings("slinalg");
    slinalg.one(
        "solve_triangular",
        x ->
            Linalg.solveTriangular(
                x.tensor(0), x.tensor(1), x.flag(3, "lower", false), false, false));
    slinalg.unary("expm", Linalg::expm);
    slinalg.binary("cho_solve", (c, b) -> Linalg.choSolve(c, true, b));
    return slinalg;
  }
}
