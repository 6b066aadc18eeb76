package dev.covector.host;

import com.sun.management.OperatingSystemMXBean;
import dev.covector.CovectorException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How much native memory tensors may use.
 *
 * <p>The system property {@code covector.memoryLimit} sets it: bytes, or a number with the suffix
 * {@code k}, {@code m} or {@code g}. By default it is what the machine (or container) has, less the
 * Java heap's maximum and a reserve of a sixteenth, but at least a quarter of what there is.
 */
final class MemoryLimit {
  /** The property's name. */
  static final String PROPERTY = "covector.memoryLimit";

  private MemoryLimit() {}

  /** The limit in bytes. */
  static long bytes() {
    String set = System.getProperty(PROPERTY);
    return set != null ? parse(set) : ofMachine(physical(), Runtime.getRuntime().maxMemory());
  }

  /** The limit for so much physical memory and so large a Java heap. */
  static long ofMachine(long physical, long maxHeap) {
    return Math.max(physical - maxHeap - physical / 16, physical / 4);
  }

  /** The bytes that {@code 512m} and the like mean. */
  static long parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int shift = lower.endsWith("k") ? 10 : lower.endsWith("m") ? 20 : lower.endsWith("g") ? 30 : 0;
    try {
      long number = Long.parseLong(shift == 0 ? lower : lower.substring(0, lower.length() - 1));
      if (number <= 0 || number > Long.MAX_VALUE >> shift) {
        throw new NumberFormatException("out of range");
      }
      return number << shift;
    } catch (NumberFormatException e) {
      throw new CovectorException(
          "-D" + PROPERTY + "=" + text + ": give a positive number of bytes, as 4g or 512m", e);
    }
  }

  private static long physical() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
