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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the two classes of a loop, scalar and vector: one static method per pass, and the dispatch
 * between them.
 */
final class LoopGenerator {
  private static final ClassDesc SCALAR_CODE = ScalarCode.class.describeConstable().orElseThrow();
  private static final ClassDesc VECTOR_CODE = VectorCode.class.describeConstable().orElseThrow();
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Loop");
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final ClassDesc ARGUMENTS = ConstantDescs.CD_long.arrayType();
  private static final MethodTypeDesc SCALAR_METHOD =
      MethodTypeDesc.of(ConstantDescs.CD_void, ARGUMENTS, LONG, LONG);
  private static final MethodTypeDesc VECTOR_METHOD =
      MethodTypeDesc.of(LONG, ARGUMENTS, LONG, LONG);
  private static final MethodTypeDesc SCALAR_PASS =
      SCALAR_METHOD.insertParameterTypes(0, ConstantDescs.CD_int);
  private static final MethodTypeDesc VECTOR_PASS =
      MethodTypeDesc.of(LONG, ConstantDescs.CD_int, ARGUMENTS, LONG);
  private static final MethodTypeDesc ROWS =
      MethodTypeDesc.of(ConstantDescs.CD_void, ARGUMENTS, LONG, LONG);
  private static final MethodTypeDesc ENTER =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ARGUMENTS);

  /** HotSpot's HugeMethodLimit. */
  private static final int HUGE_METHOD = 8000;

  /** The local variable of the first element that the vector loop left. */
  private static final int FROM = 5;

  private final LoopKey key;
  private final List<LoopForm> forms;
  private @Nullable Optional<byte[]> vectorBytes;

  LoopGenerator(LoopKey key) {
    this.key = key;
    this.forms = LoopForm.of(key);
  }

  /** Generates and defines the class of the scalar forms. */
  ScalarCode scalar() {
    return (ScalarCode) define(scalarBytes());
  }

  /** Whether scalar code has to do a part of the work, or all of it. */
  boolean needsScalar() {
    return vectorBytes().isEmpty() || forms.stream().anyMatch(f -> f.hasScalar() && !f.masked());
  }

  /**
   * Generates and defines the class of the vector forms; there is none where no pass has one, or
   * where a method would come out larger than HotSpot compiles.
   */
  Optional<VectorCode> vector() {
    return vectorBytes().map(bytes -> (VectorCode) define(bytes));
  }

  private Object define(byte[] bytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return lookup
          .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot define the class of " + key, e);
    }
  }

  /**
   * The class file of the scalar forms. They call the mathematical functions, instead of containing
   * them, where a method would come out larger than HotSpot compiles.
   */
  private byte[] scalarBytes() {
    byte[] bytes = ClassWriter.write(THIS, builder -> scalarMembers(builder, true));
    return isHuge(bytes)
        ? ClassWriter.write(THIS, builder -> scalarMembers(builder, false))
        : bytes;
  }

  /** The class file of the vector forms, if there is one. */
  Optional<byte[]> vectorBytes() {
    Optional<byte[]> known = vectorBytes;
    if (known == null) {
      known =
          forms.stream().anyMatch(LoopForm::hasVectors)
              ? Optional.of(ClassWriter.write(THIS, this::vectorMembers))
                  .filter(bytes -> !isHuge(bytes))
              : Optional.empty();
      vectorBytes = known;
    }
    return known;
  }

  private static boolean isHuge(byte[] bytes) {
    return bytes.length >= HUGE_METHOD
        && ClassFile.of().parse(bytes).methods().stream()
            .flatMap(m -> m.findAttribute(Attributes.code()).stream())
            .anyMatch(c -> c.codeLength() >= HUGE_METHOD);
  }

  private static void begin(ClassBuilder builder, ClassDesc superclass) {
    builder.withFlags(ClassFile.ACC_FINAL).withSuperclass(superclass);
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        0,
        code ->
            code.aload(0)
                .invokespecial(superclass, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  private void scalarMembers(ClassBuilder builder, boolean copiesMath) {
    begin(builder, SCALAR_CODE);
    List<LoopForm> scalars = forms.stream().filter(LoopForm::hasScalar).toList();
    for (LoopForm form : scalars) {
      builder.withMethodBody(
          "pass" + form.index(),
          SCALAR_METHOD,
          ClassFile.ACC_STATIC,
          code -> new ScalarPass(frame(code, form, copiesMath)).emit());
    }
    builder.withMethodBody(
        "pass",
        SCALAR_PASS,
        0,
        code -> {
          dispatch(code, scalars, LoopGenerator::callScalar);
          code.return_();
        });
  }

  private void vectorMembers(ClassBuilder builder) {
    begin(builder, VECTOR_CODE);
    List<LoopForm> vectors = forms.stream().filter(LoopForm::hasVectors).toList();
    for (LoopForm form : vectors) {
      addVector(builder, "pass", form, false);
      if (hasMaskedMethod(form)) {
        addVector(builder, "masked", form, true);
      }
    }
    builder.withMethodBody(
        "pass",
        VECTOR_PASS,
        0,
        code -> {
          dispatch(code, vectors, this::callVector);
          code.lconst_0().lreturn();
        });
    builder.withMethodBody(
        "enter",
        ENTER,
        0,
        code -> {
          dispatch(code, vectors, this::callEmpty);
          code.return_();
        });
    addRows(builder);
    long passes = vectors.stream().mapToLong(f -> 1L << f.index()).reduce(0, (a, b) -> a | b);
    builder.withMethodBody(
        "passes", MethodTypeDesc.of(LONG), 0, code -> code.loadConstant(passes).lreturn());
  }

  private void addRows(ClassBuilder builder) {
    RowsMethod rows = new RowsMethod(key, forms);
    if (!rows.exists()) {
      return;
    }
    for (LoopForm form : rows.perRow()) {
      builder.withMethodBody(
          "pass" + form.index(),
          SCALAR_METHOD,
          ClassFile.ACC_STATIC,
          code -> new ScalarPass(frame(code, form, false)).emit());
    }
    builder.withMethodBody(
        "rows", ROWS, 0, code -> rows.emit(code, THIS, VECTOR_METHOD, SCALAR_METHOD));
    builder.withMethodBody(
        "hasRows",
        MethodTypeDesc.of(ConstantDescs.CD_boolean),
        0,
        code -> code.iconst_1().ireturn());
  }

  private void addVector(ClassBuilder builder, String name, LoopForm form, boolean masked) {
    builder.withMethodBody(
        name + form.index(),
        VECTOR_METHOD,
        ClassFile.ACC_STATIC,
        code -> DirectVectors.emit(OutOfLine.begin(code), c -> emitVectors(c, form, masked)));
  }

  private void emitVectors(CodeBuilder code, LoopForm form, boolean masked) {
    VectorPass pass =
        new VectorPass(frame(code, form, true), form.laneBytes(), masked, form.runs());
    if (key.nested()) {
      pass.emitRuns(form.masked());
    } else {
      pass.emit();
    }
  }

  /** Whether a method of its own does what the vector loop leaves. */
  private boolean hasMaskedMethod(LoopForm form) {
    return form.masked() && !key.nested();
  }

  private PassFrame frame(CodeBuilder code, LoopForm form, boolean copiesMath) {
    return new PassFrame(code, new PassShape(key, form.pass()), form.perRow(), copiesMath);
  }

  /** What a dispatching method does for one pass; it returns at its end. */
  @FunctionalInterface
  private interface Call {
    void emit(CodeBuilder code, LoopForm form);
  }

  /** A switch over the pass; what follows is for passes that are not there. */
  private static void dispatch(CodeBuilder code, List<LoopForm> forms, Call call) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    forms.forEach(form -> cases.add(SwitchCase.of(form.index(), code.newLabel())));
    code.iload(1).tableswitch(none, cases);
    for (int i = 0; i < forms.size(); i++) {
      code.labelBinding(cases.get(i).target());
      call.emit(code, forms.get(i));
    }
    code.labelBinding(none);
  }

  private static void callScalar(CodeBuilder code, LoopForm form) {
    code.aload(2).lload(3).lload(5);
    code.invokestatic(THIS, "pass" + form.index(), SCALAR_METHOD).return_();
  }

  private void callVector(CodeBuilder code, LoopForm form) {
    code.aload(2).lconst_0().lload(3).invokestatic(THIS, "pass" + form.index(), VECTOR_METHOD);
    if (hasMaskedMethod(form)) {
      Label done = code.newLabel();
      code.lstore(FROM).lload(FROM).lload(3).lcmp().ifge(done);
      code.aload(2).lload(FROM).lload(3);
      code.invokestatic(THIS, "masked" + form.index(), VECTOR_METHOD).pop2();
      code.labelBinding(done).lload(3);
    }
    code.lreturn();
  }

  private void callEmpty(CodeBuilder code, LoopForm form) {
    int index = form.index();
    code.aload(2).lconst_0().lconst_0().invokestatic(THIS, "pass" + index, VECTOR_METHOD).pop2();
    if (hasMaskedMethod(form)) {
      code.aload(2).lconst_0().lconst_0();
      code.invokestatic(THIS, "masked" + index, VECTOR_METHOD).pop2();
    }
    code.return_();
  }
}
