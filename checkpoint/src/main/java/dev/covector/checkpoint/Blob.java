package dev.covector.checkpoint;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.lang.foreign.MemorySegment;

/**
 * Elements to be written, as they lie in memory.
 *
 * @param type a dtype that is stored as it is: no key, no c128
 * @param data dense, row-major; of a tensor's memory, or a copy
 * @param owner what has to stay reachable while the data is used
 */
record Blob(TensorType type, MemorySegment data, Object owner) {

  /**
   * The elements of a tensor whose dtype files of other programs have; waits for them.
   *
   * @param name where the tensor stands, for messages
   * @throws CheckpointException when the dtype is a key or c128, or the tensor has no value
   */
  static Blob of(String name, Tensor tensor) {
    requirePlain(name, tensor);
    return physical(name, tensor);
  }

  /**
   * Checks that a tensor is no key, whose implementation a file of other programs would not say.
   *
   * @throws CheckpointException when it is
   */
  static void requireNoKey(String name, Tensor tensor) {
    if (tensor.dtype().isKey()) {
      throw new CheckpointException(
          "save: '%s' is a %s, which the format does not have; write Random.keyData of it"
              .formatted(name, tensor.type()));
    }
  }

  private static void requirePlain(String name, Tensor tensor) {
    requireNoKey(name, tensor);
    if (tensor.dtype() == DType.C128) {
      throw new CheckpointException(
          "save: '%s' is a %s, which the format does not have; convert it to c64, or write its real"
                  .formatted(name, tensor.type())
              + " and imaginary part");
    }
  }

  /** The elements of any tensor: a key's as two words, a c128's as two parts; waits for them. */
  static Blob physical(String name, Tensor tensor) {
    try {
      return new Blob(physical(tensor.type()), tensor.segment(), tensor);
    } catch (CovectorException e) {
      throw new CheckpointException(
          "save: the tensor at '%s' has no value to be saved: %s".formatted(name, e.getMessage()),
          e);
    }
  }

  /** The type by which a file holds a tensor: pairs other than c64 are one more axis. */
  static TensorType physical(TensorType type) {
    DType dtype = type.dtype();
    if (!dtype.isPair() || dtype == DType.C64) {
      return type.strong();
    }
    Shape shape = type.shape().insert(type.shape().rank(), 2);
    return TensorType.of(dtype.physical(), shape);
  }
}
