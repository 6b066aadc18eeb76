package dev.covector.doctor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** The few calls of the CUDA driver API that say what the GPU is. Every call may throw. */
final class Driver {
  private static final int NAME_LENGTH = 256;
  private static final int COMPUTE_CAPABILITY_MAJOR = 75; // CU_DEVICE_ATTRIBUTE_*
  private static final int COMPUTE_CAPABILITY_MINOR = 76;

  private final SymbolLookup library;
  private final Arena arena;

  Driver(SymbolLookup library, Arena arena) {
    this.library = library;
    this.arena = arena;
  }

  void initialize() {
    call("cuInit", describe(JAVA_INT), 0);
  }

  /** The newest CUDA version that the driver supports, such as {@code 12.8}. */
  String version() {
    MemorySegment version = arena.allocate(JAVA_INT);
    call("cuDriverGetVersion", describe(ADDRESS), version);
    int number = version.get(JAVA_INT, 0); // 1000 * major + 10 * minor
    return number / 1000 + "." + number % 1000 / 10;
  }

  int devices() {
    MemorySegment count = arena.allocate(JAVA_INT);
    call("cuDeviceGetCount", describe(ADDRESS), count);
    return count.get(JAVA_INT, 0);
  }

  /** Name, compute capability and memory of a device. */
  String describe(int device) {
    MemorySegment name = arena.allocate(NAME_LENGTH);
    call("cuDeviceGetName", describe(ADDRESS, JAVA_INT, JAVA_INT), name, NAME_LENGTH, device);
    MemorySegment bytes = arena.allocate(JAVA_LONG);
    call("cuDeviceTotalMem_v2", describe(ADDRESS, JAVA_INT), bytes, device);
    return "%s, compute capability %d.%d, %.1f GiB"
        .formatted(
            name.getString(0),
            attribute(device, COMPUTE_CAPABILITY_MAJOR),
            attribute(device, COMPUTE_CAPABILITY_MINOR),
            (double) bytes.get(JAVA_LONG, 0) / (1L << 30));
  }

  private int attribute(int device, int attribute) {
    MemorySegment value = arena.allocate(JAVA_INT);
    call("cuDeviceGetAttribute", describe(ADDRESS, JAVA_INT, JAVA_INT), value, attribute, device);
    return value.get(JAVA_INT, 0);
  }

  private static FunctionDescriptor describe(ValueLayout... arguments) {
    return FunctionDescriptor.of(JAVA_INT, (MemoryLayout[]) arguments);
  }

  @SuppressWarnings("restricted") // the launcher allows native access
  private void call(String name, FunctionDescriptor signature, Object... arguments) {
    MemorySegment function =
        library.find(name).orElseThrow(() -> new DriverException(name + " is missing"));
    int code;
    try {
      code =
          (int)
              Linker.nativeLinker()
                  .downcallHandle(function, signature)
                  .invokeWithArguments(arguments);
    } catch (Throwable broken) { // what a MethodHandle declares
      throw new IllegalStateException("calling " + name, broken);
    }
    if (code != 0) {
      throw new DriverException(name, code);
    }
  }
}
