package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Between the tensors of a suite and those of the library. */
final class TensorTransfer {
  private static final long ALIGNMENT = 64;

  private TensorTransfer() {}

  /** A tensor of stored elements. */
  static Tensor load(StoredTensor stored) {
    // a copy, since a safetensors file aligns nothing
    MemorySegment data = Arena.ofAuto().allocate(stored.data().byteSize(), ALIGNMENT);
    data.copyFrom(stored.data());
    return Tensor.wrap(data, TensorType.of(stored.dtype(), stored.shape()));
  }

  /** The elements of a tensor, waited for and copied; a key as its u32 pair. */
  static StoredTensor store(Tensor tensor) {
    DType dtype = tensor.dtype();
    Shape shape = dtype.isKey() ? tensor.shape().insert(tensor.rank(), 2) : tensor.shape();
    byte[] bytes = tensor.segment().toArray(ValueLayout.JAVA_BYTE);
    return new StoredTensor(dtype.physical(), shape, MemorySegment.ofArray(bytes));
  }
}
