package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.PeerServer;
import dev.covector.benchmarks.protocol.Work;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A process with one row, whose result and length of a call are its arguments. */
public final class FakePeer {
  private FakePeer() {}

  /** Serves {@code sum_1M}; the arguments are its result, and the microseconds of a call. */
  public static void main(String[] args) throws IOException {
    double result = Double.parseDouble(args[0]);
    long nanoseconds = 1000 * Long.parseLong(args[1]);
    new PeerServer("fake", "1", row -> work(row, result, nanoseconds)).serve();
  }

  private static Optional<Work> work(String row, double result, long nanoseconds) {
    return switch (row) {
      case "sum_1M" -> Optional.of(new Waiting(result, nanoseconds));
      case "selu_1M" -> throw new IllegalStateException("no memory for the row");
      default -> Optional.empty();
    };
  }

  private record Waiting(double result, long nanoseconds) implements Work {
    @Override
    public FirstCall check() {
      System.out.println("a row that prints does not disturb the protocol");
      run(1);
      return new FirstCall(
          nanoseconds / 1e6, List.of(Output.of("f32", List.of(), new double[] {result})));
    }

    @Override
    public void run(int calls) {
      long end = System.nanoTime() + calls * nanoseconds;
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    }
  }
}
