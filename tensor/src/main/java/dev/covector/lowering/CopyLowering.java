package dev.covector.lowering;

import dev.covector.graph.Atom;
import java.util.List;

/** Loops that write values to where they must lie. */
final class CopyLowering {
  private final Plan plan;

  CopyLowering(Plan plan) {
    this.plan = plan;
  }

  /** Stores a value densely and answers reads with the buffer. */
  void dense(Atom value, List<Read> readers) {
    Storage storage = Plan.storage(value.type());
    dense(value, storage, Plan.heightAbove(readers));
    plan.resolve(readers, storage);
  }

  /** Stores a value densely. */
  LoopStep dense(Atom value, Storage target, int height) {
    long[] sizes = Physical.sizes(value.type());
    LoopSpace space = new LoopSpace();
    space.add(sizes);
    IndexMap map = space.indices(0, sizes.length);
    return region(value, space, map, target, map.linear(sizes, space.rank()), height);
  }

  /**
   * Writes elements of a value to positions of a buffer.
   *
   * @param space one point per element
   * @param map the element
   * @param position where it goes
   */
  LoopStep region(
      Atom value, LoopSpace space, IndexMap map, Storage target, Affine position, int height) {
    LoopStep step = plan.add(new LoopStep(space.extents(), 0, height, plan.next()));
    Read read = plan.read(step, value, Read.Kind.VALUE, map);
    Member member = step.member(new Computation.Copy(), map, List.of(read), plan.next());
    step.store(member, 0, target, position);
    return step;
  }
}
