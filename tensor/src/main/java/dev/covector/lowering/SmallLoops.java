package dev.covector.lowering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins small elementwise loops over equal spaces that need nothing of each other, such as the
 * updates of the biases of a network: to start a kernel takes longer than to add two short vectors.
 */
final class SmallLoops {
  /** Larger loops do not notice what it costs to start them. */
  private static final long MOST_POINTS = 1024;

  /** How many operands and results a loop may get: addresses beyond the registers are reloaded. */
  private static final int MOST_OPERANDS = 24;

  private SmallLoops() {}

  private record Space(int height, List<Long> extents) {}

  /**
   * Joins the small loops of a plan whose reads have all been answered. Steps of one height do not
   * wait for each other, unless one must run after another for other reasons than its operands.
   */
  static void join(Plan plan) {
    if (plan.steps.stream().anyMatch(step -> !step.after.isEmpty())) {
      return;
    }
    Map<Space, LoopStep> open = new HashMap<>();
    for (Step step : plan.steps) {
      if (step.merged() == step && step instanceof LoopStep loop && isSmall(loop)) {
        Space space = new Space(loop.height, Arrays.stream(loop.extents).boxed().toList());
        LoopStep first = open.putIfAbsent(space, loop);
        if (first != null && fits(first, loop)) {
          first.absorb(loop);
        } else {
          open.put(space, loop);
        }
      }
    }
  }

  private static boolean isSmall(LoopStep loop) {
    return loop.rowRank == 0 && Dimensions.points(loop.extents) <= MOST_POINTS;
  }

  private static boolean fits(LoopStep first, LoopStep second) {
    return first.cost + second.cost <= Fusion.LIMIT
        && operands(first) + operands(second) <= MOST_OPERANDS;
  }

  private static int operands(LoopStep loop) {
    return loop.reads.size() + loop.stores.size();
  }
}
