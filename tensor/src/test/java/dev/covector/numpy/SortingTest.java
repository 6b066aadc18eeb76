package dev.covector.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.IndexMode;
import dev.covector.JitTransform;
import dev.covector.MapTransform;
import dev.covector.Tensor;
import dev.covector.TracerException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values and types are JAX 0.10's. */
class SortingTest {
  private static final double NAN = Double.NaN;
  private final Tensor m = Tensor.of(new int[][] {{3, 1, 2}, {9, 7, 8}});
  private final Tensor n = Tensor.of(new double[] {3, 1, NAN, 2});
  private final Tensor q = Tensor.of(new double[] {7, 1, 3, 2});

  private static void is(String type, Tensor got, double... values) {
    assertEquals(type, got.type().strong().toString());
    assertArrayEquals(values, got.toDoubleArray(), 1e-6, got.toString());
  }

  private static Tensor f(double... values) {
    return Tensor.of(values);
  }

  private static Tensor i(int... values) {
    return Tensor.of(values);
  }

  @Test
  void sortsAndTheirPositions() {
    Tensor x = f(3, 1, NAN, 2, 1, Double.NEGATIVE_INFINITY, 0.5);
    is("i32[7]", Numpy.argsort(x), 5, 6, 1, 4, 3, 0, 2);
    is("i32[4]", Numpy.argsort(f(1, 2, 1, NAN), 0, true), 3, 1, 0, 2);
    is("f32[4]", Numpy.sort(f(1, 2, 1, NAN), 0, true), NAN, 2, 1, 1);
    is("i32[4]", Numpy.lexsort(List.of(i(1, 0, 1, 0), i(0, 0, 1, 0))), 1, 3, 0, 2);
    is("f32[5]", Numpy.partition(f(5, 1, 4, 2, 3), 2), 1, 2, 3, 5, 4);
    is("i32[5]", Numpy.argpartition(f(5, 1, 4, 2, 3), 2), 1, 3, 4, 0, 2);
  }

  @Test
  void positionsOfExtremes() {
    is("i32[]", Numpy.argmax(m), 3);
    is("i32[1,3]", Numpy.argmax(m, 0, true), 1, 1, 1);
    is("i32[2]", Numpy.argmin(m, 1), 1, 1);
    is("i32[]", Numpy.nanargmax(n), 0);
    is("i32[]", Numpy.nanargmin(n), 1);
    is("i32[]", Numpy.nanargmax(f(NAN, NAN)), -1);
  }

  @Test
  void runningSumsAndProducts() {
    is("i32[6]", Numpy.cumsum(m), 3, 4, 6, 15, 22, 30);
    is("i32[2,3]", Numpy.cumsum(m, 1), 3, 4, 6, 9, 16, 24);
    is("i32[3]", Numpy.cumprod(Tensor.of(new boolean[] {true, true, false})), 1, 1, 0);
    is("i8[2]", Numpy.cumsum(Tensor.of(new byte[] {1, 2})), 1, 3);
    is("f32[4]", Numpy.nancumsum(n), 3, 4, 4, 6);
    is("f32[4]", Numpy.nancumprod(n), 3, 3, 3, 6);
  }

  @Test
  void searches() {
    is("i32[5]", Numpy.searchsorted(f(1, 2, 2, 3), f(0, 2, 2.5, NAN, 5)), 0, 1, 3, 4, 4);
    is("i32[5]", Numpy.searchsorted(f(1, 2, 2, 3), f(0, 2, 2.5, 3, 5), true), 0, 3, 3, 4, 4);
    Tensor x = f(0, 1, 2.5, 9);
    is("i32[4]", Numpy.digitize(x, f(1, 2, 3)), 0, 1, 2, 3);
    is("i32[4]", Numpy.digitize(x, f(1, 2, 3), true), 0, 0, 2, 3);
    is("i32[4]", Numpy.digitize(x, f(3, 2, 1)), 3, 2, 1, 0);
    is("i32[4]", Numpy.digitize(x, f(3, 2, 1), true), 3, 3, 1, 0);
  }

  @Test
  void distinctElements() {
    Tensor x = i(3, 1, 3, 2);
    is("i32[3]", Numpy.unique(x), 1, 2, 3);
    is("i32[5]", Numpy.unique(x, 5), 1, 2, 3, 1, 1);
    is("i32[5]", Numpy.unique(x, 5, -1), 1, 2, 3, -1, -1);
    is("i32[2]", Numpy.unique(x, 2), 1, 2);
    Unique all = Numpy.uniqueAll(x, 5, null);
    is("i32[5]", all.indices(), 1, 3, 0, 1, 1);
    is("i32[4]", all.inverse(), 2, 0, 2, 1);
    is("i32[5]", all.counts(), 1, 1, 2, 0, 0);
    is("f32[2]", Numpy.unique(f(NAN, 1, NAN)), 1, NAN);
    assertThrows(
        TracerException.class,
        () -> JitTransform.jit((Fn1<Tensor, Tensor>) a -> Numpy.unique(a)).apply(x));
  }

  @Test
  void elementsThatAreNotZero() {
    Tensor x = Tensor.of(new int[][] {{0, 1}, {2, 0}});
    is("i32[2]", Numpy.nonzero(x).get(0), 0, 1);
    is("i32[2]", Numpy.nonzero(x).get(1), 1, 0);
    is("i32[3]", Numpy.nonzero(x, 3, -1).get(0), 0, 1, -1);
    is("i32[1]", Numpy.nonzero(x, 1, 0).get(1), 1);
    is("i32[2,2]", Numpy.argwhere(x), 0, 1, 1, 0);
    is("i32[2]", Numpy.flatnonzero(x), 1, 2);
    is("i32[2,2]", Numpy.compress(Tensor.of(new boolean[] {true, false, true}), m, 1), 3, 2, 9, 8);
    is("i32[4]", Numpy.extract(Numpy.greater(m, 2), m), 3, 9, 7, 8);
  }

  @Test
  void elementsByPosition() {
    is("i32[2,2]", Numpy.take(m, Tensor.of(new int[][] {{0, 5}, {-1, 1}})), 3, 8, 8, 1);
    is("i32[2,2]", Numpy.take(m, i(2, 0), 1), 2, 3, 8, 9);
    is("i32[2,2]", Numpy.take(m, i(7, -9), 1, IndexMode.CLIP), 2, 3, 8, 9);
    is("u8[1]", Numpy.take(Tensor.of(new int[] {1, 2}, DType.U8), i(5), 0), 255);
    is("f32[2]", Numpy.take(f(1, 2), i(1, 2), 0), 2, NAN);
    Tensor at = Tensor.of(new int[][] {{2, 0}, {-1, 5}});
    is("i32[2,2]", Numpy.takeAlongAxis(m, at, 1), 2, 3, 8, Integer.MIN_VALUE);
    is("i32[2,2]", Numpy.takeAlongAxis(m, Tensor.of(new int[][] {{2, 0}}), 1), 2, 3, 8, 9);
    is(
        "i32[2,3]",
        Numpy.putAlongAxis(m, Tensor.of(new int[][] {{2}, {0}}), Tensor.of(77), 1),
        3,
        1,
        77,
        77,
        7,
        8);
    is(
        "f32[3]",
        Numpy.select(
            List.of(
                Tensor.of(new boolean[] {true, false, false}),
                Tensor.of(new boolean[] {true, true, false})),
            List.of(i(1, 2, 3), f(10, 20, 30)),
            Tensor.of(7)),
        1,
        20,
        7);
    is("i32[3]", Numpy.choose(i(0, 1, 2), List.of(i(1, 2, 3), i(10, 20, 30))), 1, 20, 30);
  }

  @Test
  void countsByBin() {
    is("i32[4]", Numpy.bincount(i(1, 1, 3, -2)), 1, 2, 0, 1);
    is("i32[5]", Numpy.bincount(i(1, 1, 3, 9), 5), 0, 2, 0, 1, 0);
    is("f32[5]", Numpy.bincount(i(1, 1, 3), f(.5, .25, 2), 5), 0, .75, 0, 2, 0);
    Histogram h = Numpy.histogram(f(1, 2, 1, 4, 7), 6);
    is("f32[6]", h.counts(), 2, 1, 0, 1, 0, 1);
    is("f32[7]", h.edges(), 1, 2, 3, 4, 5.0000005, 6.0000005, 7);
    is("f32[2]", Numpy.histogram(f(1, 2, 1), f(0, 1, 2)).counts(), 0, 3);
    is("f32[3]", Numpy.histogram(f(2, 2), 2).edges(), 1.5, 2, 2.5);
    is(
        "f32[2]",
        Numpy.histogram(f(1, 2, 1), f(1, 1.5, 2), f(1, 1, 1), true).counts(),
        1.3333334,
        0.6666667);
  }

  @Test
  void quantilesByEachMethod() {
    Tensor at = f(0, .3, .5, 1);
    is("f32[4]", Numpy.quantile(q, at), 1, 1.9, 2.5, 7);
    is("f32[4]", Numpy.quantile(q, at, 0, QuantileMethod.LOWER, false), 1, 1, 2, 7);
    is("f32[4]", Numpy.quantile(q, at, 0, QuantileMethod.HIGHER, false), 1, 2, 3, 7);
    is("f32[4]", Numpy.quantile(q, at, 0, QuantileMethod.NEAREST, false), 1, 2, 2, 7);
    is("f32[4]", Numpy.quantile(q, at, 0, QuantileMethod.MIDPOINT, false), 1, 1.5, 2.5, 7);
    is("f32[4]", Numpy.quantile(q, at, 0, QuantileMethod.INVERTED_CDF, false), 1, 2, 2, 7);
    is("f32[3]", Numpy.quantile(m, Tensor.of(.3), 0), 4.8, 2.8, 3.8);
    is(
        "f32[2,2,1]",
        Numpy.quantile(m, f(.1, .9), 1, QuantileMethod.LINEAR, true),
        1.2,
        7.2,
        2.8,
        8.8);
    is("f32[2]", Numpy.median(m, 1), 2, 8);
    is("f32[]", Numpy.median(m), 5);
    is("f32[]", Numpy.median(f(1, NAN)), NAN);
    is("f32[]", Numpy.nanmedian(n), 2);
    is("f32[]", Numpy.nanquantile(n, Tensor.of(.3)), 1.6);
    is("f32[]", Numpy.percentile(q, Tensor.of(30)), 1.9);
  }

  @Test
  void mapsOverRows() {
    Fn1<Tensor, Tensor> positions = a -> Numpy.searchsorted(f(1, 2, 8), a);
    is("i32[2,3]", MapTransform.vmap(positions).apply(m), 2, 0, 1, 3, 2, 2);
    Fn1<Tensor, Tensor> median = a -> Numpy.median(a);
    is("f32[2]", MapTransform.vmap(median).apply(m), 2, 8);
  }
}
