package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.BufferUse;
import dev.covector.kernel.Constant;
import dev.covector.kernel.Control;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.Decomposition;
import dev.covector.kernel.Fourier;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.Program;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import dev.covector.simd.RegionScope.Place;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits the programs inside a region: single elements in line, other kernels as calls. */
final class RegionProgram {
  private static final ClassDesc MEMORY = RegionMemory.class.describeConstable().orElseThrow();
  private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc MOVE =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long);
  private static final MethodTypeDesc MINIMUM =
      MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);

  private final CodeBuilder code;
  private final RegionKernels kernels;
  private final RegionData data;
  private final int workspace;
  private final int state;
  private final int inner;
  private final Map<Matmul, Turned> turned = new IdentityHashMap<>();

  /**
   * An emitter.
   *
   * @param workspace the local variable with the address of the workspace
   * @param state the local variable with the reductions' values
   * @param inner the local variable with the most turns of loops inside
   */
  RegionProgram(
      CodeBuilder code,
      RegionKernels kernels,
      RegionData data,
      int workspace,
      int state,
      int inner) {
    this.code = code;
    this.kernels = kernels;
    this.data = data;
    this.workspace = workspace;
    this.state = state;
    this.inner = inner;
  }

  CodeBuilder code() {
    return code;
  }

  /** {@code long, long -> the smaller}. */
  void minimum() {
    code.invokestatic(MATH, "min", MINIMUM);
  }

  /** {@code from, to -> }, of so many bytes. */
  void move(long bytes) {
    code.loadConstant(bytes).invokestatic(MEMORY, "move", MOVE);
  }

  private Place allocate(long bytes) {
    return new Place(workspace, data.allocate(bytes));
  }

  /** Gives places to constants and to what has none yet. */
  void prepare(RegionScope scope) {
    Program program = scope.program();
    for (Constant constant : program.constants()) {
      scope.setPlace(constant.buffer(), new Place(-1, data.load(constant)));
    }
    for (Kernel kernel : program.kernels()) {
      for (int buffer : BufferUse.of(kernel).writes()) {
        boolean inLine = RegionScalar.is(kernel) && scope.isSingle(buffer);
        if (!scope.hasPlace(buffer) && (!inLine || scope.needsMemory(buffer))) {
          scope.setPlace(buffer, allocate(scope.byteSize(buffer)));
        }
      }
    }
  }

  /** Emits the kernels of a program. */
  void emit(RegionScope scope) {
    for (Kernel kernel : scope.program().kernels()) {
      switch (kernel) {
        case Loop loop when RegionScalar.is(loop) -> RegionScalar.emit(code, loop, scope);
        case Loop loop -> call(kernels.of(loop), scope);
        case Matmul product -> product(product, scope);
        case Control.Branch branch -> branch(branch, scope);
        case Control.While loop -> inner(spec(loop), loop.initial(), loop.result(), scope);
        case Control.Repeat loop -> inner(spec(loop), loop.initial(), loop.result(), scope);
        case ArgReduce _,
            Cumulative _,
            Convolution _,
            Scatter _,
            Sort _,
            Fourier _,
            Decomposition _,
            HostCall _ ->
            throw new IllegalStateException("simd: not a kernel of a region: " + kernel);
      }
    }
  }

  /**
   * Before a loop's first turn: turns the matrices of products with vectors that stay the same in
   * all turns, where a product then takes half the time.
   */
  void turnMatrices(RegionScope body, int constants) {
    for (Kernel kernel : body.program().kernels()) {
      if (kernels.hasVectors()
          && kernel instanceof Matmul product
          && body.program()
              .inputs()
              .subList(0, constants)
              .contains(RegionProduct.matrix(product))) {
        RegionProduct.turned(product)
            .ifPresent(
                p -> {
                  int matrix = RegionProduct.matrix(product);
                  Place to = allocate(product.m() * product.n() * product.k() * Long.BYTES);
                  RegionProduct.turn(code, product, body.place(matrix), to);
                  turned.put(product, new Turned(p, to));
                });
      }
    }
  }

  private record Turned(Matmul product, Place matrix) {}

  private void product(Matmul product, RegionScope scope) {
    Turned other = turned.get(product);
    if (other == null) {
      call(kernels.of(product), scope);
      return;
    }
    RegionKernels.Entry entry = kernels.of(other.product);
    code.aload(state);
    other.matrix.push(code, 0);
    for (int buffer : entry.buffers().subList(1, entry.buffers().size())) {
      scope.place(buffer).push(code, 0);
    }
    entry.call(code);
  }

  private void call(RegionKernels.Entry entry, RegionScope scope) {
    code.aload(state);
    for (int buffer : entry.buffers()) {
      scope.place(buffer).push(code, 0);
    }
    if (entry.scratchBytes() > 0) {
      allocate(entry.scratchBytes()).push(code, 0);
    }
    entry.call(code);
  }

  /** What a loop of unknown length consists of. */
  static RegionLoop.Spec spec(Control.While loop) {
    return new RegionLoop.Spec(
        Optional.of(loop.condition()),
        loop.body(),
        loop.conditionConstants(),
        loop.bodyConstants(),
        loop.initial().size(),
        0,
        false,
        List.of(),
        List.of());
  }

  /** What a loop of known length consists of. */
  static RegionLoop.Spec spec(Control.Repeat loop) {
    return new RegionLoop.Spec(
        Optional.empty(),
        loop.body(),
        List.of(),
        loop.constants(),
        loop.initial().size(),
        loop.length(),
        loop.reverse(),
        loop.sequences(),
        loop.outputSequences());
  }

  /** A loop inside: its carry starts in the results' memory and is brought back there. */
  private void inner(
      RegionLoop.Spec spec, List<Integer> initial, List<Integer> result, RegionScope scope) {
    int[] current = new int[initial.size()];
    int[] next = new int[initial.size()];
    for (int k = 0; k < current.length; k++) {
      current[k] = code.allocateLocal(TypeKind.LONG);
      next[k] = code.allocateLocal(TypeKind.LONG);
      long bytes = scope.byteSize(result.get(k));
      scope.place(result.get(k)).push(code, 0);
      code.lstore(current[k]);
      allocate(bytes).push(code, 0);
      code.lstore(next[k]);
      scope.place(initial.get(k)).push(code, 0);
      code.lload(current[k]);
      move(bytes);
    }
    new RegionLoop(this, spec, scope, current, next).emit(-1, inner);
    for (int k = 0; k < current.length; k++) {
      code.lload(current[k]);
      scope.place(result.get(k)).push(code, 0);
      move(scope.byteSize(result.get(k)));
    }
  }

  private void branch(Control.Branch branch, RegionScope scope) {
    int count = branch.branches().size();
    Label end = code.newLabel();
    int index = code.allocateLocal(TypeKind.INT);
    pushIndex(branch.index(), count, scope);
    code.istore(index);
    for (int i = 0; i < count; i++) {
      Label otherwise = code.newLabel();
      if (i < count - 1) {
        code.iload(index).loadConstant(i).if_icmpne(otherwise);
      }
      arm(branch, branch.branches().get(i), scope);
      code.goto_(end);
      code.labelBinding(otherwise);
    }
    code.labelBinding(end);
  }

  private void pushIndex(int buffer, int count, RegionScope scope) {
    DType dtype = scope.dtype(buffer);
    if (scope.register(buffer) >= 0) {
      code.loadLocal(ScalarKind.of(dtype).type(), scope.register(buffer));
    } else {
      scope.place(buffer).push(code, 0);
      RegionScalar.get(code, dtype);
    }
    new ScalarConversions(code).convert(dtype, DType.I64);
    code.loadConstant((long) count - 1)
        .loadConstant(dtype == DType.U64 ? 1 : 0)
        .invokestatic(
            MEMORY,
            "branch",
            MethodTypeDesc.of(
                ConstantDescs.CD_int,
                ConstantDescs.CD_long,
                ConstantDescs.CD_long,
                ConstantDescs.CD_int));
  }

  private void arm(Control.Branch branch, Program program, RegionScope scope) {
    RegionScope inside = new RegionScope(code, program);
    for (int i = 0; i < branch.inputs().size(); i++) {
      int input = program.inputs().get(i);
      inside.setPlace(input, scope.place(branch.inputs().get(i)));
      if (inside.isSingle(input)) {
        inside.setRegister(input, scope.register(branch.inputs().get(i)));
      }
    }
    List<Integer> copied = new ArrayList<>();
    for (int j = 0; j < program.outputs().size(); j++) {
      int buffer = program.outputs().get(j);
      boolean own =
          !program.inputs().contains(buffer)
              && program.constants().stream().noneMatch(c -> c.buffer() == buffer);
      if (own && !inside.hasPlace(buffer)) {
        inside.setPlace(buffer, scope.place(branch.outputs().get(j)));
        inside.requireMemory(buffer);
      } else {
        copied.add(j);
      }
    }
    prepare(inside);
    emit(inside);
    for (int j : copied) {
      inside.place(program.outputs().get(j)).push(code, 0);
      scope.place(branch.outputs().get(j)).push(code, 0);
      move(scope.byteSize(branch.outputs().get(j)));
    }
  }
}
