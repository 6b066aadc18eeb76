package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A copy of windows in the making. Its last dimensions stand for the starts of the windows: the
 * operand is read as if the starts were counted, so that views of it stay multiples of indices, and
 * the multiples of those dimensions become the scales of the dynamic terms.
 */
final class GatherStep extends Step {
  private final Storage target;
  private final List<Read> starts = new ArrayList<>();
  private Affine position;
  Read operand;

  GatherStep(long[] extents, Storage target, Affine position, int height, int sequence) {
    super(extents, height, sequence);
    this.target = target;
    this.position = position;
    target.writers.add(this);
  }

  /** The start that the next of the last dimensions stands for. */
  void start(Read start) {
    starts.add(start);
  }

  private int points() {
    return rank() - starts.size();
  }

  @Override
  boolean isSplittable(int dimension) {
    return dimension < points();
  }

  @Override
  void rewrite(UnaryOperator<Affine> change) {
    super.rewrite(change);
    position = change.apply(position);
  }

  @Override
  List<Storage> targets() {
    return List.of(target);
  }

  @Override
  void emit(Emission out) {
    int points = points();
    Affine from = operand.linear();
    List<DynamicIndex> dynamic = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      dynamic.add(
          new DynamicIndex(
              cut(starts.get(i).access(), points),
              from.coefficients()[points + i],
              extents[points + i] - 1,
              DynamicIndex.Bounds.CLIP));
    }
    Access access = cut(operand.access(from), points);
    Access source =
        new Access(access.buffer(), access.dtype(), access.offset(), access.strides(), dynamic);
    long[] strides = Arrays.copyOf(position.coefficients(), points);
    Access to = new Access(target.buffer(), target.dtype, position.constant(), strides);
    out.add(
        new Loop(
            Arrays.copyOf(extents, points),
            0,
            List.of(source),
            new Expression(List.of(new Expression.Load(0, source.dtype()))),
            List.of(new Loop.Store(to, 0))));
  }

  private static Access cut(Access access, int rank) {
    return new Access(
        access.buffer(), access.dtype(), access.offset(), Arrays.copyOf(access.strides(), rank));
  }
}
