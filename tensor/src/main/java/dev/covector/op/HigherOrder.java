package dev.covector.op;

import dev.covector.graph.Graph;
import java.util.List;

/** An operation that holds graphs or functions. */
public sealed interface HigherOrder extends Op
    permits JitCall, Remat, CustomJvpCall, CustomVjpCall, Cond, While, Scan {

  /**
   * Forward mode where the tangents are staged into a linear graph: what is recorded there must be
   * linear, so the values are computed apart from the tangents and hand over what these need.
   */
  List<Dual> linearize(List<Dual> in);

  /** The graphs that it holds, at least one. */
  List<Graph> graphs();
}
