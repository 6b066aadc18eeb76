package dev.covector.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Memory: tensors live in native memory, outside the heap, so both count. */
final class Memory {
  private static final long GIB = 1L << 30;
  private static final long LEAST = 2 * GIB;

  private Memory() {}

  static Finding examine() {
    // Knows the limits of a container, unlike the machine's own figures.
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return examine(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
  }

  static Finding examine(long total, long heap) {
    String fact = "%.1f GiB in all, heap up to %.1f GiB".formatted(inGib(total), inGib(heap));
    if (total < LEAST) {
      return Finding.wrong(
          "memory",
          fact,
          "less than 2 GiB: training needs more; give the container or machine more");
    }
    if (heap > total - GIB / 2) {
      return Finding.wrong(
          "memory", fact, "the heap may take it all and leave tensors nothing; lower -Xmx");
    }
    return Finding.healthy("memory", fact);
  }

  private static double inGib(long bytes) {
    return (double) bytes / GIB;
  }
}
