package dev.covector.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/**
 * What a pass that is generated for one place in one program knows beforehand: where the addresses
 * of its streams and reductions' cells are, and the values of its steps and terms.
 *
 * @param constants the argument array of {@link LoopPlan#arguments}
 * @param locals the local variables of the addresses, by slot of the argument array; -1 for slots
 *     that are constant
 * @param registers the local variables that hold the element of a stream itself, or -1
 */
record DirectArguments(long[] constants, int[] locals, int[] registers) {

  /** The local variable of an argument. */
  int local(CodeBuilder code, int slot) {
    if (locals[slot] >= 0) {
      return locals[slot];
    }
    int local = code.allocateLocal(TypeKind.LONG);
    code.loadConstant(constants[slot]).lstore(local);
    return local;
  }

  /** The local variable with the element of a stream; -1 where it is in memory. */
  int register(int stream) {
    return registers[stream];
  }
}
