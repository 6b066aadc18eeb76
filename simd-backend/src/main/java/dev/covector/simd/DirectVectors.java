package dev.covector.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether vector code calls the JVM's entry points for vectors itself, rather than the methods of
 * the Vector API that lead to them.
 *
 * <p>Between the two lie checks that C1 and C2 parse, inline and throw away again for each vector
 * operation: a loop of 40 operations takes C2 60 ms by the Vector API and 16 ms by the entry
 * points, C1 110 ms and 10 ms (JDK 25.0.3); the code that comes out is the same. The JVM must
 * export the package: {@code --add-exports java.base/jdk.internal.vm.vector=ALL-UNNAMED}. The
 * property {@code covector.directVectors=off} keeps to the Vector API.
 */
final class DirectVectors {
  private static final boolean ON = isPossible();

  private DirectVectors() {}

  /** Whether the entry points are there, exported to Covector, and what they are expected to be. */
  static boolean isOn() {
    return ON;
  }

  /** Emits the body of a method, with direct calls where that is possible. */
  static void emit(CodeBuilder code, Consumer<CodeBuilder> body) {
    if (ON) {
      code.transforming(new DirectTransform(), body);
    } else {
      body.accept(code);
    }
  }

  private static boolean isPossible() {
    Module base = Object.class.getModule();
    return !"off".equals(System.getProperty("covector.directVectors"))
        && VectorMode.isOn()
        && base.isExported("jdk.internal.vm.vector", DirectVectors.class.getModule())
        && hasEntryPoints();
  }

  /** With {@code -esa}, the entry points insist on lambda expressions of the JDK's own. */
  private static boolean hasEntryPoints() {
    try {
      Class<?> support = Class.forName(EntryPoint.OWNER);
      Set<String> methods = new HashSet<>();
      for (Method m : support.getMethods()) {
        MethodType type = MethodType.methodType(m.getReturnType(), m.getParameterTypes());
        methods.add(m.getName() + type.descriptorString());
      }
      for (EntryPoint entry : EntryPoint.values()) {
        if (!methods.contains(entry.method() + entry.type().descriptorString())) {
          return false;
        }
      }
      return !support.desiredAssertionStatus() && DirectOpcodes.areKnown();
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
