package dev.covector.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.doctor.Checkout.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  @TempDir Path folder;
  private Checkout checkout;

  @BeforeEach
  void fill() throws Exception {
    checkout = Checkout.in(folder);
  }

  @Nested
  final class FindsAJdk {
    @Test
    void noneIsOneLineThatSaysWhatToType() throws Exception {
      Outcome outcome = checkout.call("run", "digits");
      assertEquals(1, outcome.code());
      assertEquals(1, outcome.output().lines().count(), outcome.output());
      assertTrue(
          outcome.output().startsWith("covector: no JDK 25 or newer with the Vector API in"),
          outcome.output());
      assertTrue(outcome.output().contains("type: mkdir -p ~/.jdks"), outcome.output());
    }

    @Test
    void anOldOneOrOneWithoutTheVectorModuleIsPassedOver() throws Exception {
      checkout.addJdk("21.0.4");
      checkout.addJdk("25.0.1", "java.desktop");
      assertEquals(1, checkout.call("doctor").code());
      checkout.addJdk("26-ea");
      assertTrue(checkout.call("doctor").output().startsWith("java 26-ea: "));
    }

    @Test
    void javaHomeComesFirstThenPath() throws Exception {
      checkout.addJdk("25.0.1");
      Path path = checkout.addJdk("25.0.2");
      Path home = checkout.addJdk("25.0.3");
      Files.createSymbolicLink(folder.resolve("tools/java"), path.resolve("bin/java"));
      assertTrue(checkout.call("doctor").output().startsWith("java 25.0.2: "));
      assertTrue(withEnvironment("JAVA_HOME=" + home).output().startsWith("java 25.0.3: "));
    }

    private Outcome withEnvironment(String variable) throws Exception {
      Path launcher = checkout.root().resolve("covector");
      return checkout.callThrough(launcher, folder, List.of(variable), "doctor");
    }
  }

  @Nested
  final class Installs {
    /** An apt that installs a Maven, as root may. */
    @BeforeEach
    void apt() throws Exception {
      checkout.addJdk("25.0.1");
      checkout.addTool("id", "echo 0");
      checkout.addTool("apt-cache", "echo \"Package: $2\"");
      String maven = folder.resolve("tools/mvn").toString();
      checkout.addTool(
          "apt-get",
          """
          printf '#!/bin/sh\\necho "[ERROR] Could not resolve"; exit 1\\n' > '%1$s'
          chmod +x '%1$s'
          """
              .formatted(maven));
      Files.createSymbolicLink(folder.resolve("tools/chmod"), Path.of("/bin/chmod"));
    }

    @Test
    void whatTheSystemsPackageManagerHas() throws Exception {
      String output = checkout.call("run", "digits").output();
      assertTrue(output.startsWith("covector: installing maven with apt-get (log: "), output);
      assertTrue(Files.exists(folder.resolve("tools/mvn")));
    }

    @Test
    void nothingWhenToldNotTo() throws Exception {
      Path launcher = checkout.root().resolve("covector");
      Outcome outcome =
          checkout.callThrough(launcher, folder, List.of("COVECTOR_NO_INSTALL=1"), "run", "digits");
      assertEquals(
          new Outcome(1, "covector: Maven is missing; type: apt-get install -y maven\n"), outcome);
    }

    @Test
    void aBuildThatFailsSaysWhyAndWhereItsLogIs() throws Exception {
      Outcome outcome = checkout.call("run", "digits");
      assertEquals(1, outcome.code());
      assertTrue(outcome.output().contains("[ERROR] Could not resolve"), outcome.output());
      assertTrue(outcome.output().contains("the build failed; its log: "), outcome.output());
    }
  }

  @Nested
  final class Runs {
    @BeforeEach
    void tools() throws Exception {
      checkout.addJdk("25.0.1");
      checkout.addMaven();
    }

    @Test
    void aSampleWithTheFlagsTheClassPathAndTheArguments() throws Exception {
      Outcome outcome = checkout.call("run", "linear-regression", "a b", "-Dcovector.x=1");
      String root = checkout.root().toString();
      assertEquals(
          "java 25.0.1: --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
              + " --add-exports java.base/jdk.internal.vm.vector=ALL-UNNAMED"
              + " -XX:+UseParallelGC -Dcovector.x=1 -cp "
              + (root + "/samples/target/classes:")
              + (root + "/tree/target/classes:")
              + (root + "/tensor/target/classes")
              + " dev.covector.samples.LinearRegression a b",
          lastLine(outcome));
    }

    @Test
    void onlyTheFirstTimeBuilds() throws Exception {
      assertTrue(checkout.call("run", "digits").output().contains("building Covector (first run"));
      assertEquals(1, checkout.call("run", "digits").output().lines().count());
      assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void aBuildNamesEachModule() throws Exception {
      checkout.addTool(
          "mvn", "echo '[INFO] Building Covector: trees 0.1.0-SNAPSHOT            [2/19]'; exit 1");
      String output = checkout.call("run", "digits").output();
      assertTrue(
          output.matches("(?s).*\n  2 of 19, after \\d+ s: Covector: trees ...\n.*"), output);
    }

    @Test
    void theDoctorTriesAScriptOnceThereIsABuild() throws Exception {
      String before = checkout.call("doctor").output();
      assertTrue(before.contains("Doctor.java scripts not tried: Covector is not built"), before);
      checkout.call("run", "digits");
      String after = checkout.call("doctor").output(); // the JDK of this test runs nothing
      assertTrue(after.contains("scripts a line of Kotlin does not run"), after);
      assertTrue(after.contains("MainKt "), after);
    }

    @Test
    void aChangedSourceIsBuilt() throws Exception {
      checkout.call("run", "digits");
      checkout.write("tree/src/main/java/New.java", "");
      Path source = checkout.root().resolve("tree/src/main/java/New.java");
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
      assertTrue(checkout.call("run", "digits").output().contains("building what has changed"));
    }

    @Test
    void aCheckoutThatWasMovedStaysBuilt() throws Exception {
      checkout.call("run", "digits");
      Path moved = Files.move(checkout.root(), folder.resolve("moved"));
      Outcome outcome =
          checkout.callThrough(moved.resolve("covector"), folder, List.of(), "run", "digits");
      assertEquals(1, outcome.output().lines().count(), outcome.output());
      assertTrue(outcome.output().contains(moved + "/tree/target/classes"), outcome.output());
    }

    @Test
    void throughALinkFromAnotherFolder() throws Exception {
      Path link = folder.resolve("link");
      Files.createSymbolicLink(link, Path.of("a checkout/covector"));
      Outcome outcome = checkout.callThrough(link, Path.of("/"), List.of(), "run", "digits");
      assertTrue(lastLine(outcome).endsWith(" dev.covector.samples.Digits"), outcome.output());
    }

    @Test
    void aJavaFileOfTheUsersFolder() throws Exception {
      Files.writeString(folder.resolve("My.java"), "void main() {}");
      assertTrue(lastLine(checkout.call("run", "My.java", "1")).endsWith(" My.java 1"));
      assertEquals(
          new Outcome(1, "covector: no such file: " + folder.toRealPath() + "/Your.java\n"),
          checkout.call("run", "Your.java"));
    }

    @Test
    void aScriptByItsFileOrAmongTheSamplesByItsName() throws Exception {
      checkout.write("samples/kotlin/hello.kts", "// Says hello.\nprintln(1)\n");
      String output = checkout.call("run", "hello.kts", "a", "b").output();
      assertTrue(output.contains(" -Dcovector.script.tools="), output);
      String file = checkout.root().resolve("samples/kotlin/hello.kts").toString();
      assertTrue(output.endsWith(" dev.covector.script.host.MainKt " + file + " a b\n"), output);
      assertTrue(checkout.call("run", "hello").output().endsWith("MainKt " + file + "\n"));
      Outcome gone = checkout.call("run", "gone.kts");
      assertEquals(2, gone.code());
      assertTrue(
          gone.output()
              .startsWith("covector: no such file: " + folder.toRealPath() + "/gone.kts; the"));
      assertTrue(gone.output().contains("\n  ./covector run hello.kts        Says hello.\n"));
    }

    @Test
    void optionsOfTheEnvironment() throws Exception {
      Path launcher = checkout.root().resolve("covector");
      List<String> options = List.of("COVECTOR_JAVA_OPTS=-Xmx8g -Xint");
      Outcome outcome = checkout.callThrough(launcher, folder, options, "run", "digits");
      assertTrue(lastLine(outcome).contains(" -Xmx8g -Xint -cp "), outcome.output());
    }

    @Test
    void manyAtOnceBuildOnce() throws Exception {
      runFourAtOnce();
      assertEquals(1, checkout.mavenCalls().size());
    }

    @Test
    void manyAtOnceBuildOnceWhereThereIsNoFlock() throws Exception {
      Files.deleteIfExists(folder.resolve("tools/flock"));
      runFourAtOnce();
      assertEquals(1, checkout.mavenCalls().size());
      assertFalse(Files.exists(checkout.root().resolve("target/covector/lock.d")));
    }

    private void runFourAtOnce() throws Exception {
      try (var threads = Executors.newFixedThreadPool(4)) {
        Callable<Outcome> call = () -> checkout.call("run", "digits");
        for (Future<Outcome> outcome : threads.invokeAll(List.of(call, call, call, call))) {
          assertEquals(0, outcome.get().code(), outcome.get().output());
        }
      }
    }

    @Test
    void anUnknownNameListsTheSamples() throws Exception {
      checkout.write("samples/kotlin/hello.kts", "// Says hello.\nprintln(1)\n");
      String samples =
          """
          in Kotlin (samples/kotlin):
            ./covector run hello.kts        Says hello.
          in Java (samples/src/main/java):
            ./covector run digits
            ./covector run linear-regression
          """;
      assertEquals(
          new Outcome(1, "covector: no sample is named 'plot'; there are\n" + samples),
          checkout.call("run", "plot"));
      assertEquals(
          new Outcome(
              1, "covector: run what? a file (.kts, .java), or one of the samples\n" + samples),
          checkout.call("run"));
    }
  }

  @Nested
  final class Tests {
    @BeforeEach
    void tools() throws Exception {
      checkout.addJdk("25.0.1");
      checkout.addMaven();
    }

    @Test
    void endWithACount() throws Exception {
      addReport();
      Outcome outcome = checkout.call("test", "-Dtest=X");
      assertEquals(0, outcome.code(), outcome.output());
      assertEquals("5 passed, 2 failed, 1 skipped", lastLine(outcome));
      assertTrue(checkout.mavenCalls().getFirst().endsWith("verify -fae -Dtest=X"));
    }

    @Test
    void longOnesAreIncludedOnDemand() throws Exception {
      checkout.call("test", "--long");
      assertTrue(checkout.mavenCalls().getFirst().endsWith("verify -fae -Dtests.excluded=none"));
    }

    @Test
    void thatFailGiveANonZeroExitCode() throws Exception {
      checkout.addTool("mvn", "echo '[ERROR] wrong'; exit 1");
      Outcome outcome = checkout.call("test");
      assertNotEquals(0, outcome.code());
      assertTrue(outcome.output().contains("[ERROR] wrong"), outcome.output());
      assertTrue(outcome.output().contains("0 passed, 0 failed, 0 skipped"), outcome.output());
    }

    @Test
    void ofTheWholeLeaveItBuiltAndOfAPartDoNot() throws Exception {
      checkout.call("test", "-pl", "tree");
      assertTrue(checkout.call("run", "digits").output().contains("building Covector"));
      checkout.write("pom.xml", "");
      checkout.call("test");
      assertEquals(1, checkout.call("run", "digits").output().lines().count());
    }

    @Test
    void unformattedSourcesNameTheRemedy() throws Exception {
      checkout.addTool("mvn", "echo '[ERROR] had format violations'; exit 1");
      String output = checkout.call("test").output();
      assertTrue(output.contains("not formatted; type: ./covector format\n"), output);
    }

    /** Maven writes reports while it runs: older ones are removed first. */
    private void addReport() throws Exception {
      String report =
          "<testsuite name=\"a\" time=\"0.1\" tests=\"4\" errors=\"1\" skipped=\"%d\" failures=\"0\">";
      Files.writeString(
          folder.resolve("tools/mvn"),
          """
          mkdir -p tree/target/surefire-reports
          echo '%s' > tree/target/surefire-reports/TEST-a.xml
          echo '%s' > tree/target/surefire-reports/TEST-b.xml
          """
              .formatted(report.formatted(0), report.formatted(1)),
          StandardOpenOption.APPEND);
    }
  }

  @Test
  void helpNamesTheCommands() throws Exception {
    Outcome outcome = checkout.call("help");
    assertEquals(0, outcome.code());
    for (String command :
        List.of("run", "test", "conformance", "bench", "site", "doctor", "format", "help")) {
      assertTrue(outcome.output().contains("\n  " + command), command);
    }
  }

  @Test
  void anUnknownCommandPrintsTheHelp() throws Exception {
    Outcome outcome = checkout.call("fly");
    assertEquals(1, outcome.code());
    assertTrue(outcome.output().startsWith("covector: no command is named 'fly'\nusage: "));
  }

  private static String lastLine(Outcome outcome) {
    return outcome.output().lines().reduce("", (earlier, later) -> later);
  }
}
