package dev.covector.data;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import dev.covector.tree.TreeException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts elements into a batch: a tree like each of them, with one more axis in front. */
final class Stacking {
  private Stacking() {}

  static <T> T stack(List<T> elements, Scratch scratch) {
    TreeDef structure = Tree.flatten(elements.getFirst(), Stacking::isArray).structure();
    List<List<Object>> leaves = new ArrayList<>(elements.size());
    for (T element : elements) {
      Tree.Flattened flat = Tree.flatten(element, Stacking::isArray);
      if (!flat.structure().equals(structure)) {
        Tree.requireSameStructure(
            "batch: element " + leaves.size() + " of the batch and element 0 differ",
            structure,
            flat.structure());
      }
      leaves.add(flat.leaves());
    }
    int count = structure.leafCount();
    List<Path> paths = structure.paths();
    List<Tensor> columns = new ArrayList<>(count);
    for (int leaf = 0; leaf < count; leaf++) {
      List<Object> column = new ArrayList<>(leaves.size());
      for (List<Object> element : leaves) {
        column.add(element.get(leaf));
      }
      columns.add(column(paths.get(leaf), column, scratch));
    }
    try {
      return Tree.unflatten(structure, columns);
    } catch (TreeException e) {
      throw new DataException(
          "batch: a batch has tensors where elements have numbers or arrays, and %s cannot hold them: %s; declare its components as Tensor, and map elements to it"
              .formatted(elements.getFirst().getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private static Tensor column(Path path, List<Object> column, Scratch scratch) {
    Object first = column.getFirst();
    if (first instanceof Tensor) {
      return tensors(path, column, scratch);
    }
    if (!(first instanceof Number || first instanceof Boolean || isArray(first))) {
      throw new DataException(
          "batch: %s is %s, which is no tensor; map it to a number first"
              .formatted(place(path), describe(first)));
    }
    for (int i = 1; i < column.size(); i++) {
      if (column.get(i).getClass() != first.getClass()) {
        throw different(path, first, i, column.get(i));
      }
    }
    try {
      return Tensor.of(column);
    } catch (ShapeException e) {
      throw new DataException(
          "batch: at %s the elements have other lengths: %s; pad or cut them in map"
              .formatted(place(path), e.getMessage()),
          e);
    }
  }

  private static Tensor tensors(Path path, List<Object> column, Scratch scratch) {
    TensorType type = ((Tensor) column.getFirst()).type().strong();
    long bytes = type.shape().size() * type.dtype().byteSize();
    MemorySegment all = scratch.bytes(bytes * column.size());
    for (int i = 0; i < column.size(); i++) {
      if (!(column.get(i) instanceof Tensor tensor) || !tensor.type().strong().equals(type)) {
        throw different(path, column.getFirst(), i, column.get(i));
      }
      MemorySegment.copy(tensor.segment(), 0, all, i * bytes, bytes);
      Reference.reachabilityFence(tensor);
    }
    return Tensor.copyOf(all, type.withShape(type.shape().insert(0, column.size())));
  }

  /** Whether a node of a tree is an array of numbers, nested or not: here that is a leaf. */
  static boolean isArray(@Nullable Object node) {
    Class<?> type = node == null ? null : node.getClass().componentType();
    while (type != null && type.isArray()) {
      type = type.componentType();
    }
    return type != null && type.isPrimitive();
  }

  private static DataException different(Path path, Object first, int i, Object other) {
    return new DataException(
        "batch: at %s element 0 of the batch is %s, element %d is %s; make them alike in map"
            .formatted(place(path), describe(first), i, describe(other)));
  }

  private static String place(Path path) {
    return path.entries().isEmpty() ? "the root" : path.toString();
  }

  /** A leaf in a message. */
  static String describe(Object leaf) {
    return leaf instanceof Tensor tensor
        ? tensor.type().toString()
        : "a " + leaf.getClass().getSimpleName();
  }
}
