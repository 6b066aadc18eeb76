package dev.covector.graph;

import static dev.covector.Covector.grad;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Fn3;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.op.DotGeneral;
import dev.covector.op.Scan;
import dev.covector.trace.Evaluation;
import dev.covector.trace.GraphTrace;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that leave scans. */
class ScanProductsTest {
  private static final int STEPS = 5;

  private static Tensor random(int... sizes) {
    Random random = new Random(sizes.length);
    float[] data = new float[product(sizes)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian() / 2;
    }
    return Tensor.of(data, sizes);
  }

  private static int product(int[] sizes) {
    int product = 1;
    for (int size : sizes) {
      product *= size;
    }
    return product;
  }

  private static Tensor cell(Tensor h, Tensor x, Tensor w, Tensor u) {
    return Lax.tanh(x.dot(w).plus(h.dot(u)));
  }

  /** A recurrent network as a scan. */
  private static Tensor scanned(Tensor xs, Tensor w, Tensor u, boolean reverse) {
    Tensor zero = Lax.full(Shape.of(3, 4), 0, DType.F32);
    var result =
        Lax.scan(
            (Tensor h, Tensor x) -> {
              Tensor next = cell(h, x, w, u);
              return new Scanned<>(next, next);
            },
            zero,
            xs,
            STEPS,
            reverse);
    return result.outputs().square().sum().plus(result.carry().sum());
  }

  /** The same, step by step. */
  private static Tensor unrolled(Tensor xs, Tensor w, Tensor u, boolean reverse) {
    Tensor h = Lax.full(Shape.of(3, 4), 0, DType.F32);
    Tensor loss = Lax.full(Shape.of(), 0, DType.F32);
    for (int t = 0; t < STEPS; t++) {
      h = cell(h, Lax.indexInDim(xs, reverse ? STEPS - 1 - t : t, 0, false), w, u);
      loss = loss.plus(h.square().sum());
    }
    return loss.plus(h.sum());
  }

  private static List<Tensor> gradients(Fn3<Tensor, Tensor, Tensor, Tensor> loss, List<Tensor> in) {
    return List.of(
        grad((Tensor w) -> loss.apply(in.get(0), w, in.get(2))).apply(in.get(1)),
        grad((Tensor u) -> loss.apply(in.get(0), in.get(1), u)).apply(in.get(2)),
        grad((Tensor x) -> loss.apply(x, in.get(1), in.get(2))).apply(in.get(0)));
  }

  private static Graph passed(Function<List<Tensor>, List<Tensor>> function, Tensor... in) {
    List<TensorType> types =
        Stream.of(in).map(t -> TensorType.of(t.dtype(), t.shape().toArray())).toList();
    return Passes.run(GraphTrace.stage("test", types, function).graph());
  }

  private static long products(Graph graph) {
    return graph.equations().stream().filter(e -> e.op() instanceof DotGeneral).count();
  }

  private static List<Graph> bodies(Graph graph) {
    return graph.equations().stream()
        .filter(e -> e.op() instanceof Scan)
        .map(e -> Passes.run(((Scan) e.op()).body()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsAreThoseOfTheUnrolledLoop(boolean reverse) {
    Defaults.onBackend(
        "reference",
        () -> {
          List<Tensor> in = List.of(random(STEPS, 3, 8), random(8, 4), random(4, 4));
          Graph graph =
              passed(
                  a -> gradients((x, w, u) -> scanned(x, w, u, reverse), a),
                  in.toArray(Tensor[]::new));
          List<Tensor> actual = Evaluation.run(graph, in, null);
          List<Tensor> expected = gradients((x, w, u) -> unrolled(x, w, u, reverse), in);
          for (int i = 0; i < 3; i++) {
            assertArrayEquals(floats(expected.get(i)), floats(actual.get(i)), 1e-5f);
          }
          return null;
        });
  }

  private static float[] floats(Tensor tensor) {
    return Numpy.ravel(tensor).toFloatArray();
  }

  @Test
  void oneProductStaysInTheLoopForward() {
    Graph graph =
        passed(
            a -> List.of(scanned(a.get(0), a.get(1), a.get(2), false)),
            random(STEPS, 3, 8),
            random(8, 4),
            random(4, 4));
    assertEquals(1, products(graph));
    assertEquals(List.of(1L), bodies(graph).stream().map(ScanProductsTest::products).toList());
  }

  @Test
  void gradientsOfWeightsAreProductsAfterTheLoop() {
    Graph graph =
        passed(
            a ->
                List.of(
                    grad((Tensor w) -> scanned(a.get(0), w, a.get(2), false)).apply(a.get(1)),
                    grad((Tensor u) -> scanned(a.get(0), a.get(1), u, false)).apply(a.get(2))),
            random(STEPS, 3, 8),
            random(8, 4),
            random(4, 4));
    for (Graph body : bodies(graph)) {
      assertEquals(1, products(body), body.toString());
    }
  }

  @Test
  void aSumThatTheLoopReadsStays() {
    Graph graph =
        passed(
            a -> {
              Tensor last =
                  Lax.scan(
                          (Tensor c, Tensor x) ->
                              new Scanned<>(c.plus(x.dot(x)), Lax.reduceSum(c, List.of(0, 1))),
                          Lax.full(Shape.of(2, 2), 0, DType.F32),
                          a.getFirst())
                      .carry();
              return List.of(last);
            },
            random(STEPS, 2, 2));
    assertEquals(1, products(graph), graph.toString()); // the output is dead, the sum is not read
    Graph read =
        passed(
            a ->
                List.of(
                    Lax.scan(
                            (Tensor c, Tensor x) -> new Scanned<>(c.plus(x.dot(x)), c),
                            Lax.full(Shape.of(2, 2), 0, DType.F32),
                            a.getFirst())
                        .outputs()),
            random(STEPS, 2, 2));
    assertEquals(0, products(read), read.toString());
  }
}
