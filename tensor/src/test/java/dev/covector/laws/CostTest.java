package dev.covector.laws;

import static dev.covector.Covector.grad;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Passes;
import dev.covector.lax.Lax;
import dev.covector.lowering.Compilation;
import dev.covector.numpy.Numpy;
import dev.covector.op.HigherOrder;
import dev.covector.trace.GraphTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What derivatives cost in operations, and how tracing grows with the program. */
class CostTest {
  private static final TensorType FOUR = TensorType.of(DType.F32, 4);

  private static Graph staged(Fn1<Tensor, Tensor> f) {
    return GraphTrace.stage("cost", List.of(FOUR), in -> List.of(f.apply(in.getFirst()))).graph();
  }

  /** Equations that remain after the passes, those of loops counted once per run. */
  private static long cost(Graph graph) {
    long count = 0;
    for (Equation equation : Passes.run(graph).equations()) {
      long inside = 1;
      if (equation.op() instanceof HigherOrder holder) {
        inside = holder.graphs().stream().mapToLong(CostTest::cost).sum();
      }
      count += inside;
    }
    return count;
  }

  private static Tensor multilayer(Tensor x) {
    Tensor y = Lax.reshape(x, Shape.of(2, 2));
    for (int i = 0; i < 6; i++) {
      Tensor w = Lax.sin(y.times(0.1 * i));
      y =
          Lax.tanh(
              Numpy.add(Lax.dotGeneral(y, w, List.of(1), List.of(0), List.of(), List.of()), w));
    }
    return Numpy.sum(y);
  }

  private static Tensor recurrent(Tensor x) {
    return Numpy.sum(
        Lax.scan(
                (Tensor c, Tensor s) -> {
                  Tensor next = Lax.tanh(Numpy.add(Numpy.multiply(c, s), Lax.sin(c)));
                  return new Scanned<>(next, Numpy.multiply(next, next));
                },
                x,
                x)
            .outputs());
  }

  private static Tensor shares(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < 10; i++) {
      Tensor e = Lax.exp(Numpy.subtract(y, Numpy.max(y)));
      y = Numpy.add(Numpy.divide(e, Numpy.sum(e)), x);
    }
    return Numpy.sum(Lax.log(y));
  }

  private static Tensor manyUses(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < 20; i++) {
      y = Numpy.add(Numpy.multiply(y, x), Lax.sin(y));
    }
    return Numpy.sum(y);
  }

  @Test
  void aGradientCostsAtMostFiveTimesTheFunction() {
    Map<String, Fn1<Tensor, Tensor>> functions = new LinkedHashMap<>();
    functions.put("multilayer", CostTest::multilayer);
    functions.put("recurrent", CostTest::recurrent);
    functions.put("shares", CostTest::shares);
    functions.put("many uses", CostTest::manyUses);
    functions.put("varied", x -> varied(x, 200));
    functions.forEach(
        (name, f) -> {
          long function = cost(staged(f));
          long gradient = cost(staged(grad(f)));
          assertTrue(
              gradient <= 5 * function,
              () ->
                  name
                      + ": the function has "
                      + function
                      + " operations, its gradient "
                      + gradient);
        });
  }

  private static Tensor varied(Tensor x, int equations) {
    Tensor y = x;
    Tensor w = x;
    for (int i = 0; i < equations / 10; i++) {
      Tensor a = Lax.sin(y);
      Tensor square = Lax.reshape(Lax.tanh(Lax.mul(a, w)), Shape.of(2, 2));
      Tensor product = Lax.dotGeneral(square, square, List.of(1), List.of(0), List.of(), List.of());
      Tensor flat = Lax.reshape(Lax.transpose(product, List.of(1, 0)), Shape.of(4));
      Tensor sum = Lax.broadcastInDim(Lax.reduceSum(flat, List.of(0)), Shape.of(4));
      w = y;
      y = Lax.add(Lax.logistic(sum), a);
    }
    return Lax.reduceSum(y, List.of(0));
  }

  private static Duration timed(int equations) {
    long start = System.nanoTime();
    Compilation.program(staged(grad((Tensor x) -> varied(x, equations))));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  @Tag("long")
  void tracingDifferentiatingAndLoweringGrowLinearly() {
    List<Duration> warm = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      warm.add(timed(3_000));
    }
    Duration small = timed(1_000);
    Duration large = timed(10_000);
    // linear growth is a factor of 10; quadratic growth would be 100
    assertTrue(
        large.toMillis() <= 35 * Math.max(small.toMillis(), 50),
        () -> "1,000 equations: " + small + ", 10,000: " + large + ", warm-up: " + warm);
  }
}
