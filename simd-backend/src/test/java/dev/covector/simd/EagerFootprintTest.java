package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A long eager loop has a flat footprint: nobody frees anything by hand. */
@Tag("long")
class EagerFootprintTest {
  private static final int ADDITIONS = 10_000;
  private static final int ELEMENTS = 4 << 20; // 16 MiB of f32
  private static final long LIMIT_KIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:-DisableExplicitGC", "-XX:+DisableExplicitGC"})
  void tenThousandEagerAdditionsStayBelowOneGigabyte(String explicitGc) throws Exception {
    Fork.Result result = Fork.onClassPath(List.of("-Xmx4g", explicitGc), Additions.class);
    assertEquals(0, result.exit(), result.output());
    long peakKib = Long.parseLong(result.output().lines().toList().getLast().strip());
    assertTrue(peakKib < LIMIT_KIB, () -> "peak resident set: " + peakKib + " KiB");
  }

  /** Adds in a loop and prints the peak of the resident set in KiB. */
  static final class Additions {
    private Additions() {}

    public static void main(String[] arguments) throws IOException {
      Tensor one = Tensor.of(new float[ELEMENTS]).plus(1.0);
      Tensor sum = one;
      for (int i = 1; i < ADDITIONS; i++) {
        sum = sum.plus(one);
      }
      float last = sum.toFloatArray()[ELEMENTS - 1];
      if (last != ADDITIONS) {
        throw new IllegalStateException("the sum is " + last);
      }
      String peak =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .findFirst()
              .orElseThrow();
      System.out.println(peak.replaceAll("[^0-9]", ""));
    }
  }
}
