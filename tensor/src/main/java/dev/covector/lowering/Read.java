package dev.covector.lowering;

import dev.covector.kernel.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that a step needs, until it is known where the value comes from. */
final class Read {
  /** What the step can do with the value. */
  enum Kind {
    /** Take it from a buffer, or compute it in place. */
    VALUE,
    /** Take it from a buffer, through strides. */
    ACCESS,
    /** Take it from a buffer, at a row-major position only; the map has one axis. */
    LINEAR,
    /** Take the whole dense buffer; the map is empty. */
    DENSE
  }

  private Step step;
  Kind kind;
  IndexMap map;
  long[] sizes;
  private @Nullable Source source;

  /**
   * A read.
   *
   * @param map over the step's dimensions, one per physical axis of the value
   * @param sizes the physical sizes of the value
   */
  Read(Step step, Kind kind, IndexMap map, long[] sizes) {
    this.step = step;
    this.kind = kind;
    this.map = map;
    this.sizes = sizes;
  }

  /** The step, after merges of steps. */
  Step step() {
    step = step.merged();
    return step;
  }

  /** From now on a read of another value with the same elements. */
  void redirect(IndexMap otherMap, long[] otherSizes) {
    map = otherMap;
    sizes = otherSizes;
  }

  /** Reads by row-major position from now on. */
  void linearize() {
    map = new IndexMap(List.of(linear()));
    kind = Kind.LINEAR;
  }

  /** The row-major position. */
  Affine linear() {
    return kind == Kind.LINEAR ? map.axes().getFirst() : map.linear(sizes, step().rank());
  }

  void resolve(Source found) {
    source = found;
  }

  Source source() {
    if (source == null) {
      throw new IllegalStateException("a read of a value that nothing defines");
    }
    return source;
  }

  /** The buffer that the value was found in. */
  Storage storage() {
    return switch (source()) {
      case Source.Stored s -> s.storage();
      case Source.Computed c -> throw new IllegalStateException("a computed value has no buffer");
      case Source.Scalar s -> throw new IllegalStateException("a scalar has no buffer");
    };
  }

  /** The access over the step's dimensions. */
  Access access() {
    return access(linear());
  }

  /** The access to the buffer at a position. */
  Access access(Affine position) {
    Storage storage = storage();
    return new Access(
        storage.buffer(), storage.dtype, position.constant(), position.coefficients());
  }
}
