package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.host.Subnormals;
import dev.covector.lax.Lax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs take subnormal numbers for zeros, and leave Java's arithmetic as it was. */
class SubnormalsTest {
  private static float times(float x, float y) {
    return x * y;
  }

  /** Small sizes run on the calling thread, large ones on workers too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3_000_000})
  void subnormalResultsAreZeros(int size) {
    assumeTrue(Subnormals.areFlushed());
    Tensor x = Lax.full(Shape.of(size), 1e-30, DType.F32);
    float[] product = Covector.jit((Tensor t) -> t.times(t)).apply(x).toFloatArray();
    assertEquals(0f, product[0]);
    assertEquals(0f, product[size - 1]);
    assertEquals(1e-40f, times(1e-30f, 1e-10f));
  }
}
