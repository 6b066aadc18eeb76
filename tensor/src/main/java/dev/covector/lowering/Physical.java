package dev.covector.lowering;

import dev.covector.TensorType;
import java.util.Arrays;

/**
 * How values lie in buffers: dense and row-major, a pair (a key, a complex number) on one more
 * axis.
 */
final class Physical {
  private Physical() {}

  /** The axis sizes in a buffer. */
  static long[] sizes(TensorType type) {
    long[] sizes = Arrays.stream(type.shape().toArray()).asLongStream().toArray();
    if (type.dtype().isPair()) {
      sizes = Arrays.copyOf(sizes, sizes.length + 1);
      sizes[sizes.length - 1] = 2;
    }
    return sizes;
  }

  /** The number of elements of the physical dtype. */
  static long elements(TensorType type) {
    return type.dtype().isPair() ? 2 * type.shape().size() : type.shape().size();
  }

  /** The row-major strides of dense axes. */
  static long[] strides(long[] sizes) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    return strides;
  }
}
