package dev.covector.benchmarks.rows;

import dev.covector.benchmarks.protocol.PeerServer;
import dev.covector.benchmarks.protocol.Work;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The measured process of Covector. */
public final class CovectorPeer {
  private CovectorPeer() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    new PeerServer("covector", "0.1.0", CovectorPeer::row).serve();
  }

  /** A row with its inputs, or empty while Covector lacks what it needs. */
  static Optional<Work> row(String name) {
    return Optional.ofNullable(rows().get(name)).map(Supplier::get).or(() -> ScalingRows.row(name));
  }

  /** The rows of the table that Covector has. */
  public static Set<String> names() {
    return rows().keySet();
  }

  /** A row that Covector has. */
  public static Work work(String name) {
    return row(name).orElseThrow(() -> new NoSuchElementException(name));
  }

  private static Map<String, Supplier<Work>> rows() {
    Map<String, Supplier<Work>> rows = new LinkedHashMap<>();
    KernelRows.addTo(rows);
    Convolution.addTo(rows);
    LinearAlgebra.addTo(rows);
    Fourier.addTo(rows);
    RandomRows.addTo(rows);
    ProgramRows.addTo(rows);
    StepRows.addTo(rows);
    return rows;
  }
}
