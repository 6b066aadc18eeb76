package dev.covector.conformance;

import java.nio.file.Path;

/** Where the project keeps its suites; the build sets {@code basedir} to the module's folder. */
final class Suites {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  static final Path FOLDER = MODULE.resolve("suites");
  static final Path PENDING = MODULE.resolve("pending.txt");

  private Suites() {}
}
