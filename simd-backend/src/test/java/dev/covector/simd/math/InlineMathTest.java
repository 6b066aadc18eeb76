package dev.covector.simd.math;

import static java.lang.constant.ConstantDescs.CD_float;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** Copied bodies compute what the functions compute. */
final class InlineMathTest {
  private static final ClassDesc VECTOR = FloatVector.class.describeConstable().orElseThrow();

  @Test
  void copiedVectorBodiesEqualTheScalarTwin() throws Throwable {
    for (Case function : Case.ALL) {
      MethodHandle copy = copy(function.name(), VECTOR, FloatVector.class);
      for (float x : new float[] {-3f, 0f, 0.3f, 7.5f, 1e9f}) {
        var in = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, x);
        var out = (FloatVector) copy.invoke(in);
        assertEquals(function.floatScalar().apply(x), out.lane(0), () -> function + "(" + x + ")");
      }
    }
  }

  @Test
  void copiedScalarBodiesEqualTheScalarTwin() throws Throwable {
    for (Case function : Case.ALL) {
      MethodHandle copy = copy(function.name(), CD_float, float.class);
      for (float x : new float[] {-3f, 0f, 0.3f, 7.5f, 1e9f}) {
        assertEquals(
            function.floatScalar().apply(x),
            (float) copy.invoke(x),
            () -> function + "(" + x + ")");
      }
    }
  }

  @Test
  void anUnknownFunctionIsNamed() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> copy("absent", CD_float, float.class));
    assertTrue(error.getMessage().contains("absent(float)float"), error.getMessage());
  }

  private static MethodHandle copy(String name, ClassDesc type, Class<?> carrier) throws Exception {
    var signature = MethodTypeDesc.of(type, type);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("dev.covector.simd.math", "Copy"),
                c ->
                    c.withMethodBody(
                        "apply",
                        signature,
                        ClassFile.ACC_STATIC,
                        code -> {
                          boolean vector = !type.isPrimitive();
                          if (vector) {
                            code.aload(0);
                          } else {
                            code.fload(0);
                          }
                          InlineMath.emit(code, FloatMath.class, name, signature);
                          if (vector) {
                            code.areturn();
                          } else {
                            code.freturn();
                          }
                        }));
    var lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
    return lookup.findStatic(
        lookup.lookupClass(), "apply", MethodType.methodType(carrier, carrier));
  }
}
