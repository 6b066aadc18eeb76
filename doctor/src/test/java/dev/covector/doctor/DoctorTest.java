package dev.covector.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  private static final long GIB = 1L << 30;

  @Nested
  final class Reports {
    @Test
    void healthyMachineGivesExitCodeZero() {
      assertEquals(
          List.of("JDK      25", "nothing is wrong", "exit 0"),
          reportOf(Finding.healthy("JDK", "25")));
    }

    @Test
    void everyProblemIsPrintedUnderItsSubjectAndCounted() {
      assertEquals(
          List.of(
              "JDK      17",
              "         wrong: too old",
              "memory   8 GiB",
              "things that are wrong: 1",
              "exit 1"),
          reportOf(Finding.wrong("JDK", "17", "too old"), Finding.healthy("memory", "8 GiB")));
    }

    private static List<String> reportOf(Finding... findings) {
      var out = new ByteArrayOutputStream();
      int code =
          Doctor.report(List.of(findings), new PrintStream(out, true, StandardCharsets.UTF_8));
      return (out.toString(StandardCharsets.UTF_8) + "exit " + code).lines().toList();
    }
  }

  @Nested
  final class TheJdk {
    @Test
    void thisOneIsHealthy() {
      assertHealthy(Jdk.examine(Runtime.version(), "any"));
    }

    @Test
    void olderThan25IsWrong() {
      assertWrong("JDK 25 or newer", Jdk.examine(Runtime.Version.parse("21.0.4+7"), "any"));
    }
  }

  @Nested
  final class VectorApi {
    @Test
    void isFoundOnTheModuleGraph() {
      assertTrue(Vectors.examine(ModuleLayer.boot()).fact().contains(" bits: "));
    }

    @Test
    void missingFromTheModuleGraphNamesTheFlag() {
      assertWrong("--add-modules jdk.incubator.vector", Vectors.examine(ModuleLayer.empty()));
    }

    @Test
    void widthIsGivenInFloatsAndDoubles() {
      assertEquals("512 bits: 16 floats or 8 doubles", Vectors.width(512).fact());
      assertHealthy(Vectors.width(128));
    }

    @Test
    void noVectorUnitIsWrong() {
      Finding finding = Vectors.width(64);
      assertEquals("64 bits: 2 floats or 1 double", finding.fact());
      assertWrong("no vector unit", finding);
    }
  }

  @Nested
  final class TheCores {
    @TempDir Path topology;

    @Test
    void siblingsCountAsOnePhysicalCore() throws IOException {
      core("cpu0", "0,2");
      core("cpu1", "1,3");
      core("cpu2", "0,2");
      core("cpu3", "1,3");
      Files.createDirectory(topology.resolve("cpufreq"));
      assertEquals(
          "4 logical usable by this JVM, 2 physical in the machine",
          Cores.examine(topology, 4).fact());
    }

    @Test
    void whereTheMachineDoesNotSayOnlyLogicalOnesAreCounted() {
      assertEquals("4 logical usable by this JVM", Cores.examine(topology, 4).fact());
      Path absent = topology.resolve("absent");
      assertEquals("4 logical usable by this JVM", Cores.examine(absent, 4).fact());
    }

    private void core(String name, String siblings) throws IOException {
      Path folder = Files.createDirectories(topology.resolve(name).resolve("topology"));
      Files.writeString(folder.resolve("thread_siblings_list"), siblings + "\n");
    }
  }

  @Nested
  final class TheMemory {
    @Test
    void ofThisMachineIsMeasured() {
      assertTrue(Memory.examine().fact().matches("[0-9.]+ GiB in all, heap up to [0-9.]+ GiB"));
    }

    @Test
    void tooLittleIsWrong() {
      assertWrong("less than 2 GiB", Memory.examine(GIB, GIB / 4));
    }

    @Test
    void aHeapThatLeavesNothingToTensorsIsWrong() {
      assertWrong("lower -Xmx", Memory.examine(8 * GIB, 8 * GIB));
      assertHealthy(Memory.examine(8 * GIB, 2 * GIB));
    }
  }

  @Nested
  final class TheGpu {
    @TempDir Path folder;

    @Test
    void absentIsHealthy() {
      Finding finding = Gpu.examine(List.of("libabsent.so"), folder.resolve("nvidia0"));
      assertHealthy(finding);
      assertEquals("none (no NVIDIA driver library): the CPU computes", finding.fact());
    }

    @Test
    void withoutItsDriverIsWrong() {
      assertWrong("install the NVIDIA driver", Gpu.examine(List.of("libabsent.so"), folder));
    }

    @Test
    void aLibraryThatIsNotTheDriverIsWrong() {
      assumeTrue(System.getProperty("os.name").equals("Linux"));
      Finding finding = Gpu.examine(List.of("libc.so.6"), folder);
      assertTrue(finding.fact().endsWith("refuses: cuInit is missing"), finding.fact());
      assertWrong("nvidia-smi", finding);
    }

    @Test
    void errorCodesAreExplained() {
      assertEquals(
          "cuInit gave error 803 (library and kernel module disagree)",
          new DriverException("cuInit", 803).getMessage());
      assertEquals("cuInit gave error 7", new DriverException("cuInit", 7).getMessage());
    }
  }

  private static void assertHealthy(Finding finding) {
    assertEquals(Optional.empty(), finding.problem());
  }

  private static void assertWrong(String part, Finding finding) {
    assertTrue(finding.problem().orElse("nothing").contains(part), finding.toString());
  }
}
