package dev.covector.simd.math;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies the body of a {@link FloatMath} or {@link DoubleMath} function into a method under
 * construction.
 *
 * <p>HotSpot's C2 stops inlining ordinary methods once a compilation has 18,000 nodes
 * (NodeCountInliningCutoff), which is two vector exponentials; every later call then boxes its
 * vectors. The Vector API's own methods are exempt, so a loop that contains the bodies themselves
 * has no such limit. Calls between the functions of this package are copied too.
 */
public final class InlineMath {
  private static final String PACKAGE = "dev/covector/simd/math/";
  private static final Map<String, ClassModel> CLASSES = new ConcurrentHashMap<>();

  private InlineMath() {}

  /**
   * Emits the function with its arguments taken from the operand stack and its result left there.
   *
   * @param owner {@code FloatMath.class} or {@code DoubleMath.class}
   * @param name the function's name, as {@code exp}
   * @param type its descriptor, vector or scalar
   * @throws IllegalArgumentException if the class has no such function
   */
  public static void emit(CodeBuilder code, Class<?> owner, String name, MethodTypeDesc type) {
    copy(code, owner.getName().replace('.', '/'), name, type);
  }

  /**
   * Emits the function of a class of this package that is given by its simple name, so that the
   * class is not loaded: without the vector module it could not be linked.
   */
  public static void emit(CodeBuilder code, String simpleName, String name, MethodTypeDesc type) {
    copy(code, PACKAGE + simpleName, name, type);
  }

  private static void copy(CodeBuilder code, String owner, String name, MethodTypeDesc type) {
    CodeModel body = body(owner, name, type);
    Map<Integer, Integer> slots = new HashMap<>();
    storeArguments(code, type.parameterList(), slots);
    Label end = code.newLabel();
    Map<Label, Label> labels = new HashMap<>();
    List<CodeElement> elements =
        body.elementList().stream()
            .filter(e -> !(e instanceof PseudoInstruction) || e instanceof LabelTarget)
            .toList();
    int remaining = elements.size();
    for (CodeElement element : elements) {
      remaining--;
      switch (element) {
        case LoadInstruction load ->
            code.loadLocal(load.typeKind(), slot(code, slots, load.slot(), load.typeKind()));
        case StoreInstruction store ->
            code.storeLocal(store.typeKind(), slot(code, slots, store.slot(), store.typeKind()));
        case IncrementInstruction add ->
            code.iinc(slot(code, slots, add.slot(), TypeKind.INT), add.constant());
        case LabelTarget target ->
            code.labelBinding(labels.computeIfAbsent(target.label(), l -> code.newLabel()));
        case BranchInstruction branch ->
            code.branch(
                branch.opcode(), labels.computeIfAbsent(branch.target(), l -> code.newLabel()));
        case ReturnInstruction _ -> {
          if (remaining > 0) {
            code.goto_(end);
          }
        }
        case InvokeInstruction call when inlinable(call, type) ->
            copy(code, call.owner().asInternalName(), call.name().stringValue(), call.typeSymbol());
        case Instruction instruction -> code.with(instruction);
        default -> {} // attributes belong to the source method
      }
    }
    code.labelBinding(end);
  }

  private static boolean inlinable(InvokeInstruction call, MethodTypeDesc type) {
    return call.opcode() == Opcode.INVOKESTATIC
        && call.owner().asInternalName().startsWith(PACKAGE)
        && call.typeSymbol().returnType().equals(type.returnType());
  }

  private static void storeArguments(
      CodeBuilder code, List<ClassDesc> parameters, Map<Integer, Integer> slots) {
    int source = 0;
    int[] targets = new int[parameters.size()];
    for (int i = 0; i < targets.length; i++) {
      TypeKind kind = TypeKind.from(parameters.get(i));
      targets[i] = slot(code, slots, source, kind);
      source += kind.slotSize();
    }
    for (int i = targets.length - 1; i >= 0; i--) {
      code.storeLocal(TypeKind.from(parameters.get(i)), targets[i]);
    }
  }

  private static int slot(
      CodeBuilder code, Map<Integer, Integer> slots, int source, TypeKind kind) {
    // javac reuses a slot for values of different kinds only after a scope ends, with equal sizes
    return slots.computeIfAbsent(source, s -> code.allocateLocal(kind));
  }

  private static CodeModel body(String owner, String name, MethodTypeDesc type) {
    for (MethodModel method : CLASSES.computeIfAbsent(owner, InlineMath::parse).methods()) {
      if (method.methodName().equalsString(name) && method.methodTypeSymbol().equals(type)) {
        return method.code().orElseThrow();
      }
    }
    throw new IllegalArgumentException(
        owner + " has no function " + name + type.displayDescriptor());
  }

  private static ClassModel parse(String owner) {
    String resource = owner.substring(owner.lastIndexOf('/') + 1) + ".class";
    try (InputStream in = InlineMath.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("class file " + resource + " is not beside InlineMath");
      }
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
