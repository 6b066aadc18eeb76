package dev.covector.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkout with nothing but the launcher, two samples and a folder that is the whole {@code
 * PATH}. Its JDK and Maven are scripts that say how they were called.
 */
final class Checkout {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "dirname",
          "readlink",
          "basename",
          "cat",
          "tr",
          "sed",
          "grep",
          "awk",
          "head",
          "find",
          "mkdir",
          "touch",
          "mv",
          "rm",
          "id",
          "uname",
          "tee",
          "flock",
          "sleep",
          "rmdir");

  private final Path folder;
  private final Path root;
  private final Path tools;
  private final Path jdks;

  /** What a call of the launcher printed on its two streams together, and its exit code. */
  record Outcome(int code, String output) {}

  private Checkout(Path folder) {
    this.folder = folder;
    root = folder.resolve("a checkout");
    tools = folder.resolve("tools");
    jdks = folder.resolve("jdks");
  }

  /** In a folder whose name has a space. */
  static Checkout in(Path folder) throws IOException {
    Checkout checkout = new Checkout(folder);
    checkout.fill();
    return checkout;
  }

  private void fill() throws IOException {
    for (String name : List.of("Digits", "LinearRegression")) {
      write("samples/src/main/java/dev/covector/samples/" + name + ".java", "void main() {}\n");
    }
    write("samples/src/main/java/dev/covector/samples/Plot.java", "final class Plot {}\n");
    write("samples/pom.xml", "");
    write("pom.xml", "");
    Files.copy(launcher(), root.resolve("covector"));
    Files.createDirectories(jdks);
    Files.createDirectories(tools);
    for (String tool : TOOLS) {
      for (Path place : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
        if (Files.isExecutable(place.resolve(tool)) && Files.notExists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), place.resolve(tool));
        }
      }
    }
  }

  /** The launcher under test: Maven runs tests in the module's folder. */
  private static Path launcher() {
    Path here = Path.of("").toAbsolutePath();
    Path beside = here.resolve("covector");
    return Files.exists(beside) ? beside : here.resolveSibling("covector");
  }

  Path root() {
    return root;
  }

  Path folder() {
    return folder;
  }

  /** A JDK whose {@code java} prints its arguments. */
  Path addJdk(String version, String modules) throws IOException {
    Path home = Files.createDirectories(jdks.resolve("jdk-" + version));
    script(home.resolve("bin/java"), "echo \"java " + version + ": $*\"");
    script(home.resolve("bin/javac"), "true");
    String release = "JAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base " + modules + "\"\n";
    Files.writeString(home.resolve("release"), release);
    return home;
  }

  Path addJdk(String version) throws IOException {
    return addJdk(version, "jdk.incubator.vector");
  }

  /**
   * A Maven that counts its calls in the file {@code calls} and leaves what the real one leaves.
   */
  void addMaven() throws IOException {
    addTool(
        "mvn",
        """
        echo "$*" >> calls
        for module in samples conformance benchmarks site dsl/script; do
          mkdir -p $module/target
          for file in classpath classpath-tools; do
            printf '%s' "$PWD/tree/target/covector-tree-1.jar:$PWD/tensor/target/classes" > $module/target/$file
          done
        done
        echo '[INFO] BUILD SUCCESS'
        """);
  }

  void addTool(String name, String body) throws IOException {
    script(tools.resolve(name), body);
  }

  void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** How often Maven was called, with which arguments. */
  List<String> mavenCalls() throws IOException {
    Path calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Outcome call(String... arguments) throws IOException, InterruptedException {
    return callThrough(root.resolve("covector"), folder, List.of(), arguments);
  }

  /**
   * Calls the launcher.
   *
   * @param launcher its path, or that of a link to it
   * @param directory the working directory
   * @param environment more variables, {@code NAME=VALUE}
   */
  Outcome callThrough(Path launcher, Path directory, List<String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    command.add("PATH=" + tools);
    command.add("HOME=" + folder);
    command.add("COVECTOR_JDK_FOLDERS=" + jdks);
    command.addAll(environment);
    command.add("bash");
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }
}
