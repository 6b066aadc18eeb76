package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.Peer;
import dev.covector.benchmarks.protocol.PeerException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How times grow: with the elements, the workers, the equations and the layers. Rows beyond the
 * table are asked for by name: see {@link dev.covector.benchmarks.rows.ScalingRows}.
 */
final class Scaling {
  private static final int[] ELEMENTS = {
    1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };
  private static final int[] EQUATIONS = {10, 100, 1_000, 10_000};
  private static final int[] LAYERS = {1, 2, 4, 8, 16, 32, 64};
  private static final List<String> STEPS =
      List.of("step_mnist_mlp_b128_adam", "step_vae_b128_adamw", "step_lstm_b32_t64_h256");

  private static final List<String> COLD_STEPS =
      List.of("step_linreg_20x10x5", "step_digits_mlp_1347", "step_mnist_mlp_b128_adam");

  private final Peers processes;
  private final Effort effort;
  private final PrintWriter out;

  Scaling(Peers processes, Effort effort, PrintWriter out) {
    this.processes = processes;
    this.effort = effort;
    this.out = out;
  }

  /** Prints all tables; a peer's columns are empty where it is missing. */
  void run(List<Peer> peers) throws PeerException {
    try (Peer all = processes.covector();
        Peer one = processes.covector("-Dcovector.workers=1")) {
      List<Peer> sides = new ArrayList<>(List.of(all, one));
      sides.addAll(peers);
      List<String> names = new ArrayList<>(List.of("covector", "one worker"));
      peers.forEach(peer -> names.add(peer.name()));
      for (String program : List.of("selu", "sum")) {
        out.println("\n" + program + ": nanoseconds per element");
        head("elements", names);
        for (int n : ELEMENTS) {
          line(n, times(sides, "scaling:" + program + ":" + n).stream().map(t -> t * 1e3 / n));
        }
      }
    }
    firstCalls(peers);
    layers(peers);
    memory(peers);
    coldStarts(peers);
  }

  private void coldStarts(List<Peer> peers) throws PeerException {
    out.println("\nseconds from the start of a process to the end of its first training step");
    head("step", names(peers));
    for (String step : COLD_STEPS) {
      List<Double> seconds = new ArrayList<>();
      try (Peer covector = processes.covector()) {
        List<Peer> sides = new ArrayList<>(List.of(covector));
        sides.addAll(peers);
        for (Peer side : sides) {
          List<Double> starts = new ArrayList<>();
          for (int i = 0; i < effort.rounds(); i++) {
            side.close();
            long start = System.nanoTime();
            boolean known = side.prepare(step);
            if (known) {
              side.check();
              starts.add((System.nanoTime() - start) / 1e9);
            }
          }
          seconds.add(Statistics.median(starts));
        }
      }
      out.printf("%-26s %s%n", step, cells(seconds));
      out.flush();
    }
  }

  private void firstCalls(List<Peer> peers) throws PeerException {
    out.println("\na chain of equations: milliseconds of the first call (trace, compile, run)");
    head("equations", names(peers));
    // a fresh process for Covector, in which one other program has been compiled before
    try (Peer covector = processes.covector()) {
      first(covector, "scaling:chain:16");
      for (int n : EQUATIONS) {
        List<Double> times = new ArrayList<>(List.of(first(covector, "scaling:chain:" + n)));
        for (Peer peer : peers) {
          times.add(first(peer, "scaling:chain:" + n));
        }
        line(n, times.stream());
      }
    }
  }

  private void layers(List<Peer> peers) throws PeerException {
    out.println("\na training step of dense layers of 128, batch 128: microseconds per layer");
    head("layers", names(peers));
    try (Peer covector = processes.covector()) {
      List<Peer> sides = new ArrayList<>(List.of(covector));
      sides.addAll(peers);
      for (int n : LAYERS) {
        line(n, times(sides, "scaling:layers:" + n).stream().map(t -> t / n));
      }
    }
  }

  private void memory(List<Peer> peers) throws PeerException {
    out.println("\npeak resident memory of a process that runs one training step, MB");
    head("step", names(peers));
    for (String step : STEPS) {
      List<Double> peaks = new ArrayList<>();
      try (Peer covector = processes.covector()) {
        List<Peer> sides = new ArrayList<>(List.of(covector));
        sides.addAll(peers);
        for (Peer side : sides) {
          // a new process: what came before is not to be counted
          side.close();
          side.version();
          times(List.of(side), step);
          peaks.add(side.peakMemory());
        }
      }
      out.printf("%-26s %s%n", step, cells(peaks));
      out.flush();
    }
  }

  private static double first(Peer peer, String row) throws PeerException {
    if (!peer.prepare(row)) {
      return Double.NaN;
    }
    double milliseconds = peer.check().milliseconds();
    peer.drop();
    return milliseconds;
  }

  /** The time of a call on each side, in microseconds, from alternating rounds. */
  private List<Double> times(List<Peer> sides, String row) throws PeerException {
    List<List<Double>> rounds = new ArrayList<>();
    List<Integer> calls = new ArrayList<>();
    for (Peer side : sides) {
      rounds.add(new ArrayList<>());
      if (side.prepare(row)) {
        side.check();
        calls.add(effort.calls(side.warm(effort.warmMs(), effort.warmLimitMs())));
      } else {
        calls.add(0);
      }
    }
    for (int round = 0; round < effort.rounds(); round++) {
      for (int i = 0; i < sides.size(); i++) {
        if (calls.get(i) > 0) {
          double us = Statistics.median(sides.get(i).sample(effort.samples(), calls.get(i)));
          rounds.get(i).add(us);
        }
      }
    }
    for (Peer side : sides) {
      side.drop();
    }
    return rounds.stream().map(Statistics::median).toList();
  }

  private static List<String> names(List<Peer> peers) {
    List<String> names = new ArrayList<>(List.of("covector"));
    peers.forEach(peer -> names.add(peer.name()));
    return names;
  }

  private void head(String first, List<String> names) {
    out.printf(
        "%-26s %s%n", first, names.stream().map("%12s"::formatted).reduce("", String::concat));
  }

  private void line(int first, Stream<Double> values) {
    out.printf("%-26d %s%n", first, cells(values.toList()));
    out.flush();
  }

  private static String cells(List<Double> values) {
    return values.stream()
        .map(value -> "%12s".formatted(Format.figure(value)))
        .reduce("", String::concat);
  }
}
