package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.lax.ConvDimensionNumbers;
import dev.covector.trace.Trace;

/** The convolution of each example: the mapped axis becomes part of another axis. */
record ConvBatching(ConvGeneralDilated op, int examples) {

  Batched apply(Batched lhs, Batched rhs) {
    ConvDimensionNumbers axes = op.dimensions();
    int batch = axes.lhs().get(0);
    int outBatch = axes.out().get(0);
    int outFeatures = axes.out().get(1);
    if (lhs.mapped() && rhs.mapped()) {
      return both(lhs.value(), rhs.value());
    }
    if (lhs.mapped()) {
      Tensor x = AxisFolding.foldInto(lhs.value(), batch, op.batchGroups());
      Tensor out = Trace.bind(op, x, rhs.value());
      return Batched.mapped(AxisFolding.unfold(out, outBatch, 1, examples));
    }
    int groups = Math.max(op.featureGroups(), op.batchGroups());
    Tensor kernel = AxisFolding.foldInto(rhs.value(), axes.rhs().get(0), groups);
    Tensor out = Trace.bind(op, lhs.value(), kernel);
    return Batched.mapped(AxisFolding.unfold(out, outFeatures, groups, examples));
  }

  /** Each example is a group, of examples where there are such groups already, else of features. */
  private Batched both(Tensor lhs, Tensor rhs) {
    ConvDimensionNumbers axes = op.dimensions();
    boolean byBatch = op.batchGroups() > 1;
    Tensor x = AxisFolding.foldInto(lhs, axes.lhs().get(byBatch ? 0 : 1), 1);
    Tensor kernel = AxisFolding.foldInto(rhs, axes.rhs().get(0), 1);
    ConvGeneralDilated grouped =
        byBatch
            ? op.withGroups(1, op.batchGroups() * examples)
            : op.withGroups(op.featureGroups() * examples, 1);
    Tensor out = Trace.bind(grouped, x, kernel);
    return Batched.mapped(AxisFolding.unfold(out, axes.out().get(1), 1, examples));
  }
}
