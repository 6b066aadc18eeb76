package dev.covector.fft;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static Tensor random(long seed, int... sizes) {
    Random random = new Random(seed);
    Shape shape = Shape.of(sizes);
    double[] re = random.doubles(shape.size(), -1, 1).toArray();
    double[] im = random.doubles(shape.size(), -1, 1).toArray();
    return Lax.complex(
        Lax.reshape(Tensor.of(re, DType.F64), shape), Lax.reshape(Tensor.of(im, DType.F64), shape));
  }

  private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    assertEquals(expected.type(), actual.type());
    for (boolean re : new boolean[] {true, false}) {
      assertArrayEquals(
          (re ? Lax.real(expected) : Lax.imag(expected)).toDoubleArray(),
          (re ? Lax.real(actual) : Lax.imag(actual)).toDoubleArray(),
          tolerance);
    }
  }

  /** The sum that defines the transform. */
  private static Tensor defined(Tensor x) {
    int n = x.shape().dim(0);
    double[] re = Lax.real(x).toDoubleArray();
    double[] im = Lax.imag(x).toDoubleArray();
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        double angle = -2 * Math.PI * ((long) j * k % n) / n;
        outRe[k] += re[j] * Math.cos(angle) - im[j] * Math.sin(angle);
        outIm[k] += re[j] * Math.sin(angle) + im[j] * Math.cos(angle);
      }
    }
    return Lax.complex(Tensor.of(outRe, DType.F64), Tensor.of(outIm, DType.F64));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 31, 60, 64, 67, 97, 128, 134, 201})
  void isTheSumThatDefinesIt(int n) {
    Tensor x = random(n, n);
    assertClose(defined(x), Fft.fft(x), 1e-12 * n);
    assertClose(x, Fft.ifft(Fft.fft(x)), 1e-13 * n);
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void normsAreInversesAndScales(Norm norm) {
    Tensor x = random(1, 6);
    assertClose(x, Fft.ifft(Fft.fft(x, 6, 0, norm), 6, 0, norm), 1e-13);
    double factor = norm == Norm.BACKWARD ? 1 : norm == Norm.ORTHO ? 1 / Math.sqrt(6) : 1 / 6.0;
    Tensor plain = Fft.fft(x);
    assertClose(Lax.mul(plain, Lax.fullLike(plain, factor)), Fft.fft(x, 6, 0, norm), 1e-13);
  }

  @Test
  void axesAreCutOrFilledWithZeros() {
    Tensor x = random(2, 3, 5);
    Tensor cut = Lax.sliceInDim(x, 0, 2, 0);
    assertClose(Fft.fft(cut, 2, 0, Norm.BACKWARD), Fft.fft(x, 2, 0, Norm.BACKWARD), 1e-13);
    Tensor longer = Fft.fft(x, 8, -1, Norm.BACKWARD);
    assertClose(x, Lax.sliceInDim(Fft.ifft(longer), 0, 5, 1), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void realTransformsAreHalvesAndComeBack(int n) {
    Tensor x = Lax.real(random(n, 3, n));
    Tensor half = Fft.rfft(x);
    assertClose(Lax.sliceInDim(Fft.fft(x), 0, n / 2 + 1, 1), half, 1e-13);
    assertClose(x, Fft.irfft(half, n, -1, Norm.BACKWARD), 1e-13);
    assertClose(x, Fft.hfft(Fft.ihfft(x), n, -1, Norm.BACKWARD), 1e-13);
  }

  @Test
  void severalAxesAreOneAfterTheOther() {
    Tensor x = random(3, 2, 3, 4);
    Tensor byHand = Fft.fft(Fft.fft(Fft.fft(x), 3, 1, Norm.BACKWARD), 2, 0, Norm.BACKWARD);
    assertClose(byHand, Fft.fftn(x), 1e-13);
    assertClose(x, Fft.ifftn(Fft.fftn(x)), 1e-13);
    assertClose(x, Fft.ifft2(Fft.fft2(x)), 1e-13);
    Tensor real = Lax.real(x);
    assertClose(real, Fft.irfftn(Fft.rfftn(real)), 1e-13);
    assertClose(real, Fft.irfft2(Fft.rfft2(real)), 1e-13);
  }

  @Test
  void frequenciesAreNumPys() {
    assertArrayEquals(
        new float[] {0, 0.4f, 0.8f, -0.8f, -0.4f}, Fft.fftfreq(5, 0.5).toFloatArray());
    assertArrayEquals(new float[] {0, 0.4f, 0.8f}, Fft.rfftfreq(5, 0.5).toFloatArray());
    Tensor x = Numpy.arange(5);
    assertArrayEquals(new int[] {3, 4, 0, 1, 2}, Fft.fftshift(x).toIntArray());
    assertArrayEquals(x.toIntArray(), Fft.ifftshift(Fft.fftshift(x)).toIntArray());
  }

  @Test
  void badOperandsAreNamed() {
    Tensor x = random(4, 3);
    assertMessage(
        "fft: 0 points of c128[3] were asked for; there must be one at least (FftTest.java",
        assertThrows(ShapeException.class, () -> Fft.fft(x, 0, 0, Norm.BACKWARD)));
    assertMessage(
        "rfft: the operand is c128[3]; it must be real: use fft, or Lax.real (FftTest.java",
        assertThrows(DTypeException.class, () -> Fft.rfft(x)));
    assertMessage(
        "complex: the parts are f32[]* and f64[3]; both must be f32, or both f64 (FftTest.java",
        assertThrows(DTypeException.class, () -> Lax.complex(Tensor.of(1f), Lax.real(x))));
    assertThrows(ShapeException.class, () -> Fft.fft(Tensor.of(1.0)));
  }

  private static void assertMessage(String start, Exception e) {
    assertEquals(
        start, e.getMessage().substring(0, Math.min(start.length(), e.getMessage().length())));
  }

  @Test
  void complexArithmeticIsThatOfPairs() {
    Tensor x =
        Lax.complex(Tensor.of(new double[] {3}, DType.F64), Tensor.of(new double[] {4}, DType.F64));
    Tensor y =
        Lax.complex(
            Tensor.of(new double[] {-1}, DType.F64), Tensor.of(new double[] {2}, DType.F64));
    assertParts(-11, 2, x.times(y));
    assertParts(1, -2, x.div(y));
    assertParts(2, 6, x.plus(y));
    assertParts(4, 2, x.minus(y));
    assertParts(3, -4, Lax.conj(x));
    assertParts(2, 1, Lax.sqrt(x));
    assertParts(3, 4, Lax.exp(Lax.log(x)));
    assertEquals(5.0, ((Number) Lax.abs(x).reshape().item()).doubleValue(), 1e-15);
    assertEquals(DType.F64, Lax.abs(x).dtype());
  }

  private static void assertParts(double re, double im, Tensor actual) {
    assertArrayEquals(new double[] {re}, Lax.real(actual).toDoubleArray(), 1e-14);
    assertArrayEquals(new double[] {im}, Lax.imag(actual).toDoubleArray(), 1e-14);
  }
}
