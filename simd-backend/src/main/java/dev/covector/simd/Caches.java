package dev.covector.simd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sizes of the first core's caches in bytes: as Linux reports them, elsewhere modest ones. */
final class Caches {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu/cpu0/cache");

  /** First-level data cache. */
  static final long FIRST = size(1, 32 << 10);

  /** Second-level cache. */
  static final long SECOND = size(2, 512 << 10);

  private Caches() {}

  private static long size(int level, long otherwise) {
    for (int index = 0; index < 8; index++) {
      Path cache = FOLDER.resolve("index" + index);
      if (line(cache.resolve("level")).equals(Integer.toString(level))
          && !line(cache.resolve("type")).equals("Instruction")) {
        return parse(line(cache.resolve("size")), otherwise);
      }
    }
    return otherwise;
  }

  private static String line(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      return ""; // a machine that does not say gets the default
    }
  }

  /** Such as {@code 48K} or {@code 2M}. */
  static long parse(String size, long otherwise) {
    if (!size.matches("\\d{1,9}[KM]?")) {
      return otherwise;
    }
    char unit = size.charAt(size.length() - 1);
    int shift = unit == 'K' ? 10 : unit == 'M' ? 20 : 0;
    String digits = shift == 0 ? size : size.substring(0, size.length() - 1);
    return Long.parseLong(digits) << shift;
  }
}
