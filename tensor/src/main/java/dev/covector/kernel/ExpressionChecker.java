package dev.covector.kernel;

import dev.covector.DType;
import java.util.List;
import java.util.function.Consumer;

/** Checks the expression of a loop. */
final class ExpressionChecker {
  private final Loop loop;
  private final List<Expression.Node> nodes;
  private final Consumer<String> fail;
  private final boolean[] perRow;

  ExpressionChecker(Loop loop, Consumer<String> fail) {
    this.loop = loop;
    this.nodes = loop.body().nodes();
    this.fail = fail;
    this.perRow = new boolean[nodes.size()];
  }

  /** Checks every node. */
  void check() {
    for (int n = 0; n < nodes.size(); n++) {
      perRow[n] = isPerRow(n, nodes.get(n));
    }
  }

  /** Whether a store is of one value a row, to one element a row. */
  boolean isStoredOnce(Loop.Store store) {
    return loop.rowRank() > 0 && perRow[store.node()] && isPerRow(store.target());
  }

  private boolean isPerRow(int n, Expression.Node node) {
    return switch (node) {
      case Expression.Load load -> {
        require(
            load.access() < loop.accesses().size()
                && loop.accesses().get(load.access()).dtype() == load.dtype(),
            node + " is not of the access's dtype");
        yield isPerRow(loop.accesses().get(load.access()));
      }
      case Expression.Constant _ -> true;
      case Expression.Index index -> {
        require(index.dimension() < loop.extents().length, node + " has no dimension");
        require(index.dtype().isInteger() || index.dtype().isFloating(), node + " is not a number");
        yield index.dimension() < loop.extents().length - loop.rowRank();
      }
      case Expression.Apply apply -> {
        checkApply(n, apply);
        yield apply.arguments().stream().allMatch(a -> perRow[a]);
      }
      case Expression.Convert convert -> {
        argument(n, convert.argument());
        yield perRow[convert.argument()];
      }
      case Expression.Bitcast cast -> {
        require(
            argument(n, cast.argument()).byteSize() == cast.dtype().byteSize(),
            node + " changes the size");
        yield perRow[cast.argument()];
      }
      case Expression.RowReduce reduce -> {
        checkReduce(n, reduce);
        yield true;
      }
    };
  }

  private void checkApply(int n, Expression.Apply apply) {
    require(apply.arguments().size() == apply.fn().arity(), apply + " has another arity");
    boolean select = apply.fn() == ScalarFn.SELECT;
    if (select) {
      require(argument(n, apply.arguments().get(0)) == DType.BOOL, apply + " has no predicate");
    }
    List<Integer> operands =
        select ? apply.arguments().subList(1, apply.arguments().size()) : apply.arguments();
    DType dtype = argument(n, operands.get(0));
    for (int operand : operands) {
      require(argument(n, operand) == dtype, apply + " has arguments of several dtypes");
    }
    require(
        dtype.isFloating() ? apply.fn().takesFloats() : apply.fn().takesIntegers(),
        apply + " is not defined on " + dtype);
    require(
        apply.dtype() == (apply.fn().isPredicate() ? DType.BOOL : dtype),
        apply + " is of another dtype than its arguments");
  }

  private void checkReduce(int n, Expression.RowReduce reduce) {
    DType from = argument(n, reduce.argument());
    require(loop.rowRank() > 0, reduce + " has no row");
    require(
        from == reduce.dtype() || (from.isFloating() && reduce.dtype() == DType.F32),
        reduce + " accumulates in another dtype");
    require(
        switch (reduce.combiner()) {
          case ADD, MUL, MAX, MIN -> true;
          case AND, OR, XOR -> !from.isFloating();
          default -> false;
        },
        reduce + " has no such combiner");
  }

  private boolean isPerRow(Access access) {
    for (int d = loop.extents().length - loop.rowRank(); d < loop.extents().length; d++) {
      if (access.strides()[d] != 0) {
        return false;
      }
    }
    return access.dynamic().stream().allMatch(term -> isPerRow(term.index()));
  }

  private DType argument(int n, int argument) {
    require(argument >= 0 && argument < n, nodes.get(n) + " has no earlier argument " + argument);
    return nodes.get(argument).dtype();
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      fail.accept(problem);
    }
  }
}
