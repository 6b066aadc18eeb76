package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Writes the class of a {@link GemmTile}: all accumulators are local variables, which C2 keeps in
 * registers.
 *
 * <p>Addresses are cut to 56 bits at the start: C2 then knows that they lie in the segment over all
 * memory, also a step times the contracted position away, and drops the range check of every access
 * (10 in a step of a tile of 6 by 4 vectors, which has 24 multiply-adds). Cutting them again in
 * every step took 4 of 46 instructions, and the tile was slower by 4 %.
 */
final class GemmGenerator {
  private static final ClassDesc SUPER = TileCode.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Tile");
  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
  private static final ClassDesc VALUE_LAYOUT = ValueLayout.class.describeConstable().orElseThrow();
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final MethodTypeDesc MULTIPLY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          ConstantDescs.CD_int);

  /** All bits of an address in user space, on any processor. */
  private static final long ADDRESSES = (1L << 56) - 1;

  /**
   * Distances of rows and columns: of what C2 knows to fit in an int, even times 5, it makes a part
   * of an instruction's address.
   */
  private static final long STRIDES = TileShape.FARTHEST;

  private static final int DEPTH = 1;
  private static final int LHS = 3;
  private static final int LHS_ROW = 5;
  private static final int LHS_STEP = 7;
  private static final int RHS = 9;
  private static final int RHS_STEP = 11;
  private static final int OUT = 13;
  private static final int OUT_ROW = 15;
  private static final int COLUMNS = 17;
  private static final int ADD = 19;

  private final TileShape shape;
  private final VectorType type;
  private final int vectorBytes;

  /** The local variables with 3, 5 and the group's times the distance of rows. */
  private int third;

  private int fifth;
  private int group;

  /** The local variable of the mask of the last vector, or -1. */
  private int mask = -1;

  GemmGenerator(TileShape shape) {
    this.shape = shape;
    this.type = shape.wide() ? VectorType.DOUBLE : VectorType.FLOAT;
    this.vectorBytes = shape.lanes() * shape.bytes();
  }

  /** Generates and defines the class. */
  TileCode generate() {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClass(ClassWriter.write(THIS, this::members), true);
      return (TileCode)
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot define the class of a matrix tile", e);
    }
  }

  private void members(ClassBuilder builder) {
    builder.withFlags(ClassFile.ACC_FINAL).withSuperclass(SUPER);
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        0,
        code ->
            code.aload(0)
                .invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
    builder.withMethodBody(
        "vector", MULTIPLY, 0, code -> DirectVectors.emit(OutOfLine.begin(code), this::multiply));
  }

  private void multiply(CodeBuilder code) {
    Label isCall = code.newLabel();
    code.lload(DEPTH).lconst_0().lcmp().ifge(isCall).return_().labelBinding(isCall);
    VectorOps ops = new VectorOps(code);
    if (shape.masked()) {
      mask(code, ops);
    }
    int[][] sums = zeros(code, ops);
    cut(code, LHS, ADDRESSES);
    cut(code, LHS_STEP, STRIDES);
    cutRhs(code);
    distances(code);
    int depth = code.allocateLocal(TypeKind.INT);
    int position = code.allocateLocal(TypeKind.INT);
    code.lload(DEPTH).l2i().istore(depth).iconst_0().istore(position);
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.iload(position).iload(depth).if_icmpge(end);
    step(code, ops, position, sums);
    code.iinc(position, 1).goto_(head);
    code.labelBinding(end);
    finish(code, ops, sums);
  }

  /**
   * Distances of rows from the first of their group. The others are these times 2 or 4, which costs
   * no register: the processor has such addresses.
   */
  private void distances(CodeBuilder code) {
    cut(code, LHS_ROW, STRIDES);
    third = distance(code, 3);
    fifth = distance(code, 5);
    group = distance(code, TileShape.GROUP);
  }

  private static int distance(CodeBuilder code, int rows) {
    int slot = code.allocateLocal(TypeKind.LONG);
    code.lload(LHS_ROW).loadConstant((long) rows).lmul().lstore(slot);
    return slot;
  }

  /** Adds the distance of a row from the first of its group to the address on the stack. */
  private void addDistance(CodeBuilder code, int row) {
    switch (row) {
      case 0 -> {}
      case 1 -> code.lload(LHS_ROW).ladd();
      case 3 -> code.lload(third).ladd();
      case 5 -> code.lload(fifth).ladd();
      default -> code.lload(LHS_ROW).loadConstant(row / 2).lshl().ladd();
    }
  }

  private void mask(CodeBuilder code, VectorOps ops) {
    int zero = code.allocateLocal(TypeKind.LONG);
    int rest = code.allocateLocal(TypeKind.LONG);
    code.lconst_0().lstore(zero);
    long whole = (shape.vectors() - 1L) * shape.lanes();
    code.lload(COLUMNS).loadConstant(whole).lsub().lstore(rest);
    ops.indexInRange(type, zero, rest);
    mask = local(code);
  }

  private int[][] zeros(CodeBuilder code, VectorOps ops) {
    ops.species(type);
    code.loadConstant(0);
    if (shape.wide()) {
      code.i2d();
    } else {
      code.i2f();
    }
    ops.broadcast(type);
    int zero = local(code);
    int[][] sums = new int[shape.rows()][shape.vectors()];
    for (int[] row : sums) {
      for (int v = 0; v < row.length; v++) {
        code.aload(zero);
        row[v] = local(code);
      }
    }
    return sums;
  }

  private static void cut(CodeBuilder code, int slot, long bits) {
    code.lload(slot).loadConstant(bits).land().lstore(slot);
  }

  private void step(CodeBuilder code, VectorOps ops, int position, int[][] sums) {
    int[] rhs = new int[shape.vectors()];
    for (int v = 0; v < rhs.length; v++) {
      long column = (long) v * vectorBytes;
      ops.load(type, () -> code.lload(RHS).loadConstant(column).ladd(), mask(v));
      rhs[v] = local(code);
    }
    int base = code.allocateLocal(TypeKind.LONG);
    code.lload(LHS).iload(position).i2l().lload(LHS_STEP).lmul().ladd().lstore(base);
    for (int i = 0; i < shape.rows(); i++) {
      int row = i % TileShape.GROUP;
      if (i > 0 && row == 0) {
        code.lload(base).lload(group).ladd().lstore(base);
      }
      ops.species(type);
      scalar(
          code,
          () -> {
            code.lload(base);
            addDistance(code, row);
          });
      ops.broadcast(type);
      int lhs = local(code);
      for (int v = 0; v < rhs.length; v++) {
        code.aload(lhs).aload(rhs[v]).aload(sums[i][v]);
        ops.fma(type);
        code.astore(sums[i][v]);
      }
    }
    code.lload(RHS).lload(RHS_STEP).ladd().lstore(RHS);
    cutRhs(code);
  }

  /** Direct loads have no range check that could be dropped. */
  private static void cutRhs(CodeBuilder code) {
    if (!DirectVectors.isOn()) {
      cut(code, RHS, ADDRESSES);
    }
  }

  /**
   * Loads an element by the segment's own method, which C2 always inlines; a method of ours it
   * would not any more in the last rows of a large tile.
   */
  private void scalar(CodeBuilder code, Runnable address) {
    ClassDesc layout = VALUE_LAYOUT.nested(shape.wide() ? "OfDouble" : "OfFloat");
    code.getstatic(MEMORY, "ALL", SEGMENT);
    code.getstatic(
        VALUE_LAYOUT, shape.wide() ? "JAVA_DOUBLE_UNALIGNED" : "JAVA_FLOAT_UNALIGNED", layout);
    address.run();
    code.invokeinterface(
        SEGMENT, "get", MethodTypeDesc.of(type.scalar().descriptor(), layout, LONG));
  }

  private int mask(int vector) {
    return vector == shape.vectors() - 1 ? mask : -1;
  }

  private void finish(CodeBuilder code, VectorOps ops, int[][] sums) {
    Label store = code.newLabel();
    int row = code.allocateLocal(TypeKind.LONG);
    code.iload(ADD).ifeq(store);
    if (shape.subtracts()) {
      Label add = code.newLabel();
      code.iload(ADD).ifgt(add);
      rows(
          code,
          row,
          sums,
          (vector, sum) -> {
            ops.load(type, () -> out(code, row, vector), mask(vector));
            code.aload(sum);
            ops.lanewise(type, "SUB");
            code.astore(sum);
          });
      code.goto_(store).labelBinding(add);
    }
    rows(
        code,
        row,
        sums,
        (vector, sum) -> {
          code.aload(sum);
          ops.load(type, () -> out(code, row, vector), mask(vector));
          ops.lanewise(type, "ADD");
          code.astore(sum);
        });
    code.labelBinding(store);
    rows(
        code,
        row,
        sums,
        (vector, sum) -> {
          code.aload(sum);
          ops.store(type, () -> out(code, row, vector), mask(vector));
        });
    code.return_();
  }

  /** What is done with an accumulator. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int vector, int sum);
  }

  private void rows(CodeBuilder code, int row, int[][] sums, Visitor visitor) {
    code.lload(OUT).lstore(row);
    cut(code, row, ADDRESSES);
    for (int i = 0; i < sums.length; i++) {
      if (i > 0) {
        code.lload(row).lload(OUT_ROW).ladd().lstore(row);
        cut(code, row, ADDRESSES);
      }
      for (int v = 0; v < sums[i].length; v++) {
        visitor.visit(v, sums[i][v]);
      }
    }
  }

  private void out(CodeBuilder code, int row, int vector) {
    code.lload(row).loadConstant((long) vector * vectorBytes).ladd();
  }

  private static int local(CodeBuilder code) {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }
}
