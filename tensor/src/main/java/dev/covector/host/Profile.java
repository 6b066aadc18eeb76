package dev.covector.host;

import dev.covector.kernel.BufferUse;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.Program;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * How long the kernels of a program take. With the property {@code covector.profile} set to true, a
 * table for each program that ran at least ten times goes to standard error when the process ends,
 * the most expensive programs first. Times are the first decile of the last runs: of warm code, on
 * a machine that does little else. The body of a loop has a table of its own, per turn. Bytes are
 * those of the buffers that a kernel touches, each once.
 */
final class Profile {
  /** Whether frames are to be timed. */
  static final boolean ENABLED = Boolean.getBoolean("covector.profile");

  /** How many of the last runs are kept. */
  private static final int KEPT = 255;

  private static final int LEAST_RUNS = 10;
  private static final int MOST_PROGRAMS = 12;

  private static final Queue<Profile> ALL = new ConcurrentLinkedQueue<>();

  static {
    if (ENABLED) {
      Runtime.getRuntime().addShutdownHook(new Thread(Profile::print));
    }
  }

  private final Program program;
  private final Times whole = new Times();
  private final List<Times> kernels;

  /** A profile of a program that is compiled now. */
  Profile(Program program) {
    this.program = program;
    this.kernels = program.kernels().stream().map(kernel -> new Times()).toList();
    ALL.add(this);
  }

  /** The times of the last runs of something; approximate where several threads run it at once. */
  private static final class Times {
    private final long[] nanos = new long[KEPT];
    private long count;

    void add(long time) {
      nanos[(int) (count++ % KEPT)] = time;
    }

    /** The first decile, in microseconds. */
    double micros() {
      long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
      Arrays.sort(sorted);
      return sorted.length == 0 ? 0 : sorted[sorted.length / 10] / 1e3;
    }
  }

  /** The kernel with its time taken. */
  CompiledKernel timed(int index, CompiledKernel kernel) {
    Times times = kernels.get(index);
    return buffers -> {
      long start = System.nanoTime();
      kernel.run(buffers);
      times.add(System.nanoTime() - start);
    };
  }

  /** Counts a run of the whole program. */
  void add(long nanos) {
    whole.add(nanos);
  }

  private static void print() {
    ALL.stream()
        .filter(profile -> profile.whole.count >= LEAST_RUNS)
        .sorted(Comparator.comparingDouble(p -> -p.whole.micros() * p.whole.count))
        .limit(MOST_PROGRAMS)
        .forEach(profile -> System.err.print(profile.table()));
  }

  private String table() {
    double sum = kernels.stream().mapToDouble(Times::micros).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d runs of %.1f us, %.1f us in kernels%n      us     %%    GB/s  GFLOP/s%n",
            whole.count,
            whole.micros(),
            sum));
    IntStream.range(0, kernels.size())
        .filter(i -> kernels.get(i).count > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -kernels.get(i).micros()))
        .forEach(i -> text.append(line(i, sum)));
    return text.toString();
  }

  private String line(int index, double sum) {
    Kernel kernel = program.kernels().get(index);
    double us = kernels.get(index).micros();
    double flops = flops(kernel);
    return String.format(
        Locale.ROOT,
        "%8.1f %5.1f %7.1f %8s  %d: %s%n",
        us,
        100 * us / sum,
        bytes(kernel) / us / 1e3,
        flops == 0 ? "" : String.format(Locale.ROOT, "%.1f", flops / us / 1e3),
        index,
        Program.summary(kernel));
  }

  private double bytes(Kernel kernel) {
    BufferUse use = BufferUse.of(kernel);
    return bytes(use.reads()) + bytes(use.writes());
  }

  private double bytes(List<Integer> buffers) {
    return buffers.stream().distinct().mapToDouble(b -> program.buffers().get(b).byteSize()).sum();
  }

  private static double flops(Kernel kernel) {
    if (kernel instanceof Matmul p) {
      return 2.0 * Arrays.stream(p.batch()).reduce(1, (a, b) -> a * b) * p.m() * p.n() * p.k();
    }
    return kernel instanceof Convolution c ? 2 * c.points() * c.depth() : 0;
  }
}
