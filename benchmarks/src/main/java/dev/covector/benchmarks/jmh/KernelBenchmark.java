package dev.covector.benchmarks.jmh;

import static dev.covector.Covector.jit;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Hash;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One jitted kernel over square f32 matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  /** The rows and columns. */
  @Param({"64", "256", "1024"})
  public int size;

  private final Fn1<Tensor, Tensor> selu = jit(Functions::selu);
  private final Fn1<Tensor, Tensor> softmax = jit((Tensor x) -> Functions.softmax(x));
  private final Fn1<Tensor, Tensor> sum = jit((Tensor x) -> x.sum());
  private final Fn2<Tensor, Tensor, Tensor> matmul = jit(Numpy::matmul);
  private Tensor x = Tensor.of(0);
  private Tensor y = Tensor.of(0);

  /** Makes the operands. */
  @Setup
  public void fill() {
    x = Tensor.of(Hash.uniform(1, size * size, -3, 3), size, size);
    y = Tensor.of(Hash.uniform(2, size * size, -3, 3), size, size);
  }

  /** An elementwise loop with one exp. */
  @Benchmark
  public void selu(Blackhole results) {
    consume(selu.apply(x), results);
  }

  /** Rows with a maximum, a sum and a quotient. */
  @Benchmark
  public void softmax(Blackhole results) {
    consume(softmax.apply(x), results);
  }

  /** A reduction to a scalar. */
  @Benchmark
  public void sum(Blackhole results) {
    consume(sum.apply(x), results);
  }

  /** A matrix product. */
  @Benchmark
  public void matmul(Blackhole results) {
    consume(matmul.apply(x, y), results);
  }

  private static void consume(Tensor result, Blackhole results) {
    results.consume(result.blockUntilReady());
    result.close();
  }
}
