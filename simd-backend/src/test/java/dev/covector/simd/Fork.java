package dev.covector.simd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, for what depends on flags. */
final class Fork {
  private static final long TIMEOUT_SECONDS = 300;

  /**
   * How a process ended.
   *
   * @param exit its exit status
   * @param output what it printed, both streams
   */
  record Result(int exit, String output) {}

  private Fork() {}

  /** Runs a main class of the tests' class path with the flags that Covector needs, and others. */
  static Result onClassPath(List<String> flags, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("--add-modules");
    command.add("jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return java(command);
  }

  /** Runs the JVM of the tests with a command line. */
  static Result java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the process did not end; it printed " + output);
    }
    return new Result(process.exitValue(), output);
  }
}
