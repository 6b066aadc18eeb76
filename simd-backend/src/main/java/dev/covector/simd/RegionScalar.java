package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/** Loops over one point, emitted in line, with elements in local variables where they are known. */
final class RegionScalar {
  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final ClassDesc CONVERSIONS = Conversions.class.describeConstable().orElseThrow();

  private RegionScalar() {}

  /** Whether a kernel computes single elements from single elements. */
  static boolean is(Kernel kernel) {
    return kernel instanceof Loop loop
        && Arrays.stream(loop.extents()).allMatch(e -> e == 1)
        && loop.body().nodes().stream().noneMatch(RowReduce.class::isInstance);
  }

  /** {@code address of an index -> the bytes that a term adds}. */
  static void clipped(CodeBuilder code, DType dtype, Stream.Term term) {
    get(code, dtype);
    clippedValue(code, dtype, term);
  }

  private static void clippedValue(CodeBuilder code, DType dtype, Stream.Term term) {
    new ScalarConversions(code).convert(dtype, DType.I64);
    code.loadConstant(term.limit())
        .invokestatic(CONVERSIONS, "clip", ScalarOps.type(ScalarKind.LONG, ScalarKind.LONG, 2))
        .loadConstant(term.scale())
        .lmul();
  }

  /** {@code address -> element}. */
  static void get(CodeBuilder code, DType dtype) {
    code.invokestatic(
        MEMORY,
        "get" + PassFrame.accessor(dtype, true),
        MethodTypeDesc.of(ScalarKind.of(dtype).descriptor(), ConstantDescs.CD_long));
  }

  /** {@code address, element -> }. */
  static void put(CodeBuilder code, DType dtype) {
    code.invokestatic(
        MEMORY,
        "put" + PassFrame.accessor(dtype, false),
        MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_long, ScalarKind.of(dtype).descriptor()));
  }

  /** Emits a loop; its results go to the registers and the memory that the scope wants. */
  static void emit(CodeBuilder code, Loop loop, RegionScope scope) {
    LoopPlan plan = LoopPlan.untiled(loop);
    int streams = plan.streams().size();
    long[] constants = plan.arguments();
    int[] locals = new int[constants.length];
    int[] registers = new int[streams];
    Arrays.fill(locals, -1);
    for (int s = 0; s < streams; s++) {
      Stream stream = plan.streams().get(s);
      registers[s] = stream.buffer() < 0 ? -1 : scope.register(stream.buffer());
    }
    for (int s = 0; s < streams; s++) {
      Stream stream = plan.streams().get(s);
      if (stream.buffer() >= 0 && registers[s] < 0 && stream.role() == Stream.Role.LOAD) {
        locals[s] = address(code, plan, s, registers, scope);
      }
    }
    DirectArguments direct = new DirectArguments(constants, locals, registers);
    Passes.Pass pass = plan.passes().elements().getFirst();
    PassFrame frame = new PassFrame(code, new PassShape(plan.key(), pass), false, true, direct);
    frame.loadArguments();
    new ScalarPass(frame).emitInvariants();
    for (LoopKey.Target store : pass.stores()) {
      Stream target = plan.streams().get(store.stream());
      TypeKind kind = ScalarKind.of(target.dtype()).type();
      if (scope.isSingle(target.buffer())) {
        int register = scope.define(target.buffer());
        code.loadLocal(kind, frame.scalar(store.node())).storeLocal(kind, register);
        if (!scope.needsMemory(target.buffer())) {
          continue;
        }
      }
      code.lload(address(code, plan, store.stream(), registers, scope));
      code.loadLocal(kind, frame.scalar(store.node()));
      put(code, target.dtype());
    }
  }

  private static int address(
      CodeBuilder code, LoopPlan plan, int s, int[] registers, RegionScope scope) {
    Stream stream = plan.streams().get(s);
    scope.place(stream.buffer()).push(code, stream.base());
    for (Stream.Term term : stream.dynamic()) {
      Stream source = plan.streams().get(term.stream());
      if (registers[term.stream()] >= 0) {
        code.loadLocal(ScalarKind.of(source.dtype()).type(), registers[term.stream()]);
        clippedValue(code, source.dtype(), term);
      } else {
        scope.place(source.buffer()).push(code, source.base());
        clipped(code, source.dtype(), term);
      }
      code.ladd();
    }
    int local = code.allocateLocal(TypeKind.LONG);
    code.lstore(local);
    return local;
  }
}
