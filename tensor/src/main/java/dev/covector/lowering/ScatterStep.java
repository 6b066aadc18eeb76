package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Scatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A write of windows in the making, into a buffer that another step has filled before. */
final class ScatterStep extends Step {
  /** A start of the windows: where it is read, and what one step of it is in the target. */
  private record Start(Read read, long scale, long limit) {}

  private final Storage target;
  private final Scatter.Combine combine;
  private final DynamicIndex.Bounds bounds;
  private final List<Start> starts = new ArrayList<>();
  private Affine position;
  Read updates;

  ScatterStep(
      long[] extents,
      Storage target,
      Affine position,
      Scatter.Combine combine,
      DynamicIndex.Bounds bounds,
      int height,
      int sequence) {
    super(extents, height, sequence);
    this.target = target;
    this.position = position;
    this.combine = combine;
    this.bounds = bounds;
    target.writers.add(this);
  }

  void start(Read read, long scale, long limit) {
    starts.add(new Start(read, scale, limit));
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
    List<DynamicIndex> dynamic =
        starts.stream()
            .map(s -> new DynamicIndex(s.read.access(), s.scale, s.limit, bounds))
            .toList();
    Access to =
        new Access(
            target.buffer(), target.dtype, position.constant(), position.coefficients(), dynamic);
    out.add(new Scatter(extents, updates.access(), to, combine));
  }
}
