package dev.covector.lowering;

import java.util.List;
import java.util.Optional;

/** Something that a loop computes at each of its points (or once per row). */
final class Member {
  final Computation computation;
  final List<Read> operands;
  final int sequence;
  IndexMap map;

  /**
   * A member.
   *
   * @param map the element of its outputs at each point
   * @param sequence members with larger numbers are computed first
   */
  Member(Computation computation, IndexMap map, List<Read> operands, int sequence) {
    this.computation = computation;
    this.map = map;
    this.operands = operands;
    this.sequence = sequence;
  }

  /** The position that is counted, if any: a walk over the loop's dimensions as a load's is. */
  Optional<Affine> counter() {
    return computation instanceof Computation.Count count
        ? Optional.of(map.axes().get(count.axis()))
        : Optional.empty();
  }
}
