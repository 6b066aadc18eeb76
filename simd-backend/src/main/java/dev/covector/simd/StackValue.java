package dev.covector.simd;

import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import org.jspecify.annotations.Nullable;

/** What {@link StackModel} knows of a value on the operand stack. */
final class StackValue {
  private final TypeKind kind;
  private final @Nullable VectorType mask;
  private final int index;
  private @Nullable CodeElement producer;
  private boolean dropped;

  /**
   * A value.
   *
   * @param mask the vectors whose lanes it selects, if it is known to be a mask
   * @param producer the instruction that makes it out of nothing, if there is one
   * @param index where that instruction is in the method
   */
  StackValue(TypeKind kind, @Nullable VectorType mask, @Nullable CodeElement producer, int index) {
    this.kind = kind;
    this.mask = mask;
    this.producer = producer;
    this.index = index;
  }

  /** A value that some computation made. */
  static StackValue computed(TypeKind kind) {
    return new StackValue(kind, null, null, -1);
  }

  /** A computed mask of the lanes of vectors. */
  static StackValue maskOf(VectorType type) {
    return new StackValue(TypeKind.REFERENCE, type, null, -1);
  }

  TypeKind kind() {
    return kind;
  }

  boolean isWide() {
    return kind.slotSize() == 2;
  }

  @Nullable VectorType mask() {
    return mask;
  }

  /** The instruction that can as well be executed later, and elsewhere; null if there is none. */
  @Nullable CodeElement producer() {
    return producer;
  }

  /** Where the instruction is. */
  int index() {
    return index;
  }

  /** From now on the value must be where it is. */
  void pin() {
    producer = null;
  }

  /** The value after a store into a local variable: a load from that variable has to stay. */
  void stored(int slot) {
    if (producer instanceof LoadInstruction load && load.slot() == slot) {
      pin();
    }
  }

  /** The producer is not executed where it is. */
  void drop() {
    dropped = true;
  }

  boolean isDropped() {
    return dropped;
  }

  /** The name of a static field of a class; null when it is none. */
  @Nullable String field(String owner) {
    return producer instanceof FieldInstruction field
            && field.owner().asInternalName().equals(owner)
        ? field.name().stringValue()
        : null;
  }

  /** The number that it is, if that is known. */
  @Nullable Number constant() {
    return producer instanceof ConstantInstruction c && c.constantValue() instanceof Number n
        ? n
        : null;
  }
}
