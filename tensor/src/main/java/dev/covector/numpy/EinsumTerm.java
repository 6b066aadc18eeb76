package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor with a label for each axis.
 *
 * @param labels distinct, one per axis, once {@link #simplified} was called
 */
record EinsumTerm(Tensor value, String labels) {

  int sizeOf(char label) {
    int axis = labels.indexOf(label);
    return axis < 0 ? 1 : value.shape().dim(axis);
  }

  /** Diagonals taken of labels that repeat, and labels summed that nobody else wants. */
  EinsumTerm simplified(String wanted) {
    EinsumTerm term = this;
    for (int i = 0; i < term.labels.length(); i++) {
      char label = term.labels.charAt(i);
      int again = term.labels.indexOf(label, i + 1);
      if (again >= 0) {
        term = term.diagonal(i, again);
        i = -1;
      }
    }
    return term.summed(wanted);
  }

  private EinsumTerm diagonal(int first, int second) {
    char label = labels.charAt(first);
    int m = value.shape().dim(first);
    int n = value.shape().dim(second);
    Tensor v = value;
    if (m != n) { // one of them is 1
      v = Promotion.stretch(v, v.shape().with(m == 1 ? first : second, Math.max(m, n)));
    }
    String rest = new StringBuilder(labels).deleteCharAt(second).deleteCharAt(first).toString();
    return new EinsumTerm(NumpyDiagonals.diagonal(v, 0, first, second), rest + label);
  }

  private EinsumTerm summed(String wanted) {
    List<Integer> axes = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < labels.length(); i++) {
      if (wanted.indexOf(labels.charAt(i)) < 0) {
        axes.add(i);
      } else {
        rest.append(labels.charAt(i));
      }
    }
    return axes.isEmpty() ? this : new EinsumTerm(Lax.reduceSum(value, axes), rest.toString());
  }

  /** Without the axes of size 1 that are larger in the other term: they only stretch. */
  private EinsumTerm withoutStretched(EinsumTerm other) {
    StringBuilder rest = new StringBuilder();
    Shape shape = Shape.SCALAR;
    for (int i = 0; i < labels.length(); i++) {
      char label = labels.charAt(i);
      if (value.shape().dim(i) != 1 || other.sizeOf(label) == 1) {
        rest.append(label);
        shape = shape.insert(shape.rank(), value.shape().dim(i));
      }
    }
    return new EinsumTerm(Lax.reshape(value, shape), rest.toString());
  }

  /** The sum of products over the labels of both that nobody else wants. */
  EinsumTerm times(EinsumTerm other, String wanted) {
    EinsumTerm x = withoutStretched(other);
    EinsumTerm y = other.withoutStretched(this);
    StringBuilder batch = new StringBuilder();
    StringBuilder free = new StringBuilder();
    StringBuilder contracted = new StringBuilder();
    for (char label : x.labels.toCharArray()) {
      boolean isShared = y.labels.indexOf(label) >= 0;
      boolean isWanted = wanted.indexOf(label) >= 0;
      (isShared ? isWanted ? batch : contracted : free).append(label);
    }
    for (char label : y.labels.toCharArray()) {
      if (x.labels.indexOf(label) < 0) {
        free.append(label);
      }
    }
    String result = batch.toString() + free;
    if (contracted.isEmpty()) {
      return x.productWithout(y, result);
    }
    Tensor product =
        Lax.dotGeneral(
            x.value, y.value, x.axes(contracted), y.axes(contracted), x.axes(batch), y.axes(batch));
    return new EinsumTerm(product, result);
  }

  private EinsumTerm productWithout(EinsumTerm y, String result) {
    int[] sizes = new int[result.length()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.max(sizeOf(result.charAt(i)), y.sizeOf(result.charAt(i)));
      if (sizeOf(result.charAt(i)) == 0 || y.sizeOf(result.charAt(i)) == 0) {
        sizes[i] = 0;
      }
    }
    Shape shape = Shape.of(sizes);
    return new EinsumTerm(Lax.mul(ordered(result, shape), y.ordered(result, shape)), result);
  }

  /** The value with its axes in the order of labels, stretched to a shape over all of them. */
  Tensor ordered(String order, Shape shape) {
    List<Integer> permutation = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < order.length(); i++) {
      int axis = labels.indexOf(order.charAt(i));
      if (axis >= 0) {
        permutation.add(axis);
        places.add(i);
      }
    }
    Tensor transposed = Lax.transpose(value, permutation);
    return transposed.shape().equals(shape)
        ? transposed
        : Lax.broadcastInDim(
            transposed, shape, places.stream().mapToInt(Integer::intValue).toArray());
  }

  private List<Integer> axes(CharSequence wanted) {
    return wanted.chars().mapToObj(label -> labels.indexOf(label)).toList();
  }
}
