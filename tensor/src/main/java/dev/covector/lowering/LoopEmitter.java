package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes some stores of a finished {@link LoopStep} down as a {@link Loop}. */
final class LoopEmitter {
  private final ExpressionBuilder expression = new ExpressionBuilder();
  private final MemberExpression rules = new MemberExpression(expression);
  private final Map<Access, Integer> accesses = new LinkedHashMap<>();
  private final Map<Member, int[]> nodes = new IdentityHashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final List<LoopStep.Store> stores;

  /** The positions that reads, stores and counting members walk, by the object. */
  private final Map<Object, Affine> positions = new IdentityHashMap<>();

  private long[] extents;
  private int rowRank;

  private LoopEmitter(LoopStep step, List<LoopStep.Store> stores, int rank, int rowRank) {
    this.stores = stores;
    this.rowRank = rowRank;
    extents = Arrays.copyOf(step.extents, rank);
    collectMembers(step);
    collectPositions(rank);
  }

  /**
   * Emits a loop. Where a row turned out to have no reduction, values of one per row get a loop of
   * their own.
   */
  static void emit(LoopStep step, Step.Emission out) {
    step.members.sort((a, b) -> Integer.compare(b.sequence, a.sequence));
    boolean reduces = step.members.stream().anyMatch(m -> m.computation.isRowReduction());
    if (step.rowRank == 0 || reduces) {
      new LoopEmitter(step, step.stores, step.rank(), step.rowRank).emit(out);
      return;
    }
    int outer = step.rank() - step.rowRank;
    List<LoopStep.Store> perRow = new ArrayList<>();
    List<LoopStep.Store> perElement = new ArrayList<>();
    for (LoopStep.Store store : step.stores) {
      boolean isPerRow = true;
      for (int d = outer; d < step.rank(); d++) {
        isPerRow &= store.position.ignores(d);
      }
      (isPerRow ? perRow : perElement).add(store);
    }
    if (!perElement.isEmpty()) {
      new LoopEmitter(step, perElement, step.rank(), 0).emit(out);
    }
    if (!perRow.isEmpty()) {
      new LoopEmitter(step, perRow, outer, 0).emit(out);
    }
  }

  /** The members that the stores need, in order. */
  private void collectMembers(LoopStep step) {
    Set<Member> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    stores.forEach(store -> needed.add(store.member));
    for (Member member : step.members.reversed()) {
      if (needed.contains(member)) {
        members.add(member);
        for (Read read : member.operands) {
          if (read.source() instanceof Source.Computed computed) {
            needed.add(computed.member());
          }
        }
      }
    }
    Collections.reverse(members);
  }

  private void collectPositions(int rank) {
    for (Member member : members) {
      member.counter().ifPresent(position -> positions.put(member, position.withRank(rank)));
      for (Read read : member.operands) {
        if (read.source() instanceof Source.Stored) {
          positions.put(read, read.linear().withRank(rank));
        }
      }
    }
    stores.forEach(store -> positions.put(store, store.position.withRank(rank)));
  }

  /** Merges dimensions that all positions walk as one. */
  private void collapse() {
    Set<Affine> distinct = new LinkedHashSet<>(positions.values());
    int row = extents.length - rowRank;
    for (int dimension : Dimensions.mergeable(extents, rowRank, distinct)) {
      if (dimension >= row) {
        rowRank--;
      }
      extents = Dimensions.merge(extents, dimension);
      positions.replaceAll((owner, position) -> position.merge(dimension));
    }
  }

  private void emit(Step.Emission out) {
    collapse();
    for (Member member : members) {
      nodes.put(member, rules.nodes(member.computation, operands(member), positions.get(member)));
    }
    List<Loop.Store> written = new ArrayList<>();
    for (LoopStep.Store store : stores) {
      Affine position = positions.get(store);
      Access target =
          new Access(
              store.target.buffer(),
              store.target.dtype,
              position.constant(),
              position.coefficients());
      written.add(new Loop.Store(target, nodes.get(store.member)[store.output]));
    }
    List<Access> read = List.copyOf(accesses.keySet());
    out.add(Contraction.contract(new Loop(extents, rowRank, read, expression.build(), written)));
  }

  private int[] operands(Member member) {
    int[] found = new int[member.operands.size()];
    for (int i = 0; i < found.length; i++) {
      Read read = member.operands.get(i);
      found[i] =
          switch (read.source()) {
            case Source.Computed c -> nodes.get(c.member())[c.output()];
            case Source.Scalar s ->
                expression.constant(s.literal().type().dtype(), s.literal().bits());
            case Source.Stored s -> load(read.access(positions.get(read)));
          };
    }
    return found;
  }

  private int load(Access access) {
    int number = accesses.computeIfAbsent(access, a -> accesses.size());
    return expression.load(number, access.dtype());
  }
}
