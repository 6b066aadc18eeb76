package dev.covector.simd;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** Writes the class of a loop: one static method per pass, and the dispatch between them. */
final class LoopGenerator {
  private static final ClassDesc SUPER = LoopCode.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Loop");
  private static final MethodTypeDesc SCALAR_PASS =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_long.arrayType(),
          ConstantDescs.CD_long,
          ConstantDescs.CD_long);
  private static final MethodTypeDesc VECTOR_PASS =
      SCALAR_PASS.changeReturnType(ConstantDescs.CD_long);
  private static final MethodTypeDesc PASS =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_int,
          ConstantDescs.CD_long.arrayType(),
          ConstantDescs.CD_long);

  private static final MethodTypeDesc ENTER =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_long.arrayType());

  /** HotSpot's HugeMethodLimit. */
  private static final int HUGE_METHOD = 8000;

  /** The local variable of the first element that the vector loop left. */
  private static final int FROM = 5;

  private final LoopKey key;
  private final boolean small;
  private final List<Form> forms;

  LoopGenerator(LoopKey key) {
    this(key, true);
  }

  private LoopGenerator(LoopKey key, boolean small) {
    this.key = key;
    this.small = small;
    Passes passes = Passes.of(key);
    List<Form> all = new ArrayList<>();
    passes.elements().forEach(p -> all.add(Form.of(key, p, false, small)));
    if (!passes.perRow().isEmpty()) {
      all.add(
          Form.of(
              key, new Passes.Pass(List.of(), passes.perRow(), List.of()), !key.column(), small));
    }
    this.forms = List.copyOf(all);
  }

  /** Generates and defines the class. */
  LoopCode generate() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes(), true);
      return (LoopCode)
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot define the class of " + key, e);
    }
  }

  /**
   * The class file. Where a method comes out larger than HotSpot compiles, there are only scalar
   * forms, which call the mathematical functions instead of containing them.
   */
  byte[] bytes() {
    byte[] bytes = ClassFile.of().build(THIS, this::members);
    return small && isHuge(bytes) ? new LoopGenerator(key, false).bytes() : bytes;
  }

  private static boolean isHuge(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(m -> m.findAttribute(Attributes.code()).stream())
        .anyMatch(c -> c.codeLength() >= HUGE_METHOD);
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
    for (int i = 0; i < forms.size(); i++) {
      addForm(builder, i, forms.get(i));
    }
    builder.withMethodBody("scalar", PASS, 0, code -> dispatch(code, this::callScalar));
    builder.withMethodBody("vector", PASS, 0, code -> dispatch(code, this::callVector));
    builder.withMethodBody("enter", ENTER, 0, code -> dispatch(code, this::callEmpty));
    builder.withMethodBody(
        "vectorPasses",
        MethodTypeDesc.of(ConstantDescs.CD_long),
        0,
        code -> code.loadConstant(vectorPasses()).lreturn());
  }

  private void addForm(ClassBuilder builder, int index, Form form) {
    builder.withMethodBody(
        "scalar" + index,
        SCALAR_PASS,
        ClassFile.ACC_STATIC,
        code -> new ScalarPass(frame(code, form)).emit());
    if (form.laneBytes() > 0) {
      builder.withMethodBody(
          "vector" + index,
          VECTOR_PASS,
          ClassFile.ACC_STATIC,
          code -> new VectorPass(frame(code, form), form.laneBytes(), false).emit());
      if (form.tail() == Tail.MASKED) {
        builder.withMethodBody(
            "masked" + index,
            VECTOR_PASS,
            ClassFile.ACC_STATIC,
            code -> new VectorPass(frame(code, form), form.laneBytes(), true).emit());
      }
    }
  }

  private PassFrame frame(CodeBuilder code, Form form) {
    return new PassFrame(code, new PassShape(key, form.pass()), form.perRow(), small);
  }

  private long vectorPasses() {
    long passes = 0;
    for (int i = 0; i < forms.size(); i++) {
      passes |= forms.get(i).laneBytes() > 0 ? 1L << i : 0;
    }
    return passes;
  }

  /** What a dispatching method does for one pass. */
  @FunctionalInterface
  private interface Call {
    void emit(CodeBuilder code, int index);
  }

  private void dispatch(CodeBuilder code, Call call) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      cases.add(SwitchCase.of(i, code.newLabel()));
    }
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < forms.size(); i++) {
      code.labelBinding(cases.get(i).target());
      call.emit(code, i);
      code.return_();
    }
    code.labelBinding(none).return_();
  }

  private void callScalar(CodeBuilder code, int index) {
    code.aload(2).lconst_0().lload(3).invokestatic(THIS, "scalar" + index, SCALAR_PASS);
  }

  private void callVector(CodeBuilder code, int index) {
    Form form = forms.get(index);
    if (form.laneBytes() == 0) {
      callScalar(code, index);
      return;
    }
    Label done = code.newLabel();
    code.aload(2).lconst_0().lload(3).invokestatic(THIS, "vector" + index, VECTOR_PASS);
    code.lstore(FROM).lload(FROM).lload(3).lcmp().ifge(done);
    code.aload(2).lload(FROM).lload(3);
    if (form.tail() == Tail.MASKED) {
      code.invokestatic(THIS, "masked" + index, VECTOR_PASS).pop2();
    } else {
      code.invokestatic(THIS, "scalar" + index, SCALAR_PASS);
    }
    code.labelBinding(done);
  }

  private void callEmpty(CodeBuilder code, int index) {
    Form form = forms.get(index);
    if (form.laneBytes() > 0) {
      code.aload(2).lconst_0().lconst_0().invokestatic(THIS, "vector" + index, VECTOR_PASS).pop2();
      if (form.tail() == Tail.MASKED) {
        code.aload(2).lconst_0().lconst_0();
        code.invokestatic(THIS, "masked" + index, VECTOR_PASS).pop2();
      }
    }
  }

  /** How the last elements, fewer than a vector, are done. */
  private enum Tail {
    SCALAR,
    MASKED
  }

  /**
   * What is generated for a pass.
   *
   * @param perRow whether it is the pass of per-row stores outside the loop
   * @param laneBytes the size of the vectors' lanes; 0 for scalar code only
   */
  private record Form(Passes.Pass pass, boolean perRow, int laneBytes, Tail tail) {
    static Form of(LoopKey key, Passes.Pass pass, boolean perRow, boolean small) {
      int laneBytes = 0;
      Tail tail = Tail.SCALAR;
      if (VectorMode.isOn() && !perRow && small) {
        PassShape shape = new PassShape(key, pass);
        laneBytes = VectorSupport.laneBytes(shape);
        boolean bools = shape.usesBoolMemory();
        tail = laneBytes > 0 && Species.hasMasks() && !bools ? Tail.MASKED : Tail.SCALAR;
      }
      return new Form(pass, perRow, laneBytes, tail);
    }
  }
}
