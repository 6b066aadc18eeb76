package dev.covector.op;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What flows back from windows to the elements they are made of. The elements of the input whose
 * index has one remainder by the stride are met by the same elements of windows: for each such
 * phase there is a sum of shifted cotangents, and the phases are interleaved. So nothing is added
 * to memory that was written before, and no inserted zero is read.
 */
final class WindowSpread {
  private final Window window;
  private final TensorType input;
  private final int rank;
  private final List<Integer> low = new ArrayList<>();
  private final List<Integer> high = new ArrayList<>();

  WindowSpread(Window window, TensorType input) {
    this.window = window;
    this.input = input;
    this.rank = input.shape().rank();
    Shape windows = window.count("reduce_window", input);
    for (int axis = 0; axis < rank; axis++) {
      int stride = window.strides().get(axis);
      // the window before the first that would reach element 0, and those behind the last
      low.add((window.extent(axis) - 1) / stride);
      int last = (input.shape().dim(axis) - 1) / stride;
      high.add(Math.max(0, last + 1 - windows.dim(axis)));
    }
  }

  /** What an element of a window, by its number, takes from the shifted cotangents. */
  interface Share {
    Tensor of(long element, Tensor part);
  }

  /** The sum over all windows that an element of the input is in. */
  Tensor of(Tensor cotangent, Share share) {
    Tensor padded = padded(cotangent, 0);
    return interleaved(
        (element, starts, limits) -> share.of(element, slice(padded, starts, limits)),
        cotangent.type());
  }

  /** The sum over all windows that chose an element of the input. */
  Tensor ofChosen(Tensor cotangent, Tensor positions) {
    Tensor padded = padded(cotangent, 0);
    Tensor chosen = padded(positions, -1);
    return interleaved(
        (element, starts, limits) -> {
          Tensor part = slice(padded, starts, limits);
          Tensor choice = slice(chosen, starts, limits);
          Tensor isChosen = Lax.eq(choice, Lax.fullLike(choice, element));
          return Lax.select(isChosen, part, Lax.fullLike(part, 0));
        },
        cotangent.type());
  }

  private Tensor padded(Tensor x, int value) {
    if (low.stream().allMatch(n -> n == 0) && high.stream().allMatch(n -> n == 0)) {
      return x;
    }
    Tensor scalar = Zeros.filled(x.type().withShape(Shape.SCALAR), value);
    return Lax.pad(x, scalar, low, high, Collections.nCopies(rank, 0));
  }

  private static Tensor slice(Tensor x, List<Integer> starts, List<Integer> limits) {
    return Lax.slice(x, starts, limits, Collections.nCopies(starts.size(), 1));
  }

  /** What one element of the windows gives to a phase. */
  private interface Part {
    Tensor of(long element, List<Integer> starts, List<Integer> limits);
  }

  private Tensor interleaved(Part part, TensorType cotangent) {
    List<Tensor> phases = new ArrayList<>();
    Interleave interleave = new Interleave(window.strides(), input.shape());
    for (int phase = 0; phase < interleave.phases(); phase++) {
      int[] offset = interleave.offset(phase);
      Shape shape = interleave.phaseShape(phase);
      Tensor sum = shape.size() == 0 ? null : sum(part, offset, shape);
      phases.add(sum == null ? Zeros.like(cotangent.withShape(shape)) : sum);
    }
    return phases.size() == 1 ? phases.getFirst() : Trace.bind(interleave, phases).getFirst();
  }

  private @Nullable Tensor sum(Part part, int[] offset, Shape shape) {
    Tensor sum = null;
    for (long element = 0; element < window.volume(); element++) {
      int[] index = window.element(element);
      List<Integer> starts = new ArrayList<>();
      List<Integer> limits = new ArrayList<>();
      for (int axis = 0; axis < rank; axis++) {
        int back = offset[axis] - index[axis] * window.dilation().get(axis);
        if (Math.floorMod(back, window.strides().get(axis)) != 0) {
          break; // the element never meets this phase
        }
        int start = low.get(axis) + Math.floorDiv(back, window.strides().get(axis));
        starts.add(start);
        limits.add(start + shape.dim(axis));
      }
      if (starts.size() == rank) {
        sum = Cotangents.sum(sum, part.of(element, starts, limits));
      }
    }
    return sum;
  }
}
