package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/** A kernel in the making that works along the last dimension of its space. */
final class RowStep extends Step {
  /** Makes the kernel of what it reads and writes. */
  interface Maker {
    Kernel make(long[] extents, List<Access> sources, List<Access> targets);
  }

  private final List<Storage> targets;
  private final Affine position;
  private final Maker maker;

  /**
   * A step.
   *
   * @param targets dense buffers, all written at the same position
   */
  RowStep(
      long[] extents,
      List<Storage> targets,
      Affine position,
      Maker maker,
      int height,
      int sequence) {
    super(extents, height, sequence);
    this.targets = List.copyOf(targets);
    this.position = position;
    this.maker = maker;
    this.targets.forEach(target -> target.writers.add(this));
  }

  @Override
  List<Storage> targets() {
    return targets;
  }

  @Override
  void emit(Emission out) {
    List<Access> written = new ArrayList<>();
    for (Storage target : targets) {
      written.add(
          new Access(target.buffer(), target.dtype, position.constant(), position.coefficients()));
    }
    out.add(maker.make(extents, reads.stream().map(Read::access).toList(), written));
  }
}
