package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value that is an affine function of the position in an iteration space: the address of an
 * operand, or the index along a dimension.
 *
 * @param buffer the buffer's number; -1 for an index
 * @param base the value at the origin: bytes from the start of the buffer, or 0
 * @param strides per dimension, in bytes or in index steps
 * @param dynamic terms added to it
 */
record Stream(Role role, DType dtype, int buffer, long base, long[] strides, List<Term> dynamic) {
  /** What a stream is for. */
  enum Role {
    LOAD,
    STORE,
    /** The index along a dimension. */
    IOTA,
    /** Where the integer of a dynamic term is. */
    INDEX,
    /** A value that a pass leaves in scratch memory for the next. */
    KEPT
  }

  /**
   * A dynamic term: {@code scale * clip(integer, 0, limit)}.
   *
   * @param stream the position of the stream that reaches the integer
   * @param scale in bytes
   * @param drops whether an element whose integer is out of range is left out instead
   */
  record Term(int stream, long scale, long limit, boolean drops) {}

  /**
   * Adds the stream of an access, and after it those that its dynamic terms read.
   *
   * @return its position
   */
  static int add(List<Stream> streams, Role role, Access access) {
    int position = streams.size();
    streams.add(of(role, access, List.of()));
    List<Term> terms = new ArrayList<>();
    for (DynamicIndex index : access.dynamic()) {
      terms.add(
          new Term(
              streams.size(),
              index.scale() * access.dtype().byteSize(),
              index.limit(),
              index.bounds() == DynamicIndex.Bounds.DROP));
      streams.add(of(Role.INDEX, index.index(), List.of()));
    }
    streams.set(position, of(role, access, List.copyOf(terms)));
    return position;
  }

  /** The stream of a kept value. */
  static Stream kept(DType dtype, int rank) {
    long[] strides = new long[rank];
    strides[rank - 1] = dtype.byteSize();
    return new Stream(Role.KEPT, dtype, -1, 0, strides, List.of());
  }

  static Stream of(Role role, Access access, List<Term> terms) {
    int size = access.dtype().byteSize();
    return new Stream(
        role,
        access.dtype(),
        access.buffer(),
        access.offset() * size,
        Arrays.stream(access.strides()).map(s -> s * size).toArray(),
        terms);
  }

  /** The step of a contiguous operand. */
  long unit() {
    return role == Role.IOTA ? 1 : dtype.byteSize();
  }

  /** How it moves along a dimension. */
  LayoutClass layout(int dimension) {
    return LayoutClass.of(strides[dimension], unit());
  }

  /** The same stream over other dimensions. */
  Stream withStrides(long[] others) {
    return new Stream(role, dtype, buffer, base, others, dynamic);
  }
}
