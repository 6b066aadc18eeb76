package dev.covector.laws;

import static dev.covector.Covector.axisIndex;
import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.customVjp;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.hessian;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.pmean;
import static dev.covector.Covector.psum;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Axes;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Forward;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control flow with expected values; those of collectives are JAX's. */
class ControlFlowTransformationsTest {
  /** sin x sin 2x sin 3x = (sin 4x + sin 2x - sin 6x) / 4 and its derivatives at 0.7. */
  private static final double[] PRODUCT = new double[4];

  static {
    for (int n = 0; n < PRODUCT.length; n++) {
      PRODUCT[n] = (wave(4, n) + wave(2, n) - wave(6, n)) / 4;
    }
  }

  /** The n-th derivative of sin(w x) at 0.7. */
  private static double wave(int w, int n) {
    return Math.pow(w, n) * Math.sin(w * 0.7 + n * Math.PI / 2);
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values, DType.F64);
  }

  private static Tensor scalar(double value) {
    return Tensor.of(value, DType.F64);
  }

  private static Tensor zero() {
    return Tensor.of(0, DType.I32);
  }

  private static Tensor one() {
    return Tensor.of(1, DType.I32);
  }

  private static void assertValues(Tensor actual, double... expected) {
    assertArrayEquals(expected, actual.toDoubleArray(), 1e-5, actual.toString());
  }

  /** The product of sin(x t) for t = 1, 2, 3. */
  private static Tensor product(Tensor x) {
    return Lax.scan(
            (Tensor c, Tensor t) ->
                new Scanned<>(Numpy.multiply(c, Lax.sin(Numpy.multiply(x, t))), c),
            scalar(1),
            vector(1, 2, 3))
        .carry();
  }

  @Test
  void derivativesOfScanToTheThirdOrder() {
    Fn1<Tensor, Tensor> f = ControlFlowTransformationsTest::product;
    Tensor x = scalar(0.7);
    for (Fn1<Tensor, Tensor> g : List.<Fn1<Tensor, Tensor>>of(f, jit(f), checkpoint(f))) {
      assertValues(g.apply(x), PRODUCT[0]);
      assertValues(grad(g).apply(x), PRODUCT[1]);
      assertValues(grad(grad(g)).apply(x), PRODUCT[2]);
      assertValues(grad(jit(grad(grad(g)))).apply(x), PRODUCT[3]);
      assertValues((Tensor) hessian(g).apply(x), PRODUCT[2]);
    }
  }

  @Test
  void gradientThroughALoopOfKnownLength() {
    Fn1<Tensor, Tensor> power =
        x -> Lax.foriLoop(0, 5, (Tensor i, Tensor c) -> Numpy.multiply(c, x), scalar(1));
    assertValues(grad(power).apply(scalar(2)), 80);
    assertValues(grad(grad(power)).apply(scalar(2)), 160);
    assertValues(vmap(grad(power)).apply(vector(0, 1, 2)), 0, 5, 80);
  }

  @Test
  void forwardModeOfWhileWithAClosureAndACounter() {
    Fn1<Tensor, Tensor> cube =
        x ->
            Lax.whileLoop(
                    (List<Tensor> c) -> Lax.lt(c.get(1), Tensor.of(3, DType.I32)),
                    c -> List.of(Numpy.multiply(c.get(0), x), Numpy.add(c.get(1), one())),
                    List.of(scalar(1), zero()))
                .get(0);
    var out = jvp(cube, scalar(2), scalar(1));
    assertValues(out.value(), 8);
    assertValues(out.tangent(), 12);
    assertValues(vmap((Tensor x) -> jvp(cube, x, scalar(1)).tangent()).apply(vector(1, 2)), 3, 12);
    assertValues(
        jvp((Tensor x) -> jvp(cube, x, scalar(1)).tangent(), scalar(2), scalar(1)).tangent(), 12);
  }

  private static Tensor powerOfTwo(Tensor n) {
    return Lax.whileLoop(
            (List<Tensor> c) -> Lax.lt(c.get(1), n),
            c -> List.of(c.get(0).times(2), Numpy.add(c.get(1), one())),
            List.of(scalar(1), zero()))
        .get(0);
  }

  @Test
  void whileWithAMappedPredicateStopsEachExampleOnItsOwn() {
    Tensor n = Tensor.of(new int[] {0, 3, 1});
    Fn1<Tensor, Tensor> f = ControlFlowTransformationsTest::powerOfTwo;
    assertValues(vmap(f).apply(n), 1, 8, 2);
    assertValues(jit(vmap(jit(f))).apply(n), 1, 8, 2);
    assertValues(vmap(vmap(f)).apply(Numpy.stack(List.of(n, n.plus(1)))), 1, 8, 2, 2, 16, 4);
    assertEquals(Shape.of(0), vmap(f).apply(Tensor.of(new int[0])).shape());
  }

  @Test
  void scansOfNoSlices() {
    Tensor none = Lax.full(Shape.of(0, 2), 0, DType.F64);
    Fn1<Tensor, Scanned<Tensor, Tensor>> f =
        c ->
            Lax.scan((Tensor d, Tensor x) -> new Scanned<>(Numpy.add(d, x), Numpy.sum(x)), c, none);
    Tensor c = vector(1, 2);
    assertValues(f.apply(c).carry(), 1, 2);
    assertEquals(TensorType.of(DType.F64, 0), f.apply(c).outputs().type());
    assertEquals(
        TensorType.of(DType.F64, 0, 2),
        grad((Tensor x) -> Numpy.sum(Lax.map((Tensor y) -> Lax.sin(y), x))).apply(none).type());
    assertValues(grad((Tensor x) -> Numpy.sum(f.apply(x).carry())).apply(c), 1, 1);
    assertEquals(Shape.of(3, 0), vmap(f).apply(Numpy.stack(List.of(c, c, c))).outputs().shape());
  }

  @Test
  void aMappedPredicateChoosesPerExampleAndKeepsGradients() {
    Fn1<Tensor, Tensor> f =
        x -> Lax.<Tensor>cond(Lax.gt(x, scalar(0)), () -> Numpy.multiply(x, x), () -> Lax.neg(x));
    Tensor x = vector(-2, 3);
    assertValues(vmap(f).apply(x), 2, 9);
    assertValues(vmap(grad(f)).apply(x), -1, 6);
    assertValues(grad((Tensor y) -> Numpy.sum(vmap(f).apply(y))).apply(x), -1, 6);
    assertValues(vmap(grad(grad(jit(f)))).apply(x), 0, 2);
  }

  @Test
  void anIndexOutOfRangeChoosesTheNearestBranch() {
    Fn1<Tensor, Tensor> f =
        i ->
            Lax.switchCase(
                i,
                List.<Fn1<Tensor, Tensor>>of(x -> x, x -> x.times(10), x -> x.times(100)),
                scalar(1));
    Tensor all = Tensor.of(new int[] {-5, 0, 1, 2, 9});
    assertValues(vmap(f).apply(all), 1, 1, 10, 100, 100);
    assertValues(Lax.map(f, all), 1, 1, 10, 100, 100);
  }

  @Test
  void collectivesInsideLoopsAndBranches() {
    Axes named = Axes.FIRST.named("i");
    Tensor x = vector(1, 2, 3);
    assertValues(vmap(grad((Tensor y) -> psum(y.times(y), "i")), named).apply(x), 6, 12, 18);
    assertValues(
        grad((Tensor z) -> Numpy.sum(vmap((Tensor y) -> psum(y.times(y), "i"), named).apply(z)))
            .apply(x),
        6,
        12,
        18);
    assertValues(vmap(grad((Tensor y) -> pmean(y.times(y), "i")), named).apply(x), 2, 4, 6);
    assertValues(vmap((Tensor y) -> Numpy.add(y, axisIndex("i")), named).apply(x), 1, 3, 5);
    Fn1<Tensor, Tensor> sums =
        y ->
            Lax.scan(
                    (Tensor c, Tensor z) -> new Scanned<>(Numpy.add(c, psum(z, "i")), c),
                    scalar(0),
                    y)
                .carry();
    Tensor rows = Numpy.reshape(vector(0, 1, 2, 3, 4, 5), 2, 3);
    assertValues(vmap(sums, named).apply(rows), 15, 15);
    assertValues(vmap(jit(sums), named).apply(rows), 15, 15);
    assertValues(jit(vmap(jit(sums), named)).apply(rows), 15, 15);
  }

  @Test
  void customRulesInsideMappedScans() {
    Fn1<Tensor, Tensor> doubledSlope =
        customVjp(
            (Tensor x) -> Lax.sin(x),
            x -> new Forward<>(Lax.sin(x), x),
            (Tensor x, Tensor ct) -> List.of(Numpy.multiply(ct, Lax.cos(x)).times(2)));
    Tensor shared = scalar(0.5);
    Fn1<Tensor, Tensor> f =
        w ->
            Numpy.sum(
                vmap((Tensor x) ->
                        Lax.scan(
                                (Tensor c, Tensor s) ->
                                    new Scanned<>(
                                        Numpy.add(c, doubledSlope.apply(Numpy.multiply(w, s))), c),
                                scalar(0),
                                x)
                            .carry())
                    .apply(Numpy.reshape(vector(1, 2, 3, 4), 2, 2)));
    double expected = 0;
    for (int s = 1; s <= 4; s++) {
      expected += 2 * s * Math.cos(0.5 * s);
    }
    assertValues(grad(f).apply(shared), expected);
    assertValues(jit(grad(jit(f))).apply(shared), expected);
    assertValues(vmap(grad(f)).apply(Numpy.stack(List.of(shared, shared))), expected, expected);
  }

  @Test
  void integersAndBoolsTravelThroughGradients() {
    Fn1<Tensor, Tensor> f =
        x -> {
          Scanned<List<Tensor>, List<Tensor>> out =
              Lax.scan(
                  (List<Tensor> c, Tensor n) ->
                      new Scanned<>(
                          List.of(
                              Numpy.multiply(c.get(0), Lax.convert(n, DType.F64)),
                              Numpy.add(c.get(1), n)),
                          List.of(Lax.gt(c.get(1), one()), c.get(0))),
                  List.of(x, zero()),
                  Tensor.of(new int[] {1, 2, 3}));
          Tensor chosen = Numpy.where(out.outputs().get(0), out.outputs().get(1), scalar(0));
          return Numpy.add(out.carry().get(0), Numpy.sum(chosen));
        };
    // 6 x, and x * 2 where the sum before is above 1
    assertValues(grad(f).apply(scalar(1)), 8);
    assertValues(grad(jit(f)).apply(scalar(1)), 8);
    assertValues(vmap(grad(f)).apply(vector(1, 2)), 8, 8);
  }

  /** JAX: {@code while_loop(lambda c: c < 3, lambda c: c + 1.5, 0)} is f32 3.0. */
  @Test
  void aWeakCarryIsPromotedToTheKindOfTheBodysResult() {
    Tensor last = Lax.whileLoop((Tensor c) -> c.lt(3), c -> c.plus(1.5), Tensor.of(0));
    assertEquals(DType.F32, last.dtype());
    assertEquals(3, last.toDouble());
    Tensor sum =
        Lax.scan(
                (Tensor c, Tensor x) -> new Scanned<>(c.plus(0.5), x), Tensor.of(0), Numpy.zeros(3))
            .carry();
    assertEquals(1.5, sum.toDouble());
  }
}
