package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.ScalarFn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the nodes of an expression; an equal node is added once. */
final class ExpressionBuilder {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> positions = new HashMap<>();

  private int add(Node node) {
    Integer known = positions.putIfAbsent(node, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  int load(int access, DType dtype) {
    return add(new Expression.Load(access, dtype));
  }

  int constant(DType dtype, long bits) {
    return add(new Expression.Constant(dtype, bits));
  }

  int apply(ScalarFn fn, DType dtype, int... arguments) {
    List<Integer> boxed = new ArrayList<>(arguments.length);
    for (int argument : arguments) {
      boxed.add(argument);
    }
    return add(new Expression.Apply(fn, dtype, boxed));
  }

  int convert(int argument, DType dtype) {
    return nodes.get(argument).dtype() == dtype
        ? argument
        : add(new Expression.Convert(argument, dtype));
  }

  int bitcast(int argument, DType dtype) {
    return nodes.get(argument).dtype() == dtype
        ? argument
        : add(new Expression.Bitcast(argument, dtype));
  }

  int index(int dimension, DType dtype) {
    return add(new Expression.Index(dimension, dtype));
  }

  int rowReduce(ScalarFn combiner, int argument, DType dtype) {
    return add(new Expression.RowReduce(combiner, argument, dtype));
  }

  DType dtype(int node) {
    return nodes.get(node).dtype();
  }

  Expression build() {
    return new Expression(nodes);
  }
}
