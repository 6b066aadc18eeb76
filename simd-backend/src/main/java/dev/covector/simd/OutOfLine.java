package dev.covector.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps vector methods out of their callers. C2 copies a method that is called often and has no
 * more bytes than HotSpot's {@code FreqInlineSize}. Calls without work, by which {@link WarmUp}
 * brings a method to C2, then count no longer for the method itself, and it stays uncompiled for
 * ever (seen in one of four runs of a layer norm, JDK 25.0.3).
 */
final class OutOfLine {
  /** The default of {@code FreqInlineSize}. */
  private static final int FREQ_INLINE_SIZE = 325;

  private static final int CASE_BYTES = 8;

  private OutOfLine() {}

  /** Begins a method with so many bytes that it is not copied; they cost compiled code nothing. */
  static CodeBuilder begin(CodeBuilder code) {
    // one instruction rather than hundreds: they would have to be verified
    Label next = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i * CASE_BYTES < FREQ_INLINE_SIZE; i++) {
      cases.add(SwitchCase.of(i, next));
    }
    return code.iconst_0().lookupswitch(next, cases).labelBinding(next);
  }
}
