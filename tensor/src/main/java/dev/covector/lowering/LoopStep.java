package dev.covector.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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

  LoopStep(long[] extents, int rowRank, int height, int sequence) {
    super(extents, height, sequence);
    this.rowRank = rowRank;
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
    new LoopEmitter(this).emit(out);
  }
}
