package dev.covector.numpy;

import dev.covector.Covector;
import dev.covector.Fn2;
import dev.covector.Tensor;

/**
 * A function of pairs of elements, with what JAX gives at all pairs of corners, row by row.
 *
 * @param values at the pairs
 * @param first the tangents there, for tangents of 1 of the first argument
 * @param second the same of the second argument
 */
record BinaryCase(
    String name,
    Fn2<Tensor, Tensor, Tensor> function,
    double[] values,
    double[] first,
    double[] second) {

  /** Compares values and tangents. */
  void check(float[] corners) {
    int n = corners.length;
    Tensor x = Numpy.repeat(Tensor.of(corners), n, 0);
    Tensor y = Numpy.tile(Tensor.of(corners), n);
    Tensor ones = Numpy.onesLike(x);
    compare("value", corners, values, function.apply(x, y));
    compare(
        "first tangent",
        corners,
        first,
        Covector.jvp((Tensor a) -> function.apply(a, y), x, ones).tangent());
    compare(
        "second tangent",
        corners,
        second,
        Covector.jvp((Tensor b) -> function.apply(x, b), y, ones).tangent());
  }

  private void compare(String what, float[] corners, double[] expected, Tensor actual) {
    float[] got = actual.toFloatArray();
    for (int i = 0; i < got.length; i++) {
      String place = corners[i / corners.length] + ", " + corners[i % corners.length];
      Lists.assertClose(name + " " + what + " at " + place, expected[i], got[i]);
    }
  }
}
