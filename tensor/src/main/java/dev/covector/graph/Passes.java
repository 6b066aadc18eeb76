package dev.covector.graph;

import java.util.function.UnaryOperator;

/** The passes between tracing and lowering, in their order. */
public final class Passes {
  private Passes() {}

  /** A graph that computes the same with fewer equations, and holds no calls. */
  public static Graph run(Graph graph) {
    Graph current = graph;
    check("tracing", current);
    current = pass("the inlining of calls", InlineCalls::butCheckpoints, current);
    current = pass("dead code elimination", DeadCode::run, current);
    current = pass("common subexpressions", CommonSubexpressions::run, current);
    current = pass("products out of scans", ScanProducts::run, current);
    current = pass("simplification", Simplification::run, current);
    current = pass("common subexpressions", CommonSubexpressions::run, current);
    // what a checkpoint computes again must not be shared with the first time, so from here on no
    // pass may look for equal equations
    current = pass("the inlining of checkpoints", InlineCalls::run, current);
    return pass("dead code elimination", DeadCode::run, current);
  }

  private static Graph pass(String name, UnaryOperator<Graph> pass, Graph graph) {
    Graph result = pass.apply(graph);
    check(name, result);
    return result;
  }

  private static void check(String name, Graph graph) {
    if (GraphChecks.areEnabled()) {
      GraphChecker.check(name, graph);
    }
  }
}
