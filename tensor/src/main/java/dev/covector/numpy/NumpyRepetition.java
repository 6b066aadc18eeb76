package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elements repeated and shifted. */
public class NumpyRepetition extends NumpyShapes {
  NumpyRepetition() {}

  /** The whole tensor repeated along each axis; missing counts are 1, extra ones new axes. */
  public static Tensor tile(Tensor x, int... counts) {
    return Library.inline("tile", boxed(counts), in -> tiled(in.getFirst(), counts), x);
  }

  private static Tensor tiled(Tensor x, int[] counts) {
    int rank = Math.max(x.rank(), counts.length);
    int[] spread = new int[2 * rank];
    int[] result = new int[rank];
    int[] axes = new int[x.rank()];
    for (int i = 0; i < rank; i++) {
      int own = i - (rank - x.rank());
      int size = own < 0 ? 1 : x.shape().dim(own);
      int count = i < rank - counts.length ? 1 : counts[i - (rank - counts.length)];
      spread[2 * i] = count;
      spread[2 * i + 1] = size;
      result[i] = Math.multiplyExact(count, size);
      if (own >= 0) {
        axes[own] = 2 * i + 1;
      }
    }
    return Lax.reshape(Lax.broadcastInDim(x, Shape.of(spread), axes), Shape.of(result));
  }

  /** Each element repeated, of the flattened tensor. */
  public static Tensor repeat(Tensor x, int count) {
    return repeat(ravel(x), count, 0);
  }

  /**
   * Each element repeated along an axis.
   *
   * @throws ShapeException when the count is negative
   */
  public static Tensor repeat(Tensor x, int count, int axis) {
    int resolved = x.shape().axis(axis, "repeat");
    return Library.inline(
        "repeat",
        List.of(count, resolved),
        in -> {
          Shape spread = x.shape().insert(resolved + 1, count);
          int[] axes = new int[x.rank()];
          Arrays.setAll(axes, i -> i <= resolved ? i : i + 1);
          int size = Math.multiplyExact(x.shape().dim(resolved), count);
          return Lax.reshape(
              Lax.broadcastInDim(in.getFirst(), spread, axes), x.shape().with(resolved, size));
        },
        x);
  }

  /**
   * Each element repeated its own number of times along an axis.
   *
   * @throws ShapeException when there is not one count per element of the axis
   */
  public static Tensor repeat(Tensor x, int[] counts, int axis) {
    int resolved = x.shape().axis(axis, "repeat");
    if (counts.length != x.shape().dim(resolved)) {
      throw new ShapeException(
          "repeat: there are "
              + counts.length
              + " counts for axis "
              + axis
              + " of "
              + x.type()
              + "; there must be one per element");
    }
    return Library.inline(
        "repeat_each",
        List.of(boxed(counts), resolved),
        in -> {
          List<Tensor> parts = new ArrayList<>();
          for (int i = 0; i < counts.length; i++) {
            Tensor element = Lax.sliceInDim(in.getFirst(), i, i + 1, resolved);
            parts.add(Promotion.stretch(element, x.shape().with(resolved, counts[i])));
          }
          return parts.isEmpty() ? in.getFirst() : Lax.concatenate(parts, resolved);
        },
        x);
  }

  /** Elements shifted round, of the flattened tensor, which keeps its shape. */
  public static Tensor roll(Tensor x, int shift) {
    return Lax.reshape(roll(ravel(x), shift, 0), x.shape());
  }

  /** Elements shifted round along an axis: what leaves at its end comes back at its start. */
  public static Tensor roll(Tensor x, int shift, int axis) {
    return roll(x, new int[] {shift}, new int[] {axis});
  }

  /**
   * Elements shifted round along several axes, each by its own shift.
   *
   * @throws ShapeException when there is not one shift per axis
   */
  public static Tensor roll(Tensor x, int[] shifts, int[] axes) {
    if (shifts.length != axes.length) {
      throw new ShapeException(
          "roll: "
              + Arrays.toString(shifts)
              + " has not one shift for each of the axes "
              + Arrays.toString(axes)
              + " of "
              + x.type());
    }
    return Library.inline(
        "roll",
        List.of(boxed(shifts), boxed(axes)),
        in -> {
          Tensor result = in.getFirst();
          for (int i = 0; i < axes.length; i++) {
            result = rolled(result, shifts[i], x.shape().axis(axes[i], "roll"));
          }
          return result;
        },
        x);
  }

  private static Tensor rolled(Tensor x, int shift, int axis) {
    int size = x.shape().dim(axis);
    int cut = size == 0 ? 0 : Math.floorMod(-shift, size);
    return cut == 0
        ? x
        : Lax.concatenate(
            List.of(Lax.sliceInDim(x, cut, size, axis), Lax.sliceInDim(x, 0, cut, axis)), axis);
  }
}
