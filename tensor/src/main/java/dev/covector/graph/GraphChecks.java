package dev.covector.graph;

/** Whether graphs and programs are checked after each step of compilation: in tests they are. */
public final class GraphChecks {
  private static final boolean ENABLED = Boolean.getBoolean("covector.checkGraphs");

  private GraphChecks() {}

  /** Whether the system property {@code covector.checkGraphs} is set. */
  public static boolean areEnabled() {
    return ENABLED;
  }
}
