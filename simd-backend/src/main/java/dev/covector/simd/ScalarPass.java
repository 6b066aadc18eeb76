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
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/**
 * Emits a pass as a scalar loop: {@code static void (long[] arguments, long from, long to)}. It
 * serves every expression, is the tail of the vector loop, and links no class of the Vector API.
 */
final class ScalarPass {
  private static final int TO = 3;

  private final PassFrame frame;
  private final PassShape shape;
  private final CodeBuilder code;
  private final ScalarOps ops;
  private final ScalarConversions conversions;
  private final int[] accumulators;

  ScalarPass(PassFrame frame) {
    this.frame = frame;
    this.shape = frame.shape();
    this.code = frame.code();
    this.ops = new ScalarOps(code, frame.copiesMath());
    this.conversions = new ScalarConversions(code);
    this.accumulators = new int[frame.key().body().nodes().size()];
  }

  /** Emits the whole method. */
  void emit() {
    frame.loadArguments();
    for (int node : shape.invariants()) {
      emit(node);
    }
    if (frame.isPerRow()) {
      shape.pass().stores().forEach(this::store);
    } else {
      loop();
    }
    code.return_();
  }

  /** Emits the invariant nodes only. */
  void emitInvariants() {
    for (int node : shape.invariants()) {
      emit(node);
    }
  }

  private void loop() {
    if (!frame.key().column()) {
      shape.pass().reduces().forEach(this::startReduce);
    }
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.lload(PassFrame.FROM).lload(TO).lcmp().ifge(end);
    for (int node : shape.variants()) {
      emit(node);
    }
    shape.pass().reduces().forEach(frame.key().column() ? this::reduceCell : this::reduce);
    shape.pass().stores().forEach(this::store);
    code.lload(PassFrame.FROM).lconst_1().ladd().lstore(PassFrame.FROM).goto_(head);
    code.labelBinding(end);
    if (!frame.key().column()) {
      shape.pass().reduces().forEach(this::endReduce);
    }
  }

  private void emit(int position) {
    Node node = shape.node(position);
    if (shape.reloaded(position) >= 0) {
      frame.pushAddress(shape.reloaded(position));
      get(node.dtype());
      keep(position, node.dtype());
      return;
    }
    switch (node) {
      case Load load -> frame.pushElement(load.access(), load.dtype());
      case Constant constant -> constant(constant);
      case Index index -> {
        frame.pushAddress(frame.key().iotas().get(index.dimension()));
        conversions.convert(DType.I64, index.dtype());
      }
      case Apply apply when apply.fn() == ScalarFn.SELECT -> select(apply);
      case Apply apply -> {
        apply.arguments().forEach(this::push);
        ops.apply(apply.fn(), shape.node(apply.arguments().getFirst()).dtype(), apply.dtype());
      }
      case Convert convert -> {
        push(convert.argument());
        conversions.convert(shape.node(convert.argument()).dtype(), convert.dtype());
      }
      case Bitcast bitcast -> {
        push(bitcast.argument());
        conversions.bitcast(shape.node(bitcast.argument()).dtype(), bitcast.dtype());
      }
      case RowReduce reduce -> {
        if (frame.key().column()) {
          frame.pushCell(position);
          get(reduce.dtype());
        } else {
          loadState(position, reduce.dtype());
        }
      }
    }
    keep(position, node.dtype());
  }

  private void keep(int position, DType dtype) {
    TypeKind type = ScalarKind.of(dtype).type();
    int slot = code.allocateLocal(type);
    code.storeLocal(type, slot);
    frame.setScalar(position, slot);
  }

  private void constant(Constant constant) {
    switch (ScalarKind.of(constant.dtype())) {
      case INT -> {
        code.loadConstant((int) constant.bits());
        ops.narrow(constant.dtype());
      }
      case LONG -> code.loadConstant(constant.bits());
      case FLOAT -> {
        int bits = (int) constant.bits();
        code.loadConstant(
            switch (constant.dtype()) {
              case F16 -> NarrowFloat.fromF16Bits(bits);
              case BF16 -> NarrowFloat.fromBF16Bits(bits);
              default -> Float.intBitsToFloat(bits);
            });
      }
      case DOUBLE -> code.loadConstant(Double.longBitsToDouble(constant.bits()));
    }
  }

  private void select(Apply apply) {
    Label otherwise = code.newLabel();
    Label end = code.newLabel();
    push(apply.arguments().get(0));
    code.ifeq(otherwise);
    push(apply.arguments().get(1));
    code.goto_(end);
    code.labelBinding(otherwise);
    push(apply.arguments().get(2));
    code.labelBinding(end);
  }

  private void push(int position) {
    code.loadLocal(ScalarKind.of(shape.node(position).dtype()).type(), frame.scalar(position));
  }

  private void store(LoopKey.Target target) {
    frame.pushAddress(target.stream());
    push(target.node());
    frame.access("put", shape.node(target.node()).dtype());
  }

  private void get(DType dtype) {
    frame.access("get", dtype);
  }

  /** f32 sums accumulate in f64, since there is only one accumulator. */
  private DType accumulator(RowReduce reduce) {
    boolean wide = reduce.combiner() == ScalarFn.ADD && reduce.dtype() == DType.F32;
    return wide ? DType.F64 : reduce.dtype();
  }

  private void startReduce(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    DType wide = accumulator(reduce);
    loadState(position, reduce.dtype());
    conversions.convert(reduce.dtype(), wide);
    TypeKind type = ScalarKind.of(wide).type();
    accumulators[position] = code.allocateLocal(type);
    code.storeLocal(type, accumulators[position]);
  }

  private void reduce(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    DType wide = accumulator(reduce);
    TypeKind type = ScalarKind.of(wide).type();
    code.loadLocal(type, accumulators[position]);
    push(reduce.argument());
    conversions.convert(shape.node(reduce.argument()).dtype(), wide);
    ops.apply(reduce.combiner(), wide, wide);
    code.storeLocal(type, accumulators[position]);
  }

  private void endReduce(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    DType wide = accumulator(reduce);
    frame.pushState(position);
    code.loadLocal(ScalarKind.of(wide).type(), accumulators[position]);
    conversions.convert(wide, reduce.dtype());
    toState(reduce.dtype());
    code.lastore();
  }

  private void reduceCell(int position) {
    RowReduce reduce = (RowReduce) shape.node(position);
    frame.pushCell(position);
    frame.pushCell(position);
    get(reduce.dtype());
    push(reduce.argument());
    conversions.convert(shape.node(reduce.argument()).dtype(), reduce.dtype());
    ops.apply(reduce.combiner(), reduce.dtype(), reduce.dtype());
    frame.access("put", reduce.dtype());
  }

  /** Pushes a reduction's value so far. */
  void loadState(int position, DType dtype) {
    frame.pushState(position);
    code.laload();
    ScalarKind kind = ScalarKind.of(dtype);
    if (kind == ScalarKind.INT || kind == ScalarKind.FLOAT) {
      code.l2i();
    }
    if (dtype.isFloating()) {
      conversions.fromBits(kind == ScalarKind.FLOAT ? DType.F32 : DType.F64);
    }
  }

  /** Turns the value on the stack into the bits that the arguments hold. */
  void toState(DType dtype) {
    ScalarKind kind = ScalarKind.of(dtype);
    if (dtype.isFloating()) {
      conversions.bits(kind == ScalarKind.FLOAT ? DType.F32 : DType.F64);
    }
    if (kind == ScalarKind.INT || kind == ScalarKind.FLOAT) {
      code.i2l();
    }
  }
}
