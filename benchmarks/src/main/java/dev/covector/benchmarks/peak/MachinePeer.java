package dev.covector.benchmarks.peak;

import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.PeerServer;
import dev.covector.benchmarks.protocol.Work;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The process that measures what a row could take at best. Its rows are {@code fma:N}, N
 * operations, and {@code triad:N}, a triad over N bytes, both on all workers; {@code fma:N:1} and
 * {@code triad:N:1} are on one thread.
 */
public final class MachinePeer {
  private MachinePeer() {}

  /** Serves the harness on the standard streams. */
  public static void main(String[] args) throws IOException {
    new PeerServer("machine", "", MachinePeer::row).serve();
  }

  private static Optional<Work> row(String name) {
    String[] parts = name.split(":");
    double amount = Double.parseDouble(parts[1]);
    int threads = parts.length > 2 ? Integer.parseInt(parts[2]) : Threads.count();
    return switch (parts[0]) {
      case "fma" -> Optional.of(new Arithmetic(amount, threads));
      case "triad" -> Optional.of(new Memory(new Triad((long) amount), amount, threads));
      default -> Optional.empty();
    };
  }

  private interface Limit extends Work {
    /** A limit has no result that could be compared. */
    @Override
    default FirstCall check() {
      long start = System.nanoTime();
      run(1);
      return new FirstCall((System.nanoTime() - start) / 1e6, List.of());
    }
  }

  /** A call is the given number of operations; all calls of a sample are one loop per thread. */
  private record Arithmetic(double flops, int threads) implements Limit {
    @Override
    public void run(int calls) {
      long turns = (long) (flops * calls / threads / FusedMultiplyAdd.flopsPerTurn());
      float[] results = new float[threads];
      Threads.run(threads, i -> results[i] = FusedMultiplyAdd.run(turns, 0.5f, results[i]));
    }
  }

  /** A call is one pass over all bytes; each thread does all passes over its own part. */
  private record Memory(Triad triad, double bytes, int threads) implements Limit {
    @Override
    public void run(int calls) {
      long passes = Math.max(1, Math.round(calls * bytes / triad.bytes()));
      Threads.run(threads, i -> triad.run(i, threads, passes));
    }

    @Override
    public void close() {
      triad.close();
    }
  }
}
