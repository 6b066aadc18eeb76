package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Expression.RowReduce;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Emits a pass as a vector loop: {@code static long (long[] arguments, long from, long to)}, which
 * gives the position that it reached. Without a mask it stops where less than a vector is left;
 * with one it finishes.
 */
final class VectorPass {
  private static final int FROM = PassFrame.FROM;
  private static final int TO = 3;
  private static final ClassDesc MASKS = ClassDesc.of("dev.covector.simd.MaskMemory");

  private final PassFrame frame;
  private final PassShape shape;
  private final CodeBuilder code;
  private final VectorOps ops;
  private final ScalarPass scalars;
  private final boolean masked;
  private final int laneBytes;
  private final int lanes;
  private final VectorType integers;
  private final int unroll;
  private final int[] vectors;
  private final VectorValues values;
  private final VectorReductions reductions;
  private final InvariantDivision divisions;
  private final int runs;
  private int offset;
  private int mask = -1;
  private int floatMask = -1;

  /**
   * A pass.
   *
   * @param masked whether it finishes what is less than a vector
   * @param runs how many runs of columns it takes at once
   */
  VectorPass(PassFrame frame, int laneBytes, boolean masked, int runs) {
    this.runs = runs;
    this.frame = frame;
    this.shape = frame.shape();
    this.code = frame.code();
    this.ops = new VectorOps(code);
    this.scalars = new ScalarPass(frame);
    this.masked = masked;
    this.laneBytes = laneBytes;
    this.lanes = VectorWidth.bits() / 8 / laneBytes;
    this.integers = VectorType.integers(laneBytes);
    this.unroll = masked ? 1 : shape.accumulatorCount();
    int nodes = frame.key().body().nodes().size();
    this.vectors = new int[nodes];
    this.values = new VectorValues(shape, ops, code, integers, vectors);
    this.reductions = new VectorReductions(frame, ops, scalars, integers, unroll);
    this.divisions = new InvariantDivision(frame, ops);
  }

  /** Emits the whole method. */
  void emit() {
    Label head = code.newLabel();
    Label end = code.newLabel();
    Label work = code.newLabel();
    // A way out before anything is loaded: short rows take it, and WarmUp, which thereby reaches
    // HotSpot's invocation threshold without spoiling the profile of the loop.
    pushRest().ifle(work);
    code.lload(FROM).lreturn();
    code.labelBinding(work);
    frame.loadArguments();
    scalars.emitInvariants();
    Set<Integer> operands = shape.operands();
    shape.invariants().stream().filter(operands::contains).forEach(this::broadcast);
    if (!masked) {
      divisions.prepare(vectors);
    }
    boolean inLanes = !frame.key().column();
    int[][] addresses = frame.runs(runs);
    if (inLanes) {
      shape.pass().reduces().forEach(reductions::start);
    }
    code.labelBinding(head);
    pushRest().ifgt(end);
    if (masked) {
      emitMask(FROM);
    }
    for (int copy = 0; copy < unroll; copy++) {
      offset = copy * lanes;
      if (inLanes) {
        body(copy);
      } else {
        columns(addresses);
      }
    }
    code.lload(FROM).loadConstant((long) lanes * unroll).ladd().lstore(FROM).goto_(head);
    code.labelBinding(end);
    if (inLanes) {
      shape.pass().reduces().forEach(reductions::end);
    }
    code.lload(FROM).lreturn();
  }

  /**
   * Emits a method that goes through as many runs as the arguments say, each to its end.
   *
   * @param hasTail whether there may be less than a vector left at the end of a run
   */
  void emitRuns(boolean hasTail) {
    int whole = code.allocateLocal(TypeKind.LONG);
    int runsLeft = code.allocateLocal(TypeKind.LONG);
    Label run = code.newLabel();
    Label head = code.newLabel();
    Label tail = code.newLabel();
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.lload(FROM).lload(TO).lcmp().ifge(end);
    frame.loadArguments();
    int[] steps = frame.loadAcross();
    code.aload(0).loadConstant(frame.key().runsSlot()).laload().lstore(runsLeft);
    code.lload(TO).loadConstant((long) -lanes).land().lstore(whole);
    int tailMask = -1;
    int tailFloatMask = -1;
    if (hasTail) {
      // the same in every run
      emitMask(whole);
      tailMask = mask;
      tailFloatMask = floatMask;
    }
    code.labelBinding(run);
    code.lload(runsLeft).lconst_0().lcmp().ifle(end);
    scalars.emitInvariants();
    Set<Integer> operands = shape.operands();
    shape.invariants().stream().filter(operands::contains).forEach(this::broadcast);
    code.lconst_0().lstore(FROM);
    code.labelBinding(head);
    code.lload(FROM).lload(whole).lcmp().ifge(tail);
    mask = -1;
    floatMask = -1;
    body(0);
    code.lload(FROM).loadConstant((long) lanes).ladd().lstore(FROM).goto_(head);
    code.labelBinding(tail);
    if (hasTail) {
      code.lload(FROM).lload(TO).lcmp().ifge(next);
      mask = tailMask;
      floatMask = tailFloatMask;
      body(0);
    }
    code.labelBinding(next);
    frame.advance(steps);
    code.lload(runsLeft).lconst_1().lsub().lstore(runsLeft).goto_(run);
    code.labelBinding(end);
    code.lload(TO).lreturn();
  }

  /** Pushes a number that is above 0 when there is no work left for the loop. */
  private CodeBuilder pushRest() {
    code.lload(FROM).loadConstant(masked ? 1L : (long) lanes * unroll).ladd();
    return code.lload(TO).lcmp();
  }

  private void body(int copy) {
    shape.variants().forEach(this::emit);
    shape.pass().reduces().forEach(r -> reduce(r, copy));
    shape.pass().stores().forEach(this::store);
  }

  /** Cells are loaded before the first run and stored after the last. */
  private void columns(int[][] addresses) {
    for (int run = 0; run < runs; run++) {
      frame.select(addresses[run]);
      for (int position : shape.variants()) {
        if (run == 0 || !shape.isOfColumn(position)) {
          emit(position);
        }
      }
      for (int reduce : shape.pass().reduces()) {
        reduceCell(reduce, run);
      }
      shape.pass().stores().forEach(this::store);
    }
  }

  /** The lanes up to the end, of which the first is at a position in a local variable. */
  private void emitMask(int from) {
    ops.indexInRange(integers, from, TO);
    mask = local();
    VectorType floats = laneBytes == 4 ? VectorType.FLOAT : VectorType.DOUBLE;
    code.aload(mask);
    ops.cast(floats);
    floatMask = local();
  }

  private int maskOf(VectorType type) {
    return type.isFloating() ? floatMask : mask;
  }

  /** Stores the reference on the stack into a new local variable. */
  private int local() {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }

  private void broadcast(int position) {
    VectorType type = VectorType.of(shape.node(position).dtype());
    if (type == null) {
      ops.broadcastMask(integers, frame.scalar(position));
    } else {
      ops.broadcast(type, frame.scalar(position));
    }
    vectors[position] = local();
  }

  private void emit(int position) {
    Node node = shape.node(position);
    if (shape.reloaded(position) >= 0) {
      load(shape.reloaded(position), node.dtype());
      vectors[position] = local();
      return;
    }
    switch (node) {
      case Load load -> load(load.access(), load.dtype());
      case Constant constant -> throw new IllegalStateException("constants do not vary");
      case Index index -> index(index);
      case Apply apply when divisions.serves(apply) -> divisions.emit(apply, vectors);
      case Apply apply -> values.apply(apply);
      case Convert convert -> values.convert(convert);
      case Bitcast bitcast -> values.bitcast(bitcast);
      case RowReduce reduce -> cell(position);
    }
    vectors[position] = local();
  }

  private void address(int stream) {
    frame.pushAddress(stream);
    addOffset(frame.key().streams().get(stream).dtype().byteSize());
  }

  private void addOffset(int size) {
    if (offset != 0) {
      code.loadConstant((long) offset * size).ladd();
    }
  }

  private void load(int stream, DType dtype) {
    VectorType type = VectorType.of(dtype);
    if (type != null) {
      ops.load(type, () -> address(stream), maskOf(type));
      return;
    }
    if (VectorOps.hasBytes(lanes)) {
      ops.loadBools(integers, lanes, () -> address(stream), mask);
      return;
    }
    address(stream);
    code.invokestatic(
        MASKS, "load" + lanes, MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
    ops.maskFromBits(integers);
  }

  private void index(Index index) {
    int stream = frame.key().iotas().get(index.dimension());
    VectorType type = VectorType.of(index.dtype());
    VectorType computed = index.dtype() == DType.F64 ? VectorType.DOUBLE : integers;
    ops.iota(computed);
    ops.species(computed);
    frame.pushAddress(stream);
    addOffset(1);
    switch (computed) {
      case INT -> code.l2i();
      case DOUBLE -> code.l2d();
      case LONG, FLOAT -> {}
    }
    ops.broadcast(computed);
    ops.lanewise(computed, "ADD");
    if (type == VectorType.FLOAT) {
      ops.convert(VectorType.INT, VectorType.FLOAT, "I2F");
    }
  }

  private void store(LoopKey.Target target) {
    DType dtype = shape.node(target.node()).dtype();
    VectorType type = VectorType.of(dtype);
    if (type != null) {
      code.aload(vectors[target.node()]);
      ops.store(type, () -> address(target.stream()), maskOf(type));
      return;
    }
    if (VectorOps.hasBytes(lanes)) {
      code.aload(vectors[target.node()]);
      ops.storeBools(lanes, () -> address(target.stream()), mask);
      return;
    }
    address(target.stream());
    code.aload(vectors[target.node()]);
    ops.maskBits();
    code.invokestatic(
        MASKS,
        "store" + lanes,
        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long));
  }

  private void cell(int position) {
    VectorType type = VectorType.of(shape.node(position).dtype());
    ops.load(type, () -> frame.pushCell(position), maskOf(type));
  }

  private void reduceCell(int position, int run) {
    RowReduce reduce = (RowReduce) shape.node(position);
    VectorType type = VectorType.of(reduce.dtype());
    if (run == 0) {
      cell(position);
    } else {
      code.aload(vectors[position]);
    }
    code.aload(vectors[reduce.argument()]);
    ops.lanewise(type, VectorOps.operator(reduce.combiner(), reduce.dtype().isUnsigned()));
    if (run + 1 < runs) {
      vectors[position] = local();
    } else {
      ops.store(type, () -> frame.pushCell(position), maskOf(type));
    }
  }

  private void reduce(int position, int copy) {
    RowReduce reduce = (RowReduce) shape.node(position);
    VectorType type = VectorType.of(reduce.dtype());
    int lanesInUse = masked && type != null ? maskOf(type) : -1;
    reductions.step(position, copy, vectors[reduce.argument()], lanesInUse);
  }
}
