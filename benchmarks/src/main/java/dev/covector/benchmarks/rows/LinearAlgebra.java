package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.linalg.Linalg;
import java.util.Map;
import java.util.function.Supplier;

/** Factorizations and a system of equations. */
final class LinearAlgebra {
  private LinearAlgebra() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("cholesky_512", LinearAlgebra::cholesky);
    rows.put("solve_512x8", LinearAlgebra::solve);
    rows.put("qr_256", () -> tree(a -> Linalg.qr(a), Inputs.signed(1, 256, 256)));
    rows.put("svd_256", () -> tree(a -> Linalg.svd(a, false), Inputs.signed(1, 256, 256)));
    rows.put("eigh_256", () -> tree(a -> Linalg.eigh(a), Inputs.symmetric(1, 256, 0)));
  }

  private static <R> Work tree(Fn1<Tensor, R> function, Tensor a) {
    Fn1<Tensor, R> jitted = jit(function);
    return Call.tree(() -> jitted.apply(a));
  }

  private static Work cholesky() {
    Fn1<Tensor, Tensor> factor = jit((Tensor a) -> Linalg.cholesky(a));
    // the diagonal outweighs the rest of its row, so the matrix is positive definite
    Tensor a = Inputs.symmetric(1, 512, 512);
    return Call.of(() -> factor.apply(a));
  }

  private static Work solve() {
    Fn2<Tensor, Tensor, Tensor> solve = jit((Tensor a, Tensor b) -> Linalg.solve(a, b));
    Tensor a = Inputs.signed(1, 512, 512);
    Tensor b = Inputs.signed(2, 512, 8);
    return Call.of(() -> solve.apply(a, b));
  }
}
