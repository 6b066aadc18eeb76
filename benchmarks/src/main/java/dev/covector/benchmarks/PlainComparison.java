package dev.covector.benchmarks;

import dev.covector.benchmarks.plain.PlainSteps;
import dev.covector.benchmarks.protocol.FirstCall;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.benchmarks.rows.CovectorPeer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The training steps of the rows, modules and optimizers, against the same steps written with plain
 * functions: in this process, in turn, the same number of calls of each. Their losses are compared
 * first. What counts is the ratio: the least times by each other, and the median of the ratios of
 * neighbours, where a slow moment of the machine meets both.
 */
final class PlainComparison {
  /** Losses that a check ends with; states have another order of leaves. */
  private static final int LOSSES = 3;

  private final Effort effort;
  private final PrintWriter out;

  PlainComparison(Effort effort, PrintWriter out) {
    this.effort = effort;
    this.out = out;
  }

  /** Measures those of the rows that are training steps; whether all have the same losses. */
  boolean run(List<Row> rows) {
    out.printf(
        "%-32s%12s%12s%8s%8s%16s%n",
        "row", "modules us", "plain us", "least", "median", "first calls ms");
    boolean good = true;
    Map<String, Supplier<Work>> plain = PlainSteps.rows();
    for (Row row : rows) {
      Supplier<Work> other = plain.get(row.name());
      if (other != null) {
        good &= measure(row, other);
      }
    }
    return good;
  }

  private boolean measure(Row row, Supplier<Work> other) {
    try (Work plain = other.get();
        Work modules = CovectorPeer.work(row.name())) {
      FirstCall theirs = plain.check();
      FirstCall ours = modules.check();
      Optional<String> fault = new ResultCheck(row.tolerance()).fault(losses(ours), losses(theirs));
      if (fault.isPresent()) {
        out.printf("%-32sWRONG: the plain step is the peer; %s%n", row.name(), fault.get());
        return false;
      }
      Pairs pairs = pairs(modules, plain);
      out.printf(
          "%-32s%12.2f%12.2f%8.3f%8.3f%8.0f%8.0f%n",
          row.name(),
          Collections.min(pairs.modules),
          Collections.min(pairs.plain),
          Collections.min(pairs.modules) / Collections.min(pairs.plain),
          Statistics.ratio(pairs.plain, pairs.modules),
          ours.milliseconds(),
          theirs.milliseconds());
      out.flush();
      return true;
    }
  }

  private static List<Output> losses(FirstCall call) {
    List<Output> all = call.outputs();
    return all.subList(all.size() - LOSSES, all.size());
  }

  /** Times of a call in microseconds, of both in the same moments. */
  private record Pairs(List<Double> modules, List<Double> plain) {}

  private Pairs pairs(Work modules, Work plain) {
    double us = warm(modules, plain);
    int calls = effort.calls(us);
    int count = (int) Math.clamp(effort.rowMs() * 1e3 / (2 * us * calls), 5, 500);
    Pairs pairs = new Pairs(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) {
      boolean first = i % 2 == 0; // neither always follows the other
      double before = time(first ? modules : plain, calls);
      double after = time(first ? plain : modules, calls);
      pairs.modules.add(first ? before : after);
      pairs.plain.add(first ? after : before);
    }
    return pairs;
  }

  /** Calls both in turn for the effort's time, and until no code is being replaced. */
  private double warm(Work modules, Work plain) {
    long start = System.nanoTime();
    double us = Double.POSITIVE_INFINITY;
    double elapsed = 0;
    int calls = 1;
    while (elapsed < effort.warmMs()
        || (elapsed < effort.warmLimitMs() && !(modules.isSettled() && plain.isSettled()))) {
      us = Math.min(us, Math.max(time(modules, calls), time(plain, calls)));
      calls = effort.calls(us);
      elapsed = (System.nanoTime() - start) / 1e6;
    }
    return us;
  }

  private static double time(Work work, int calls) {
    long start = System.nanoTime();
    work.run(calls);
    return (System.nanoTime() - start) / 1e3 / calls;
  }
}
