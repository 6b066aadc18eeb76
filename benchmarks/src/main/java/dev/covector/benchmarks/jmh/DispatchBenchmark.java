package dev.covector.benchmarks.jmh;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Hash;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a call costs beside its arithmetic. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DispatchBenchmark {
  private static final int LEAVES = 50;

  private final Fn1<Tensor, Tensor> tiny = jit((Tensor x) -> x.times(2).plus(1));
  private final Fn1<Map<String, Tensor>, Map<String, Tensor>> tree =
      jit((Map<String, Tensor> t) -> treeMap(x -> x.plus(1), t));
  private final Map<String, Tensor> leaves = new TreeMap<>();
  private Tensor a = Tensor.of(0);
  private Tensor b = Tensor.of(0);

  /** Makes tensors of three floats. */
  @Setup
  public void fill() {
    a = Tensor.of(Hash.uniform(1, 3, -1, 1), 3);
    b = Tensor.of(Hash.uniform(2, 3, -1, 1), 3);
    for (int i = 0; i < LEAVES; i++) {
      leaves.put(String.format("k%02d", i), Tensor.of(Hash.uniform(i, 3, -1, 1), 3));
    }
  }

  /** A jitted call of three floats. */
  @Benchmark
  public void tinyJit(Blackhole results) {
    consume(tiny.apply(a), results);
  }

  /** An eager sum of three floats. */
  @Benchmark
  public void eagerAdd(Blackhole results) {
    consume(a.plus(b), results);
  }

  /** A jitted call with a map of 50 tensors in and out. */
  @Benchmark
  public void tree(Blackhole results) {
    tree.apply(leaves).values().forEach(leaf -> consume(leaf, results));
  }

  private static void consume(Tensor result, Blackhole results) {
    results.consume(result.blockUntilReady());
    result.close();
  }
}
