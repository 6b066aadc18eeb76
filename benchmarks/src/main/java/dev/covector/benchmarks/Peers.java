package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.Peer;
import dev.covector.benchmarks.protocol.PeerException;
import dev.covector.benchmarks.protocol.PeerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes that are measured. */
final class Peers {
  /** The folder with a file {@code NAME.classpath} for each JVM peer that is installed. */
  private static final String FOLDER = System.getProperty("covector.bench.peers", "");

  private static final List<String> SCRIPTS =
      List.of("jax_peer.py", "jax_inputs.py", "jax_kernels.py", "jax_programs.py", "jax_steps.py");

  private final Path scratch;

  /**
   * Processes that keep their scripts and logs in a folder.
   *
   * @param scratch an existing folder
   */
  Peers(Path scratch) {
    this.scratch = scratch;
  }

  /** Covector in a JVM with the flags of this one, which are those of any program of a user. */
  Peer covector(String... more) {
    return jvm(
        "covector",
        System.getProperty("java.class.path"),
        "dev.covector.benchmarks.rows.CovectorPeer",
        List.of(more));
  }

  /** What the machine can do at most. */
  Peer machine() {
    return jvm(
        "machine",
        System.getProperty("java.class.path"),
        "dev.covector.benchmarks.peak.MachinePeer",
        List.of());
  }

  /** A peer, or empty when it is not installed. */
  Optional<Peer> find(PeerName name) throws IOException {
    Optional<Peer> peer =
        switch (name) {
          case JAX -> Optional.of(jax());
          case DJL, ND4J, EJML, MULTIK -> ofTheJvm(name);
        };
    return peer.filter(Peers::answers);
  }

  private Peer jax() throws IOException {
    for (String script : SCRIPTS) {
      try (InputStream source = Peers.class.getResourceAsStream(script)) {
        if (source == null) {
          throw new IOException(script + " is missing beside " + Peers.class);
        }
        Files.write(scratch.resolve(script), source.readAllBytes());
      }
    }
    String python = Optional.ofNullable(System.getenv("COVECTOR_PYTHON")).orElse("python3");
    return new PeerProcess(
        "jax",
        List.of(python, "-u", scratch.resolve("jax_peer.py").toString()),
        Map.of("JAX_PLATFORMS", "cpu"),
        scratch.resolve("jax.log"));
  }

  private Optional<Peer> ofTheJvm(PeerName name) throws IOException {
    Path classPath = Path.of(FOLDER, name.label() + ".classpath");
    if (FOLDER.isEmpty() || !Files.isReadable(classPath)) {
      return Optional.empty();
    }
    String main = "dev.covector.benchmarks.peers." + name.label() + ".Main";
    return Optional.of(
        jvm(name.label(), Files.readString(classPath).strip(), main, List.of("-Xmx4g")));
  }

  private Peer jvm(String name, String classPath, String main, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, main));
    return new PeerProcess(name, command, Map.of(), scratch.resolve(name + ".log"));
  }

  private static boolean answers(Peer peer) {
    try {
      peer.version();
      return true;
    } catch (PeerException e) {
      // it does not start: the log beside the report says why, the report how to install it
      peer.close();
      return false;
    }
  }
}
