package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A kernel in the making: an iteration space, and the values it reads there. */
abstract class Step {
  /** The sizes of the iteration space. */
  long[] extents;

  final List<Read> reads = new ArrayList<>();

  /** Steps that must run before, besides those whose buffers are read. */
  final List<Step> after = new ArrayList<>();

  /** More than that of any step that reads what this one writes. */
  final int height;

  /** Steps of the program's end have small numbers. */
  final int sequence;

  Step(long[] extents, int height, int sequence) {
    this.extents = extents;
    this.height = height;
    this.sequence = sequence;
  }

  final int rank() {
    return extents.length;
  }

  /** The step that this one became part of, or itself. */
  Step merged() {
    return this;
  }

  /** Whether a dimension may become two. */
  boolean isSplittable(int dimension) {
    return false;
  }

  /** Makes two dimensions of one, the second of size {@code inner}. */
  void split(int dimension, long inner) {
    long[] sizes = new long[extents.length + 1];
    System.arraycopy(extents, 0, sizes, 0, dimension + 1);
    System.arraycopy(extents, dimension, sizes, dimension + 1, extents.length - dimension);
    sizes[dimension] /= inner;
    sizes[dimension + 1] = inner;
    extents = sizes;
    rewrite(affine -> affine.split(dimension, inner));
  }

  /** Makes one dimension of one and the next. */
  final void merge(int dimension) {
    extents = Dimensions.merge(extents, dimension);
    rewrite(affine -> affine.merge(dimension));
  }

  /** Applies a change of the iteration space to everything that is expressed in it. */
  void rewrite(UnaryOperator<Affine> change) {
    for (Read read : reads) {
      read.map = read.map.rewrite(change);
    }
  }

  /** The buffers that it writes. */
  abstract List<Storage> targets();

  /** Adds the kernels, now that every read has its source and every buffer its number. */
  abstract void emit(Emission out);

  /** Takes the kernels of steps and the buffers they need in between. */
  interface Emission {
    void add(Kernel kernel);

    /** A buffer for use between kernels of one step. */
    int temporary(DType dtype, long elements);
  }
}
