package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.Loop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a finished {@link LoopStep} down as a {@link Loop}. */
final class LoopEmitter {
  private final LoopStep step;
  private final ExpressionBuilder expression = new ExpressionBuilder();
  private final MemberExpression rules = new MemberExpression(expression);
  private final Map<Access, Integer> accesses = new LinkedHashMap<>();
  private final Map<Member, int[]> nodes = new IdentityHashMap<>();

  LoopEmitter(LoopStep step) {
    this.step = step;
  }

  void emit(Step.Emission out) {
    step.members.sort(Comparator.comparingInt((Member m) -> m.sequence).reversed());
    collapse();
    for (Member member : step.members) {
      nodes.put(member, rules.nodes(member, operands(member)));
    }
    List<Loop.Store> stores = new ArrayList<>();
    for (LoopStep.Store store : step.stores) {
      Access target =
          new Access(
              store.target.buffer(),
              store.target.dtype,
              store.position.constant(),
              store.position.coefficients());
      stores.add(new Loop.Store(target, nodes.get(store.member)[store.output]));
    }
    out.add(
        new Loop(
            step.extents,
            step.rowRank,
            List.copyOf(accesses.keySet()),
            expression.build(),
            stores));
  }

  private int[] operands(Member member) {
    int[] found = new int[member.operands.size()];
    for (int i = 0; i < found.length; i++) {
      Read read = member.operands.get(i);
      found[i] =
          switch (read.source()) {
            case Source.Computed c -> nodes.get(c.member())[c.output()];
            case Source.Scalar s -> expression.constant(s.literal().type().dtype(), s.literal().bits());
            case Source.Stored s -> load(read.access());
          };
    }
    return found;
  }

  private int load(Access access) {
    Integer known = accesses.get(access);
    int number = known == null ? accesses.size() : known;
    accesses.putIfAbsent(access, number);
    return expression.load(number, access.dtype());
  }

  /** Merges dimensions that all loads, stores and counters walk as one. */
  private void collapse() {
    Set<Affine> positions = new LinkedHashSet<>();
    for (Read read : step.reads) {
      if (read.source() instanceof Source.Stored) {
        read.linearize();
        positions.add(read.map.axes().getFirst());
      }
    }
    step.stores.forEach(store -> positions.add(store.position));
    step.members.forEach(member -> member.counter().ifPresent(positions::add));
    int row = step.extents.length - step.rowRank;
    for (int dimension : Dimensions.mergeable(step.extents, step.rowRank, positions)) {
      if (dimension >= row) {
        step.rowRank--;
      }
      step.merge(dimension);
    }
  }
}
