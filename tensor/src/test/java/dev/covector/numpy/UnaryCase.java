package dev.covector.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.Tensor;

/**
 * A function of each element, with what JAX gives.
 *
 * @param values at the corners
 * @param tangents there, for tangents of 1; empty when the result is bool
 */
public record UnaryCase(
    String name, Fn1<Tensor, Tensor> function, double[] values, double[] tangents) {

  /** Compares values, and tangents if there are any, eagerly and under jit. */
  public void check(float[] corners) {
    Tensor x = Tensor.of(corners);
    if (tangents.length == 0) {
      compare("value", corners, values, function.apply(x));
      return;
    }
    compare("value", corners, values, Covector.jit(function).apply(x));
    Jvp<Tensor> jvp = Covector.jvp(function, x, Numpy.onesLike(x));
    compare("value", corners, values, jvp.value());
    compare("tangent", corners, tangents, jvp.tangent());
  }

  private void compare(String what, float[] corners, double[] expected, Tensor actual) {
    float[] got = Lists.floats(actual);
    assertEquals(expected.length, got.length, name);
    for (int i = 0; i < got.length; i++) {
      Lists.assertClose(name + " " + what + " at " + corners[i], expected[i], got[i]);
    }
  }
}
