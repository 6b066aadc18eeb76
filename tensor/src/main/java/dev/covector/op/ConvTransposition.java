package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.ConvDimensionNumbers;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradients of a convolution, which are convolutions: that of the input slides the reversed
 * kernel over the cotangent, that of the kernel slides the cotangent over the input.
 */
record ConvTransposition(ConvGeneralDilated op, TensorType lhs, TensorType rhs) {

  private ConvDimensionNumbers axes() {
    return op.dimensions();
  }

  private int groups() {
    return Math.max(op.featureGroups(), op.batchGroups());
  }

  /** The cotangent of the input. */
  Tensor lhs(Tensor cotangent, Tensor kernel) {
    List<Integer> spatial = axes().rhs().stream().skip(2).toList();
    Tensor turned = spatial.isEmpty() ? kernel : Lax.rev(kernel, spatial);
    if (groups() > 1) {
      // the groups move from the output to the input features, which change their roles
      Tensor apart = AxisFolding.splitOff(turned, axes().rhs().get(0), groups());
      turned = AxisFolding.foldInto(apart, axes().rhs().get(1), 1);
    }
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < spatial.size(); i++) {
      int window = windowExtent(i);
      int before = window - 1 - op.low().get(i);
      low.add(before);
      high.add(inputExtent(i) + window - 1 - outputExtent(i, cotangent) - before);
    }
    ConvDimensionNumbers numbers =
        new ConvDimensionNumbers(axes().out(), swapped(axes().rhs()), axes().lhs());
    ConvGeneralDilated transposed =
        new ConvGeneralDilated(
            op.lhsDilation(),
            low,
            high,
            op.windowStrides(),
            op.rhsDilation(),
            numbers,
            groups(),
            1,
            lhs.dtype());
    Tensor out = Trace.bind(transposed, Lax.convert(cotangent, lhs.dtype()), turned);
    if (op.batchGroups() == 1) {
      return typed(out, lhs);
    }
    Tensor apart = AxisFolding.splitOff(out, axes().lhs().get(1), op.batchGroups());
    return typed(AxisFolding.foldInto(apart, axes().lhs().get(0), 1), lhs);
  }

  /** The cotangent of the kernel. */
  Tensor rhs(Tensor cotangent, Tensor input) {
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < op.windowStrides().size(); i++) {
      high.add(windowExtent(i) + outputExtent(i, cotangent) - 1 - inputExtent(i) - op.low().get(i));
    }
    ConvDimensionNumbers numbers =
        new ConvDimensionNumbers(
            swapped(axes().lhs()), swapped(axes().out()), swapped(axes().rhs()));
    ConvGeneralDilated transposed =
        new ConvGeneralDilated(
            op.rhsDilation(),
            op.low(),
            high,
            op.lhsDilation(),
            op.windowStrides(),
            numbers,
            op.batchGroups(),
            op.featureGroups(),
            rhs.dtype());
    return typed(Trace.bind(transposed, input, Lax.convert(cotangent, rhs.dtype())), rhs);
  }

  private static Tensor typed(Tensor x, TensorType type) {
    return x.type().equals(type)
        ? x
        : Trace.bind(new Conversion.ConvertElementType(type.dtype(), type.weak()), x);
  }

  private int windowExtent(int i) {
    int size = rhs.shape().dim(axes().rhs().get(i + 2));
    return SlidingWindow.dilated(size, op.rhsDilation().get(i));
  }

  private int inputExtent(int i) {
    int size = lhs.shape().dim(axes().lhs().get(i + 2));
    return SlidingWindow.dilated(size, op.lhsDilation().get(i));
  }

  private int outputExtent(int i, Tensor cotangent) {
    int size = cotangent.shape().dim(axes().out().get(i + 2));
    return SlidingWindow.dilated(size, op.windowStrides().get(i));
  }

  private static List<Integer> swapped(List<Integer> spec) {
    List<Integer> other = new ArrayList<>(spec);
    other.set(0, spec.get(1));
    other.set(1, spec.get(0));
    return other;
  }
}
