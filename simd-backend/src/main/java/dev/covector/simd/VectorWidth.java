package dev.covector.simd;

import jdk.incubator.vector.VectorShape;

/**
 * How wide vectors are. Apart from {@link Species}, whose vectors take tens of milliseconds to set
 * up: a program's first run asks only for the width, and new code is generated on other threads.
 * Only code of the vector mode may touch this class: it links the Vector API.
 */
final class VectorWidth {
  static final VectorShape SHAPE =
      VectorMode.REQUESTED_BITS > 0
          ? VectorShape.forBitSize(VectorMode.REQUESTED_BITS)
          : VectorShape.preferredShape();

  private VectorWidth() {}

  /** The width of the vectors. */
  static int bits() {
    return SHAPE.vectorBitSize();
  }

  /** Whether masked loads and stores are single instructions: the machine has AVX-512. */
  static boolean hasMasks() {
    return VectorShape.preferredShape().vectorBitSize() == 512;
  }
}
