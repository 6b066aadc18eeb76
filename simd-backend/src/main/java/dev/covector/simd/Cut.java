package dev.covector.simd;

/**
 * A length in parts whose sizes differ by one at most, the larger first.
 *
 * @param size of the smaller parts
 * @param larger how many parts have one more
 */
record Cut(long parts, long size, long larger) {

  /** A cut into as few parts as a largest size allows. */
  static Cut of(long length, long largest) {
    return into(length, (length + largest - 1) / largest);
  }

  /** A cut into some parts. */
  static Cut into(long length, long parts) {
    return new Cut(parts, length / parts, length % parts);
  }

  /** Where a part begins; for the number of parts, the length. */
  long start(long part) {
    return part * size + Math.min(part, larger);
  }

  /** The size of a part. */
  long size(long part) {
    return part < larger ? size + 1 : size;
  }
}
