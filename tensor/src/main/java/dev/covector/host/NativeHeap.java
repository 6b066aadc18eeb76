package dev.covector.host;

import dev.covector.StateException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library's {@code malloc} and {@code free}. Unlike {@link java.lang.foreign.Arena} they do
 * not clear memory (clearing a result that is about to be written costs as much as writing it), and
 * do not count against {@code -XX:MaxDirectMemorySize}.
 */
final class NativeHeap {
  private static final MethodHandle MALLOC =
      bind("malloc", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      bind("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

  private NativeHeap() {}

  /** The address of new memory, or 0 when there is none. */
  static long malloc(long bytes) {
    try {
      return (long) MALLOC.invokeExact(bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Gives memory of {@link #malloc} back. */
  static void free(long address) {
    try {
      FREE.invokeExact(address);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Memory at an address, of the one kind of segment that all kernels see. */
  @SuppressWarnings("restricted")
  static MemorySegment at(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(String name, FunctionDescriptor type) {
    try {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    } catch (IllegalCallerException e) {
      throw new StateException(
          "native memory: access is denied; start the JVM with --enable-native-access="
              + "ALL-UNNAMED (class path) or dev.covector.tensor (module path)",
          e);
    }
  }
}
