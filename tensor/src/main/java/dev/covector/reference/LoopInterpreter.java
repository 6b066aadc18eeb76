package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Access;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Evaluates a loop point by point: for each row its reductions in order, then its stores. */
final class LoopInterpreter implements CompiledKernel {
  private final Loop loop;
  private final List<Expression.Node> nodes;
  private final int outer;

  /** Whether a node has one value for the whole row. */
  private final boolean[] perRow;

  LoopInterpreter(Loop loop) {
    this.loop = loop;
    this.nodes = loop.body().nodes();
    this.outer = loop.extents().length - loop.rowRank();
    this.perRow = new boolean[nodes.size()];
    for (int n = 0; n < perRow.length; n++) {
      perRow[n] =
          switch (nodes.get(n)) {
            case Expression.RowReduce _, Expression.Constant _ -> true;
            case Expression.Index i -> i.dimension() < outer;
            case Expression.Load load -> isPerRow(loop.accesses().get(load.access()));
            case Expression.Apply apply -> apply.arguments().stream().allMatch(a -> perRow[a]);
            case Expression.Convert convert -> perRow[convert.argument()];
            case Expression.Bitcast cast -> perRow[cast.argument()];
          };
    }
  }

  @Override
  public void run(MemorySegment[] buffers) {
    new Run(buffers).all();
  }

  private boolean isPerRow(Access access) {
    for (int d = outer; d < loop.extents().length; d++) {
      if (access.strides()[d] != 0) {
        return false;
      }
    }
    return access.dynamic().stream().allMatch(term -> isPerRow(term.index()));
  }

  private boolean isStoredOnce(Loop.Store store) {
    return loop.rowRank() > 0 && perRow[store.node()] && isPerRow(store.target());
  }

  private final class Run {
    private final MemorySegment[] buffers;
    private final long[] index = new long[loop.extents().length];
    private final long[] values = new long[nodes.size()];
    private final Points rows = new Points(loop.extents(), 0, outer, index);
    private final Points points = new Points(loop.extents(), outer, index.length, index);

    Run(MemorySegment[] buffers) {
      this.buffers = buffers;
    }

    void all() {
      for (boolean more = rows.first(); more; more = rows.next()) {
        row();
      }
    }

    private void row() {
      for (int n = 0; n < values.length; n++) {
        if (nodes.get(n) instanceof Expression.RowReduce reduce) {
          values[n] = reduce(reduce);
        }
      }
      if (loop.rowRank() > 0) {
        points.first();
        evaluate(values.length, true);
        store(true); // even when the row is empty
      }
      for (boolean more = points.first(); more; more = points.next()) {
        evaluate(values.length, false);
        store(false);
      }
    }

    private long reduce(Expression.RowReduce reduce) {
      Accumulator sum = new Accumulator(reduce.combiner(), reduce.dtype());
      DType from = nodes.get(reduce.argument()).dtype();
      for (boolean more = points.first(); more; more = points.next()) {
        evaluate(reduce.argument() + 1, false);
        sum.add(Conversion.convert(from, reduce.dtype(), values[reduce.argument()]));
      }
      return sum.result();
    }

    /** Evaluates the nodes before {@code end}, or only those that are the same for the row. */
    private void evaluate(int end, boolean rowOnly) {
      for (int n = 0; n < end; n++) {
        if (!rowOnly || perRow[n]) {
          values[n] = evaluate(n);
        }
      }
    }

    private long evaluate(int n) {
      return switch (nodes.get(n)) {
        case Expression.RowReduce _ -> values[n];
        case Expression.Constant c -> Element.ofBits(c.dtype(), c.bits());
        case Expression.Index i -> Conversion.convert(DType.I64, i.dtype(), index[i.dimension()]);
        case Expression.Load load ->
            Points.read(loop.accesses().get(load.access()), index, buffers);
        case Expression.Convert convert ->
            Conversion.convert(
                dtype(convert.argument()), convert.dtype(), values[convert.argument()]);
        case Expression.Bitcast cast ->
            Element.ofBits(
                cast.dtype(), Element.bits(dtype(cast.argument()), values[cast.argument()]));
        case Expression.Apply apply -> apply(apply);
      };
    }

    private long apply(Expression.Apply apply) {
      int x = apply.arguments().get(0);
      if (apply.fn().arity() == 1) {
        return ScalarEvaluation.apply(apply.fn(), dtype(x), apply.dtype(), values[x]);
      }
      int y = apply.arguments().get(1);
      if (apply.fn() == ScalarFn.SELECT) {
        return values[values[x] != 0 ? y : apply.arguments().get(2)];
      }
      if (apply.fn() == ScalarFn.FMA) {
        int z = apply.arguments().get(2);
        return ScalarEvaluation.fma(apply.dtype(), values[x], values[y], values[z]);
      }
      return ScalarEvaluation.apply(apply.fn(), dtype(x), apply.dtype(), values[x], values[y]);
    }

    private DType dtype(int node) {
      return nodes.get(node).dtype();
    }

    private void store(boolean once) {
      for (Loop.Store store : loop.stores()) {
        if (isStoredOnce(store) == once) {
          Points.write(store.target(), index, buffers, values[store.node()]);
        }
      }
    }
  }
}
