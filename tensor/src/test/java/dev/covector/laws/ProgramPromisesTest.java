package dev.covector.laws;

import static dev.covector.Covector.debugPrint;
import static dev.covector.Covector.evalShape;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.ioCallback;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.makeJaxpr;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CacheStatistics;
import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.JitOptions;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Effects, weak types, cache keys and inner calls of staged programs. */
class ProgramPromisesTest {
  private static String printed(Supplier<Tensor> code) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      code.get().blockUntilReady();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private static Tensor integers(int size) {
    return Lax.iota(DType.I32, size);
  }

  private static Tensor isPositive(Tensor x) {
    return Lax.gt(x, Lax.fullLike(x, 0));
  }

  private static Tensor talkative(Tensor x) {
    debugPrint("x = {}", x);
    Tensor y = x.times(2);
    debugPrint("y = {}", y);
    return y;
  }

  @Test
  void printsAppearInOrderUnderJit() {
    assertEquals(
        "x = 3\ny = 6\n", printed(() -> jit(ProgramPromisesTest::talkative).apply(Tensor.of(3))));
  }

  @Test
  void aProgramPrintsEachTimeItRunsAndEvenWhenItsResultsAreUnused() {
    Jit1<Tensor, Tensor> f =
        jit(
            x -> {
              debugPrint("seen {}", x.times(10));
              return Tensor.of(1);
            });
    assertEquals("seen 10\n", printed(() -> f.apply(Tensor.of(1))));
    assertEquals("seen 20\n", printed(() -> f.apply(Tensor.of(2))));
    assertEquals(new CacheStatistics(1, 1, 1), f.statistics());
  }

  @Test
  void printsAppearOncePerExampleUnderVmap() {
    assertEquals(
        "x = 0\nx = 1\ny = 0\ny = 2\n",
        printed(() -> vmap(ProgramPromisesTest::talkative).apply(integers(2))));
    assertEquals(
        "x = 0\nx = 1\ny = 0\ny = 2\n",
        printed(() -> jit(vmap(ProgramPromisesTest::talkative)).apply(integers(2))));
  }

  @Test
  void printsAppearInTheOrderOfTheIterationsOfAScan() {
    assertEquals(
        "x = 0\ny = 0\nx = 1\ny = 2\nx = 2\ny = 4\n",
        printed(
            () ->
                jit((Tensor x) -> Lax.map(ProgramPromisesTest::talkative, x)).apply(integers(3))));
    assertEquals(
        "x = 1\ny = 2\nx = 0\ny = 0\n",
        printed(
            () ->
                Lax.scan(
                        (List<Object> none, Tensor x) -> new Scanned<>(none, talkative(x)),
                        List.of(),
                        integers(2),
                        -1,
                        true)
                    .outputs()));
  }

  @Test
  void printsAppearUnderGradAndInTheChosenBranchOnly() {
    assertEquals(
        "x = 3.0\ny = 6.0\n",
        printed(() -> grad(jit(ProgramPromisesTest::talkative)).apply(Tensor.of(3f, DType.F32))));
    assertEquals(
        "x = 3\ny = 6\n",
        printed(
            () ->
                jit((Tensor x) ->
                        Lax.cond(isPositive(x), ProgramPromisesTest::talkative, y -> y, x))
                    .apply(Tensor.of(3, DType.I32))));
  }

  @Test
  void callbacksWithEffectsAreCalledInOrderByLoops() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    Jit1<Tensor, Tensor> f =
        jit(
            x ->
                Lax.foriLoop(
                    0,
                    4,
                    (Tensor i, Tensor c) -> {
                      ioCallback(
                          in -> {
                            seen.add(in.getFirst().toInt());
                            return List.of();
                          },
                          List.of(),
                          c);
                      return c.plus(2);
                    },
                    x));
    assertEquals(9, f.apply(Tensor.of(1, DType.I32)).toInt());
    assertEquals(List.of(1, 3, 5, 7), seen);
  }

  @Test
  void numbersAreWeak() {
    Tensor i32 = integers(2);
    assertEquals("f32[2]*", i32.times(0.5).type().toString()); // the lattice: i4 joins f*
    assertEquals(TensorType.of(DType.I32, 2), i32.times(2).type());
    Tensor bf16 = Lax.full(Shape.of(2), 1, DType.BF16);
    assertEquals(TensorType.of(DType.BF16, 2), bf16.times(0.5).type());
    Tensor weak = Tensor.of(0.5);
    assertEquals("f32[]*", weak.type().toString());
    assertEquals(
        TensorType.of(DType.BF16, 2),
        jit((Tensor x, Tensor y) -> Numpy.multiply(x, y)).apply(bf16, weak).type());
    assertEquals("f32[]*", jit((Tensor x) -> x.times(2).plus(1)).apply(weak).type().toString());
    assertEquals("f32[]*", evalShape((Tensor x) -> Lax.sin(x.times(2)), weak).type().toString());
    assertEquals(TensorType.of(DType.F32), Numpy.add(weak, Tensor.of(1f, DType.F32)).type());
  }

  @Test
  void weakCarriesBecomeWhatTheBodyMakesOfThem() {
    Tensor xs = Lax.full(Shape.of(3), 2, DType.BF16);
    Scanned<Tensor, Tensor> out =
        Lax.scan((Tensor c, Tensor x) -> new Scanned<>(Numpy.add(c, x), c), Tensor.of(0.0), xs);
    assertEquals(TensorType.of(DType.BF16), out.carry().type());
    assertEquals(TensorType.of(DType.BF16, 3), out.outputs().type());
    assertEquals(6, out.carry().toFloat());
    Tensor looped =
        Lax.whileLoop(
            (Tensor c) -> Lax.lt(c, Lax.fullLike(c, 5)),
            (Tensor c) -> Numpy.add(c, Tensor.of(1f, DType.F32)),
            Tensor.of(0));
    assertEquals(TensorType.of(DType.F32), looped.type());
    Tensor chosen =
        Lax.cond(
            Tensor.of(true), x -> Tensor.of(1.0), Numpy::sum, xs.times(Tensor.of(1f, DType.F32)));
    assertEquals(TensorType.of(DType.F32), chosen.type());
  }

  @Test
  void aLearningRatePassedAsATensorDoesNotRetrace() {
    Jit2<Tensor, Tensor, Tensor> step = jit((w, rate) -> w.minus(w.times(rate)));
    Tensor w = Lax.full(Shape.of(3), 1, DType.F32);
    for (int i = 1; i <= 5; i++) {
      w = step.apply(w, Tensor.of(0.1 / i));
    }
    assertEquals(new CacheStatistics(4, 1, 1), step.statistics());
    Jit2<Tensor, Double, Tensor> byNumber = jit((x, rate) -> x.minus(x.times(rate)));
    byNumber.apply(w, 0.1);
    byNumber.apply(w, 0.2);
    byNumber.apply(w, 0.1);
    assertEquals(new CacheStatistics(1, 2, 2), byNumber.statistics());
  }

  @Test
  void staticArgumentsRetraceOnlyWhenTheyChange() {
    Jit2<Tensor, Integer, Tensor> power =
        jit((x, n) -> Numpy.power(x, n), JitOptions.DEFAULT.withStatic(1));
    Tensor x = Lax.full(Shape.of(2), 3, DType.F32);
    assertEquals(9, power.apply(x, 2).toFloatArray()[0]);
    assertEquals(27, power.apply(x, 3).toFloatArray()[0]);
    assertEquals(9, power.apply(x, 2).toFloatArray()[1]);
    assertEquals(new CacheStatistics(1, 2, 2), power.statistics());
  }

  @Test
  void oneFunctionServesTwoDefaultWidths() {
    Jit1<Tensor, Tensor> f = jit(x -> Numpy.add(x, Tensor.of(new double[] {0.5, 1})));
    Tensor x = integers(2);
    assertEquals(TensorType.of(DType.F32, 2), f.apply(x).type());
    assertEquals(TensorType.of(DType.F64, 2), Defaults.wide(() -> f.apply(x)).type());
    assertEquals(TensorType.of(DType.F32, 2), f.apply(x).type());
    assertEquals(new CacheStatistics(1, 2, 2), f.statistics());
  }

  @Test
  void innerJitsArePrintedAsNamedCalls() {
    Jit1<Tensor, Tensor> inner = jit((Tensor x) -> Lax.sin(x), JitOptions.named("wave"));
    String program = makeJaxpr((Tensor x) -> inner.apply(x).plus(1), integers(2).times(1.0));
    assertTrue(program.contains("jit[") && program.contains("wave"), program);
    assertTrue(program.contains("sin"), program);
  }
}
