package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Positions of true elements on the host. */
final class Positions {
  private Positions() {}

  /** For each axis the indices of the true elements in row-major order, i32. */
  static List<Tensor> where(boolean[] mask, Shape shape) {
    int[] found = IntStream.range(0, mask.length).filter(i -> mask[i]).toArray();
    long[] strides = shape.strides();
    List<Tensor> result = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.dim(axis);
      int stride = (int) strides[axis];
      result.add(Tensor.of(IntStream.of(found).map(i -> i / stride % size).toArray()));
    }
    return result;
  }
}
