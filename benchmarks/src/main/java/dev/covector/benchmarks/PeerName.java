package dev.covector.benchmarks;

import java.util.Locale;

/** The libraries that Covector is held against. */
enum PeerName {
  JAX("pip install jax (and set COVECTOR_PYTHON to that Python, if it is not python3)"),
  DJL("./covector bench --peers djl downloads it (DJL with PyTorch, about 200 MB)"),
  ND4J("./covector bench --peers nd4j downloads it (about 100 MB)"),
  EJML("./covector bench --peers ejml downloads it (about 5 MB)"),
  MULTIK("./covector bench --peers multik downloads it (Multik with OpenBLAS, about 30 MB)");

  private final String install;

  PeerName(String install) {
    this.install = install;
  }

  /** As on the command line and in the report. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to type to get it. */
  String install() {
    return install;
  }
}
