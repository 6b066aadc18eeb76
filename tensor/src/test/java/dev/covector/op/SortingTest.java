package dev.covector.op;

import static dev.covector.DerivativeTransform.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.lax.TopK;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Expected values are JAX 0.10's. */
class SortingTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private final Tensor mixed = Tensor.of(new double[] {3, 1, NAN, 2, 1, -INF, -0.0, 0});

  @Nested
  class Sorts {
    @Test
    void numbersRiseAndNansComeLast() {
      Check.values(new double[] {-INF, -0.0, 0, 1, 1, 2, 3, NAN}, Lax.sort(mixed, 0));
    }

    @Test
    void equalKeysKeepTheirOrder() {
      List<Tensor> out = Lax.sortKeyVal(mixed, Lax.iota(DType.I32, 8), 0);
      assertArrayEquals(new int[] {5, 6, 7, 1, 4, 3, 0, 2}, out.get(1).toIntArray());
    }

    @Test
    void theSecondKeyBreaksTies() {
      Tensor first = Tensor.of(new int[] {1, 0, 1, 0});
      Tensor second = Tensor.of(new int[] {5, 9, 2, 1});
      List<Tensor> out = Lax.sort(List.of(first, second), 0, 2);
      assertArrayEquals(new int[] {1, 9, 2, 5}, out.get(1).toIntArray());
    }

    @Test
    void rulesHold() {
      Tensor x = Check.sample(1, 4, 5);
      Check.derivatives(a -> Lax.sort(a, 0), x);
      Check.derivatives(a -> Lax.sort(a, 1), x);
      Check.derivatives(a -> Lax.sortKeyVal(a, Lax.mul(a, a), 1).get(1), x);
      Check.mapped(a -> Lax.sort(a, 0), x);
      Check.mapped(a -> Lax.sort(a, 1), Check.sample(2, 3, 2, 4));
    }

    @Test
    void keysAreRefused() {
      assertThrows(ShapeException.class, () -> Lax.sort(Tensor.of(1.0), 0));
    }
  }

  @Nested
  class Extremes {
    @Test
    void nansAreLargestAndEqualOnesKeepTheirOrder() {
      TopK top = Lax.topK(mixed, 4);
      Check.values(new double[] {NAN, 3, 2, 1}, top.values());
      assertArrayEquals(new int[] {2, 0, 3, 1}, top.indices().toIntArray());
      Check.derivatives(a -> Lax.topK(a, 3).values(), Check.sample(1, 2, 5));
      Check.mapped(a -> Lax.topK(a, 3).values(), Check.sample(1, 2, 5));
    }

    @Test
    void positionsAreTheFirst() {
      assertArrayEquals(new int[] {2}, Lax.argmax(mixed, 0, DType.I32).toIntArray());
      assertArrayEquals(new int[] {2}, Lax.argmin(mixed, 0, DType.I32).toIntArray());
      Tensor ties = Tensor.of(new int[][] {{1, 3, 3}, {0, 0, -5}});
      assertArrayEquals(new int[] {1, 0}, Lax.argmax(ties, 1, DType.I32).toIntArray());
      assertArrayEquals(new int[] {1, 1, 1}, Lax.argmin(ties, 0, DType.I32).toIntArray());
      Check.mapped(a -> Lax.argmax(a, 0, DType.I32), Check.sample(1, 3, 4));
    }

    @Test
    void anEmptyAxisHasNone() {
      String message =
          String.valueOf(
              assertThrows(
                      ShapeException.class,
                      () -> Lax.argmax(Tensor.of(new float[2][0]), 1, DType.I32))
                  .getMessage());
      assertTrue(message.startsWith("argmax: axis 1 of f32[2,0] is empty"), message);
    }
  }

  @Nested
  class Cumulative {
    private final Tensor x = Tensor.of(new double[] {0.5, 2, 2, -1, 2, 3.5});
    private final Tensor ct = Tensor.of(new double[] {1, 2, 3, 4, 5, 6});

    private void check(Fn1<Tensor, Tensor> f, double[] out, double[] pulled) {
      Check.values(out, f.apply(x));
      Check.values(pulled, vjp(f, x).pullback().apply(ct));
    }

    @Test
    void sums() {
      check(
          a -> Lax.cumsum(a, 0),
          new double[] {0.5, 2.5, 4.5, 3.5, 5.5, 9},
          new double[] {21, 20, 18, 15, 11, 6});
      check(
          a -> Lax.cumsum(a, 0, true),
          new double[] {9, 8.5, 6.5, 4.5, 5.5, 3.5},
          new double[] {1, 3, 6, 10, 15, 21});
    }

    @Test
    void products() {
      check(
          a -> Lax.cumprod(a, 0),
          new double[] {0.5, 1, 2, -2, -4, -14},
          new double[] {-207, -52, -53, 112, -52, -24});
      check(
          a -> Lax.cumprod(a, 0, true),
          new double[] {-14, -28, -14, -7, 7, 3.5},
          new double[] {-28, -35, -56, 140, -52.5, -24});
    }

    @Test
    void extremesShareTiesAsJaxDoes() {
      check(
          a -> Lax.cummax(a, 0),
          new double[] {0.5, 2, 2, 2, 2, 3.5},
          new double[] {1, 6.75, 4.75, 0, 2.5, 6});
      check(
          a -> Lax.cummax(a, 0, true),
          new double[] {3.5, 3.5, 3.5, 3.5, 3.5, 3.5},
          new double[] {0, 0, 0, 0, 0, 21});
      check(
          a -> Lax.cummin(a, 0),
          new double[] {0.5, 0.5, 0.5, -1, -1, -1},
          new double[] {6, 0, 0, 15, 0, 0});
      check(
          a -> Lax.cummin(a, 0, true),
          new double[] {-1, -1, -1, -1, 2, 3.5},
          new double[] {0, 0, 0, 10, 5, 6});
    }

    @Test
    void logarithmsOfSums() {
      check(
          a -> Lax.cumlogsumexp(a, 0),
          new double[] {0.5, 2.2014134, 2.7989164, 2.8210642, 3.1856818, 4.0482869},
          new double[] {2.5721469, 7.0458732, 5.4107237, 0.202199, 2.3014226, 3.467634});
      Check.values(new double[] {-INF, 1}, Lax.cumlogsumexp(Tensor.of(new double[] {-INF, 1}), 0));
    }

    @Test
    void rulesHold() {
      Tensor wide = Check.sample(5, 7, 3);
      for (int axis = 0; axis < 2; axis++) {
        int along = axis;
        Check.derivatives(a -> Lax.cumsum(a, along, true), wide);
        Check.derivatives(a -> Lax.cumprod(a, along), wide);
        Check.derivatives(a -> Lax.cummax(a, along), wide);
        Check.derivatives(a -> Lax.cummin(a, along, true), wide);
        Check.derivatives(a -> Lax.cumlogsumexp(a, along), wide);
      }
      Check.mapped(a -> Lax.cumprod(a, 0, true), wide);
      Check.mapped(a -> Lax.cumlogsumexp(a, 0), wide);
    }

    @Test
    void boolsAreRefused() {
      assertThrows(DTypeException.class, () -> Lax.cumsum(Tensor.of(new boolean[] {true}), 0));
    }
  }

  @Nested
  class Precision {
    @Test
    void roundsAsTheSmallerFormat() {
      Tensor x =
          Tensor.of(
              new double[] {1.2345678, 65520, 65504, 6e-5, 6.2e-5, -1e-8, NAN, INF, -3.14159});
      Check.values(
          new double[] {1.234375, INF, 65504, 0, 6.198883e-05, 0, NAN, INF, -3.140625},
          Lax.reducePrecision(x, 5, 10));
      Check.values(
          new double[] {1.25, INF, INF, 0, -3.25},
          Lax.reducePrecision(
              Tensor.of(new double[] {1.2345678, 448, 500, 0.015, -3.14159}), 4, 3));
    }

    @Test
    void roundsTheCotangent() {
      var pulled =
          vjp((Fn1<Tensor, Tensor>) a -> Lax.reducePrecision(a, 5, 10), Lax.iota(DType.F32, 1));
      Check.values(
          new double[] {1.234375}, pulled.pullback().apply(Tensor.of(new float[] {1.2345678f})));
    }
  }

  @Test
  void axesComeGoAndMerge() {
    Tensor x = Tensor.of(new float[2][3]);
    assertArrayEquals(new int[] {1, 2, 1, 3}, Lax.expandDims(x, 0, -2).shape().toArray());
    assertArrayEquals(new int[] {6}, Lax.collapse(x, 0, 2).shape().toArray());
    assertArrayEquals(new int[] {2, 3}, Lax.squeeze(Lax.expandDims(x, 1), 1).shape().toArray());
    assertThrows(ShapeException.class, () -> Lax.squeeze(x, 0));
    assertThrows(ShapeException.class, () -> Lax.split(x, new int[] {1, 1}, 1));
    assertArrayEquals(new int[] {2, 2}, Lax.split(x, new int[] {1, 2}, 1).get(1).shape().toArray());
    assertArrayEquals(new int[] {3}, Lax.indexInDim(x, -1, 0, false).shape().toArray());
    assertThrows(ShapeException.class, () -> Lax.indexInDim(x, 2, 0));
    assertArrayEquals(Shape.of(2, 3).toArray(), x.shape().toArray());
  }
}
