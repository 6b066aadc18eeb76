package dev.covector.kernel;

import dev.covector.DType;

/**
 * A dense buffer of a program.
 *
 * @param dtype a physical dtype (never a key)
 * @param elements how many
 */
public record Buffer(DType dtype, long elements) {
  /** The size in bytes. */
  public long byteSize() {
    return elements * dtype.byteSize();
  }
}
