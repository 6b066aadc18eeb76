package dev.covector.benchmarks;

import java.util.List;
import java.util.regex.Pattern;

/** All rows, in the order of the table, with the reasons of their tolerances. */
final class Rows {
  /** Elementwise functions of at most a few ULP. */
  private static final Tolerance CLOSE = Tolerance.of(1e-5, 1e-6);

  /** Sums of up to some thousand terms in f32, whose order is free. */
  private static final Tolerance SUMS = Tolerance.of(1e-4, 1e-4);

  /** Training steps: losses and parameters after a step; Adam divides by tiny second moments. */
  private static final Tolerance STEP = Tolerance.of(1e-3, 1e-4);

  /** Factorizations: rounding grows with the condition of the matrix. */
  private static final Tolerance FACTORS = Tolerance.of(2e-3, 2e-3);

  private static final double M = 1e6;

  static final List<Row> ALL =
      List.of(
          Row.of("selu_1M", CLOSE).bytes(8 * M),
          Row.of("gelu_4096x768", CLOSE).bytes(8.0 * 4096 * 768),
          Row.of("layernorm_4096x768", Tolerance.of(1e-5, 1e-5)).bytes(8.0 * 4096 * 768),
          Row.of("softmax_1024x1024", CLOSE).bytes(8.0 * 1024 * 1024),
          Row.of("logsumexp_axis0_1024x1024", CLOSE).bytes(4.0 * 1024 * 1024),
          // the million terms cancel: the sum is about 1000, its rounding that of 1e6 terms
          Row.of("sum_1M", Tolerance.of(1e-4, 0.1)).bytes(4 * M),
          Row.of("mean_axis0_4096x1024", Tolerance.of(1e-5, 1e-5)).bytes(4.0 * 4096 * 1024),
          // a running total of a million terms, each of the size of the last ones' rounding
          Row.of("cumsum_1M", Tolerance.of(1e-4, 1)).bytes(8 * M),
          Row.of("argmax_rows_1024x1024", Tolerance.EXACT).bytes(4.0 * 1024 * 1024),
          Row.of("transpose_2048", Tolerance.EXACT).bytes(8.0 * 2048 * 2048),
          Row.of("outer_add_2048", Tolerance.EXACT).bytes(4.0 * 2048 * 2048),
          matmul(64),
          matmul(128),
          matmul(256),
          matmul(512),
          matmul(1024),
          matmul(2048),
          // a result of 8 bits: the last one may round the other way
          Row.of("matmul_bf16_512", Tolerance.of(1e-2, 1e-1)).flops(2.0 * 512 * 512 * 512),
          Row.of("gemv_4096", SUMS).bytes(4.0 * 4096 * 4096),
          Row.of("bmm_64x128x64x128", SUMS).flops(2.0 * 64 * 128 * 64 * 128),
          Row.of("matmul_tall_100000x32x32", SUMS).bytes(8.0 * 100_000 * 32),
          Row.of("conv3x3_32x28x28x32_64", SUMS).flops(2.0 * 32 * 28 * 28 * 9 * 32 * 64),
          // the kernel's gradient sums 25,088 terms
          Row.of("conv3x3_grad", Tolerance.of(1e-4, 2e-3)).flops(4.0 * 32 * 28 * 28 * 9 * 32 * 64),
          Row.of("uniform_1M", Tolerance.EXACT),
          Row.of("normal_1M", CLOSE),
          Row.of("permutation_100k", Tolerance.EXACT),
          // a choice between two nearly equal numbers may fall the other way: the sum may differ
          Row.of("categorical_100kx10", Tolerance.of(1e-4, 0)),
          Row.of("embed_gather_50kx128", Tolerance.EXACT).bytes(8.0 * 4096 * 128),
          Row.of("embed_grad_50kx128", CLOSE).bytes(4.0 * 50_000 * 128),
          Row.of("sort_1M", Tolerance.EXACT),
          Row.of("topk_1000x1000_10", Tolerance.EXACT),
          Row.of("cholesky_512", Tolerance.of(1e-4, 1e-4)),
          Row.of("solve_512x8", FACTORS),
          Row.of("qr_256", Tolerance.of(1e-3, 1e-3).upToSign()),
          Row.of("svd_256", FACTORS.upToSign()),
          Row.of("eigh_256", FACTORS.upToSign()),
          Row.of("fft_2e18", Tolerance.of(1e-4, 2e-3)),
          Row.of("scan_1000_h64", CLOSE),
          // x = 0.999 x + 0.001 adds up the roundings of a thousand steps, which XLA contracts
          Row.of("while_10000", Tolerance.of(1e-4, 0)),
          Row.of("tiny_jit_dispatch", CLOSE),
          Row.of("tiny_eager_add", CLOSE),
          Row.of("tree50_dispatch", CLOSE),
          Row.of("step_linreg_20x10x5", STEP),
          Row.of("step_digits_mlp_1347", STEP),
          Row.of("step_mnist_mlp_b128_adam", STEP),
          Row.of("step_vae_b16_adamw", STEP),
          Row.of("step_vae_b128_adamw", STEP),
          Row.of("step_cnn_mnist_b64", STEP),
          Row.of("step_transformer2_b8_t128_d256", STEP),
          Row.of("step_lstm_b32_t64_h256", STEP),
          Row.of("per_example_grads_vmap_256", SUMS),
          Row.of("hessian_64", Tolerance.of(1e-3, 1e-4)));

  private Rows() {}

  /** Those whose name contains a match. */
  static List<Row> matching(Pattern pattern) {
    return ALL.stream().filter(row -> pattern.matcher(row.name()).find()).toList();
  }

  private static Row matmul(int n) {
    return Row.of("matmul_" + n, Tolerance.of(1e-4, 2e-4)).flops(2.0 * n * n * n);
  }
}
