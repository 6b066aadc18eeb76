package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the class whose objects the JVM's entry points for vectors call in uncompiled code. It
 * implements the interfaces of all of them, which the Java compiler does not show, and calls {@link
 * DirectFallbacks} with what the object was made with.
 */
final class DirectImplementation {
  private static final ClassDesc THIS = ClassDesc.of("dev.covector.simd.Direct");
  private static final ClassDesc FALLBACKS =
      DirectFallbacks.class.describeConstable().orElseThrow();
  private static final String OPERATION = "operation";
  private static final MethodTypeDesc CONSTRUCTOR =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);
  private static final MethodHandle NEW = define();

  private DirectImplementation() {}

  /** An object for one operation, such as an operator of the Vector API. */
  static Object of(Object operation) {
    try {
      return NEW.invoke(operation);
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot make what vector code falls back on", e);
    }
  }

  private static MethodHandle define() {
    try {
      byte[] bytes = ClassWriter.write(THIS, DirectImplementation::members);
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return lookup.findConstructor(
          lookup.lookupClass(), MethodType.methodType(void.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("simd: cannot define what vector code falls back on", e);
    }
  }

  private static void members(ClassBuilder builder) {
    builder
        .withFlags(ClassFile.ACC_FINAL)
        .withInterfaceSymbols(
            Arrays.stream(EntryPoint.values()).map(EntryPoint::implementation).toList())
        .withField(OPERATION, ConstantDescs.CD_Object, ClassFile.ACC_FINAL)
        .withMethodBody(
            ConstantDescs.INIT_NAME,
            CONSTRUCTOR,
            0,
            code ->
                code.aload(0)
                    .invokespecial(
                        ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                    .aload(0)
                    .aload(1)
                    .putfield(THIS, OPERATION, ConstantDescs.CD_Object)
                    .return_());
    for (EntryPoint entry : EntryPoint.values()) {
      Method method = abstractMethod(entry);
      MethodTypeDesc type =
          MethodType.methodType(method.getReturnType(), method.getParameterTypes())
              .describeConstable()
              .orElseThrow();
      builder.withMethodBody(
          method.getName(), type, ClassFile.ACC_PUBLIC, code -> forward(code, entry, type));
    }
  }

  private static Method abstractMethod(EntryPoint entry) {
    try {
      Class<?> implemented = Class.forName(binaryName(entry.implementation()));
      return Arrays.stream(implemented.getMethods())
          .filter(m -> Modifier.isAbstract(m.getModifiers()))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("simd: no class of an entry point's signature", e);
    }
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private static void forward(CodeBuilder code, EntryPoint entry, MethodTypeDesc type) {
    code.aload(0).getfield(THIS, OPERATION, ConstantDescs.CD_Object);
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    List<ClassDesc> parameters =
        type.parameterList().stream().map(DirectImplementation::erased).toList();
    code.invokestatic(
        FALLBACKS,
        entry.method(),
        MethodTypeDesc.of(erased(type.returnType()), parameters)
            .insertParameterTypes(0, ConstantDescs.CD_Object));
    if (!type.returnType().isPrimitive()) {
      code.checkcast(type.returnType());
    }
    code.return_(TypeKind.from(type.returnType()));
  }

  private static ClassDesc erased(ClassDesc type) {
    return type.isPrimitive() ? type : ConstantDescs.CD_Object;
  }
}
