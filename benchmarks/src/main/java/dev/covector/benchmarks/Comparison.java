package dev.covector.benchmarks;

import dev.covector.benchmarks.RowResult.Status;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Peer;
import dev.covector.benchmarks.protocol.PeerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures rows on Covector and on its peers in turn: each row is checked on every side, warmed up
 * on every side, and then measured side after side, round after round, so that a change of the
 * machine's speed meets all of them.
 */
final class Comparison {
  private final Peer covector;
  private final List<Peer> peers;
  private final Optional<Peer> machine;
  private final Effort effort;

  /**
   * A comparison.
   *
   * @param machine measures the machine's limits, rows of {@link dev.covector.benchmarks.peak}
   */
  Comparison(Peer covector, List<Peer> peers, Optional<Peer> machine, Effort effort) {
    this.covector = covector;
    this.peers = List.copyOf(peers);
    this.machine = machine;
    this.effort = effort;
  }

  /** One side of a row, ready to be measured. */
  private static final class Side {
    private final Peer peer;
    private final FirstCall first;
    private final List<Double> rounds = new ArrayList<>();
    private int calls = 1;

    private Side(Peer peer, FirstCall first) {
      this.peer = peer;
      this.first = first;
    }

    private void warm(Effort effort) throws PeerException {
      calls = effort.calls(peer.warm(effort.warmMs(), effort.warmLimitMs()));
    }

    private void round(Effort effort) throws PeerException {
      rounds.add(Statistics.median(peer.sample(effort.samples(), calls)));
    }

    private Measurement finish() throws PeerException {
      double peak = peer.peakMemory();
      peer.drop();
      return new Measurement(first.milliseconds(), rounds, peak);
    }
  }

  /** Checks and measures one row. */
  RowResult measure(Row row) {
    Side ours;
    try {
      Optional<Side> side = begin(covector, row.name());
      if (side.isEmpty()) {
        return RowResult.without(row, Status.NOT_BUILT, "Covector has no such function yet");
      }
      ours = side.get();
    } catch (PeerException e) {
      return RowResult.without(row, Status.FAILED, e.getMessage());
    }
    List<String> notes = new ArrayList<>();
    Map<String, Side> theirs = new LinkedHashMap<>();
    boolean right = true;
    for (Peer peer : peers) {
      try {
        Optional<Side> side = begin(peer, row.name());
        if (side.isPresent()) {
          right &= agrees(row, ours.first, side.get(), "", notes);
          theirs.put(peer.name(), side.get());
        }
      } catch (PeerException e) {
        notes.add(e.getMessage());
      }
    }
    try {
      Optional<Side> limit = limit(row);
      ours.warm(effort);
      // warm code is other code: loops are vector code by then, and C2 has compiled it
      FirstCall warm = covector.check();
      for (Side side : theirs.values()) {
        right &= agrees(row, warm, side, " when warm", notes);
      }
      time(ours, theirs, limit, notes);
      Map<String, Measurement> times = new LinkedHashMap<>();
      for (Map.Entry<String, Side> entry : theirs.entrySet()) {
        times.put(entry.getKey(), entry.getValue().finish());
      }
      return new RowResult(
          row,
          right ? Status.OK : Status.WRONG,
          String.join("; ", notes),
          Optional.of(ours.finish()),
          times,
          limit.isPresent() ? Optional.of(limit.get().finish()) : Optional.empty());
    } catch (PeerException e) {
      return RowResult.without(row, Status.FAILED, e.getMessage());
    }
  }

  private static boolean agrees(
      Row row, FirstCall ours, Side theirs, String when, List<String> notes) {
    Optional<String> fault =
        new ResultCheck(row.tolerance()).fault(ours.outputs(), theirs.first.outputs());
    fault.ifPresent(
        text -> notes.add("differs" + when + " from " + theirs.peer.name() + ": " + text));
    return fault.isEmpty();
  }

  private static Optional<Side> begin(Peer peer, String row) throws PeerException {
    peer.resetPeakMemory();
    return peer.prepare(row) ? Optional.of(new Side(peer, peer.check())) : Optional.empty();
  }

  private Optional<Side> limit(Row row) throws PeerException {
    if (machine.isEmpty()) {
      return Optional.empty();
    }
    return switch (row.bound()) {
      case Bound.Flops flops -> begin(machine.get(), "fma:" + (long) flops.flops());
      case Bound.Bytes bytes -> begin(machine.get(), "triad:" + (long) bytes.bytes());
      case Bound.None none -> Optional.empty();
    };
  }

  private void time(Side ours, Map<String, Side> theirs, Optional<Side> limit, List<String> notes)
      throws PeerException {
    if (limit.isPresent()) {
      limit.get().warm(effort);
    }
    forEach(theirs, notes, side -> side.warm(effort));
    long start = System.nanoTime();
    for (int i = 0; i < effort.rounds(); i++) {
      if ((System.nanoTime() - start) / 1e6 > effort.rowMs()) {
        return;
      }
      ours.round(effort);
      forEach(theirs, notes, side -> side.round(effort));
      if (limit.isPresent()) {
        limit.get().round(effort);
      }
    }
  }

  private interface Action {
    void run(Side side) throws PeerException;
  }

  /** A peer that fails leaves the row; the others stay. */
  private static void forEach(Map<String, Side> sides, List<String> notes, Action action) {
    sides
        .values()
        .removeIf(
            side -> {
              try {
                action.run(side);
                return false;
              } catch (PeerException e) {
                notes.add(e.getMessage());
                return true;
              }
            });
  }
}
