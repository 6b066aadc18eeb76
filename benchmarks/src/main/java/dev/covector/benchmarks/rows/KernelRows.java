package dev.covector.benchmarks.rows;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.lax.TopK;
import dev.covector.numpy.Numpy;
import java.util.Map;
import java.util.function.Supplier;

/** Elementwise loops, reductions, movement, matrix products. */
final class KernelRows {
  private static final int MILLION = 1_000_000;
  private static final double EPSILON = 1e-6;

  private KernelRows() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("selu_1M", () -> unary(KernelRows::selu, Inputs.uniform(1, -3, 3, MILLION)));
    rows.put("gelu_4096x768", () -> unary(Functions::gelu, Inputs.uniform(1, -3, 3, 4096, 768)));
    rows.put("layernorm_4096x768", KernelRows::layerNorm);
    rows.put(
        "softmax_1024x1024", () -> unary(Functions::softmax, Inputs.uniform(1, -3, 3, 1024, 1024)));
    rows.put(
        "logsumexp_axis0_1024x1024",
        () -> unary(x -> Functions.logsumexp(x, 0), Inputs.uniform(1, -3, 3, 1024, 1024)));
    rows.put("sum_1M", () -> unary(x -> x.sum(), Inputs.signed(1, MILLION)));
    rows.put("mean_axis0_4096x1024", () -> unary(x -> x.mean(0), Inputs.signed(1, 4096, 1024)));
    rows.put("cumsum_1M", () -> unary(x -> Lax.cumsum(x, 0), Inputs.signed(1, MILLION)));
    rows.put(
        "argmax_rows_1024x1024",
        () -> unary(x -> Numpy.argmax(x, 1), Inputs.signed(1, 1024, 1024)));
    rows.put("transpose_2048", () -> unary(x -> x.transpose(), Inputs.signed(1, 2048, 2048)));
    rows.put("outer_add_2048", KernelRows::outerAdd);
    for (int n : new int[] {64, 128, 256, 512, 1024, 2048}) {
      rows.put("matmul_" + n, () -> matmul(Inputs.signed(1, n, n), Inputs.signed(2, n, n)));
    }
    rows.put("matmul_bf16_512", () -> matmul(narrow(1), narrow(2)));
    rows.put("gemv_4096", () -> matmul(Inputs.signed(1, 4096, 4096), Inputs.signed(2, 4096)));
    rows.put(
        "bmm_64x128x64x128",
        () -> matmul(Inputs.signed(1, 64, 128, 64), Inputs.signed(2, 64, 64, 128)));
    rows.put(
        "matmul_tall_100000x32x32",
        () -> matmul(Inputs.signed(1, 100_000, 32), Inputs.signed(2, 32, 32)));
    rows.put("sort_1M", () -> unary(x -> Lax.sort(x, 0), Inputs.signed(1, MILLION)));
    rows.put("topk_1000x1000_10", KernelRows::topK);
    rows.put("embed_gather_50kx128", KernelRows::gather);
    rows.put("embed_grad_50kx128", KernelRows::gatherGradient);
  }

  private static Work unary(Fn1<Tensor, Tensor> function, Tensor x) {
    Fn1<Tensor, Tensor> jitted = jit(function);
    return Call.of(() -> jitted.apply(x));
  }

  private static Tensor selu(Tensor x) {
    Tensor negative = Numpy.exp(x).times(1.67).minus(1.67);
    return Numpy.where(x.gt(0), x, negative).times(1.05);
  }

  private static Work layerNorm() {
    Fn3<Tensor, Tensor, Tensor, Tensor> norm =
        jit(
            (Tensor x, Tensor scale, Tensor bias) -> {
              Tensor mean = x.mean(new int[] {-1}, true);
              Tensor variance = x.var(new int[] {-1}, true);
              Tensor normal = x.minus(mean).times(Lax.rsqrt(variance.plus(EPSILON)));
              return normal.times(scale).plus(bias);
            });
    Tensor x = Inputs.uniform(1, -3, 3, 4096, 768);
    Tensor scale = Inputs.uniform(2, 0.5, 1.5, 768);
    Tensor bias = Inputs.signed(3, 768);
    return Call.of(() -> norm.apply(x, scale, bias));
  }

  private static Work outerAdd() {
    Fn2<Tensor, Tensor, Tensor> add =
        jit((Tensor a, Tensor b) -> Numpy.expandDims(a, 1).plus(Numpy.expandDims(b, 0)));
    Tensor a = Inputs.signed(1, 2048);
    Tensor b = Inputs.signed(2, 2048);
    return Call.of(() -> add.apply(a, b));
  }

  private static Work matmul(Tensor a, Tensor b) {
    Fn2<Tensor, Tensor, Tensor> product = jit(Numpy::matmul);
    return Call.of(() -> product.apply(a, b));
  }

  private static Tensor narrow(int seed) {
    return Inputs.signed(seed, 512, 512).astype(DType.BF16).blockUntilReady();
  }

  private static Work topK() {
    Fn1<Tensor, TopK> top = jit(x -> Lax.topK(x, 10));
    Tensor x = Inputs.signed(1, 1000, 1000);
    return Call.of(
        () -> top.apply(x),
        result -> {
          result.values().blockUntilReady().close();
          result.indices().blockUntilReady().close();
        });
  }

  private static Work gather() {
    Fn2<Tensor, Tensor, Tensor> gather = jit((Tensor table, Tensor ids) -> table.get(ids));
    Tensor table = Inputs.signed(1, 50_000, 128);
    Tensor ids = Inputs.integers(2, 50_000, 4096);
    return Call.of(() -> gather.apply(table, ids));
  }

  private static Work gatherGradient() {
    Fn3<Tensor, Tensor, Tensor, Tensor> gradient =
        jit(
            grad(
                (Tensor table, Tensor ids, Tensor weights) -> table.get(ids).times(weights).sum()));
    Tensor table = Inputs.signed(1, 50_000, 128);
    Tensor ids = Inputs.integers(2, 50_000, 4096);
    Tensor weights = Inputs.signed(3, 4096, 128);
    return Call.of(() -> gradient.apply(table, ids, weights));
  }
}
