package dev.covector.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  /** Processor, cores, memory, load, system, JDK, and the JVM's options. */
  static Map<String, @Nullable Object> describe() {
    Map<String, @Nullable Object> machine = new LinkedHashMap<>();
    machine.put("processor", line("/proc/cpuinfo", "model name"));
    machine.put("family_model_stepping", processorNumbers());
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("memory", line("/proc/meminfo", "MemTotal"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("architecture", System.getProperty("os.arch"));
    machine.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    machine.put("options", ManagementFactory.getRuntimeMXBean().getInputArguments());
    machine.put("load_before", load());
    return machine;
  }

  /** The mean number of runnable threads over the last minute: near 0 on a quiet machine. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processorNumbers() {
    String file = "/proc/cpuinfo";
    return line(file, "cpu family") + "/" + line(file, "model\t") + "/" + line(file, "stepping");
  }

  private static String line(String file, String start) {
    try {
      List<String> lines =
          Files.isReadable(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      // only a remark in the report
      return "unknown";
    }
  }
}
