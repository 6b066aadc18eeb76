package dev.covector.op;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.ConvDimensionNumbers;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution (in the field's sense: a correlation): the sum over input features and the elements
 * of a window of the first operand times the second, for each place of the window. The numbers of
 * each list are one per spatial axis.
 *
 * @param windowStrides from one window to the next
 * @param low padding before the input; negative cuts off
 * @param high padding behind it
 * @param lhsDilation the spacing of the input's elements
 * @param rhsDilation the spacing of the kernel's elements
 * @param dimensions what the axes mean
 * @param featureGroups how many groups of features are convolved apart
 * @param batchGroups how many groups of examples are convolved apart; one of the two is 1
 * @param dtype of the result
 */
public record ConvGeneralDilated(
    List<Integer> windowStrides,
    List<Integer> low,
    List<Integer> high,
    List<Integer> lhsDilation,
    List<Integer> rhsDilation,
    ConvDimensionNumbers dimensions,
    int featureGroups,
    int batchGroups,
    DType dtype)
    implements Contraction {
  /** Copies the lists. */
  public ConvGeneralDilated {
    windowStrides = List.copyOf(windowStrides);
    low = List.copyOf(low);
    high = List.copyOf(high);
    lhsDilation = List.copyOf(lhsDilation);
    rhsDilation = List.copyOf(rhsDilation);
  }

  /** The window for a kernel. */
  public SlidingWindow window(Shape rhs) {
    return new SlidingWindow(
        spatial(rhs, dimensions.rhs()), windowStrides, low, high, lhsDilation, rhsDilation);
  }

  /** The sizes of the spatial axes. */
  static List<Integer> spatial(Shape shape, List<Integer> axes) {
    return axes.stream().skip(2).map(shape::dim).toList();
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType lhs = in.get(0);
    TensorType rhs = in.get(1);
    requireDTypes(lhs, rhs);
    int rank = lhs.shape().rank();
    if (rank < 2 || rhs.shape().rank() != rank || dimensions.lhs().size() != rank) {
      throw new ShapeException(
          "conv_general_dilated: lhs "
              + lhs
              + " and rhs "
              + rhs
              + " with dimension numbers for "
              + dimensions.lhs().size()
              + " axes; both need batch and feature axes and the same spatial ones");
    }
    SlidingWindow window = window(rhs.shape());
    window.require("conv_general_dilated", rank - 2, in);
    requireGroups(lhs, rhs);
    int[] sizes = new int[rank];
    sizes[dimensions.out().get(0)] = lhs.shape().dim(dimensions.lhs().get(0)) / batchGroups;
    sizes[dimensions.out().get(1)] = rhs.shape().dim(dimensions.rhs().get(0));
    for (int i = 0; i < rank - 2; i++) {
      int size = lhs.shape().dim(dimensions.lhs().get(i + 2));
      sizes[dimensions.out().get(i + 2)] = window.count(i, size);
    }
    return List.of(new TensorType(dtype, Shape.of(sizes), lhs.weak() && rhs.weak()));
  }

  private void requireDTypes(TensorType lhs, TensorType rhs) {
    boolean numeric = lhs.dtype().isFloating() || lhs.dtype().isInteger();
    if (lhs.dtype() != rhs.dtype() || !numeric) {
      throw new DTypeException(
          "conv_general_dilated: operands are "
              + lhs
              + " and "
              + rhs
              + "; both must have the same real dtype: convert one with astype");
    }
    if (dtype.kind() != lhs.dtype().kind() || dtype.bits() < lhs.dtype().bits()) {
      throw new DTypeException(
          "conv_general_dilated: the preferred dtype "
              + dtype
              + " of operands "
              + lhs
              + " and "
              + rhs
              + " must be of their kind and not narrower; convert the result with astype");
    }
  }

  private void requireGroups(TensorType lhs, TensorType rhs) {
    int batch = lhs.shape().dim(dimensions.lhs().get(0));
    int features = lhs.shape().dim(dimensions.lhs().get(1));
    int out = rhs.shape().dim(dimensions.rhs().get(0));
    int in = rhs.shape().dim(dimensions.rhs().get(1));
    String problem = null;
    if (featureGroups < 1 || batchGroups < 1 || featureGroups > 1 && batchGroups > 1) {
      problem = "groups must be at least 1, and only one kind may be more";
    } else if (features != in * featureGroups) {
      problem =
          "lhs has "
              + features
              + " features (axis "
              + dimensions.lhs().get(1)
              + "), rhs takes "
              + in
              + " (axis "
              + dimensions.rhs().get(1)
              + ") in each group; they must agree";
    } else if (out % featureGroups != 0 || out % batchGroups != 0) {
      problem = "the " + out + " output features of rhs must be a multiple of the groups";
    } else if (batch % batchGroups != 0) {
      problem = "the " + batch + " examples of lhs must be a multiple of the groups";
    }
    if (problem != null) {
      throw new ShapeException(
          "conv_general_dilated: lhs "
              + lhs
              + ", rhs "
              + rhs
              + ", "
              + featureGroups
              + " feature groups, "
              + batchGroups
              + " batch groups: "
              + problem);
    }
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    Tensor lhs = in.get(0).primal();
    Tensor rhs = in.get(1).primal();
    Tensor tl = in.get(0).tangentOrNull();
    Tensor tr = in.get(1).tangentOrNull();
    Tensor left = tl == null ? null : Trace.bind(this, tl, rhs);
    Tensor right = tr == null ? null : Trace.bind(this, lhs, tr);
    return List.of(new Dual(Trace.bind(this, lhs, rhs), Cotangents.sum(left, right)));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    ConvTransposition transposition =
        new ConvTransposition(this, in.get(0).type(), in.get(1).type());
    Tensor ct = cotangents.getFirst();
    return in.get(0).isLinear()
        ? Arrays.asList(transposition.lhs(ct, in.get(1).known()), null)
        : Arrays.asList(null, transposition.rhs(ct, in.get(0).known()));
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    return List.of(new ConvBatching(this, axis.size()).apply(in.get(0), in.get(1)));
  }

  /** The same convolution in other numbers of groups. */
  ConvGeneralDilated withGroups(int features, int batches) {
    return new ConvGeneralDilated(
        windowStrides, low, high, lhsDilation, rhsDilation, dimensions, features, batches, dtype);
  }
}
