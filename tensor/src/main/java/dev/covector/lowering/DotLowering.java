package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.DotGeneral;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of products: as a matrix product, or as a loop where there is nothing to gain from one (a
 * dot product of rows, an outer product).
 */
final class DotLowering {
  private final Plan plan;
  private final LoopPlan loops;

  DotLowering(Plan plan, LoopPlan loops) {
    this.plan = plan;
    this.loops = loops;
  }

  void lower(Equation equation, DotGeneral op) {
    TensorType lhs = equation.inputs().get(0).type();
    TensorType rhs = equation.inputs().get(1).type();
    long m = product(lhs.shape(), op.lhsFree(lhs.shape()));
    long n = product(rhs.shape(), op.rhsFree(rhs.shape()));
    long k = product(lhs.shape(), op.lhsContracting());
    if (k == 0) {
      loops.fill(equation, 0);
    } else if (k == 1) {
      DType dtype = lhs.dtype();
      ScalarFn multiply = dtype == DType.BOOL ? ScalarFn.AND : ScalarFn.MUL;
      loops.rows(
          equation,
          new Computation.Apply(multiply, dtype),
          new long[0],
          (step, map, row) -> operands(equation, op, step, map, row));
    } else if (lhs.dtype() == DType.BOOL || (m == 1 && n == 1)) {
      loops.rows(
          equation,
          new Computation.Product(),
          sizes(lhs.shape(), op.lhsContracting()),
          (step, map, row) -> operands(equation, op, step, map, row));
    } else {
      matmul(equation, op, lhs.shape(), rhs.shape());
    }
  }

  private List<Read> operands(
      Equation equation, DotGeneral op, LoopStep step, IndexMap map, IndexMap row) {
    Shape lhs = equation.inputs().get(0).type().shape();
    Shape rhs = equation.inputs().get(1).type().shape();
    List<Integer> lhsFree = op.lhsFree(lhs);
    List<Integer> rhsFree = op.rhsFree(rhs);
    int rank = step.rank();
    Placement left = new Placement(lhs.rank(), rank);
    Placement right = new Placement(rhs.rank(), rank);
    int next = 0;
    for (int i = 0; i < op.lhsBatch().size(); i++, next++) {
      left.put(op.lhsBatch().get(i), map.axes().get(next));
      right.put(op.rhsBatch().get(i), map.axes().get(next));
    }
    for (int axis : lhsFree) {
      left.put(axis, map.axes().get(next++));
    }
    for (int axis : rhsFree) {
      right.put(axis, map.axes().get(next++));
    }
    for (int i = 0; i < row.axes().size(); i++) {
      left.put(op.lhsContracting().get(i), row.axes().get(i));
      right.put(op.rhsContracting().get(i), row.axes().get(i));
    }
    return List.of(
        plan.read(step, equation.inputs().get(0), Read.Kind.VALUE, left.map()),
        plan.read(step, equation.inputs().get(1), Read.Kind.VALUE, right.map()));
  }

  private void matmul(Equation equation, DotGeneral op, Shape lhs, Shape rhs) {
    Var output = equation.outputs().getFirst();
    List<Read> readers = plan.take(output);
    LoopSpace space = new LoopSpace();
    int batch = space.add(sizes(lhs, op.lhsBatch()));
    int batchRank = space.rank();
    int rows = space.add(sizes(lhs, op.lhsFree(lhs)));
    int rowRank = space.rank() - batchRank;
    int columns = space.add(sizes(rhs, op.rhsFree(rhs)));
    int columnRank = space.rank() - batchRank - rowRank;
    int contracted = space.add(sizes(lhs, op.lhsContracting()));
    int rank = space.rank();
    Storage storage = Plan.storage(output.type());
    MatmulStep step =
        plan.add(
            new MatmulStep(
                space.extents(),
                rowRank,
                columnRank,
                rank - batchRank - rowRank - columnRank,
                storage,
                Plan.heightAbove(readers),
                plan.next()));
    Placement left = new Placement(lhs.rank(), rank);
    left.putAll(op.lhsBatch(), space, batch);
    left.putAll(op.lhsFree(lhs), space, rows);
    left.putAll(op.lhsContracting(), space, contracted);
    Placement right = new Placement(rhs.rank(), rank);
    right.putAll(op.rhsBatch(), space, batch);
    right.putAll(op.rhsFree(rhs), space, columns);
    right.putAll(op.rhsContracting(), space, contracted);
    step.lhs = plan.read(step, equation.inputs().get(0), Read.Kind.ACCESS, left.map());
    step.rhs = plan.read(step, equation.inputs().get(1), Read.Kind.ACCESS, right.map());
    plan.resolve(readers, storage);
  }

  private static long[] sizes(Shape shape, List<Integer> axes) {
    return axes.stream().mapToLong(shape::dim).toArray();
  }

  private static long product(Shape shape, List<Integer> axes) {
    return Dimensions.points(sizes(shape, axes));
  }

  /** Puts the index of each axis of an operand together. */
  private static final class Placement {
    private final List<Affine> axes = new ArrayList<>();

    Placement(int count, int rank) {
      for (int i = 0; i < count; i++) {
        axes.add(Affine.constant(0, rank));
      }
    }

    void put(int axis, Affine index) {
      axes.set(axis, index);
    }

    void putAll(List<Integer> targets, LoopSpace space, int first) {
      for (int i = 0; i < targets.size(); i++) {
        put(targets.get(i), space.index(first + i));
      }
    }

    IndexMap map() {
      return new IndexMap(axes);
    }
  }
}
