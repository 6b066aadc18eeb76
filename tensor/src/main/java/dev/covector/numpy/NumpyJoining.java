package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.trace.Tracer;
import dev.covector.transform.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Tensors joined into one, and one cut into several. */
public class NumpyJoining extends NumpyRepetition {
  NumpyJoining() {}

  /**
   * Tensors one after the other along an axis, in their common dtype.
   *
   * @throws ShapeException when there is none, or another axis differs in size
   */
  public static Tensor concatenate(List<Tensor> tensors, int axis) {
    requireSome("concatenate", tensors);
    int resolved = tensors.getFirst().shape().axis(axis, "concatenate");
    return Library.inline(
        "concatenate",
        List.of(resolved),
        in ->
            in.size() == 1
                ? in.getFirst()
                : Lax.concatenate(Promotion.promote("concatenate", in), resolved),
        tensors.toArray(Tensor[]::new));
  }

  /** Tensors one after the other along axis 0. */
  public static Tensor concatenate(List<Tensor> tensors) {
    return concatenate(tensors, 0);
  }

  /** Another name of {@link #concatenate(List, int)}. */
  public static Tensor concat(List<Tensor> tensors, int axis) {
    return concatenate(tensors, axis);
  }

  /**
   * Tensors of one shape along a new axis.
   *
   * @throws ShapeException when there is none, or the shapes differ
   */
  public static Tensor stack(List<Tensor> tensors, int axis) {
    requireSome("stack", tensors);
    Shape shape = tensors.getFirst().shape();
    for (Tensor tensor : tensors) {
      if (!tensor.shape().equals(shape)) {
        throw new ShapeException(
            "stack: operands are "
                + tensors.getFirst().type()
                + " and "
                + tensor.type()
                + "; all shapes must be equal");
      }
    }
    int resolved = shape.insert(0, 1).axis(axis, "stack");
    return Library.inline(
        "stack",
        List.of(resolved),
        in ->
            Lax.concatenate(
                Promotion.promote("stack", in).stream()
                    .map(x -> Lax.reshape(x, shape.insert(resolved, 1)))
                    .toList(),
                resolved),
        tensors.toArray(Tensor[]::new));
  }

  /** Tensors of one shape along a new axis 0. */
  public static Tensor stack(List<Tensor> tensors) {
    return stack(tensors, 0);
  }

  /** The parts of a tensor along an axis, without the axis. */
  public static List<Tensor> unstack(Tensor x, int axis) {
    int resolved = x.shape().axis(axis, "unstack");
    return many(
        "unstack",
        List.of(resolved),
        in -> {
          List<Tensor> parts = new ArrayList<>();
          for (int i = 0; i < x.shape().dim(resolved); i++) {
            Tensor part = Lax.sliceInDim(in, i, i + 1, resolved);
            parts.add(Lax.reshape(part, x.shape().remove(resolved)));
          }
          return parts;
        },
        x);
  }

  /** Side by side: along axis 1, or axis 0 for tensors of one axis. */
  public static Tensor hstack(List<Tensor> tensors) {
    requireSome("hstack", tensors);
    List<Tensor> rows = tensors.stream().map(NumpyShapes::atleast1d).toList();
    return concatenate(rows, rows.getFirst().rank() == 1 ? 0 : 1);
  }

  /** One below the other: along axis 0, at least two axes each. */
  public static Tensor vstack(List<Tensor> tensors) {
    return concatenate(tensors.stream().map(NumpyShapes::atleast2d).toList(), 0);
  }

  /** One behind the other: along axis 2, at least three axes each. */
  public static Tensor dstack(List<Tensor> tensors) {
    return concatenate(tensors.stream().map(NumpyShapes::atleast3d).toList(), 2);
  }

  /** Tensors of one axis as the columns of a matrix; matrices side by side. */
  public static Tensor columnStack(List<Tensor> tensors) {
    return concatenate(
        tensors.stream()
            .map(x -> x.rank() < 2 ? reshape(x, Math.toIntExact(x.size()), 1) : x)
            .toList(),
        1);
  }

  /** Both flattened, one after the other. */
  public static Tensor append(Tensor x, Tensor values) {
    return concatenate(List.of(ravel(x), ravel(values)), 0);
  }

  /** Values after x along an axis. */
  public static Tensor append(Tensor x, Tensor values, int axis) {
    return concatenate(List.of(x, values), axis);
  }

  /**
   * Equal parts along an axis.
   *
   * @throws ShapeException when the axis does not divide into that many
   */
  public static List<Tensor> split(Tensor x, int parts, int axis) {
    int size = x.shape().dim(x.shape().axis(axis, "split"));
    if (parts <= 0 || size % parts != 0) {
      throw new ShapeException(
          "split: axis "
              + axis
              + " of "
              + x.type()
              + " has size "
              + size
              + " and does not divide into "
              + parts
              + " equal parts; use arraySplit");
    }
    return arraySplit(x, parts, axis);
  }

  /** Equal parts along axis 0. */
  public static List<Tensor> split(Tensor x, int parts) {
    return split(x, parts, 0);
  }

  /** The parts between these indices along an axis. */
  public static List<Tensor> split(Tensor x, int[] indices, int axis) {
    int resolved = x.shape().axis(axis, "split");
    int size = x.shape().dim(resolved);
    return many(
        "split",
        List.of(boxed(indices), resolved),
        in -> {
          List<Tensor> parts = new ArrayList<>();
          int start = 0;
          for (int i = 0; i <= indices.length; i++) {
            int end = i == indices.length ? size : bounded(indices[i], size);
            parts.add(Lax.sliceInDim(in, Math.min(start, size), Math.max(start, end), resolved));
            start = end;
          }
          return parts;
        },
        x);
  }

  private static int bounded(int index, int size) {
    return Math.clamp(index < 0 ? index + size : index, 0, size);
  }

  /** Parts along an axis, the first ones larger by one where it does not divide. */
  public static List<Tensor> arraySplit(Tensor x, int parts, int axis) {
    int size = x.shape().dim(x.shape().axis(axis, "array_split"));
    if (parts <= 0) {
      throw new ShapeException("array_split: " + parts + " parts; there must be at least one");
    }
    int[] indices = new int[parts - 1];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (i + 1) * (size / parts) + Math.min(i + 1, size % parts);
    }
    return split(x, indices, axis);
  }

  /** Equal parts along axis 0 of tensors of one axis, else axis 1. */
  public static List<Tensor> hsplit(Tensor x, int parts) {
    return split(x, parts, x.rank() == 1 ? 0 : 1);
  }

  /** Equal parts along axis 0. */
  public static List<Tensor> vsplit(Tensor x, int parts) {
    return split(x, parts, 0);
  }

  /** Equal parts along axis 2. */
  public static List<Tensor> dsplit(Tensor x, int parts) {
    return split(x, parts, 2);
  }

  /** Without these indices of an axis. */
  public static Tensor delete(Tensor x, int[] indices, int axis) {
    int resolved = x.shape().axis(axis, "delete");
    int size = x.shape().dim(resolved);
    TreeSet<Integer> gone = new TreeSet<>();
    for (int index : indices) {
      gone.add(requireIndex("delete", x, axis, index, size - 1));
    }
    return Library.inline(
        "delete",
        List.of(boxed(indices), resolved),
        in -> {
          List<Tensor> kept = new ArrayList<>();
          int start = 0;
          for (int index : gone) {
            kept.add(Lax.sliceInDim(in.getFirst(), start, index, resolved));
            start = index + 1;
          }
          kept.add(Lax.sliceInDim(in.getFirst(), start, size, resolved));
          return Lax.concatenate(kept, resolved);
        },
        x);
  }

  /** Without one index of an axis. */
  public static Tensor delete(Tensor x, int index, int axis) {
    return delete(x, new int[] {index}, axis);
  }

  /**
   * Values put before an index of an axis, in x's dtype.
   *
   * @param values a tensor that broadcasts to x with any size of the axis
   */
  public static Tensor insert(Tensor x, int index, Tensor values, int axis) {
    int resolved = x.shape().axis(axis, "insert");
    int size = x.shape().dim(resolved);
    int place = requireIndex("insert", x, axis, index, size);
    int count = values.rank() < x.rank() - resolved ? 1 : values.shape().dim(resolved - x.rank());
    Tensor spread = broadcastTo(values, x.shape().with(resolved, count));
    return Library.inline(
        "insert",
        List.of(place, resolved),
        in ->
            Lax.concatenate(
                List.of(
                    Lax.sliceInDim(in.get(0), 0, place, resolved),
                    Promotion.to(in.get(1), x.dtype(), x.type().weak()),
                    Lax.sliceInDim(in.get(0), place, size, resolved)),
                resolved),
        x,
        spread);
  }

  private static int requireIndex(String op, Tensor x, int axis, int index, int last) {
    int resolved = index < 0 ? index + x.shape().dim(axis) : index;
    if (resolved < 0 || resolved > last) {
      throw new ShapeException(
          op + ": index " + index + " is out of range for axis " + axis + " of " + x.type());
    }
    return resolved;
  }

  private static void requireSome(String op, List<Tensor> tensors) {
    if (tensors.isEmpty()) {
      throw new ShapeException(op + ": there must be at least one tensor");
    }
  }

  /** Several results of one tensor: eagerly one program, in a graph its operations. */
  private static List<Tensor> many(
      String name, List<?> parameters, Function<Tensor, List<Tensor>> body, Tensor x) {
    return x instanceof Tracer
        ? body.apply(x)
        : Library.named(name, parameters, in -> body.apply(in.getFirst()), List.of(x));
  }
}
