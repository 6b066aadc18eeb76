package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.kernel.DynamicIndex.Bounds;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.op.DynamicSlice;
import dev.covector.op.DynamicUpdateSlice;
import dev.covector.op.Gather;
import dev.covector.op.Scatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Windows whose starts are read at run time. */
final class IndexingLowering {
  private final Plan plan;
  private final CopyLowering copies;

  IndexingLowering(Plan plan, CopyLowering copies) {
    this.plan = plan;
    this.copies = copies;
  }

  /** Where the windows of an operand are. */
  private interface Starts {
    /** The operand's axis that a start belongs to. */
    List<Integer> axes();

    /** The value with a start, and its element for a point; places are the axes in front. */
    Atom value(int start);

    IndexMap element(int start, List<Affine> places, int rank);
  }

  /** Starts along the last axis of one value. */
  private record Columns(Atom indices, List<Integer> axes) implements Starts {
    @Override
    public Atom value(int start) {
      return indices;
    }

    @Override
    public IndexMap element(int start, List<Affine> places, int rank) {
      return new IndexMap(places).append(Affine.constant(start, rank));
    }
  }

  /** One scalar per axis. */
  private record Scalars(List<Atom> values) implements Starts {
    @Override
    public List<Integer> axes() {
      return IntStream.range(0, values.size()).boxed().toList();
    }

    @Override
    public Atom value(int start) {
      return values.get(start);
    }

    @Override
    public IndexMap element(int start, List<Affine> places, int rank) {
      return new IndexMap(List.of());
    }
  }

  void lower(Equation equation, Gather op) {
    Atom indices = equation.inputs().get(1);
    read(
        equation,
        new Columns(indices, op.indexed()),
        indices.type().shape().rank() - 1,
        op.batchAxes(),
        op.collapsed());
  }

  void lower(Equation equation, DynamicSlice op) {
    List<Atom> in = equation.inputs();
    read(equation, new Scalars(in.subList(1, in.size())), 0, 0, List.of());
  }

  void lower(Equation equation, Scatter op) {
    Atom indices = equation.inputs().get(1);
    write(
        equation,
        equation.inputs().get(2),
        new Columns(indices, op.indexed()),
        new Target(
            indices.type().shape().rank() - 1,
            op.batchAxes(),
            op.collapsed(),
            op.combine(),
            op.bounds()));
  }

  void lower(Equation equation, DynamicUpdateSlice op) {
    List<Atom> in = equation.inputs();
    write(
        equation,
        in.get(1),
        new Scalars(in.subList(2, in.size())),
        new Target(0, 0, List.of(), Combine.SET, Bounds.CLIP));
  }

  private void read(
      Equation equation, Starts starts, int places, int batchAxes, List<Integer> collapsed) {
    Var output = equation.outputs().getFirst();
    Atom operand = equation.inputs().getFirst();
    List<Read> readers = plan.take(output);
    long[] sizes = Physical.sizes(operand.type());
    long[] out = Physical.sizes(output.type());
    LoopSpace space = new LoopSpace();
    space.add(out);
    int[] counted = new int[starts.axes().size()];
    for (int i = 0; i < counted.length; i++) {
      int axis = starts.axes().get(i);
      counted[i] = space.add(sizes[axis] - window(out, places, batchAxes, collapsed, axis) + 1);
    }
    IndexMap map = space.indices(0, out.length);
    List<Affine> element = new ArrayList<>();
    int window = places;
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean inWindow = axis >= batchAxes && !collapsed.contains(axis);
      element.add(
          axis < batchAxes
              ? map.axes().get(axis)
              : inWindow ? map.axes().get(window++) : Affine.constant(0, space.rank()));
    }
    Storage storage = Plan.storage(output.type());
    Affine position = map.linear(out, space.rank());
    GatherStep step =
        plan.add(
            new GatherStep(
                space.extents(), storage, position, Plan.heightAbove(readers), plan.next()));
    for (int i = 0; i < counted.length; i++) {
      int axis = starts.axes().get(i);
      Affine start = space.index(counted[i]);
      if (start.equals(Affine.constant(0, space.rank()))) {
        continue; // there is one place for the window
      }
      element.set(axis, element.get(axis).plus(start));
      IndexMap at = starts.element(i, map.axes().subList(0, places), space.rank());
      step.start(plan.read(step, starts.value(i), Read.Kind.ACCESS, at));
    }
    step.operand = plan.read(step, operand, Read.Kind.ACCESS, new IndexMap(element));
    plan.resolve(readers, storage);
  }

  /** The size of the window along an axis of the operand. */
  private static long window(
      long[] windows, int places, int batchAxes, List<Integer> collapsed, int axis) {
    if (collapsed.contains(axis)) {
      return 1;
    }
    int before = 0;
    for (int a = batchAxes; a < axis; a++) {
      before += collapsed.contains(a) ? 0 : 1;
    }
    return windows[places + before];
  }

  /** What windows are written to. */
  private record Target(
      int places, int batchAxes, List<Integer> collapsed, Combine combine, Bounds bounds) {}

  private void write(Equation equation, Atom updates, Starts starts, Target target) {
    Var output = equation.outputs().getFirst();
    List<Read> readers = plan.take(output);
    long[] sizes = Physical.sizes(output.type());
    long[] strides = Physical.strides(sizes);
    long[] windows = Physical.sizes(updates.type());
    LoopSpace space = new LoopSpace();
    space.add(windows);
    IndexMap map = space.indices(0, windows.length);
    Affine position = Affine.constant(0, space.rank());
    int window = target.places;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (axis < target.batchAxes) {
        position = position.plus(map.axes().get(axis).times(strides[axis]));
      } else if (!target.collapsed.contains(axis)) {
        position = position.plus(map.axes().get(window++).times(strides[axis]));
      }
    }
    Storage storage = Plan.storage(output.type());
    int height = Plan.heightAbove(readers);
    Step copy = copies.dense(equation.inputs().getFirst(), storage, height + 1);
    ScatterStep step =
        plan.add(
            new ScatterStep(
                space.extents(),
                storage,
                position,
                target.combine,
                target.bounds,
                height,
                plan.next()));
    step.after.add(copy);
    for (int i = 0; i < starts.axes().size(); i++) {
      int axis = starts.axes().get(i);
      long size = window(windows, target.places, target.batchAxes, target.collapsed, axis);
      IndexMap at = starts.element(i, map.axes().subList(0, target.places), space.rank());
      Read read = plan.read(step, starts.value(i), Read.Kind.ACCESS, at);
      step.start(read, strides[axis], sizes[axis] - size);
    }
    step.updates = plan.read(step, updates, Read.Kind.ACCESS, map);
    plan.resolve(readers, storage);
  }
}
