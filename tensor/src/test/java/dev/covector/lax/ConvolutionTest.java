package dev.covector.lax;

import static dev.covector.Covector.grad;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Convolutions and windows whose results are known by hand. */
class ConvolutionTest {
  private static final int[] ONE = {1};
  private static final ConvOptions ROWS = ConvOptions.strides(1).dimensions("NHC", "HIO", "NHC");

  private static Tensor tensor(float[] values, int... shape) {
    return Lax.reshape(Tensor.of(values), Shape.of(shape));
  }

  private static Tensor signal(float... values) {
    return tensor(values, 1, values.length, 1);
  }

  private static Tensor weights(float... values) {
    return tensor(values, values.length, 1, 1);
  }

  private static void assertValues(Tensor actual, double... expected) {
    float[] values = actual.toFloatArray();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    assertArrayEquals(expected, wide, 1e-6);
  }

  @Test
  void kernelIsNotReversed() {
    Tensor out = Lax.convGeneralDilated(signal(1, 2, 3, 4), weights(1, 10), ROWS);
    assertValues(out, 21, 32, 43);
  }

  @Test
  void oddPaddingGoesBehindOrInFront() {
    Tensor x = signal(1, 2, 3);
    Tensor w = weights(1, 10);
    assertValues(Lax.convGeneralDilated(x, w, ROWS.padding(Padding.SAME)), 21, 32, 3);
    assertValues(Lax.convGeneralDilated(x, w, ROWS.padding(Padding.SAME_LOWER)), 10, 21, 32);
    Padding cut = Padding.of(new int[] {-1, 0});
    assertValues(Lax.convGeneralDilated(x, w, ROWS.padding(cut)), 32);
  }

  @Test
  void stridesAndDilations() {
    Tensor x = signal(1, 2, 3, 4, 5);
    Tensor w = weights(1, 10);
    ConvOptions twos = ConvOptions.strides(2).dimensions("NHC", "HIO", "NHC");
    assertValues(Lax.convGeneralDilated(x, w, twos), 21, 43);
    assertValues(Lax.convGeneralDilated(x, w, ROWS.rhsDilation(2)), 31, 42, 53);
    assertValues(Lax.convGeneralDilated(signal(1, 2, 3), w, ROWS.lhsDilation(2)), 1, 20, 2, 30);
  }

  @Test
  void transposedConvolutionMultipliesTheSize() {
    Tensor out = Lax.convTranspose(signal(1, 2), weights(1, 10, 100), new int[] {2}, Padding.SAME);
    assertEquals(Shape.of(1, 4, 1), out.shape());
    assertValues(out, 100, 10, 1 + 200, 20);
  }

  @Test
  void transposeWithItsKernelIsTheGradient() {
    Tensor x = tensor(new float[] {1, -2, 3, 5, 7, 11, 13, 17, 19, 23}, 1, 5, 2);
    Tensor w = tensor(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 2, 2);
    ConvOptions valid = ConvOptions.strides(2).dimensions("NHC", "HIO", "NHC");
    Tensor gradient =
        grad((Tensor v) -> Lax.reduceSum(Lax.convGeneralDilated(v, w, valid), List.of(0, 1, 2)))
            .apply(x);
    Tensor ones = Lax.full(Shape.of(1, 2, 2), 1, DType.F32);
    Tensor transposed =
        Lax.convTranspose(ones, w, ConvOptions.strides(2).padding(Padding.VALID), true);
    assertArrayEquals(gradient.toFloatArray(), transposed.toFloatArray());
  }

  @Test
  void patchesOfEachChannel() {
    Tensor x = tensor(new float[] {1, 2, 3, 10, 20, 30}, 1, 2, 3);
    Tensor out = Lax.convGeneralDilatedPatches(x, new int[] {2}, ConvOptions.strides(1));
    assertEquals(Shape.of(1, 4, 2), out.shape());
    assertValues(out, 1, 2, 2, 3, 10, 20, 20, 30);
  }

  @Test
  void narrowIntegersAddUpInAWiderDType() {
    Tensor x = Lax.convert(signal(100, 100), DType.I8);
    Tensor w = Lax.convert(weights(100, 100), DType.I8);
    Tensor out = Lax.convGeneralDilated(x, w, ROWS.preferred(DType.I32));
    assertArrayEquals(new int[] {20000}, out.toIntArray());
  }

  @Test
  void emptyInputsAndWindowsThatDoNotFit() {
    Tensor none = Lax.full(Shape.of(0, 5, 1), 0, DType.F32);
    assertEquals(Shape.of(0, 4, 1), Lax.convGeneralDilated(none, weights(1, 2), ROWS).shape());
    Tensor small = Lax.convGeneralDilated(signal(1), weights(1, 2, 3), ROWS);
    assertEquals(Shape.of(1, 0, 1), small.shape());
    Tensor noChannels = Lax.full(Shape.of(1, 3, 0), 0, DType.F32);
    Tensor noWeights = Lax.full(Shape.of(2, 0, 1), 0, DType.F32);
    assertValues(Lax.convGeneralDilated(noChannels, noWeights, ROWS), 0, 0);
  }

  @Test
  void poolsOverTheSpatialAxes() {
    Tensor x = signal(1, 5, 2, 4, 3);
    int[] two = {2};
    assertValues(Functions.maxPool(x, two, two, Padding.VALID), 5, 4);
    assertValues(Functions.minPool(x, two, ONE, Padding.SAME), 1, 2, 2, 3, 3);
    assertValues(Functions.avgPool(x, two, two, Padding.SAME), 3, 3, 1.5);
    assertValues(Functions.avgPool(x, two, two, Padding.SAME, false), 3, 3, 3);
  }

  @Test
  void gradientOfMaximumGoesToTheFirstOfEqualElements() {
    Tensor x = signal(1, 2, 2, 1);
    int[] three = {3};
    Tensor g =
        grad((Tensor v) ->
                Lax.reduceSum(Functions.maxPool(v, three, ONE, Padding.VALID), List.of(0, 1, 2)))
            .apply(x);
    assertValues(g, 0, 2, 0, 0);
  }

  @Test
  void longWindowsAgreeWithShortOnes() {
    float[] values = new float[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 101) - 50;
    }
    Tensor x = Tensor.of(values);
    for (int size : new int[] {33, 64, 100}) {
      WindowOptions window = WindowOptions.of(size).strides(3);
      Tensor low = Tensor.of(Float.NEGATIVE_INFINITY);
      Tensor expected = Lax.reduceWindow(x, Lax.convert(low, DType.F32), Lax::max, window);
      assertArrayEquals(expected.toFloatArray(), Lax.reduceWindowMax(x, window).toFloatArray());
      Tensor g =
          grad((Tensor v) -> Lax.reduceSum(Lax.reduceWindowMax(v, window), List.of(0))).apply(x);
      float[] gradient = g.toFloatArray();
      float[] counted = new float[200];
      for (int w = 0; w < expected.shape().dim(0); w++) {
        int best = 3 * w;
        for (int i = 3 * w; i < 3 * w + size; i++) {
          best = values[i] > values[best] ? i : best;
        }
        counted[best]++;
      }
      assertArrayEquals(counted, gradient);
    }
  }

  private static void assertSays(Executable code, String... parts) {
    String message = assertThrows(CovectorException.class, code).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void messagesNameTypesAndRemedy() {
    Tensor x = signal(1, 2, 3);
    Tensor deep = Lax.full(Shape.of(2, 3, 1), 1, DType.F32);
    assertSays(
        () -> Lax.convGeneralDilated(x, deep, ROWS),
        "conv_general_dilated",
        "f32[1,3,1]",
        "f32[2,3,1]",
        "lhs has 1 features",
        "must agree");
    assertSays(
        () -> Lax.convGeneralDilated(x, Lax.convert(weights(1), DType.F64), ROWS),
        "f64[1,1,1]",
        "same real dtype",
        "astype");
    assertSays(
        () -> Lax.convGeneralDilated(x, weights(1), ROWS.lhsDilation(2).padding(Padding.SAME)),
        "SAME",
        "convTranspose");
    assertSays(
        () -> Lax.convGeneralDilated(x, weights(1), ConvOptions.strides(1, 1)),
        "f32[1,3,1]",
        "one stride");
    assertSays(
        () -> ConvDimensionNumbers.of("NHWC", "HWI", "NHWC"), "'NHWC'", "'HWI'", "NHWC, HWIO");
    assertSays(
        () -> Lax.reduceWindowSum(x, WindowOptions.of(1, 2)),
        "reduce_window_sum",
        "f32[1,3,1]",
        "per axis");
    assertSays(
        () -> Functions.maxPool(x, new int[] {1, 1, 1}, new int[] {1, 1, 1}, Padding.VALID),
        "max_pool",
        "f32[1,3,1]",
        "features");
    assertSays(() -> Lax.reduceWindowMax(x, WindowOptions.of(1, 0, 1)), "at least 1", "[1, 0, 1]");
  }
}
