package dev.covector.simd;

/**
 * How a matrix product is cut into tasks.
 *
 * @param rows the parts of the strips
 * @param columns the parts of the panels
 */
record GemmGrid(long rows, long columns) {
  /** No cut. */
  static final GemmGrid WHOLE = new GemmGrid(1, 1);

  /** Nanoseconds to draw a task and to start on it with cold caches. */
  private static final double START = 1_000;

  /** The part of a task by which its end is uncertain: other processes take cores away. */
  private static final double SPREAD = 0.25;

  /**
   * Nanoseconds for each row of the result that a cut between columns runs through: lines next to
   * it go back and forth, as hardware fetches those that the other core writes.
   */
  private static final double SEAM = 50;

  /**
   * The cut that is ready first. Each task copies what it needs of the operands itself, into the
   * cache of its core; so tasks that share columns copy the same of the right operand.
   */
  static GemmGrid of(GemmPlan plan, Workers workers) {
    long most = workers.tasks(plan.cost());
    GemmGrid best = WHOLE;
    double least = Double.POSITIVE_INFINITY;
    for (long rows = 1; rows <= Math.min(most, plan.strips().parts()); rows++) {
      for (long columns = 1; columns <= Math.min(most / rows, plan.panels().parts()); columns++) {
        GemmGrid grid = new GemmGrid(rows, columns);
        double time = grid.time(plan, workers.count());
        if (time < least) {
          least = time;
          best = grid;
        }
      }
    }
    return best;
  }

  long tasks() {
    return rows * columns;
  }

  private double time(GemmPlan plan, int count) {
    double height = (double) Math.ceilDiv(plan.strips().parts(), rows) / plan.strips().parts();
    double width = (double) Math.ceilDiv(plan.panels().parts(), columns) / plan.panels().parts();
    double task =
        height * width * (plan.cost() + plan.storeCost())
            + width * plan.rhsCost()
            + height * plan.lhsCost();
    long turns = Math.ceilDiv(tasks(), count);
    double spread = tasks() == 1 ? 0 : SPREAD * task;
    double seams = SEAM * plan.m() * (columns - 1) / count;
    return turns * (task + START) + seams + spread;
  }
}
