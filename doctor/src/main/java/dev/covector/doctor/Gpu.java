package dev.covector.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** NVIDIA GPUs, as the driver's own library sees them. A machine without one is healthy. */
final class Gpu {
  /** The driver library's names on Linux, in WSL and on Windows. */
  static final List<String> LIBRARIES =
      List.of("libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1", "nvcuda.dll");

  private Gpu() {}

  /**
   * Looks for a GPU.
   *
   * @param libraries names of the driver library, the first that loads is asked
   * @param device the file that Linux has for the first GPU
   */
  static Finding examine(List<String> libraries, Path device) {
    try (Arena arena = Arena.ofConfined()) {
      Optional<SymbolLookup> library = load(libraries, arena);
      if (library.isPresent()) {
        return ask(new Driver(library.get(), arena));
      }
    }
    return Files.exists(device)
        ? Finding.wrong(
            "GPU",
            device + " is there, the driver's library is not",
            "install the NVIDIA driver, or start the container with its GPU support")
        : Finding.healthy("GPU", "none (no NVIDIA driver library): the CPU computes");
  }

  private static Finding ask(Driver driver) {
    try {
      driver.initialize();
      StringBuilder fact = new StringBuilder("driver for CUDA " + driver.version());
      for (int device = 0; device < driver.devices(); device++) {
        fact.append("; ").append(driver.describe(device));
      }
      return Finding.healthy("GPU", fact.toString());
    } catch (DriverException refused) {
      return Finding.wrong(
          "GPU",
          "the NVIDIA driver's library is there but refuses: " + refused.getMessage(),
          "check that nvidia-smi works, and that library and kernel module are of one version");
    }
  }

  @SuppressWarnings("restricted") // the launcher allows native access
  private static Optional<SymbolLookup> load(List<String> libraries, Arena arena) {
    for (String library : libraries) {
      try {
        return Optional.of(SymbolLookup.libraryLookup(library, arena));
      } catch (IllegalArgumentException absent) {
        continue;
      }
    }
    return Optional.empty();
  }
}
