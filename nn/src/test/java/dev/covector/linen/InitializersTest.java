package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import org.junit.jupiter.api.Test;

final class InitializersTest {
  @Test
  void deltaOrthogonalIsOrthogonalInTheMiddleAndZeroAround() {
    Tensor kernel = Initializers.deltaOrthogonal().initialize(Random.key(0), 3, 2, 2, 4);
    Tensor middle = Initializers.orthogonal().initialize(Random.key(0), 2, 4);
    assertArrayEquals(middle.toFloatArray(), kernel.get(1, 0).toFloatArray());
    float sum = 0;
    for (float value : middle.toFloatArray()) {
      sum += value * value;
    }
    assertArrayEquals(new float[] {sum}, kernel.square().sum().reshape(1).toFloatArray(), 1e-5f);
    assertThrows(
        ShapeException.class,
        () -> Initializers.deltaOrthogonal().initialize(Random.key(0), 3, 4, 2));
  }
}
