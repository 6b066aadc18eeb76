package dev.covector.benchmarks.jmh;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.makeJaxpr;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.benchmarks.Chain;
import dev.covector.benchmarks.protocol.Hash;
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

/** What the first call of a function costs, by the number of its equations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompilationBenchmark {
  /** The equations of the program, before differentiation. */
  @Param({"10", "100", "1000"})
  public int equations;

  private Tensor x = Tensor.of(0);

  /** Makes the operand. */
  @Setup
  public void fill() {
    x = Tensor.of(Hash.uniform(1, 1000, -1, 1), 1000);
  }

  private Fn1<Tensor, Tensor> program() {
    return v -> Chain.of(equations / 2, v).sum();
  }

  /** Tracing alone. */
  @Benchmark
  public String trace() {
    return makeJaxpr(program(), x);
  }

  /** Tracing, compiling and the first run. */
  @Benchmark
  public Tensor firstCall() {
    return jit(program()).apply(x).blockUntilReady();
  }

  /** The same of the gradient. */
  @Benchmark
  public Tensor firstCallOfGradient() {
    return jit(grad(program())).apply(x).blockUntilReady();
  }
}
