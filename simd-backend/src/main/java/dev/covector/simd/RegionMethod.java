package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;

/** A kernel as a static method {@code void (long[] state, long... addresses)} of a region. */
interface RegionMethod {
  /** Calls it; the state and the addresses are on the stack. */
  void call(CodeBuilder code);

  /** Adds it, and what it calls. */
  void addTo(ClassBuilder builder);
}
