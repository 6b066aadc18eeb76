package dev.covector.op;

import static dev.covector.DerivativeTransform.vjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.IndexMode;
import dev.covector.MapTransform;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.lax.Lax;
import dev.covector.lax.WindowDimensions;
import dev.covector.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values are JAX 0.10's. */
class IndexingTest {
  private static final WindowDimensions ELEMENTS = new WindowDimensions(0, List.of(0), List.of(0));
  private static final WindowDimensions ROWS = new WindowDimensions(0, List.of(0), List.of(0));

  private static Tensor column(int... indices) {
    return Tensor.of(indices, indices.length, 1);
  }

  @Nested
  class Slices {
    @Test
    void startsCountFromTheEndAndStayInside() {
      Tensor x = Lax.iota(DType.F32, 5);
      Check.values(new double[] {2, 3, 4}, Lax.dynamicSlice(x, new int[] {4}, 3));
      Check.values(new double[] {3, 4}, Lax.dynamicSlice(x, new int[] {-2}, 2));
      Check.values(new double[] {0, 1}, Lax.dynamicSlice(x, new int[] {-9}, 2));
      Check.values(
          new double[] {0, 1, 2, 8, 9},
          Lax.dynamicUpdateSlice(x, Tensor.of(new float[] {8, 9}), 4));
    }

    @Test
    void rulesHold() {
      Tensor x = Check.sample(1, 4, 5);
      Check.derivatives(a -> Lax.dynamicSlice(a, new int[] {1, 2}, 2, 3), x);
      Check.derivatives(a -> Lax.dynamicUpdateSlice(x, Lax.mul(a, a), 1, 3), Check.sample(2, 2, 2));
      Check.derivatives(a -> Lax.dynamicUpdateSlice(a, Check.sample(2, 2, 2), 1, 3), x);
      Check.mapped(a -> Lax.dynamicSlice(a, new int[] {2}, 2), x);
      Check.mapped(a -> Lax.dynamicUpdateSlice(a, Check.sample(2, 2), 2), x);
    }

    @Test
    void startsMayBeMapped() {
      Tensor x = Check.sample(1, 6);
      Tensor starts = Tensor.of(new int[] {3, 0, 9, -1});
      Check.mapped(i -> Lax.dynamicSlice(x, List.of(i), 2), starts);
      Check.mapped(i -> Lax.dynamicUpdateSlice(x, Check.sample(2, 2), List.of(i)), starts);
      Check.mapped(i -> Lax.dynamicSliceInDim(Check.sample(3, 3, 6), i, 2, 1), starts);
    }

    @Test
    void windowsMustFit() {
      Tensor x = Lax.iota(DType.F32, 5);
      String message =
          String.valueOf(
              assertThrows(ShapeException.class, () -> Lax.dynamicSlice(x, new int[] {0}, 6))
                  .getMessage());
      assertTrue(message.startsWith("dynamic_slice: window sizes [6] do not fit f32[5]"), message);
    }
  }

  @Nested
  class Gathers {
    @Test
    void windowsAreClipped() {
      Tensor x = Lax.iota(DType.F32, 6);
      WindowDimensions windows = new WindowDimensions(0, List.of(0), List.of());
      Check.values(new double[] {1, 2, 4, 5, 0, 1}, Lax.gather(x, column(1, 9, -4), windows, 2));
    }

    @Test
    void rulesHold() {
      Tensor x = Check.sample(1, 4, 3);
      Tensor indices = column(2, 0, 2, 7);
      Check.derivatives(a -> Lax.gather(a, indices, ROWS, 1, 3), x);
      Check.mapped(a -> Lax.gather(a, indices, ELEMENTS, 1), Check.sample(1, 3, 4));
      Check.mapped(
          i -> Lax.gather(x, i, ROWS, 1, 3), Tensor.of(new int[] {2, 0, 1, 3, 3, 9}, 3, 2, 1));
    }

    @Test
    void mapsWithBatchAxes() {
      Tensor x = Check.sample(1, 3, 4, 5);
      Tensor positions = Tensor.of(new int[] {1, 0, 2, 3, 3, 3, 0, 1, 2, 2, 1, 0}, 2, 6);
      Check.derivatives(
          a -> Gather.alongAxis(a, Tensor.of(new int[] {1, 0, 2, 3, 3, 3}, 3, 2), 1),
          Check.sample(1, 3, 4));
      Tensor shared = Check.sample(2, 3, 4);
      Check.mapped(
          i -> Gather.alongAxis(shared, Lax.reshape(i, dev.covector.Shape.of(3, 2)), 1), positions);
      Tensor fixed = Tensor.of(new int[] {1, 0, 2, 3, 3, 3, 0, 1}, 4, 2);
      Check.mapped(a -> Gather.alongAxis(a, fixed, 1), x);
      Fn2<Tensor, Tensor, Tensor> along = (a, i) -> Gather.alongAxis(a, i, 0);
      Tensor both =
          MapTransform.vmap(along).apply(shared, Tensor.of(new int[] {1, 0, 2, 3, 3, 3}, 3, 2));
      Check.values(
          Gather.alongAxis(shared, Tensor.of(new int[] {1, 0, 2, 3, 3, 3}, 3, 2), 1)
              .toDoubleArray(),
          both);
    }
  }

  @Nested
  class Scatters {
    private final Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5});
    private final Tensor indices = column(1, 3, 1, 7);
    private final Tensor updates = Tensor.of(new float[] {10, 20, 2.5f, 40});
    private final Tensor ct = Tensor.of(new float[] {1, 2, 3, 4, 5});

    private Tensor scatter(Combine combine, Tensor x, Tensor u) {
      return Lax.scatter(x, indices, u, ELEMENTS, IndexMode.DROP, combine, false);
    }

    private void check(Combine combine, double[] out, double[] ctOperand, double[] ctUpdates) {
      Check.values(out, scatter(combine, x, updates));
      var first = vjp((Fn1<Tensor, Tensor>) a -> scatter(combine, a, updates), x);
      Check.values(ctOperand, first.pullback().apply(ct));
      var second = vjp((Fn1<Tensor, Tensor>) u -> scatter(combine, x, u), updates);
      Check.values(ctUpdates, second.pullback().apply(ct));
    }

    @Test
    void theLastUpdateWinsAndAloneGetsTheCotangent() {
      check(
          Combine.SET,
          new double[] {1, 2.5, 3, 20, 5},
          new double[] {1, 0, 3, 0, 5},
          new double[] {0, 4, 2, 0});
    }

    @Test
    void sumsTakeEveryUpdate() {
      check(
          Combine.ADD,
          new double[] {1, 14.5, 3, 24, 5},
          new double[] {1, 2, 3, 4, 5},
          new double[] {2, 4, 2, 0});
    }

    @Test
    void extremesGiveTheCotangentToTheWinner() {
      check(
          Combine.MAX,
          new double[] {1, 10, 3, 20, 5},
          new double[] {1, 0, 3, 0, 5},
          new double[] {2, 4, 0, 0});
      check(
          Combine.MIN,
          new double[] {1, 2, 3, 4, 5},
          new double[] {1, 2, 3, 4, 5},
          new double[] {0, 0, 0, 0});
    }

    @Test
    void tiesShareTheCotangent() {
      Tensor places = column(1, 3, 0);
      Tensor same = Tensor.of(new float[] {2, 4, 1});
      var pulled =
          vjp(
              (Fn1<Tensor, Tensor>) u -> Lax.scatterMax(x, places, u, ELEMENTS, IndexMode.DROP),
              same);
      Check.values(new double[] {1, 2, 0.5}, pulled.pullback().apply(ct));
    }

    @Test
    void productsHaveADerivativeWherePlacesDiffer() {
      Tensor places = column(1, 3, 0);
      Tensor factors = Check.sample(3, 3);
      Tensor wide = Check.sample(4, 5);
      Check.derivatives(
          u -> Lax.scatter(wide, places, u, ELEMENTS, IndexMode.DROP, Combine.MUL, true), factors);
      Check.derivatives(a -> Lax.scatterMul(a, places, factors, ELEMENTS, IndexMode.DROP), wide);
      assertThrows(
          TransformException.class,
          () ->
              vjp(
                  (Fn1<Tensor, Tensor>) u -> Lax.scatterMul(x, places, u, ELEMENTS, IndexMode.DROP),
                  Tensor.of(new float[3])));
    }

    @Test
    void clippedWindowsMoveInside() {
      Check.values(
          new double[] {1, 2, 3, 4, 40},
          Lax.scatter(x, column(7), Tensor.of(new float[] {40}), ELEMENTS, IndexMode.CLIP));
    }

    @ParameterizedTest
    @EnumSource(Combine.class)
    void mapsEachOperand(Combine combine) {
      Tensor operand = Check.sample(1, 5, 3);
      Tensor update = Check.sample(2, 4, 3);
      Scatter scatter = new Scatter(0, List.of(0), List.of(0), combine, Bounds.DROP, false);
      Check.mapped(a -> Trace.bind(scatter, a, indices, update), Check.sample(3, 2, 5, 3));
      Check.mapped(u -> Trace.bind(scatter, operand, indices, u), Check.sample(3, 2, 4, 3));
      Check.mapped(
          i -> Trace.bind(scatter, operand, i, update),
          Tensor.of(new int[] {0, 1, 2, 9, 4, 4, -1, 0}, 2, 4, 1));
      Check.mapped(
          i ->
              MapTransform.vmap(
                      (Fn2<Tensor, Tensor, Tensor>) (a, u) -> Trace.bind(scatter, a, i, u))
                  .apply(Check.sample(3, 2, 5, 3), Check.sample(5, 2, 4, 3)),
          Tensor.of(new int[] {0, 1, 2, 9, 4, 4, -1, 0}, 2, 4, 1));
    }

    @Test
    void setAndAddDifferentiateWithWindows() {
      WindowDimensions windows = new WindowDimensions(0, List.of(1), List.of());
      Tensor operand = Check.sample(1, 2, 5);
      Tensor update = Check.sample(2, 3, 2, 2);
      Tensor places = column(0, 1, 3);
      for (Combine combine : List.of(Combine.SET, Combine.ADD)) {
        Check.derivatives(
            a -> Lax.scatter(a, places, update, windows, IndexMode.DROP, combine, false), operand);
        Check.derivatives(
            u -> Lax.scatter(operand, places, u, windows, IndexMode.DROP, combine, false), update);
      }
    }

    @Test
    void typesAreNamedWhereTheyDoNotFit() {
      String message =
          String.valueOf(
              assertThrows(
                      ShapeException.class, () -> scatter(Combine.ADD, x, Tensor.of(new float[3])))
                  .getMessage());
      assertTrue(message.contains("operand f32[5], indices i32[4,1], updates f32[3]"), message);
      assertEquals(
          "scatter_add",
          new Scatter(0, List.of(), List.of(), Combine.ADD, Bounds.DROP, false).name());
    }
  }
}
