package dev.covector.simd;

import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import dev.covector.kernel.Program;
import dev.covector.simd.RegionScope.Place;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the class of a loop of programs. */
final class RegionClass {
  private static final ClassDesc SUPER = RegionCode.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Region");
  private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_long, LONGS, LONGS, ConstantDescs.CD_long, ConstantDescs.CD_long);
  private static final MethodTypeDesc KERNEL =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, LONGS, LONGS);

  /** HotSpot's HugeMethodLimit. */
  private static final int HUGE_METHOD = 8000;

  private static final int ARGUMENTS = 1;
  private static final int STATE = 2;
  private static final int LIMIT = 3;
  private static final int INNER = 5;

  private final RegionArguments arguments;
  private final RegionLoop.Spec spec;
  private final RegionData data = new RegionData();
  private final RegionKernels kernels;

  private RegionClass(Control loop, List<Buffer> buffers, boolean vectors) {
    this.arguments = new RegionArguments(loop, buffers);
    this.spec = arguments.spec();
    this.kernels = new RegionKernels(THIS, vectors);
  }

  /**
   * A generated loop.
   *
   * @param data keeps the constants' memory reachable
   * @param slots of the reductions' values
   */
  record Generated(
      RegionCode code,
      RegionArguments arguments,
      RegionData data,
      List<RegionKernels.Entry> kernels,
      int slots) {}

  /** Generates and defines the class; empty where a method is larger than HotSpot compiles. */
  static Optional<Generated> generate(Control loop, List<Buffer> buffers, boolean vectors) {
    RegionClass writer = new RegionClass(loop, buffers, vectors);
    byte[] bytes = ClassWriter.write(THIS, writer::members);
    boolean huge =
        ClassFile.of().parse(bytes).methods().stream()
            .flatMap(m -> m.findAttribute(Attributes.code()).stream())
            .anyMatch(c -> c.codeLength() >= HUGE_METHOD);
    return huge ? Optional.empty() : Optional.of(writer.define(bytes));
  }

  private Generated define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      RegionCode code =
          (RegionCode)
              lookup
                  .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                  .invoke();
      return new Generated(code, arguments, data, kernels.entries(), kernels.slots());
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot define the class of a loop of programs", e);
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
    builder.withMethodBody("run", RUN, 0, this::run);
    builder.withMethodBody("kernel", KERNEL, 0, this::kernel);
    kernels.addTo(builder);
  }

  private int argument(CodeBuilder code, int position) {
    int local = code.allocateLocal(TypeKind.LONG);
    code.aload(ARGUMENTS).loadConstant(position).laload().lstore(local);
    return local;
  }

  private void run(CodeBuilder code) {
    int workspace = argument(code, RegionArguments.WORKSPACE);
    RegionScope outer =
        new RegionScope(
            code, new Program(arguments.buffers(), List.of(), List.of(), List.of(), List.of()));
    for (int buffer : arguments.operands()) {
      outer.setPlace(buffer, new Place(argument(code, arguments.operand(buffer)), 0));
    }
    int carries = spec.carries();
    int[] current = new int[carries];
    int[] next = new int[carries];
    for (int k = 0; k < carries; k++) {
      current[k] = argument(code, arguments.current(k));
      next[k] = argument(code, arguments.next(k));
    }
    int turn = argument(code, arguments.turn());
    RegionProgram programs = new RegionProgram(code, kernels, data, workspace, STATE, INNER);
    int made = new RegionLoop(programs, spec, outer, current, next).emit(turn, LIMIT);
    for (int k = 0; k < carries; k++) {
      code.aload(ARGUMENTS).loadConstant(arguments.current(k)).lload(current[k]).lastore();
      code.aload(ARGUMENTS).loadConstant(arguments.next(k)).lload(next[k]).lastore();
    }
    code.aload(ARGUMENTS).loadConstant(arguments.turn()).lload(turn).lastore();
    code.lload(made).lreturn();
  }

  private void kernel(CodeBuilder code) {
    List<RegionKernels.Entry> entries = kernels.entries();
    if (entries.isEmpty()) { // everything is in line
      code.return_();
      return;
    }
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      cases.add(SwitchCase.of(i, code.newLabel()));
    }
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < entries.size(); i++) {
      code.labelBinding(cases.get(i).target());
      code.aload(2);
      int parameters = entries.get(i).parameters();
      for (int p = 0; p < parameters; p++) {
        code.aload(3).loadConstant(p).laload();
      }
      entries.get(i).call(code);
      code.return_();
    }
    code.labelBinding(none).return_();
  }
}
