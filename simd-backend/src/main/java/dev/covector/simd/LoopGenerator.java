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
    for (Passes.Pass pass : passes.elements()) {
      all.add(Form.of(key, all.size(), pass, false, small));
    }
    if (!passes.perRow().isEmpty()) {
      Passes.Pass stores = new Passes.Pass(List.of(), passes.perRow(), List.of());
      all.add(Form.of(key, all.size(), stores, !key.column(), small));
    }
    for (int i = 0; i < passes.elements().size(); i++) {
      int runs = new PassShape(key, passes.elements().get(i)).runsPerTurn();
      if (runs > 1 && all.get(i).tail() == Tail.MASKED) {
        all.add(all.get(i).taking(runs, turns(passes) + i));
      }
    }
    this.forms = List.copyOf(all);
  }

  /** The index of the form of the first pass that takes several runs of columns. */
  static int turns(Passes passes) {
    return passes.elements().size() + 1;
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
    forms.forEach(form -> addForm(builder, form));
    builder.withMethodBody("scalar", PASS, 0, code -> dispatch(code, this::callScalar));
    builder.withMethodBody("vector", PASS, 0, code -> dispatch(code, this::callVector));
    builder.withMethodBody("enter", ENTER, 0, code -> dispatch(code, this::callEmpty));
    builder.withMethodBody(
        "vectorPasses",
        MethodTypeDesc.of(ConstantDescs.CD_long),
        0,
        code -> code.loadConstant(vectorPasses()).lreturn());
  }

  private void addForm(ClassBuilder builder, Form form) {
    if (form.runs() == 1) {
      builder.withMethodBody(
          "scalar" + form.index(),
          SCALAR_PASS,
          ClassFile.ACC_STATIC,
          code -> new ScalarPass(frame(code, form)).emit());
    }
    if (form.laneBytes() > 0) {
      builder.withMethodBody(
          "vector" + form.index(),
          VECTOR_PASS,
          ClassFile.ACC_STATIC,
          code -> DirectVectors.emit(OutOfLine.begin(code), c -> emitVectors(c, form)));
      if (hasMaskedMethod(form)) {
        builder.withMethodBody(
            "masked" + form.index(),
            VECTOR_PASS,
            ClassFile.ACC_STATIC,
            code ->
                DirectVectors.emit(OutOfLine.begin(code), c -> vectorPass(c, form, true).emit()));
      }
    }
  }

  /** Whether a method of its own does what the vector loop leaves. */
  private boolean hasMaskedMethod(Form form) {
    return form.tail() == Tail.MASKED && !key.nested();
  }

  private void emitVectors(CodeBuilder code, Form form) {
    VectorPass pass = vectorPass(code, form, false);
    if (key.nested()) {
      pass.emitRuns(form.tail() == Tail.MASKED);
    } else {
      pass.emit();
    }
  }

  private VectorPass vectorPass(CodeBuilder code, Form form, boolean masked) {
    return new VectorPass(frame(code, form), form.laneBytes(), masked, form.runs());
  }

  private PassFrame frame(CodeBuilder code, Form form) {
    return new PassFrame(code, new PassShape(key, form.pass()), form.perRow(), small);
  }

  private long vectorPasses() {
    long passes = 0;
    for (Form form : forms) {
      passes |= form.laneBytes() > 0 ? 1L << form.index() : 0;
    }
    return passes;
  }

  /** What a dispatching method does for one pass. */
  @FunctionalInterface
  private interface Call {
    void emit(CodeBuilder code, Form form);
  }

  private void dispatch(CodeBuilder code, Call call) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    forms.forEach(form -> cases.add(SwitchCase.of(form.index(), code.newLabel())));
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < forms.size(); i++) {
      code.labelBinding(cases.get(i).target());
      call.emit(code, forms.get(i));
      code.return_();
    }
    code.labelBinding(none).return_();
  }

  private void callScalar(CodeBuilder code, Form form) {
    if (form.runs() == 1) {
      code.aload(2).lconst_0().lload(3).invokestatic(THIS, "scalar" + form.index(), SCALAR_PASS);
    }
  }

  private void callVector(CodeBuilder code, Form form) {
    int index = form.index();
    if (form.laneBytes() == 0) {
      callScalar(code, form);
      return;
    }
    Label done = code.newLabel();
    code.aload(2).lconst_0().lload(3).invokestatic(THIS, "vector" + index, VECTOR_PASS);
    if (key.nested()) {
      code.pop2();
      return;
    }
    code.lstore(FROM).lload(FROM).lload(3).lcmp().ifge(done);
    code.aload(2).lload(FROM).lload(3);
    if (form.tail() == Tail.MASKED) {
      code.invokestatic(THIS, "masked" + index, VECTOR_PASS).pop2();
    } else {
      code.invokestatic(THIS, "scalar" + index, SCALAR_PASS);
    }
    code.labelBinding(done);
  }

  private void callEmpty(CodeBuilder code, Form form) {
    int index = form.index();
    if (form.laneBytes() > 0) {
      code.aload(2).lconst_0().lconst_0().invokestatic(THIS, "vector" + index, VECTOR_PASS).pop2();
      if (hasMaskedMethod(form)) {
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
   * @param index its number among the class's methods
   * @param perRow whether it is the pass of per-row stores outside the loop
   * @param laneBytes the size of the vectors' lanes; 0 for scalar code only
   * @param runs how many runs of columns it takes at once; with more than one there is vector code
   *     only
   */
  private record Form(
      int index, Passes.Pass pass, boolean perRow, int laneBytes, Tail tail, int runs) {
    static Form of(LoopKey key, int index, Passes.Pass pass, boolean perRow, boolean small) {
      int laneBytes = 0;
      Tail tail = Tail.SCALAR;
      if (VectorMode.isOn() && !perRow && small) {
        PassShape shape = new PassShape(key, pass);
        laneBytes = VectorSupport.laneBytes(shape);
        tail = laneBytes > 0 && shape.hasMasks(laneBytes) ? Tail.MASKED : Tail.SCALAR;
      }
      return new Form(index, pass, perRow, laneBytes, tail, 1);
    }

    Form taking(int several, int number) {
      return new Form(number, pass, perRow, laneBytes, tail, several);
    }
  }
}
