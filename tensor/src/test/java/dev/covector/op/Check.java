package dev.covector.op;

import static dev.covector.DerivativeTransform.jvp;
import static dev.covector.DerivativeTransform.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.MapTransform;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Checks of functions that the tests of this package share. */
final class Check {
  private static final double STEP = 1e-5;

  private Check() {}

  static void values(double[] expected, Tensor got) {
    assertArrayEquals(expected, got.toDoubleArray(), 1e-5, got.toString());
  }

  /** Reproducible f64 values, far apart from each other. */
  static Tensor sample(int seed, int... sizes) {
    Random random = new Random(seed);
    double[] data = new double[(int) Shape.of(sizes).size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextInt(-40, 40) / 10.0 + 0.001 * i;
    }
    return Lax.reshape(Tensor.of(data, DType.F64), Shape.of(sizes));
  }

  /** Forward mode against central differences, and reverse mode against forward mode. */
  static void derivatives(UnaryOperator<Tensor> f, Tensor x) {
    Tensor t = sample(7, x.shape().toArray());
    Fn1<Tensor, Tensor> function = f::apply;
    Jvp<Tensor> forward = jvp(function, x, t);
    Tensor step = Lax.fullLike(t, STEP);
    Tensor above = f.apply(Lax.add(x, Lax.mul(t, step)));
    Tensor below = f.apply(Lax.sub(x, Lax.mul(t, step)));
    double[] difference = Lax.sub(above, below).toDoubleArray();
    double[] moved = forward.tangent().toDoubleArray();
    for (int i = 0; i < moved.length; i++) {
      assertEquals(
          difference[i] / (2 * STEP), moved[i], 1e-4 * (1 + Math.abs(moved[i])), "at " + i);
    }
    Tensor ct = sample(11, forward.value().shape().toArray());
    Tensor pulled = vjp(function, x).pullback().apply(ct);
    assertEquals(dot(ct, forward.tangent()), dot(pulled, t), 1e-6);
  }

  private static double dot(Tensor a, Tensor b) {
    double[] x = a.toDoubleArray();
    double[] y = b.toDoubleArray();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The mapped function against a loop over axis 0. */
  static void mapped(UnaryOperator<Tensor> f, Tensor batch) {
    Tensor all = MapTransform.vmap((Fn1<Tensor, Tensor>) f::apply).apply(batch);
    for (int i = 0; i < batch.shape().dim(0); i++) {
      Tensor one = f.apply(Lax.indexInDim(batch, i, 0, false));
      assertArrayEquals(
          one.toDoubleArray(), Lax.indexInDim(all, i, 0, false).toDoubleArray(), 1e-9);
    }
  }
}
