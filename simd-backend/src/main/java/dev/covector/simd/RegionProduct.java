package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.ScalarFn;
import dev.covector.simd.RegionScope.Place;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A product of a matrix and a vector of constant sizes, with the sums in vector registers: down the
 * columns where the matrix lies that way (each element of the vector times a piece of a column),
 * along several rows at once where it lies the other way.
 *
 * <p>Sizes that are no multiple of the lanes (or rows at once) end in a step that overlaps the one
 * before it and writes the same values again.
 */
final class RegionProduct implements RegionMethod {
  private static final int MOST_SUMS = 8;

  private final ClassDesc owner;
  private final String name;
  private final Sides sides;
  private final VectorType type;
  private final int lanes;

  /**
   * The product {@code out[i] = sum over k of matrix[i, k] * vector[k]}; steps in bytes.
   *
   * @param down from a row of the matrix to the next
   * @param along from a column to the next
   */
  private record Sides(
      boolean wide,
      Access matrix,
      Access vector,
      Access out,
      long rows,
      long depth,
      long down,
      long along,
      long step,
      long outStep) {

    static Sides of(Matmul p) {
      int batch = p.batch().length;
      boolean isRow = p.m() == 1;
      Access matrix = isRow ? p.rhs() : p.lhs();
      Access vector = isRow ? p.lhs() : p.rhs();
      long size = p.out().dtype().byteSize();
      return new Sides(
          p.out().dtype() == DType.F64,
          matrix,
          vector,
          p.out(),
          isRow ? p.n() : p.m(),
          p.k(),
          size * matrix.strides()[isRow ? batch + 1 : batch],
          size * matrix.strides()[isRow ? batch : batch + 1],
          size * vector.strides()[isRow ? batch + 1 : batch],
          size * p.out().strides()[isRow ? batch + 1 : batch]);
    }

    long size() {
      return wide ? Double.BYTES : Float.BYTES;
    }

    boolean isByColumns(int lanes) {
      return down == size() && outStep == size() && rows >= lanes;
    }

    boolean isByRows(int lanes) {
      return along == size() && step == size() && depth >= lanes;
    }
  }

  private RegionProduct(ClassDesc owner, String name, Sides sides) {
    this.owner = owner;
    this.name = name;
    this.sides = sides;
    this.type = sides.wide ? VectorType.DOUBLE : VectorType.FLOAT;
    this.lanes = lanes(sides.wide);
  }

  private static int lanes(boolean wide) {
    return VectorWidth.bits() / (wide ? Double.SIZE : Float.SIZE);
  }

  /** The method for a product; empty where a plain loop has to do. */
  static Optional<RegionMethod> of(ClassDesc owner, String name, Matmul product) {
    DType dtype = product.out().dtype();
    boolean plain =
        List.of(product.lhs(), product.rhs(), product.out()).stream()
            .allMatch(a -> a.dtype() == dtype && a.dynamic().isEmpty());
    if (!plain
        || (dtype != DType.F32 && dtype != DType.F64)
        || product.accumulator() != dtype
        || (product.m() != 1 && product.n() != 1)
        || Arrays.stream(product.batch()).anyMatch(b -> b != 1)) {
      return Optional.empty();
    }
    Sides sides = Sides.of(product);
    int lanes = lanes(sides.wide);
    return sides.isByColumns(lanes) || sides.isByRows(lanes)
        ? Optional.of(new RegionProduct(owner, name, sides))
        : Optional.empty();
  }

  /** The buffers whose addresses it takes. */
  static List<Integer> buffers(Matmul product) {
    boolean isRow = product.m() == 1;
    return List.of(
        (isRow ? product.rhs() : product.lhs()).buffer(),
        (isRow ? product.lhs() : product.rhs()).buffer(),
        product.out().buffer());
  }

  /**
   * The same product with the matrix turned, so that it goes by columns and no sums across lanes
   * are needed; empty where nothing is gained. The turned matrix is dense, column after column.
   */
  static Optional<Matmul> turned(Matmul product) {
    Optional<RegionMethod> method = of(ConstantDescs.CD_Object, "none", product);
    if (method.isEmpty() || !(method.get() instanceof RegionProduct p)) {
      return Optional.empty();
    }
    Sides sides = p.sides;
    if (sides.isByColumns(p.lanes) || sides.outStep != sides.size() || sides.rows < p.lanes) {
      return Optional.empty();
    }
    boolean isRow = product.m() == 1;
    long[] strides = new long[product.batch().length + 2];
    strides[strides.length - 2] = isRow ? sides.rows : 1;
    strides[strides.length - 1] = isRow ? 1 : sides.rows;
    Access dense = new Access(sides.matrix.buffer(), sides.matrix.dtype(), 0, strides, List.of());
    return Optional.of(
        new Matmul(
            product.batch(),
            product.m(),
            product.n(),
            product.k(),
            isRow ? product.lhs() : dense,
            isRow ? dense : product.rhs(),
            product.out(),
            product.accumulator()));
  }

  /** The buffer of the matrix. */
  static int matrix(Matmul product) {
    return buffers(product).getFirst();
  }

  /** Emits the turning of the matrix from one place to another. */
  static void turn(CodeBuilder code, Matmul product, Place from, Place to) {
    Sides sides = Sides.of(product);
    from.push(code, sides.matrix.offset() * sides.size());
    to.push(code, 0);
    code.loadConstant(sides.rows)
        .loadConstant(sides.depth)
        .loadConstant(sides.down)
        .loadConstant(sides.along)
        .loadConstant((int) sides.size())
        .invokestatic(
            RegionMemory.class.describeConstable().orElseThrow(),
            "turn",
            type(6)
                .changeReturnType(ConstantDescs.CD_void)
                .dropParameterTypes(0, 1)
                .insertParameterTypes(6, ConstantDescs.CD_int));
  }

  private static MethodTypeDesc type(int addresses) {
    return MethodTypeDesc.of(
            ConstantDescs.CD_void, Collections.nCopies(addresses, ConstantDescs.CD_long))
        .insertParameterTypes(0, ConstantDescs.CD_long.arrayType());
  }

  @Override
  public void call(CodeBuilder code) {
    code.invokestatic(owner, name, type(3));
  }

  @Override
  public void addTo(ClassBuilder builder) {
    builder.withMethodBody(
        name,
        type(3),
        ClassFile.ACC_STATIC,
        code -> DirectVectors.emit(code, c -> new Body(c).emit()));
  }

  private final class Body {
    private static final int MATRIX = 1;
    private static final int VECTOR = 3;
    private static final int OUT = 5;
    private final CodeBuilder code;
    private final VectorOps ops;
    private int counter = -1;

    Body(CodeBuilder code) {
      this.code = code;
      this.ops = new VectorOps(code);
    }

    void emit() {
      add(MATRIX, sides.matrix.offset() * sides.size());
      add(VECTOR, sides.vector.offset() * sides.size());
      add(OUT, sides.out.offset() * sides.size());
      if (sides.isByColumns(lanes)) {
        byColumns();
      } else {
        byRows();
      }
      code.return_();
    }

    private void add(int local, long bytes) {
      if (bytes != 0) {
        code.lload(local).loadConstant(bytes).ladd().lstore(local);
      }
    }

    private int copy(int local) {
      int other = code.allocateLocal(TypeKind.LONG);
      code.lload(local).lstore(other);
      return other;
    }

    private int[] zeros(int count) {
      int[] sums = new int[count];
      for (int i = 0; i < count; i++) {
        sums[i] = code.allocateLocal(TypeKind.REFERENCE);
        ops.species(type);
        code.invokestatic(
            type.descriptor(),
            "zero",
            MethodTypeDesc.of(
                type.descriptor(), ClassDesc.of("jdk.incubator.vector.VectorSpecies")));
        code.astore(sums[i]);
      }
      return sums;
    }

    private void address(int local, long offset) {
      code.lload(local);
      if (offset != 0) {
        code.loadConstant(offset).ladd();
      }
    }

    /**
     * Pushes an address that moves with the innermost loop. C2 only moves the bounds check of an
     * access out of a loop when its address is a multiple of the counter.
     */
    private void moving(int local, long stride, long offset) {
      code.lload(local);
      if (counter >= 0) {
        code.lload(counter).loadConstant(stride).lmul().ladd();
      }
      if (offset != 0) {
        code.loadConstant(offset).ladd();
      }
    }

    /** Repeats a step; the innermost loop has {@link #counter}. */
    private void repeat(long times, Runnable step) {
      int outer = counter;
      if (times > 0) {
        int own = code.allocateLocal(TypeKind.LONG);
        counter = own;
        code.lconst_0().lstore(own);
        Label head = code.newBoundLabel();
        Label end = code.newLabel();
        code.lload(own).loadConstant(times).lcmp().ifge(end);
        step.run();
        code.lload(own).lconst_1().ladd().lstore(own).goto_(head);
        code.labelBinding(end);
      }
      counter = outer;
    }

    private void byColumns() {
      long vectors = (sides.rows + lanes - 1) / lanes;
      for (long first = 0; first < vectors; first += MOST_SUMS) {
        int count = (int) Math.min(MOST_SUMS, vectors - first);
        long[] offsets = new long[count];
        for (int v = 0; v < count; v++) {
          offsets[v] = Math.min((first + v) * lanes, sides.rows - lanes) * sides.size();
        }
        columns(offsets);
      }
    }

    /** Some pieces of all columns; with few pieces, two or four columns at once hide latencies. */
    private void columns(long[] offsets) {
      int together = (int) Math.min(Math.max(1, MOST_SUMS / offsets.length), sides.depth);
      int[] sums = zeros(together * offsets.length);
      int matrix = copy(MATRIX);
      int vector = copy(VECTOR);
      long whole = sides.depth / together;
      repeat(whole, () -> columnStep(together, offsets, sums, matrix, vector));
      int rest = (int) (sides.depth - whole * together);
      if (rest > 0) {
        add(matrix, whole * together * sides.along);
        add(vector, whole * together * sides.step);
        columnStep(rest, offsets, sums, matrix, vector);
      }
      for (int v = 0; v < offsets.length; v++) {
        code.aload(sums[v]);
        for (int t = 1; t < together; t++) {
          code.aload(sums[t * offsets.length + v]);
          ops.lanewise(type, "ADD");
        }
        long offset = offsets[v];
        ops.store(type, () -> address(OUT, offset), -1);
      }
    }

    private void columnStep(int together, long[] offsets, int[] sums, int matrix, int vector) {
      for (int t = 0; t < together; t++) {
        int element = code.allocateLocal(TypeKind.REFERENCE);
        ops.species(type);
        moving(vector, together * sides.step, t * sides.step);
        RegionScalar.get(code, sides.wide ? DType.F64 : DType.F32);
        ops.broadcast(type);
        code.astore(element);
        for (int v = 0; v < offsets.length; v++) {
          int sum = sums[t * offsets.length + v];
          long offset = t * sides.along + offsets[v];
          long stride = together * sides.along;
          ops.load(type, () -> moving(matrix, stride, offset), -1);
          code.aload(element).aload(sum);
          ops.fma(type);
          code.astore(sum);
        }
      }
    }

    private void byRows() {
      int together = (int) Math.min(MOST_SUMS, sides.rows);
      int matrix = copy(MATRIX);
      int out = copy(OUT);
      repeat(
          sides.rows / together,
          () -> {
            rows(together, matrix, out);
            add(matrix, together * sides.down);
            add(out, together * sides.outStep);
          });
      long rest = sides.rows % together;
      if (rest > 0) {
        add(matrix, (rest - together) * sides.down);
        add(out, (rest - together) * sides.outStep);
        rows(together, matrix, out);
      }
    }

    private void rows(int together, int first, int out) {
      int[] sums = zeros(together);
      int matrix = copy(first);
      int vector = copy(VECTOR);
      long whole = sides.depth / lanes;
      repeat(
          whole,
          () -> {
            int piece = code.allocateLocal(TypeKind.REFERENCE);
            long bytes = lanes * sides.size();
            ops.load(type, () -> moving(vector, bytes, 0), -1);
            code.astore(piece);
            for (int r = 0; r < together; r++) {
              long offset = r * sides.down;
              ops.load(type, () -> moving(matrix, bytes, offset), -1);
              code.aload(piece).aload(sums[r]);
              ops.fma(type);
              code.astore(sums[r]);
            }
          });
      TypeKind kind = type.scalar().type();
      int[] totals = new int[together];
      for (int r = 0; r < together; r++) {
        totals[r] = code.allocateLocal(kind);
        code.aload(sums[r]);
        ops.reduceLanes(type, "ADD");
        code.storeLocal(kind, totals[r]);
      }
      add(matrix, whole * lanes * sides.size());
      add(vector, whole * lanes * sides.size());
      repeat(sides.depth - whole * lanes, () -> scalarStep(totals, matrix, vector));
      DType dtype = sides.wide ? DType.F64 : DType.F32;
      for (int r = 0; r < together; r++) {
        address(out, r * sides.outStep);
        code.loadLocal(kind, totals[r]);
        RegionScalar.put(code, dtype);
      }
    }

    private void scalarStep(int[] totals, int matrix, int vector) {
      DType dtype = sides.wide ? DType.F64 : DType.F32;
      TypeKind kind = type.scalar().type();
      ScalarOps scalars = new ScalarOps(code);
      for (int r = 0; r < totals.length; r++) {
        moving(matrix, sides.size(), r * sides.down);
        RegionScalar.get(code, dtype);
        moving(vector, sides.size(), 0);
        RegionScalar.get(code, dtype);
        scalars.apply(ScalarFn.MUL, dtype, dtype);
        code.loadLocal(kind, totals[r]);
        scalars.apply(ScalarFn.ADD, dtype, dtype);
        code.storeLocal(kind, totals[r]);
      }
    }
  }
}
