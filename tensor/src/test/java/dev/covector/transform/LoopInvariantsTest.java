package dev.covector.transform;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Equation;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.op.Concatenate;
import dev.covector.op.Scan;
import dev.covector.trace.GraphTrace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What leaves the body of a scan. */
class LoopInvariantsTest {
  private static final int STEPS = 4;
  private static final Tensor STATE = Tensor.of(new float[] {0.1f, -0.2f, 0.3f, 0.4f});

  /** Weights that are joined in each turn; with a carry that is joined too, which must stay. */
  private static Tensor looped(Tensor w) {
    return Lax.scan(
            (Tensor carry, Tensor x) -> step(carry, x, w), STATE, Numpy.arange(STEPS).times(0.1))
        .outputs()
        .sum();
  }

  private static Scanned<Tensor, Tensor> step(Tensor carry, Tensor x, Tensor w) {
    Tensor weights = Numpy.concatenate(List.of(w, w.times(2)), 1);
    Tensor next = Lax.tanh(carry.dot(weights)).plus(x);
    Tensor joined = Numpy.concatenate(List.of(next, carry), 0);
    return new Scanned<>(next, joined.square());
  }

  private static Tensor unrolled(Tensor w) {
    Tensor carry = STATE;
    Tensor sum = Tensor.of(0f);
    for (int i = 0; i < STEPS; i++) {
      Scanned<Tensor, Tensor> next = step(carry, Tensor.of(i * 0.1f), w);
      carry = next.carry();
      sum = sum.plus(next.outputs().sum());
    }
    return sum;
  }

  private static Tensor weights() {
    return Numpy.sin(Numpy.arange(8).plus(0.5)).reshape(4, 2);
  }

  private static long count(List<Equation> equations, Class<?> op) {
    return equations.stream().filter(equation -> op.isInstance(equation.op())).count();
  }

  @Test
  void weightsThatAreJoinedInTheBodyAreJoinedOnce() {
    Tensor bare = weights();
    List<Equation> outside =
        GraphTrace.stage(
                "f",
                List.of(TensorType.of(DType.F32, Shape.of(4, 2))),
                in ->
                    List.of(
                        Lax.scan(
                                (Tensor carry, Tensor x) ->
                                    new Scanned<>(
                                        carry.dot(Numpy.concatenate(List.of(in.get(0), bare), 1)),
                                        x),
                                STATE,
                                Numpy.zeros(3))
                            .carry()))
            .graph()
            .equations();
    assertEquals(1, count(outside, Concatenate.class));
    Scan scan =
        outside.stream()
            .flatMap(e -> e.op() instanceof Scan loop ? Stream.of(loop) : Stream.empty())
            .findFirst()
            .orElseThrow();
    assertEquals(0, count(scan.body().equations(), Concatenate.class));
    assertEquals(1, scan.constants(), "the parts are no constants of the loop any more");
  }

  @Test
  void valuesAndGradientsAreThoseOfTheUnrolledLoop() {
    Fn1<Tensor, Tensor> loop = LoopInvariantsTest::looped;
    Fn1<Tensor, Tensor> steps = LoopInvariantsTest::unrolled;
    Tensor w = weights();
    for (Fn1<Tensor, Tensor> f : List.of(loop, jit(loop))) {
      assertArrayEquals(steps.apply(w).toFloatArray(), f.apply(w).toFloatArray(), 1e-5f);
      assertArrayEquals(
          grad(steps).apply(w).toFloatArray(), grad(f).apply(w).toFloatArray(), 1e-5f);
    }
  }

  @Test
  void aConversionToASmallerTypeIsDoneOnceAndOneToALargerTypeStays() {
    Tensor w = weights();
    for (DType dtype : List.of(DType.BF16, DType.F32)) {
      DType from = dtype == DType.BF16 ? DType.F32 : DType.BF16;
      List<Equation> outside =
          GraphTrace.stage(
                  "f",
                  List.of(TensorType.of(from, w.shape())),
                  in ->
                      List.of(
                          Lax.scan(
                                  (Tensor carry, Tensor x) ->
                                      new Scanned<>(
                                          carry.plus(Lax.convert(in.get(0), dtype).sum()), x),
                                  Lax.full(Shape.SCALAR, 0, dtype),
                                  Numpy.zeros(3))
                              .carry()))
              .graph()
              .equations();
      long moved =
          outside.stream().filter(e -> e.op().name().equals("convert_element_type")).count();
      assertEquals(dtype == DType.BF16 ? 1 : 0, moved, dtype::toString);
    }
  }
}
