package dev.covector.lowering;

import dev.covector.Shape;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.op.ConvGeneralDilated;
import dev.covector.op.DotGeneral;
import dev.covector.op.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/** Convolutions: the meaning of axes becomes strides, and a dilated input becomes phases. */
final class ConvLowering {
  private final Plan plan;
  private final LoopPlan loops;

  ConvLowering(Plan plan, LoopPlan loops) {
    this.plan = plan;
    this.loops = loops;
  }

  void lower(Equation equation, ConvGeneralDilated op) {
    Shape lhs = equation.inputs().get(0).type().shape();
    Shape rhs = equation.inputs().get(1).type().shape();
    Var output = equation.outputs().getFirst();
    Shape out = output.type().shape();
    if (lhs.size() == 0 || rhs.size() == 0 || out.size() == 0) {
      loops.fill(equation, 0);
      return;
    }
    int groups = Math.max(op.featureGroups(), op.batchGroups());
    int batch = out.dim(op.dimensions().out().get(0));
    int features = out.dim(op.dimensions().out().get(1)) / groups;
    int channels = rhs.dim(op.dimensions().rhs().get(1));
    SlidingWindow window = op.window(rhs);
    int spatial = window.rank();
    List<Long> extents = new ArrayList<>();
    if (groups > 1) {
      extents.add((long) groups);
    }
    int first = extents.size();
    extents.addAll(List.of((long) batch, (long) features, (long) channels));
    op.dimensions().lhs().stream().skip(2).forEach(axis -> extents.add((long) lhs.dim(axis)));
    op.dimensions().rhs().stream().skip(2).forEach(axis -> extents.add((long) rhs.dim(axis)));
    int rank = extents.size();
    Affine group = groups > 1 ? Affine.index(0, rank) : Affine.constant(0, rank);
    List<Affine> input = new ArrayList<>();
    input.add(Affine.index(first, rank));
    input.add(Affine.index(first + 2, rank));
    List<Affine> kernel = new ArrayList<>();
    kernel.add(Affine.index(first + 1, rank).plus(group.times(features)));
    kernel.add(Affine.index(first + 2, rank));
    int shared = op.batchGroups() > 1 ? 0 : 1;
    input.set(shared, input.get(shared).plus(group.times(shared == 0 ? batch : channels)));
    for (int i = 0; i < spatial; i++) {
      input.add(Affine.index(first + 3 + i, rank));
      kernel.add(Affine.index(first + 3 + spatial + i, rank));
    }
    List<Read> readers = plan.take(output);
    Storage storage = Plan.storage(output.type());
    long[] strides = Physical.strides(Physical.sizes(output.type()));
    long[] target = op.dimensions().out().stream().mapToLong(axis -> strides[axis]).toArray();
    List<List<ConvPhase>> phases = new ArrayList<>();
    for (int i = 0; i < spatial; i++) {
      phases.add(
          ConvPhase.of(
              window,
              i,
              lhs.dim(op.dimensions().lhs().get(i + 2)),
              out.dim(op.dimensions().out().get(i + 2))));
    }
    ConvStep step =
        plan.add(
            new ConvStep(
                extents.stream().mapToLong(Long::longValue).toArray(),
                new ConvStep.Target(storage, target, DotGeneral.accumulator(op.dtype())),
                phases,
                group,
                Plan.heightAbove(readers),
                plan.next()));
    step.lhs =
        plan.read(
            step, equation.inputs().get(0), Read.Kind.ACCESS, placed(input, op.dimensions().lhs()));
    step.rhs =
        plan.read(
            step,
            equation.inputs().get(1),
            Read.Kind.ACCESS,
            placed(kernel, op.dimensions().rhs()));
    plan.resolve(readers, storage);
  }

  /** The index along each axis of an operand from the indices by meaning. */
  private static IndexMap placed(List<Affine> meanings, List<Integer> axes) {
    Affine[] map = new Affine[axes.size()];
    for (int i = 0; i < map.length; i++) {
      map[axes.get(i)] = meanings.get(i);
    }
    return new IndexMap(List.of(map));
  }
}
