package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Writes the class of a {@link GemmTile}: all accumulators are local variables, which C2 keeps in
 * registers. With 512-bit vectors there are 32 registers, for 6 rows of 4 vectors, the 4 vectors of
 * the right operand and one of the left; else 16, for 6 rows of 2.
 */
final class GemmGenerator {
  private static final ClassDesc SUPER = TileCode.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Tile");
  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc MULTIPLY =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_int);

  /** The rows of a tile. */
  static final int ROWS = 6;

  private static final int DEPTH = 1;
  private static final int LHS = 3;
  private static final int RHS = 5;
  private static final int OUT = 7;
  private static final int ROW_BYTES = 9;
  private static final int ADD = 11;

  private final boolean wide;
  private final VectorType type;
  private final int lanes;
  private final int vectors;

  GemmGenerator(boolean wide) {
    this.wide = wide;
    this.type = wide ? VectorType.DOUBLE : VectorType.FLOAT;
    this.lanes = Species.bits() / 8 / type.laneBytes();
    this.vectors = Species.bits() == 512 ? 4 : 2;
  }

  /** The columns of a tile. */
  int columns() {
    return vectors * lanes;
  }

  /** Generates and defines the class. */
  TileCode generate() {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClass(ClassFile.of().build(THIS, this::members), true);
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
    builder.withMethodBody("vector", MULTIPLY, 0, this::multiply);
  }

  private void multiply(CodeBuilder code) {
    VectorOps ops = new VectorOps(code);
    int[][] sums = new int[ROWS][vectors];
    ops.species(type);
    code.loadConstant(0);
    if (wide) {
      code.i2d();
    } else {
      code.i2f();
    }
    ops.broadcast(type);
    int zero = local(code);
    for (int[] row : sums) {
      for (int v = 0; v < vectors; v++) {
        code.aload(zero);
        row[v] = local(code);
      }
    }
    int position = code.allocateLocal(TypeKind.LONG);
    code.lconst_0().lstore(position);
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.lload(position).lload(DEPTH).lcmp().ifge(end);
    step(code, ops, sums, position);
    code.lload(position).lconst_1().ladd().lstore(position).goto_(head);
    code.labelBinding(end);
    finish(code, ops, sums);
  }

  private void step(CodeBuilder code, VectorOps ops, int[][] sums, int position) {
    int[] rhs = new int[vectors];
    for (int v = 0; v < vectors; v++) {
      int column = v * lanes;
      ops.load(type, () -> panel(code, RHS, position, vectors * lanes, column), -1);
      rhs[v] = local(code);
    }
    for (int i = 0; i < ROWS; i++) {
      int row = i;
      ops.species(type);
      panel(code, LHS, position, ROWS, row);
      code.invokestatic(
          MEMORY,
          wide ? "getF64" : "getF32",
          MethodTypeDesc.of(type.scalar().descriptor(), ConstantDescs.CD_long));
      ops.broadcast(type);
      int lhs = local(code);
      for (int v = 0; v < vectors; v++) {
        code.aload(lhs).aload(rhs[v]).aload(sums[i][v]);
        ops.fma(type);
        code.astore(sums[i][v]);
      }
    }
  }

  /** Pushes the address of an element of a panel. */
  private void panel(CodeBuilder code, int base, int position, int width, int element) {
    code.lload(base).lload(position).loadConstant((long) width * type.laneBytes()).lmul().ladd();
    if (element != 0) {
      code.loadConstant((long) element * type.laneBytes()).ladd();
    }
  }

  private void finish(CodeBuilder code, VectorOps ops, int[][] sums) {
    Label store = code.newLabel();
    code.iload(ADD).ifeq(store);
    each(
        (row, v) -> {
          code.aload(sums[row][v]);
          ops.load(type, () -> out(code, row, v), -1);
          ops.lanewise(type, "ADD");
          code.astore(sums[row][v]);
        });
    code.labelBinding(store);
    each(
        (row, v) -> {
          code.aload(sums[row][v]);
          ops.store(type, () -> out(code, row, v), -1);
        });
    code.return_();
  }

  /** What is done with an accumulator. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int row, int vector);
  }

  private void each(Visitor visitor) {
    for (int i = 0; i < ROWS; i++) {
      for (int v = 0; v < vectors; v++) {
        visitor.visit(i, v);
      }
    }
  }

  private void out(CodeBuilder code, int row, int vector) {
    code.lload(OUT).lload(ROW_BYTES).loadConstant((long) row).lmul().ladd();
    code.loadConstant((long) vector * lanes * type.laneBytes()).ladd();
  }

  private static int local(CodeBuilder code) {
    int slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }
}
