package dev.covector.linen;

import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Arrays;

/**
 * A function that sees the leading axes of its input as one.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(2, 3, 5);
 * new BatchApply(Functions::softmax).apply(x); // softmax of f32[6,5], as f32[2,3,5]
 * }</pre>
 */
public final class BatchApply implements Fn1<Tensor, Tensor> {
  private final Fn1<Tensor, Tensor> function;
  private final int numDims;

  /** A function that sees two leading axes as one. */
  public BatchApply(Fn1<Tensor, Tensor> function) {
    this(function, 2);
  }

  /** A function that sees some leading axes as one. */
  public BatchApply(Fn1<Tensor, Tensor> function, int numDims) {
    this.function = function;
    this.numDims = numDims;
  }

  /**
   * The function's result, with the leading axes of the input instead of the first.
   *
   * @throws ShapeException when the input has fewer axes
   */
  @Override
  public Tensor apply(Tensor x) {
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
