package dev.covector.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Cores: the ones this JVM may use, and how many physical ones the machine has where it says so.
 */
final class Cores {
  private Cores() {}

  /**
   * Looks at the cores.
   *
   * @param topology Linux's folder with one folder {@code cpuN} for each logical core
   * @param usable logical cores that the JVM may use
   */
  static Finding examine(Path topology, int usable) {
    String fact = usable + " logical usable by this JVM";
    OptionalInt physical = physical(topology);
    fact += physical.isPresent() ? ", " + physical.getAsInt() + " physical in the machine" : "";
    return Finding.healthy("cores", fact);
  }

  /** Logical cores of one physical core name the same set of siblings. Empty where unknown. */
  private static OptionalInt physical(Path topology) {
    Set<String> siblings = new HashSet<>();
    if (!Files.isDirectory(topology)) {
      return OptionalInt.empty();
    }
    try (DirectoryStream<Path> cores = Files.newDirectoryStream(topology, "cpu[0-9]*")) {
      for (Path core : cores) {
        Path file = core.resolve("topology/thread_siblings_list");
        if (Files.isReadable(file)) { // an offline core has none
          siblings.add(Files.readString(file).strip());
        }
      }
    } catch (IOException unreadable) {
      return OptionalInt.empty();
    }
    return siblings.isEmpty() ? OptionalInt.empty() : OptionalInt.of(siblings.size());
  }
}
