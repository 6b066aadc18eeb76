package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import dev.covector.trace.Trace;
import dev.covector.transform.GraphDerivative;
import java.util.ArrayList;
import java.util.List;

/**
 * The two bodies of a linearized scan. A residual that is a constant of the loop is handed over
 * once, not stacked for every iteration.
 *
 * @param scan the scan
 * @param split its body in two
 * @param residuals the values that the linear body needs
 */
record LinearScan(Scan scan, GraphDerivative.Linearized split, List<Atom> residuals) {

  static LinearScan of(Scan scan, GraphDerivative.Linearized split) {
    List<Atom> outputs = split.primal().outputs();
    return new LinearScan(
        scan, split, outputs.subList(scan.body().outputs().size(), outputs.size()));
  }

  private boolean isInvariant(Atom residual) {
    return switch (residual) {
      case Var variable -> split.primal().inputs().subList(0, scan.constants()).contains(variable);
      case Literal literal -> true;
      case Constant constant -> true;
    };
  }

  /** The body that computes values: outputs the scan's, then the residuals that vary. */
  Graph primal() {
    List<Atom> outputs =
        new ArrayList<>(split.primal().outputs().subList(0, scan.body().outputs().size()));
    residuals.stream().filter(residual -> !isInvariant(residual)).forEach(outputs::add);
    return new Graph(split.primal().inputs(), split.primal().equations(), outputs);
  }

  /** The values of the residuals that do not vary. */
  List<Tensor> invariant(List<Tensor> operands) {
    List<Tensor> values = new ArrayList<>();
    for (Atom residual : residuals) {
      if (isInvariant(residual)) {
        values.add(
            switch (residual) {
              case Var variable -> operands.get(split.primal().inputs().indexOf(variable));
              case Literal literal -> Trace.literal(literal);
              case Constant constant -> constant.value();
            });
      }
    }
    return values;
  }

  /** The body that computes tangents, its inputs in the order of a scan's. */
  Graph body(ScanParts<Boolean> moves) {
    List<Var> inputs = split.linear().inputs();
    List<Var> invariant = new ArrayList<>();
    List<Var> varying = new ArrayList<>();
    for (int i = 0; i < residuals.size(); i++) {
      (isInvariant(residuals.get(i)) ? invariant : varying).add(inputs.get(i));
    }
    ScanParts<Var> tangents =
        ScanParts.split(
            inputs.subList(residuals.size(), inputs.size()),
            ScanParts.count(moves.constants()),
            ScanParts.count(moves.carry()));
    return new Graph(
        ScanParts.join(
            invariant, tangents.constants(), tangents.carry(), varying, tangents.sequences()),
        split.linear().equations(),
        split.linear().outputs());
  }
}
