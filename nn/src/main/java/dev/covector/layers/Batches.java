package dev.covector.layers;

import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Arrays;

/** Several axes of examples as one. */
public final class Batches {
  private Batches() {}

  /**
   * A function's result, with the leading axes of the input instead of the first.
   *
   * @param numDims how many leading axes the function sees as one
   * @throws ShapeException when the input has fewer axes
   */
  public static Tensor apply(Fn1<Tensor, Tensor> function, int numDims, Tensor x) {
    if (x.rank() < numDims) {
      throw new ShapeException(
          "BatchApply: the input is %s; it must have at least %d axes"
              .formatted(x.type(), numDims));
    }
    int[] leading = Arrays.copyOf(x.shape().toArray(), numDims);
    int merged = Arrays.stream(leading).reduce(1, Math::multiplyExact);
    Tensor y = function.apply(Lax.reshape(x, joined(new int[] {merged}, x.shape(), numDims)));
    return Lax.reshape(y, joined(leading, y.shape(), 1));
  }

  private static Shape joined(int[] leading, Shape rest, int from) {
    int[] sizes = Arrays.copyOf(leading, leading.length + rest.rank() - from);
    System.arraycopy(rest.toArray(), from, sizes, leading.length, rest.rank() - from);
    return Shape.of(sizes);
  }
}
