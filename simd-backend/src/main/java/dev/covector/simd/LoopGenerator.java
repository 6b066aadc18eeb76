package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** Writes the class of a loop: one static method per pass, and the dispatch between them. */
final class LoopGenerator {
  private static final ClassDesc SUPER = GeneratedLoop.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Loop");
  private static final MethodTypeDesc SCALAR_PASS =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_long.arrayType(),
          ConstantDescs.CD_long,
          ConstantDescs.CD_long);
  private static final MethodTypeDesc PASS =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_int,
          ConstantDescs.CD_long.arrayType(),
          ConstantDescs.CD_long);

  private final LoopKey key;
  private final Passes passes;

  LoopGenerator(LoopKey key) {
    this.key = key;
    this.passes = Passes.of(key);
  }

  /** Generates and defines the class. */
  GeneratedLoop generate() {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup().defineHiddenClass(bytes(), true);
      return (GeneratedLoop)
          lookup
              .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot define the class of " + key, e);
    }
  }

  /** The class file. */
  byte[] bytes() {
    return ClassFile.of().build(THIS, this::members);
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
    int count = passes.elements().size();
    for (int i = 0; i < count; i++) {
      addScalar(builder, i, passes.elements().get(i), false);
    }
    if (!passes.perRow().isEmpty()) {
      addScalar(builder, count, new Passes.Pass(List.of(), passes.perRow()), !key.column());
    }
    builder.withMethodBody("pass", PASS, 0, this::dispatch);
  }

  private void addScalar(ClassBuilder builder, int index, Passes.Pass pass, boolean perRow) {
    builder.withMethodBody(
        "scalar" + index,
        SCALAR_PASS,
        ClassFile.ACC_STATIC,
        code -> new ScalarPass(new PassFrame(code, key, pass, perRow)).emit());
  }

  private void dispatch(CodeBuilder code) {
    int count = passes.elements().size() + (passes.perRow().isEmpty() ? 0 : 1);
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cases.add(SwitchCase.of(i, code.newLabel()));
    }
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < count; i++) {
      code.labelBinding(cases.get(i).target());
      code.aload(2).lconst_0().lload(3).invokestatic(THIS, "scalar" + i, SCALAR_PASS).return_();
    }
    code.labelBinding(none).return_();
  }
}
