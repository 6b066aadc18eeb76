package dev.covector.optim;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Which axes of a weight {@link Muon} and {@link Galore} take for the rows and columns of a matrix.
 * The others, where there may be such, are many matrices.
 *
 * <pre>{@code
 * MatrixAxes kernel = new MatrixAxes(List.of(0, 1, 2), List.of(3));
 * }</pre>
 *
 * @param reductionAxes the axes that are summed over when the weight is used
 * @param outputAxes the axes of its outputs
 */
public record MatrixAxes(List<Integer> reductionAxes, List<Integer> outputAxes) {
  /** The axes of a matrix. */
  public static final MatrixAxes MATRIX = new MatrixAxes(List.of(0), List.of(1));

  /** Copies the lists. */
  public MatrixAxes {
    reductionAxes = List.copyOf(reductionAxes);
    outputAxes = List.copyOf(outputAxes);
  }

  /** The product of the sizes of some axes. */
  static int product(Tensor x, List<Integer> axes) {
    int[] sizes = x.shape().toArray();
    return axes.stream()
        .mapToInt(axis -> sizes[axis < 0 ? axis + sizes.length : axis])
        .reduce(1, Math::multiplyExact);
  }

  int fanIn(Tensor x) {
    return product(x, reductionAxes);
  }

  int fanOut(Tensor x) {
    return product(x, outputAxes);
  }

  /** The order of axes with the matrices' last: the others, then rows, then columns. */
  int[] order(String op, Tensor x) {
    int rank = x.rank();
    List<Integer> used = new ArrayList<>();
    reductionAxes.forEach(axis -> used.add(axis < 0 ? axis + rank : axis));
    outputAxes.forEach(axis -> used.add(axis < 0 ? axis + rank : axis));
    if (new HashSet<>(used).size() != used.size()
        || used.stream().anyMatch(axis -> axis < 0 || axis >= rank)) {
      throw new OptimException(
          op + ": " + this + " of a weight " + x.type() + "; axes must exist and differ");
    }
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      if (!used.contains(axis)) {
        order.add(axis);
      }
    }
    order.addAll(used);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The weight as one matrix.
   *
   * @throws OptimException when there are other axes
   */
  Tensor asMatrix(String op, Tensor x) {
    int[] order = order(op, x);
    if (reductionAxes.size() + outputAxes.size() != x.rank()) {
      throw new OptimException(
          op + ": " + this + " of a weight " + x.type() + "; all its axes must be named");
    }
    return x.transpose(order).reshape(fanIn(x), fanOut(x));
  }

  /** A matrix of {@link #asMatrix} in the shape of the weight. */
  Tensor asTensor(Tensor matrix, Tensor weight) {
    int[] order = order("matrix", weight);
    int[] sizes = weight.shape().toArray();
    int[] ordered = Arrays.stream(order).map(axis -> sizes[axis]).toArray();
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return matrix.reshape(ordered).transpose(inverse);
  }
}
