package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts {@code x y + z} into one operation that rounds once, where nothing else takes the
 * product, as XLA's code generator does: the left product first, a difference with a changed sign.
 */
final class Contraction {
  private final List<Node> nodes;
  private final int[] uses;

  /** For each node the position of the product among its arguments; -1 where it has none. */
  private final int[] merged;

  private final List<Node> made = new ArrayList<>();
  private final int[] places;

  private Contraction(Loop loop) {
    nodes = loop.body().nodes();
    uses = new int[nodes.size()];
    merged = new int[nodes.size()];
    places = new int[nodes.size()];
    nodes.forEach(node -> arguments(node).forEach(a -> uses[a]++));
    loop.stores().forEach(store -> uses[store.node()]++);
  }

  /** The loop with its products contracted. */
  static Loop contract(Loop loop) {
    Contraction contraction = new Contraction(loop);
    if (!contraction.find()) {
      return loop;
    }
    contraction.rewrite();
    return new Loop(
        loop.extents(),
        loop.rowRank(),
        loop.accesses(),
        new Expression(contraction.made),
        loop.stores().stream()
            .map(s -> new Loop.Store(s.target(), contraction.places[s.node()]))
            .toList());
  }

  private boolean find() {
    boolean any = false;
    for (int n = 0; n < merged.length; n++) {
      merged[n] = -1;
      if (nodes.get(n) instanceof Apply sum
          && (sum.fn() == ScalarFn.ADD || sum.fn() == ScalarFn.SUB)
          && (sum.dtype() == DType.F32 || sum.dtype() == DType.F64)) {
        if (isOwnProduct(sum.arguments().get(0))) {
          merged[n] = 0;
        } else if (isOwnProduct(sum.arguments().get(1))) {
          merged[n] = 1;
        }
        any |= merged[n] >= 0;
      }
    }
    return any;
  }

  private boolean isOwnProduct(int node) {
    return uses[node] == 1 && nodes.get(node) instanceof Apply a && a.fn() == ScalarFn.MUL;
  }

  private void rewrite() {
    boolean[] gone = new boolean[nodes.size()];
    for (int n = 0; n < gone.length; n++) {
      if (merged[n] >= 0) {
        gone[((Apply) nodes.get(n)).arguments().get(merged[n])] = true;
      }
    }
    for (int n = 0; n < gone.length; n++) {
      if (!gone[n]) {
        places[n] =
            merged[n] < 0 ? add(moved(nodes.get(n))) : fused((Apply) nodes.get(n), merged[n]);
      }
    }
  }

  private int fused(Apply sum, int position) {
    Apply product = (Apply) nodes.get(sum.arguments().get(position));
    int x = places[product.arguments().get(0)];
    int y = places[product.arguments().get(1)];
    int z = places[sum.arguments().get(1 - position)];
    if (sum.fn() == ScalarFn.SUB) {
      if (position == 0) {
        z = negated(z);
      } else if (made.get(y) instanceof Constant) {
        y = negated(y);
      } else {
        x = negated(x);
      }
    }
    return add(new Apply(ScalarFn.FMA, sum.dtype(), List.of(x, y, z)));
  }

  private int negated(int place) {
    Node node = made.get(place);
    if (node instanceof Constant c) {
      long sign = c.dtype() == DType.F64 ? Long.MIN_VALUE : 1L << 31;
      return add(new Constant(c.dtype(), (c.bits() ^ sign) & (sign | sign - 1)));
    }
    return add(new Apply(ScalarFn.NEG, node.dtype(), List.of(place)));
  }

  private int add(Node node) {
    made.add(node);
    return made.size() - 1;
  }

  private Node moved(Node node) {
    return switch (node) {
      case Load load -> load;
      case Constant constant -> constant;
      case Index index -> index;
      case Apply a ->
          new Apply(a.fn(), a.dtype(), a.arguments().stream().map(x -> places[x]).toList());
      case Convert c -> new Convert(places[c.argument()], c.dtype());
      case Bitcast b -> new Bitcast(places[b.argument()], b.dtype());
      case RowReduce r -> new RowReduce(r.combiner(), places[r.argument()], r.dtype());
    };
  }

  private static List<Integer> arguments(Node node) {
    return switch (node) {
      case Load load -> List.of();
      case Constant constant -> List.of();
      case Index index -> List.of();
      case Apply apply -> apply.arguments();
      case Convert convert -> List.of(convert.argument());
      case Bitcast bitcast -> List.of(bitcast.argument());
      case RowReduce reduce -> List.of(reduce.argument());
    };
  }
}
