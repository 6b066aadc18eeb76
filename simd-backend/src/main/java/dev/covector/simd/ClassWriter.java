package dev.covector.simd;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.util.function.Consumer;

/**
 * Builds the class files of generated code, in a version that the JVM verifies without maps of the
 * operand stack. The JDK writes such maps with one very large method, which C2 took 0.4 to 0.6 s to
 * compile in the first seconds of a program, more than all other work on generated classes.
 */
final class ClassWriter {
  /** The last version without maps, that of Java 5. */
  private static final int VERSION = ClassFile.JAVA_5_VERSION;

  private static final ClassFile WRITER = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

  private ClassWriter() {}

  /** The class file of a final class. */
  static byte[] write(ClassDesc name, Consumer<ClassBuilder> members) {
    return WRITER.build(
        name,
        builder -> {
          builder.withVersion(VERSION, 0);
          members.accept(builder);
        });
  }
}
