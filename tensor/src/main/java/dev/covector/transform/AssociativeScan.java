package dev.covector.transform;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prefixes of an associative function by pairing neighbours: Blelloch 1990, recursively. */
public final class AssociativeScan {
  private final FlatFunction function;
  private final int axis;

  private AssociativeScan(FlatFunction function, int axis) {
    this.function = function;
    this.axis = axis;
  }

  /** All prefixes (suffixes when {@code reverse}) along an axis of every leaf. */
  public static @Nullable Object run(
      TreeFunction function, @Nullable Object elements, boolean reverse, int axis) {
    Leaves in = Leaves.of(elements);
    Leaves.Layout pair = Leaves.of(new @Nullable Object[] {elements, elements}).layout();
    FlatFunction flat = new FlatFunction(function, pair);
    if (in.tensors().isEmpty()) {
      return elements;
    }
    int resolved = in.tensors().getFirst().shape().axis(axis, "associative_scan");
    int length = in.tensors().getFirst().shape().dim(resolved);
    for (Tensor leaf : in.tensors()) {
      if (leaf.shape().dim(leaf.shape().axis(axis, "associative_scan")) != length) {
        throw new ShapeException(
            "associative_scan: the leaves are "
                + in.types()
                + "; axis "
                + axis
                + " must have one size");
      }
    }
    AssociativeScan scan = new AssociativeScan(flat, resolved);
    List<Tensor> forward = reverse ? scan.reversed(in.tensors()) : in.tensors();
    List<Tensor> result = scan.prefixes(forward, length);
    return in.layout().rebuild(reverse ? scan.reversed(result) : result);
  }

  private List<Tensor> prefixes(List<Tensor> elements, int length) {
    if (length < 2) {
      return elements;
    }
    List<Tensor> pairs =
        combine(strided(elements, 0, length - 1, 2), strided(elements, 1, length, 2));
    List<Tensor> odd = prefixes(pairs, length / 2);
    List<Tensor> before = length % 2 == 0 ? strided(odd, 0, length / 2 - 1, 1) : odd;
    List<Tensor> rest = combine(before, strided(elements, 2, length, 2));
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Tensor first = Lax.sliceInDim(elements.get(i), 0, 1, axis);
      Tensor even = Lax.concatenate(List.of(first, rest.get(i)), axis);
      result.add(interleave(even, odd.get(i), length));
    }
    return result;
  }

  private List<Tensor> combine(List<Tensor> first, List<Tensor> second) {
    List<Tensor> both = new ArrayList<>(first);
    both.addAll(second);
    List<Tensor> combined = function.apply(both);
    List<TensorType> expected = first.stream().map(Tensor::type).toList();
    List<TensorType> actual = combined.stream().map(Tensor::type).toList();
    boolean fits = expected.size() == actual.size();
    for (int i = 0; fits && i < expected.size(); i++) {
      fits = expected.get(i).matches(actual.get(i));
    }
    if (!fits) {
      throw new ShapeException(
          "associative_scan: the function of two elements "
              + expected
              + " returned "
              + actual
              + "; it must return the type of its arguments, for any number of slices along axis "
              + axis);
    }
    return combined;
  }

  private List<Tensor> strided(List<Tensor> elements, int start, int limit, int step) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor x : elements) {
      int rank = x.rank();
      List<Integer> starts = new ArrayList<>(Collections.nCopies(rank, 0));
      List<Integer> steps = new ArrayList<>(Collections.nCopies(rank, 1));
      List<Integer> limits = new ArrayList<>();
      for (int size : x.shape().toArray()) {
        limits.add(size);
      }
      starts.set(axis, Math.min(start, limit));
      limits.set(axis, limit);
      steps.set(axis, step);
      parts.add(Lax.slice(x, starts, limits, steps));
    }
    return parts;
  }

  /** even[0], odd[0], even[1], ... by padding each with gaps and adding. */
  private Tensor interleave(Tensor even, Tensor odd, int length) {
    Tensor isEven = gapped(even, 0, length - 1 - 2 * (even.shape().dim(axis) - 1));
    Tensor isOdd = gapped(odd, 1, length - 2 - 2 * (odd.shape().dim(axis) - 1));
    return even.dtype() == DType.BOOL ? Lax.bitwiseOr(isEven, isOdd) : Lax.add(isEven, isOdd);
  }

  private Tensor gapped(Tensor x, int low, int high) {
    int rank = x.rank();
    List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> after = new ArrayList<>(before);
    List<Integer> between = new ArrayList<>(before);
    before.set(axis, low);
    after.set(axis, high);
    between.set(axis, 1);
    Tensor zero = Lax.full(Shape.SCALAR, 0, x.dtype());
    return Lax.pad(x, zero, before, after, between);
  }

  private List<Tensor> reversed(List<Tensor> elements) {
    return elements.stream().map(x -> Lax.rev(x, List.of(axis))).toList();
  }
}
