package dev.covector.lowering;

import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Var;
import dev.covector.op.Concatenate;
import dev.covector.op.Interleave;
import dev.covector.op.Pad;
import java.util.ArrayList;
import java.util.List;

/** Values that several loops write, each a region. */
final class RegionLowering {
  private final Plan plan;
  private final CopyLowering copies;

  RegionLowering(Plan plan, CopyLowering copies) {
    this.plan = plan;
    this.copies = copies;
  }

  /** Each operand becomes a region along the axis. */
  void concatenate(Equation equation, Concatenate op) {
    Var output = equation.outputs().getFirst();
    List<Read> readers = plan.take(output);
    long[] sizes = Physical.sizes(output.type());
    Storage storage = Plan.storage(output.type());
    int height = Plan.heightAbove(readers);
    long start = 0;
    for (Atom operand : equation.inputs()) {
      long[] part = Physical.sizes(operand.type());
      // an empty result has empty regions, for somebody must write it
      if (part[op.axis()] != 0 || sizes[op.axis()] == 0) {
        LoopSpace space = new LoopSpace();
        space.add(part);
        IndexMap map = space.indices(0, part.length);
        Affine position =
            map.linear(sizes, space.rank()).plus(start * Physical.strides(sizes)[op.axis()]);
        copies.region(operand, space, map, storage, position, height);
      }
      start += part[op.axis()];
    }
    plan.resolve(readers, storage);
  }

  /** Each operand becomes every so-manieth element. */
  void interleave(Equation equation, Interleave op) {
    Var output = equation.outputs().getFirst();
    List<Read> readers = plan.take(output);
    long[] sizes = Physical.sizes(output.type());
    Storage storage = Plan.storage(output.type());
    int height = Plan.heightAbove(readers);
    boolean isEmpty = Dimensions.points(sizes) == 0;
    for (int phase = 0; phase < op.phases(); phase++) {
      Atom operand = equation.inputs().get(phase);
      // an empty result has empty regions, for somebody must write it
      if (operand.type().shape().size() > 0 || isEmpty) {
        LoopSpace space = new LoopSpace();
        long[] part = Physical.sizes(operand.type());
        space.add(part);
        IndexMap map = space.indices(0, part.length);
        int[] offset = op.offset(phase);
        List<Affine> target = new ArrayList<>();
        for (int axis = 0; axis < part.length; axis++) {
          target.add(map.axes().get(axis).times(op.steps().get(axis)).plus(offset[axis]));
        }
        Affine position = new IndexMap(target).linear(sizes, space.rank());
        copies.region(operand, space, map, storage, position, height);
      }
    }
    plan.resolve(readers, storage);
  }

  /** The border and the operand become regions that do not overlap, unless there are gaps. */
  void pad(Equation equation, Pad op) {
    Var output = equation.outputs().getFirst();
    List<Read> readers = plan.take(output);
    Storage storage = Plan.storage(output.type());
    long[] sizes = Physical.sizes(output.type());
    int height = Plan.heightAbove(readers);
    int rank = op.low().size();
    long[] first = new long[rank]; // the first element of the operand that stays
    long[] count = new long[rank];
    long[] from = new long[rank]; // where it goes
    boolean isEmpty = false;
    boolean hasGaps = false;
    for (int axis = 0; axis < rank; axis++) {
      long step = op.interior().get(axis) + 1L;
      long low = op.low().get(axis);
      first[axis] = low >= 0 ? 0 : Math.ceilDiv(-low, step);
      from[axis] = low + first[axis] * step;
      long fitting = Math.ceilDiv(sizes[axis] - from[axis], step);
      long left = equation.inputs().getFirst().type().shape().dim(axis) - first[axis];
      count[axis] = Math.max(0, Math.min(fitting, left));
      isEmpty |= count[axis] == 0;
      hasGaps |= step > 1 && count[axis] > 1;
    }
    Atom value = equation.inputs().get(1);
    if (isEmpty || hasGaps) {
      Box all = new Box(new long[rank], sizes.clone());
      LoopStep fill = fill(value, sizes, all, storage, height + 1);
      if (!isEmpty) {
        copy(equation, op, sizes, first, count, from, storage, height).after.add(fill);
      }
    } else {
      for (Box box : border(sizes, from, count)) {
        fill(value, sizes, box, storage, height);
      }
      copy(equation, op, sizes, first, count, from, storage, height);
    }
    plan.resolve(readers, storage);
  }

  private LoopStep copy(
      Equation equation,
      Pad op,
      long[] sizes,
      long[] first,
      long[] count,
      long[] from,
      Storage storage,
      int height) {
    LoopSpace space = new LoopSpace();
    space.add(count);
    List<Affine> source = new ArrayList<>();
    List<Affine> target = new ArrayList<>();
    for (int axis = 0; axis < count.length; axis++) {
      Affine index = space.index(axis);
      source.add(index.plus(first[axis]));
      target.add(index.times(op.interior().get(axis) + 1L).plus(from[axis]));
    }
    Affine position = new IndexMap(target).linear(sizes, space.rank());
    return copies.region(
        equation.inputs().getFirst(), space, new IndexMap(source), storage, position, height);
  }

  /** A region by its first element and its sizes. */
  private record Box(long[] start, long[] sizes) {}

  /** Boxes that together cover what lies outside of the inner one. */
  private static List<Box> border(long[] sizes, long[] from, long[] count) {
    List<Box> boxes = new ArrayList<>();
    long[] start = new long[sizes.length];
    long[] extent = sizes.clone();
    for (int axis = 0; axis < sizes.length; axis++) {
      long end = from[axis] + count[axis];
      if (from[axis] > 0) {
        Box low = new Box(start.clone(), extent.clone());
        low.sizes[axis] = from[axis];
        boxes.add(low);
      }
      if (end < sizes[axis]) {
        Box high = new Box(start.clone(), extent.clone());
        high.start[axis] = end;
        high.sizes[axis] = sizes[axis] - end;
        boxes.add(high);
      }
      start[axis] = from[axis];
      extent[axis] = count[axis];
    }
    return boxes;
  }

  private LoopStep fill(Atom value, long[] sizes, Box box, Storage storage, int height) {
    LoopSpace space = new LoopSpace();
    space.add(box.sizes);
    List<Affine> axes = new ArrayList<>();
    for (int axis = 0; axis < sizes.length; axis++) {
      axes.add(space.index(axis).plus(box.start[axis]));
    }
    Affine position = new IndexMap(axes).linear(sizes, space.rank());
    return copies.region(value, space, new IndexMap(List.of()), storage, position, height);
  }
}
