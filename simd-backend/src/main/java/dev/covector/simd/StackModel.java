package dev.covector.simd;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the operand stack through a method from its first instruction to its last, and which
 * lanes the masks in its local variables select.
 */
final class StackModel {
  /** What becomes of a call. */
  @FunctionalInterface
  interface Calls {
    /**
     * A call.
     *
     * @param index of the instruction
     * @param arguments the receiver first
     * @return what is known of the result; null when nothing is
     */
    @Nullable StackValue call(int index, InvokeInstruction call, List<StackValue> arguments);
  }

  private final Calls calls;
  private final Map<Integer, VectorType> masks = new HashMap<>();
  private final Map<Label, List<StackValue>> branches = new HashMap<>();
  private final Map<Integer, StackValue[]> swaps = new HashMap<>();
  private List<StackValue> stack = new ArrayList<>();
  private boolean reached = true;

  StackModel(Calls calls) {
    this.calls = calls;
  }

  /** The two values of the swap at an index. */
  StackValue[] swapped(int index) {
    return swaps.get(index);
  }

  private StackValue pop() {
    return stack.removeLast();
  }

  private void push(StackValue value) {
    stack.addLast(value);
  }

  private void computed(TypeKind kind) {
    push(StackValue.computed(kind.asLoadable()));
  }

  /**
   * Takes the next instruction.
   *
   * @return false when it is one that the model does not know
   */
  boolean step(int index, CodeElement element) {
    if (element instanceof Instruction instruction) {
      boolean known = step(index, instruction);
      reached = !leaves(instruction);
      return known;
    }
    if (element instanceof LabelTarget target) {
      join(target.label());
    }
    return true; // other elements are attributes
  }

  /** By kind: a switch over the instructions' many types takes C2 half a second to compile. */
  private boolean step(int index, Instruction instruction) {
    switch (instruction.opcode().kind()) {
      case NOP -> {}
      case LOAD -> load(index, (LoadInstruction) instruction);
      case STORE -> store((StoreInstruction) instruction);
      case INCREMENT -> stored(((IncrementInstruction) instruction).slot());
      case CONSTANT ->
          push(
              new StackValue(
                  ((ConstantInstruction) instruction).typeKind(), null, instruction, index));
      case FIELD_ACCESS -> {
        return field(index, (FieldInstruction) instruction);
      }
      case INVOKE -> call(index, (InvokeInstruction) instruction);
      case OPERATOR -> operator((OperatorInstruction) instruction);
      case CONVERT -> {
        pop();
        computed(((ConvertInstruction) instruction).toType());
      }
      case TYPE_CHECK -> check((TypeCheckInstruction) instruction);
      case ARRAY_LOAD -> {
        pop();
        pop();
        computed(((ArrayLoadInstruction) instruction).typeKind());
      }
      case ARRAY_STORE -> {
        pop();
        pop();
        pop();
      }
      case STACK -> {
        return shuffle(index, instruction.opcode());
      }
      case BRANCH -> branch((BranchInstruction) instruction);
      case RETURN -> {
        stack = new ArrayList<>();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean leaves(Instruction instruction) {
    return switch (instruction.opcode()) {
      case GOTO, GOTO_W -> true;
      default -> instruction.opcode().kind() == Opcode.Kind.RETURN;
    };
  }

  private void load(int index, LoadInstruction load) {
    push(new StackValue(load.typeKind(), masks.get(load.slot()), load, index));
  }

  private boolean field(int index, FieldInstruction field) {
    if (field.opcode() != Opcode.GETSTATIC) {
      return false;
    }
    TypeKind kind = TypeKind.from(field.typeSymbol()).asLoadable();
    push(new StackValue(kind, null, field, index));
    return true;
  }

  private void stored(int slot) {
    for (StackValue value : stack) {
      value.stored(slot);
    }
  }

  private void store(StoreInstruction store) {
    StackValue value = pop();
    int slot = store.slot();
    stored(slot);
    if (value.mask() == null) {
      masks.remove(slot);
    } else {
      masks.put(slot, value.mask());
    }
  }

  private void call(int index, InvokeInstruction call) {
    List<StackValue> arguments = new ArrayList<>();
    List<ClassDesc> parameters = call.typeSymbol().parameterList();
    int count = parameters.size() + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
    for (int i = 0; i < count; i++) {
      arguments.addFirst(pop());
    }
    StackValue result = calls.call(index, call, arguments);
    if (result != null) {
      push(result);
      return;
    }
    TypeKind kind = TypeKind.from(call.typeSymbol().returnType());
    if (kind != TypeKind.VOID) {
      computed(kind);
    }
  }

  private void operator(OperatorInstruction operator) {
    String name = operator.opcode().name();
    pop();
    if (!name.endsWith("NEG") && operator.opcode() != Opcode.ARRAYLENGTH) {
      pop();
    }
    boolean toInt = name.contains("CMP") || operator.opcode() == Opcode.ARRAYLENGTH;
    computed(toInt ? TypeKind.INT : operator.typeKind());
  }

  private void check(TypeCheckInstruction check) {
    StackValue value = pop();
    if (check.opcode() == Opcode.INSTANCEOF) {
      computed(TypeKind.INT);
    } else {
      push(new StackValue(TypeKind.REFERENCE, value.mask(), null, -1));
    }
  }

  private boolean shuffle(int index, Opcode opcode) {
    StackValue top = stack.getLast();
    switch (opcode) {
      case POP -> {
        top.pin();
        pop();
      }
      case POP2 -> {
        pop().pin();
        if (!top.isWide()) {
          pop().pin();
        }
      }
      case DUP -> {
        top.pin();
        push(new StackValue(top.kind(), top.mask(), null, -1));
      }
      case DUP2 -> {
        if (!top.isWide()) {
          return false;
        }
        top.pin();
        push(StackValue.computed(top.kind()));
      }
      case SWAP -> {
        pop();
        StackValue below = pop();
        push(top);
        push(below);
        swaps.put(index, new StackValue[] {top, below});
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void branch(BranchInstruction branch) {
    switch (branch.opcode()) {
      case GOTO, GOTO_W -> {}
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE, IF_ACMPEQ, IF_ACMPNE ->
          stack.subList(stack.size() - 2, stack.size()).clear();
      default -> pop();
    }
    branches.merge(branch.target(), List.copyOf(stack), StackModel::joined);
    if (branch.opcode() == Opcode.GOTO || branch.opcode() == Opcode.GOTO_W) {
      stack = new ArrayList<>();
    }
  }

  /**
   * A label. Those that no branch before it names mark lines, scopes of variables or heads of
   * loops: they do not make the code after a jump reached.
   */
  private void join(Label label) {
    List<StackValue> other = branches.get(label);
    if (other != null) {
      stack = new ArrayList<>(reached ? joined(stack, other) : other);
      reached = true;
    }
  }

  private static List<StackValue> joined(List<StackValue> one, List<StackValue> other) {
    List<StackValue> both = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      StackValue a = one.get(i);
      StackValue b = other.get(i);
      if (a == b) {
        both.add(a);
        continue;
      }
      a.pin();
      b.pin();
      both.add(new StackValue(a.kind(), a.mask() == b.mask() ? a.mask() : null, null, -1));
    }
    return both;
  }
}
