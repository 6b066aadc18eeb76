package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.benchmarks.rows.CovectorPeer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class RowsTest {
  /**
   * The table that figures of other machines and times are compared by: names are not to change.
   */
  private static final String NAMES =
      """
      selu_1M gelu_4096x768 layernorm_4096x768 softmax_1024x1024 logsumexp_axis0_1024x1024 sum_1M
      mean_axis0_4096x1024 cumsum_1M argmax_rows_1024x1024 transpose_2048 outer_add_2048 matmul_64
      matmul_128 matmul_256 matmul_512 matmul_1024 matmul_2048 matmul_bf16_512 gemv_4096
      bmm_64x128x64x128 matmul_tall_100000x32x32 conv3x3_32x28x28x32_64 conv3x3_grad uniform_1M
      normal_1M permutation_100k categorical_100kx10 embed_gather_50kx128 embed_grad_50kx128 sort_1M
      topk_1000x1000_10 cholesky_512 solve_512x8 qr_256 svd_256 eigh_256 fft_2e18 scan_1000_h64
      while_10000 tiny_jit_dispatch tiny_eager_add tree50_dispatch step_linreg_20x10x5
      step_digits_mlp_1347 step_mnist_mlp_b128_adam step_vae_b16_adamw step_vae_b128_adamw
      step_cnn_mnist_b64 step_transformer2_b8_t128_d256 step_lstm_b32_t64_h256
      per_example_grads_vmap_256 hessian_64
      """;

  @Test
  void areThoseOfTheTable() {
    assertEquals(List.of(NAMES.strip().split("\\s+")), Rows.ALL.stream().map(Row::name).toList());
    assertEquals(52, Rows.ALL.size());
  }

  @Test
  void areSelectedByAMatchAnywhereInTheName() {
    assertEquals(52, Rows.matching(Pattern.compile("")).size());
    List<String> steps =
        Rows.matching(Pattern.compile("^step_vae")).stream().map(Row::name).toList();
    assertEquals(List.of("step_vae_b16_adamw", "step_vae_b128_adamw"), steps);
  }

  @Test
  void areAllBuilt() {
    Set<String> missing = new TreeSet<>(Rows.ALL.stream().map(Row::name).toList());
    missing.removeAll(CovectorPeer.names());
    assertEquals(Set.of(), missing);
  }

  @Test
  void areAllMirroredForJax() throws IOException {
    StringBuilder scripts = new StringBuilder();
    for (String script :
        List.of("jax_peer.py", "jax_kernels.py", "jax_programs.py", "jax_steps.py")) {
      try (InputStream in = Objects.requireNonNull(Bench.class.getResourceAsStream(script))) {
        scripts.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    for (Row row : Rows.ALL) {
      // products of several sizes are named by a format
      boolean product = row.name().matches("matmul_\\d+");
      assertTrue(product || scripts.indexOf('"' + row.name() + '"') >= 0, row.name());
    }
    assertTrue(scripts.indexOf("f\"matmul_{n}\"") >= 0);
  }
}
