package dev.covector.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** This module has no other backend than the reference one. */
class BackendsTest {
  @Test
  void theReferenceBackendByDefaultIsAWarning() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BackendsTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(
        "covector: computing on the reference backend, a thousand times slower;"
            + " add covector-simd to the class path",
        output.strip());
  }

  /** Asks for the default backend twice, after one by its name. */
  public static void main(String[] arguments) {
    Backends.named("reference");
    Backends.current();
    Backends.current();
  }
}
