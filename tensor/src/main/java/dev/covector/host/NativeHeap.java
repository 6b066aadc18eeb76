package dev.covector.host;

import dev.covector.StateException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

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

  /** From Linux's {@code asm-generic/mman-common.h}. */
  private static final int MADV_HUGEPAGE = 14;

  private static final Optional<MethodHandle> MADVISE =
      System.getProperty("os.name", "").equals("Linux")
          ? find(
              "madvise",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT))
          : Optional.empty();

  private NativeHeap() {}

  /**
   * Asks for large pages, where the system has them on request; whole pages that nobody has
   * touched.
   */
  static void adviseHugePages(long address, long bytes) {
    if (MADVISE.isPresent()) {
      try {
        int ignored = (int) MADVISE.get().invokeExact(address, bytes, MADV_HUGEPAGE);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }

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
  private static Optional<MethodHandle> find(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
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
