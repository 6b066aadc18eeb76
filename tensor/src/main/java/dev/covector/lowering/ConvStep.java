package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A convolution in the making. Its dimensions are those of the groups, then batch, features,
 * channels, the spatial axes of the input, and those of the window.
 */
final class ConvStep extends Step {
  /**
   * Where the result goes.
   *
   * @param strides of batch, features and the spatial axes
   * @param accumulator the dtype of sums
   */
  record Target(Storage storage, long[] strides, DType accumulator) {}

  private final Target target;
  private final List<List<ConvPhase>> phases;
  private Affine group;
  Read lhs;
  Read rhs;

  /**
   * A step.
   *
   * @param phases of each spatial axis
   * @param group the number of the group
   */
  ConvStep(
      long[] extents,
      Target target,
      List<List<ConvPhase>> phases,
      Affine group,
      int height,
      int sequence) {
    super(extents, height, sequence);
    this.target = target;
    this.phases = phases;
    this.group = group;
    target.storage.writers.add(this);
  }

  private int spatial() {
    return phases.size();
  }

  private int groupRank() {
    return rank() - 3 - 2 * spatial();
  }

  @Override
  boolean isSplittable(int dimension) {
    return dimension < groupRank();
  }

  @Override
  void rewrite(UnaryOperator<Affine> change) {
    super.rewrite(change);
    group = change.apply(group);
  }

  @Override
  List<Storage> targets() {
    return List.of(target.storage);
  }

  @Override
  void emit(Emission out) {
    emit(new ArrayList<>(), out);
  }

  /** One kernel for each combination of phases of the axes. */
  private void emit(List<ConvPhase> chosen, Emission out) {
    if (chosen.size() == spatial()) {
      out.add(kernel(chosen));
      return;
    }
    for (ConvPhase phase : phases.get(chosen.size())) {
      chosen.add(phase);
      emit(chosen, out);
      chosen.removeLast();
    }
  }

  private Convolution kernel(int first, List<ConvPhase> chosen) {
    Affine left = lhs.linear();
    Affine right = rhs.linear();
    long[] from = strides(left, first, 0, 2, 3);
    long[] weights = strides(right, first, 1, 2, 3 + spatial());
    long[] to = new long[first + 2 + spatial()];
    for (int d = 0; d < first; d++) {
      to[d] = group.coefficients()[d] * extents[first + 1] * target.strides[1];
    }
    System.arraycopy(target.strides, 0, to, first, target.strides.length);
    long weight = right.constant();
    long place = 0;
    for (int i = 0; i < spatial(); i++) {
      ConvPhase phase = chosen.get(i);
      int d = first + 2 + i;
      weight += phase.element() * weights[d];
      weights[d] *= phase.elementStep();
      place += phase.place() * to[d];
      to[d] *= phase.placeStep();
    }
    Access source = lhs.access(left);
    Access kernel = rhs.access(right);
    return new Convolution(
        Arrays.copyOf(extents, first),
        extents[first],
        extents[first + 1],
        extents[first + 2],
        chosen.stream().map(ConvPhase::axis).toList(),
        new Access(source.buffer(), source.dtype(), source.offset(), from),
        new Access(kernel.buffer(), kernel.dtype(), weight, weights),
        new Access(target.storage.buffer(), target.storage.dtype, place, to),
        target.accumulator);
  }

  private Kernel kernel(List<ConvPhase> chosen) {
    Convolution conv = kernel(groupRank(), chosen);
    if (chosen.stream().anyMatch(phase -> phase.axis().window() == 0)) {
      return zeros(conv);
    }
    return isPointwise(conv) ? product(conv) : conv;
  }

  /** The strides of an operand for the groups, two further dimensions and its spatial ones. */
  private long[] strides(Affine position, int first, int second, int third, int from) {
    long[] c = position.coefficients();
    long[] strides = Arrays.copyOf(c, first + 2 + spatial());
    strides[first] = c[first + second];
    strides[first + 1] = c[first + third];
    System.arraycopy(c, first + from, strides, first + 2, spatial());
    return strides;
  }

  private static Loop zeros(Convolution conv) {
    DType dtype = conv.out().dtype();
    return new Loop(
        conv.outExtents(),
        0,
        List.of(),
        new Expression(List.of(new Expression.Constant(dtype, 0))),
        List.of(new Loop.Store(conv.out(), 0)));
  }

  /** Whether each place sees one element of the input, and places can be walked with one stride. */
  private static boolean isPointwise(Convolution conv) {
    for (Convolution.Axis axis : conv.axes()) {
      if (axis.window() != 1
          || axis.stride() != 1
          || axis.low() != 0
          || axis.input() != axis.output()) {
        return false;
      }
    }
    return isOneWalk(conv, conv.lhs().strides()) && isOneWalk(conv, conv.out().strides());
  }

  private static boolean isOneWalk(Convolution conv, long[] strides) {
    int first = conv.groups().length;
    int last = strides.length - 1;
    long expected = 0;
    for (int d = last; d >= first; d--) {
      long extent = d == first ? conv.batch() : d == first + 1 ? 1 : outputs(conv, d);
      if (extent > 1) {
        if (expected != 0 && strides[d] != expected) {
          return false;
        }
        expected = strides[d] * extent;
      }
    }
    return true;
  }

  private static long outputs(Convolution conv, int dimension) {
    return conv.axes().get(dimension - conv.groups().length - 2).output();
  }

  /** The stride of the innermost of batch and spatial dimensions that is not of size 1. */
  private static long walk(Convolution conv, long[] strides) {
    int first = conv.groups().length;
    for (int d = strides.length - 1; d >= first + 2; d--) {
      if (outputs(conv, d) > 1) {
        return strides[d];
      }
    }
    return strides[first];
  }

  private static Matmul product(Convolution conv) {
    int first = conv.groups().length;
    long rows =
        conv.axes().stream()
            .mapToLong(Convolution.Axis::output)
            .reduce(conv.batch(), (x, y) -> x * y);
    return new Matmul(
        conv.groups(),
        rows,
        conv.features(),
        conv.channels(),
        matrix(conv.lhs(), first, walk(conv, conv.lhs().strides()), first + 1),
        matrix(conv.rhs(), first, conv.rhs().strides()[first + 1], first),
        matrix(conv.out(), first, walk(conv, conv.out().strides()), first + 1),
        conv.accumulator());
  }

  private static Access matrix(Access access, int first, long rows, int columns) {
    long[] strides = Arrays.copyOf(access.strides(), first + 2);
    strides[first] = rows;
    strides[first + 1] = access.strides()[columns];
    return new Access(access.buffer(), access.dtype(), access.offset(), strides);
  }
}
