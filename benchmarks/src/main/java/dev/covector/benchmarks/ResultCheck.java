package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.Output;
import java.util.List;
import java.util.Optional;

/** Holds the results of two processes for one row against each other. */
final class ResultCheck {
  private final Tolerance tolerance;

  ResultCheck(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /** What is wrong with a result, or empty when it agrees with the peer's. */
  Optional<String> fault(List<Output> ours, List<Output> theirs) {
    if (ours.size() != theirs.size()) {
      return Optional.of(ours.size() + " results, the peer has " + theirs.size());
    }
    for (int i = 0; i < ours.size(); i++) {
      Optional<String> fault = fault(ours.get(i), theirs.get(i));
      if (fault.isPresent()) {
        return Optional.of((ours.size() == 1 ? "" : "result " + i + ": ") + fault.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(Output ours, Output theirs) {
    if (!ours.dtype().equals(theirs.dtype()) || !ours.shape().equals(theirs.shape())) {
      return Optional.of(type(ours) + ", the peer has " + type(theirs));
    }
    for (int i = 0; i < ours.values().size(); i++) {
      double mine = signed(ours.values().get(i));
      double peers = signed(theirs.values().get(i));
      if (!near(mine, peers, tolerance.absolute() + tolerance.relative() * Math.abs(peers))) {
        return Optional.of("sampled element " + i + " is " + mine + ", the peer's " + peers);
      }
    }
    double slack =
        tolerance.absolute() * theirs.size() + tolerance.relative() * theirs.absoluteSum();
    // f64 sums of the same elements may still be added in another order
    slack += 1e-12 * Math.abs(theirs.absoluteSum());
    if (!near(ours.absoluteSum(), theirs.absoluteSum(), slack)) {
      return Optional.of(
          "the absolute values sum to "
              + ours.absoluteSum()
              + ", the peer's to "
              + theirs.absoluteSum());
    }
    if (tolerance.sign() == Tolerance.Sign.MATTERS && !near(ours.sum(), theirs.sum(), slack)) {
      return Optional.of("the sum is " + ours.sum() + ", the peer's " + theirs.sum());
    }
    return Optional.empty();
  }

  private double signed(double value) {
    return tolerance.sign() == Tolerance.Sign.MATTERS ? value : Math.abs(value);
  }

  /** NaN agrees with NaN only, an infinity with itself. */
  private static boolean near(double a, double b, double slack) {
    return Double.compare(a, b) == 0
        || (Double.isFinite(a) && Double.isFinite(b) && Math.abs(a - b) <= slack);
  }

  private static String type(Output output) {
    return output.dtype() + output.shape();
  }
}
