package dev.covector.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A loop in the making. */
final class LoopStep extends Step {
  /** A member's output, written somewhere. */
  static final class Store {
    final Member member;
    final int output;
    final Storage target;
    Affine position;

    Store(Member member, int output, Storage target, Affine position) {
      this.member = member;
      this.output = output;
      this.target = target;
      this.position = position;
    }
  }

  final List<Member> members = new ArrayList<>();
  final List<Store> stores = new ArrayList<>();
  int rowRank;

  /** The operations of all members. */
  int cost;

  /** How many members are computed more than once per element. */
  int repeats;

  private @Nullable LoopStep absorber;

  LoopStep(long[] extents, int rowRank, int height, int sequence) {
    super(extents, height, sequence);
    this.rowRank = rowRank;
  }

  /** Adds a member. */
  Member member(Computation computation, IndexMap map, List<Read> operands, int sequence) {
    Member member = new Member(computation, map, operands, sequence);
    members.add(member);
    return member;
  }

  @Override
  Step merged() {
    LoopStep last = this;
    while (last.absorber != null) {
      last = last.absorber;
    }
    if (absorber != null) {
      absorber = last;
    }
    return last;
  }

  /** Whether the iteration spaces are the same. */
  boolean walksAs(LoopStep other) {
    return rowRank == other.rowRank && Arrays.equals(extents, other.extents);
  }

  /** Takes everything that a loop over the same space does. */
  void absorb(LoopStep other) {
    members.addAll(other.members);
    stores.addAll(other.stores);
    reads.addAll(other.reads);
    after.addAll(other.after);
    cost += other.cost;
    repeats += other.repeats;
    other.absorber = this;
  }

  /** Adds a row to a loop without one. */
  void extend(long[] row) {
    int outer = rank();
    extents = Arrays.copyOf(extents, outer + row.length);
    System.arraycopy(row, 0, extents, outer, row.length);
    rowRank = row.length;
    rewrite(affine -> affine.withRank(outer + row.length));
  }

  /**
   * The index along each axis of a row of these sizes; the sizes are the row's, or their product.
   */
  IndexMap row(long[] sizes) {
    int outer = rank() - rowRank;
    List<Affine> axes = new ArrayList<>();
    if (sizes.length == rowRank) {
      for (int d = outer; d < rank(); d++) {
        axes.add(Affine.index(d, rank()));
      }
    } else {
      Affine position = Affine.constant(0, rank());
      for (int d = outer; d < rank(); d++) {
        position = position.times(extents[d]).plus(Affine.index(d, rank()));
      }
      axes.add(position);
    }
    return new IndexMap(axes);
  }

  /** Writes an output of a member. */
  void store(Member member, int output, Storage target, Affine position) {
    stores.add(new Store(member, output, target, position));
    target.writers.add(this);
  }

  @Override
  boolean isSplittable(int dimension) {
    return true;
  }

  @Override
  void split(int dimension, long inner) {
    if (dimension >= rank() - rowRank) {
      rowRank++;
    }
    super.split(dimension, inner);
  }

  @Override
  void rewrite(UnaryOperator<Affine> change) {
    super.rewrite(change);
    for (Member member : members) {
      member.map = member.map.rewrite(change);
    }
    for (Store store : stores) {
      store.position = change.apply(store.position);
    }
  }

  @Override
  List<Storage> targets() {
    return stores.stream().map(store -> store.target).toList();
  }

  @Override
  void emit(Emission out) {
    LoopEmitter.emit(this, out);
  }
}
