package dev.covector.simd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The processor: how many physical cores this process may use, and what they are called. */
final class Cores {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Cores() {}

  /**
   * The number of workers: the property {@code covector.workers}, or one per physical core, but no
   * more than the JVM may use (its own count honours cgroups and affinity).
   */
  static int count() {
    Integer wanted = Integer.getInteger("covector.workers");
    if (wanted != null && wanted > 0) {
      return wanted;
    }
    int available = Runtime.getRuntime().availableProcessors();
    int physical = physical(lines());
    return physical == 0 ? available : Math.min(available, physical);
  }

  /** Such as {@code AMD EPYC 9654, 2 cores}. */
  static String description() {
    String model =
        lines().stream()
            .filter(l -> l.startsWith("model name"))
            .map(l -> l.substring(l.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return model + ", " + count() + " cores";
  }

  /** The distinct pairs of socket and core in a processor list; 0 where it does not say. */
  static int physical(List<String> lines) {
    Set<String> cores = new HashSet<>();
    String socket = "";
    for (String line : lines) {
      if (line.startsWith("physical id")) {
        socket = line.substring(line.indexOf(':') + 1).strip();
      } else if (line.startsWith("core id")) {
        cores.add(socket + "/" + line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return cores.size();
  }

  private static List<String> lines() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      // a machine without the file has only the JVM's own count
      return List.of();
    }
  }
}
