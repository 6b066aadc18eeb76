package dev.covector.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a thread's arithmetic keeps subnormal numbers or takes them for zeros, as XLA does while
 * it runs a program. Processors take a hundred cycles and more for each operation on one, and the
 * moments of Adam become subnormal wherever a gradient stays zero.
 *
 * <p>The mode is set through glibc's {@code fesetmode}; where that is not found, or the system
 * property {@code covector.subnormals} is {@code keep}, subnormals are kept.
 */
public final class Subnormals {
  private static final long SIZE = 16;
  private static final MemorySegment KEEP = Arena.global().allocate(SIZE, Long.BYTES);
  private static final MemorySegment FLUSH = Arena.global().allocate(SIZE, Long.BYTES);
  private static final @Nullable MethodHandle SET = prepare();

  private Subnormals() {}

  /** From now on this thread takes subnormals for zeros, where that is possible. */
  public static void flush() {
    set(FLUSH);
  }

  /** From now on this thread keeps subnormals, as Java's arithmetic does. */
  public static void keep() {
    set(KEEP);
  }

  /** Whether programs flush here. */
  public static boolean areFlushed() {
    return SET != null;
  }

  private static void set(MemorySegment mode) {
    if (SET == null) {
      return;
    }
    try {
      int ignored = (int) SET.invokeExact(mode);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable MethodHandle prepare() {
    boolean wanted = !System.getProperty("covector.subnormals", "flush").equals("keep");
    if (!wanted || !System.getProperty("os.name", "").equals("Linux")) {
      return null;
    }
    // glibc's femode_t: on x86-64 the x87 control word, then MXCSR; on AArch64 FPCR
    return switch (System.getProperty("os.arch", "")) {
      case "amd64" -> prepare(4, 1 << 15 | 1 << 6); // flush to zero, denormals are zeros
      case "aarch64" -> prepare(0, 1 << 24); // FZ
      default -> null;
    };
  }

  private static @Nullable MethodHandle prepare(long offset, int bits) {
    Optional<MethodHandle> get = find("fegetmode");
    Optional<MethodHandle> set = find("fesetmode");
    if (get.isEmpty() || set.isEmpty()) {
      return null;
    }
    try {
      int ignored = (int) get.get().invokeExact(KEEP);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    FLUSH.copyFrom(KEEP);
    FLUSH.set(ValueLayout.JAVA_INT, offset, KEEP.get(ValueLayout.JAVA_INT, offset) | bits);
    return set.get();
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> find(String name) {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, type, Linker.Option.critical(false)));
  }
}
