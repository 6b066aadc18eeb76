package dev.covector.benchmarks.peers.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.LayerNorm;
import dev.covector.benchmarks.protocol.Hash;
import dev.covector.benchmarks.protocol.PeerServer;
import dev.covector.benchmarks.protocol.Work;
import java.io.IOException;
import java.util.Optional;

/** DJL's process. */
public final class Main {
  private static final int MILLION = 1_000_000;

  private Main() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    String version = Engine.getInstance().getEngineName() + " " + Engine.getInstance().getVersion();
    new PeerServer("djl", version, Main::row).serve();
  }

  private static Optional<Work> row(String name) {
    NDManager manager = NDManager.newBaseManager();
    Work work =
        switch (name) {
          case "selu_1M" -> {
            NDArray x = uniform(manager, 1, -3, 3, MILLION);
            yield Call.of(manager, () -> selu(x));
          }
          case "layernorm_4096x768" -> layerNorm(manager);
          case "softmax_1024x1024" -> {
            NDArray x = uniform(manager, 1, -3, 3, 1024, 1024);
            yield Call.of(manager, () -> x.softmax(-1));
          }
          case "sum_1M" -> {
            NDArray x = uniform(manager, 1, -1, 1, MILLION);
            yield Call.of(manager, () -> x.sum());
          }
          case "mean_axis0_4096x1024" -> {
            NDArray x = uniform(manager, 1, -1, 1, 4096, 1024);
            yield Call.of(manager, () -> x.mean(new int[] {0}));
          }
          case "cumsum_1M" -> {
            NDArray x = uniform(manager, 1, -1, 1, MILLION);
            yield Call.of(manager, () -> x.cumSum(0));
          }
          case "outer_add_2048" -> {
            NDArray a = uniform(manager, 1, -1, 1, 2048, 1);
            NDArray b = uniform(manager, 2, -1, 1, 1, 2048);
            yield Call.of(manager, () -> a.add(b));
          }
          case "matmul_64",
              "matmul_128",
              "matmul_256",
              "matmul_512",
              "matmul_1024",
              "matmul_2048" -> {
            long n = Long.parseLong(name.substring("matmul_".length()));
            yield matmul(manager, new long[] {n, n}, new long[] {n, n});
          }
          case "gemv_4096" -> matmul(manager, new long[] {4096, 4096}, new long[] {4096});
          case "bmm_64x128x64x128" ->
              matmul(manager, new long[] {64, 128, 64}, new long[] {64, 64, 128});
          case "matmul_tall_100000x32x32" ->
              matmul(manager, new long[] {100_000, 32}, new long[] {32, 32});
          case "conv3x3_32x28x28x32_64" -> convolution(manager);
          case "sort_1M" -> {
            NDArray x = uniform(manager, 1, -1, 1, MILLION);
            yield Call.of(manager, () -> x.sort());
          }
          case "tiny_eager_add" -> {
            NDArray a = uniform(manager, 1, -1, 1, 3);
            NDArray b = uniform(manager, 2, -1, 1, 3);
            yield Call.of(manager, () -> a.add(b));
          }
          default -> null;
        };
    if (work == null) {
      manager.close();
    }
    return Optional.ofNullable(work);
  }

  private static NDArray uniform(
      NDManager manager, int seed, double low, double high, long... shape) {
    Shape sizes = new Shape(shape);
    return manager.create(Hash.uniform(seed, (int) sizes.size(), low, high), sizes);
  }

  /** Composed, as the row is; intermediate results are closed as early as they can be. */
  private static NDArray selu(NDArray x) {
    try (NDArray exponential = x.exp();
        NDArray negative = exponential.muli(1.67f).subi(1.67f);
        NDArray positive = x.gt(0)) {
      return NDArrays.where(positive, x, negative).muli(1.05f);
    }
  }

  private static Work layerNorm(NDManager manager) {
    NDArray x = uniform(manager, 1, -3, 3, 4096, 768);
    NDArray scale = uniform(manager, 2, 0.5, 1.5, 768);
    NDArray bias = uniform(manager, 3, -1, 1, 768);
    Shape last = new Shape(768);
    return Call.of(
        manager, () -> LayerNorm.layerNorm(x, last, scale, bias, 1e-6f).singletonOrThrow());
  }

  private static Work matmul(NDManager manager, long[] first, long[] second) {
    NDArray a = uniform(manager, 1, -1, 1, first);
    NDArray b = uniform(manager, 2, -1, 1, second);
    return Call.of(manager, () -> a.matMul(b));
  }

  /** PyTorch's axes are NCHW and OIHW: the data is laid out so before, and its result read back. */
  private static Work convolution(NDManager manager) {
    NDArray x = uniform(manager, 1, -1, 1, 32, 28, 28, 32).transpose(0, 3, 1, 2).duplicate();
    NDArray kernel = uniform(manager, 2, -1, 1, 3, 3, 32, 64).transpose(3, 2, 0, 1).duplicate();
    NDArray bias = manager.zeros(new Shape(64));
    Shape one = new Shape(1, 1);
    return Call.of(
        manager,
        () -> Conv2d.conv2d(x, kernel, bias, one, one).singletonOrThrow(),
        result -> result.transpose(0, 2, 3, 1));
  }
}
