package dev.covector.numpy;

import static dev.covector.DerivativeTransform.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.Index;
import dev.covector.IndexMode;
import dev.covector.JitTransform;
import dev.covector.MapTransform;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TracerException;
import dev.covector.lax.Lax;
import org.junit.jupiter.api.Test;

/** Expected values are JAX 0.10's. */
class IndexTest {
  private static final Index ALL = Index.ALL;
  private final Tensor x = Lax.reshape(Lax.iota(DType.F32, 24), Shape.of(2, 3, 4));
  private final int[] i = {0, 2, 1};
  private final int[][] j = {{1}, {0}};

  private static void is(String shape, double[] values, Tensor got) {
    assertEquals(shape, got.shape().toString());
    assertArrayEquals(values, got.toDoubleArray(), 1e-6, got.toString());
  }

  private static double[] d(double... values) {
    return values;
  }

  @Test
  void integersAndRanges() {
    is("[3,4]", d(12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23), x.get(1));
    is("[]", d(23), x.get(-1, -1, -1));
    is("[2,2,2]", d(4, 6, 8, 10, 16, 18, 20, 22), x.get(ALL, Index.from(1), Index.step(2)));
    is("[1,2]", d(21, 22), x.get(1, Index.NEW_AXIS, 2, Index.range(-3, -1)));
    is("[2,1]", d(11, 23), x.get(ALL, Index.range(10, 1, -2), 5));
    is("[4]", d(3, 2, 1, 0), x.get(0, 0, Index.step(-1)));
    is("[2,0,4]", d(), x.get(ALL, Index.range(2, 1)));
  }

  @Test
  void indexTensorsBroadcastAndKeepTheirPlace() {
    is("[3,4]", d(0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7), x.get(0, i));
    is("[2,3]", d(0, 8, 4, 12, 20, 16), x.get(ALL, i, 0));
    is("[2,2,3]", d(12, 16, 20, 15, 19, 23, 0, 4, 8, 3, 7, 11), x.get(j, ALL, new int[] {0, 3}));
    is(
        "[2,3,2]",
        d(13, 14, 21, 22, 17, 18, 1, 2, 9, 10, 5, 6),
        x.get(Index.step(-1), i, Index.range(1, 3)));
    is(
        "[1,2,3,2]",
        d(3, 3, 7, 7, 11, 11, 15, 15, 19, 19, 23, 23),
        x.get(Index.NEW_AXIS, Index.ELLIPSIS, new int[] {-1, 9}));
  }

  @Test
  void masksPickWhereTrue() {
    is("[3]", d(21, 22, 23), x.get(Numpy.greater(x, 20)));
    is(
        "[2,2,4]",
        d(4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23),
        x.get(ALL, new boolean[] {false, true, true}));
  }

  @Test
  void updatesCombine() {
    Tensor v = Lax.iota(DType.F32, 4);
    is("[3,4]", d(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3), x.at(0, i).set(v).get(0));
    is(
        "[2,3]",
        d(101, 5, 109, 113, 17, 121),
        x.at(ALL, Index.step(2), 1).add(100).get(ALL, ALL, 1));
    is(
        "[2,3]",
        d(6, 14, 22, 30, 38, 46),
        x.at(Index.ELLIPSIS, Index.from(-1))
            .multiply(Tensor.of(new float[][] {{2}}))
            .get(ALL, ALL, 3));
    Tensor w = Numpy.negative(Lax.reshape(Lax.iota(DType.F32, 12), Shape.of(2, 2, 3)));
    is(
        "[24]",
        d(
            -6, 1, 2, -9, -7, 5, 6, -10, -8, 9, 10, -11, 0, 13, 14, -3, -1, 17, 18, -4, -2, 21, 22,
            -5),
        Lax.collapse(x.at(j, ALL, new int[] {0, 3}).set(w), 0));
    is("[4]", d(20, 0, 0, 0), x.at(Numpy.greater(x, 20)).set(0).get(1, 2));
    is("[4]", d(0, 0.5, 1, 1.5), x.at(0, 0).divide(2).get(0, 0));
    is("[4]", d(0, 1, 4, 3), x.at(0, 0, Index.to(3)).power(2).get(0, 0));
    is("[4]", d(3, 2, 1, 0), x.at(ALL, ALL, Index.step(-1)).set(v).get(1, 1));
    is("[4]", d(-1, 0, 1, 2), x.at(0, 0).subtract(1).get(0, 0));
    is("[4]", d(0, 1, 1.5, 1.5), x.at(0, 0).min(1.5).get(0, 0));
    is("[4]", d(1.5, 1.5, 2, 3), x.at(0, 0).max(1.5).get(0, 0));
    is("[4]", d(0, -1, -2, -3), x.at(0, 0).apply(Numpy::negative).get(0, 0));
  }

  @Test
  void integersTakeFloatsInF32() {
    Tensor out = Lax.iota(DType.I32, 5).at(new int[] {1, 1, 2}).add(2.7);
    is("[5]", d(0, 6, 4, 3, 4), out);
    assertEquals(DType.I32, out.dtype());
  }

  @Test
  void indicesOutOfRangeFollowTheMode() {
    Tensor v = Lax.iota(DType.F32, 5);
    is("[]", d(4), v.get(10));
    is("[]", d(0), v.get(-7));
    is("[3]", d(4, 4, 0), v.get(new int[] {10, -1, -7}));
    is("[3]", d(1, -1, -1), v.at(new int[] {1, 9, -7}).get(-1));
    is("[2]", d(Double.NaN, 0), v.at(new int[] {5, 0}).get(IndexMode.FILL));
    assertEquals(Integer.MIN_VALUE, Lax.iota(DType.I32, 5).at(9).get(IndexMode.FILL).toInt());
    is("[5]", d(0, 1, 2, 3, 4), v.at(10).set(1));
    is("[5]", d(0, 1, 2, 3, 4), v.at(-7).set(9));
    is("[5]", d(9, 1, 2, 3, 4), v.at(-7).mode(IndexMode.CLIP).set(9));
    String message =
        String.valueOf(
            assertThrows(
                    CovectorException.class,
                    () ->
                        Defaults.with(
                            s -> new Defaults(s.isWide(), s.debugNans(), true, s.backend()),
                            () -> v.get(5)))
                .getMessage());
    assertTrue(
        message.startsWith("get: index 5 is out of range for axis 0 of f32[5], which has size 5"),
        message);
  }

  @Test
  void composesWithTransformations() {
    Fn1<Tensor, Tensor> f = a -> a.at(0, i).multiply(2).get(ALL, 1, Index.step(-1));
    assertArrayEquals(f.apply(x).toFloatArray(), JitTransform.jit(f).apply(x).toFloatArray());
    Fn1<Tensor, Tensor> row = a -> a.at(new int[] {0, 2}).add(a.get(1));
    Tensor mapped = MapTransform.vmap(row).apply(x);
    for (int k = 0; k < 2; k++) {
      assertArrayEquals(row.apply(x.get(k)).toFloatArray(), mapped.get(k).toFloatArray());
    }
    Tensor ct =
        vjp((Fn1<Tensor, Tensor>) a -> a.get(new int[] {1, 1, 0}), Lax.iota(DType.F32, 3))
            .pullback()
            .apply(Tensor.of(new float[] {1, 2, 4}));
    is("[3]", d(4, 3, 0), ct);
  }

  @Test
  void mistakesAreNamed() {
    fails(
        ShapeException.class,
        "get: 4 axes are indexed, but f32[2,3,4] has 3",
        () -> x.get(0, 0, 0, 0));
    fails(
        ShapeException.class,
        "set: updates f32[5]",
        () -> x.at(0, 0, Index.to(1)).set(Lax.iota(DType.F32, 5)));
    fails(
        TracerException.class,
        "a mask bool[2,3,4] that is traced",
        () -> JitTransform.jit((Fn1<Tensor, Tensor>) a -> a.get(Numpy.greater(a, 1))).apply(x));
    fails(
        TracerException.class,
        "toBoolean: bool[] is traced by jit function and has no value yet",
        () ->
            JitTransform.jit(
                    (Fn1<Tensor, Tensor>) a -> Numpy.greater(a.get(0, 0, 0), 1).toBoolean() ? a : a)
                .apply(x));
  }

  private static void fails(
      Class<? extends Exception> kind,
      String part,
      org.junit.jupiter.api.function.Executable code) {
    String message = String.valueOf(assertThrows(kind, code).getMessage());
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("IndexTest.java:"), message);
  }
}
