package dev.covector.simd;

import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import java.util.ArrayList;
import java.util.List;

/**
 * The passes over a row that an expression takes: a reduction of a reduction's result needs another
 * pass. Elementwise stores happen in the last pass over the elements, when nothing reads an operand
 * again that a store may overwrite; per-row stores in a pass of their own, once per row.
 */
record Passes(List<Pass> elements, List<LoopKey.Target> perRow) {

  /**
   * One pass over the elements.
   *
   * @param reduces the reductions it computes
   * @param stores the stores it makes
   * @param reloads values that earlier passes have kept
   */
  record Pass(List<Integer> reduces, List<LoopKey.Target> stores, List<LoopKey.Kept> reloads) {}

  static Passes of(LoopKey key) {
    List<Node> nodes = key.body().nodes();
    int[] level = new int[nodes.size()];
    List<List<Integer>> reduces = new ArrayList<>();
    for (int i = 0; i < level.length; i++) {
      for (int argument : arguments(nodes.get(i))) {
        level[i] = Math.max(level[i], level[argument]);
      }
      if (nodes.get(i) instanceof RowReduce) {
        while (reduces.size() <= level[i]) {
          reduces.add(new ArrayList<>());
        }
        reduces.get(level[i]).add(i);
        level[i]++;
      }
    }
    List<LoopKey.Target> stores = key.stores().stream().filter(s -> !s.perRow()).toList();
    int last = reduces.size() - 1;
    for (LoopKey.Target store : stores) {
      last = Math.max(last, level[store.node()]);
    }
    List<Pass> passes = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      int pass = i;
      List<LoopKey.Target> made = new ArrayList<>(i == last ? stores : List.of());
      key.kept().stream()
          .filter(k -> k.pass() == pass)
          .forEach(k -> made.add(new LoopKey.Target(k.stream(), k.node(), false)));
      passes.add(
          new Pass(
              i < reduces.size() ? List.copyOf(reduces.get(i)) : List.of(),
              List.copyOf(made),
              key.kept().stream().filter(k -> k.pass() < pass).toList()));
    }
    return new Passes(
        List.copyOf(passes), key.stores().stream().filter(LoopKey.Target::perRow).toList());
  }

  /** The nodes that a node names. */
  static List<Integer> arguments(Node node) {
    return switch (node) {
      case Load l -> List.of();
      case Expression.Constant c -> List.of();
      case Index i -> List.of();
      case Apply a -> a.arguments();
      case Convert c -> List.of(c.argument());
      case Bitcast b -> List.of(b.argument());
      case RowReduce r -> List.of(r.argument());
    };
  }
}
