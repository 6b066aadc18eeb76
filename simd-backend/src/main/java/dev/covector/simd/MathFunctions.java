package dev.covector.simd;

import dev.covector.host.Subnormals;
import dev.covector.kernel.ScalarFn;
import dev.covector.simd.math.InlineMath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which functions have a polynomial form. The class files are read rather than reflected on:
 * without the vector module their classes cannot be linked, and the scalar forms are needed all the
 * same.
 */
final class MathFunctions {
  private static final Set<String> FLOAT = functions("FloatMath");
  private static final Set<String> DOUBLE = functions("DoubleMath");
  private static final Set<String> FLOAT_LANES = functions("FloatLanes");

  private MathFunctions() {}

  /** Whether the function has a scalar and a vector form. */
  static boolean has(ScalarFn fn, boolean wide) {
    return (wide ? DOUBLE : FLOAT).contains(ScalarOps.methodName(fn));
  }

  /** Whether the function is written in vector operations, with the scalar form elsewhere. */
  static boolean hasLanes(ScalarFn fn) {
    return FLOAT_LANES.contains(ScalarOps.methodName(fn));
  }

  /**
   * Emits the scalar form of a function that {@link #has}. Those whose form calls itself or other
   * precisions cannot be copied: they are called where their class can be linked, and computed by
   * their reference elsewhere.
   *
   * @param copies false to call all of them
   * @return false where the caller has to use the reference
   */
  static boolean emitScalar(
      CodeBuilder code, ScalarFn fn, boolean wide, ScalarKind kind, boolean copies) {
    if (copies && fn != ScalarFn.LGAMMA && fn != ScalarFn.DIGAMMA) {
      emit(code, fn, wide, kind.descriptor());
      return true;
    }
    if (VectorMode.isOn()) {
      code.invokestatic(
          ClassDesc.of("dev.covector.simd.math." + (wide ? "DoubleMath" : "FloatMath")),
          name(fn, wide),
          ScalarOps.type(kind, kind, fn.arity()));
    }
    return VectorMode.isOn();
  }

  /** Copies the function's body; the arguments are all that is on the stack. */
  static void emit(CodeBuilder code, ScalarFn fn, boolean wide, ClassDesc type) {
    ClassDesc[] parameters = new ClassDesc[fn.arity()];
    Arrays.fill(parameters, type);
    String prefix = wide ? "Double" : "Float";
    InlineMath.emit(
        code,
        prefix + (has(fn, wide) ? "Math" : "Lanes"),
        name(fn, wide),
        MethodTypeDesc.of(type, parameters));
  }

  /** The form of a function that is for programs which flush subnormals, if it has one. */
  private static String name(ScalarFn fn, boolean wide) {
    String name = ScalarOps.methodName(fn);
    String flushed = name + "Flushed";
    boolean exists = (wide ? DOUBLE : FLOAT).contains(flushed);
    return exists && Subnormals.areFlushed() ? flushed : name;
  }

  private static Set<String> functions(String name) {
    try (InputStream in = InlineMath.class.getResourceAsStream(name + ".class")) {
      if (in == null) {
        throw new IllegalStateException("simd: the class file of " + name + " is missing");
      }
      Set<String> names = new HashSet<>();
      ClassFile.of()
          .parse(in.readAllBytes())
          .methods()
          .forEach(m -> names.add(m.methodName().stringValue()));
      return Set.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
