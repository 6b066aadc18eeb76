package dev.covector.transform;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.op.BatchAxis;
import dev.covector.op.Batched;
import dev.covector.trace.Transformations;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import dev.covector.tree.TreeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code vmap} over trees. */
public final class Vectorization {
  private Vectorization() {}

  /**
   * Applies a function to each example.
   *
   * @param inAxes a prefix of the array of arguments: axes to map, null for shared parts
   * @param outAxes a prefix of the result: where the mapped axis goes, null for unmapped parts
   * @param name of the axis, for collectives
   * @param size of the axis when nothing is mapped; null to take it from the arguments
   */
  public static @Nullable Object vmap(
      TreeFunction function,
      @Nullable Object[] arguments,
      @Nullable Object inAxes,
      @Nullable Object outAxes,
      Optional<String> name,
      @Nullable Integer size) {
    Leaves in = Leaves.of(arguments);
    List<@Nullable Integer> axes = axes("in_axes", inAxes, in.layout());
    BatchAxis axis = new BatchAxis(size(in, axes, size), name);
    FlatFunction flat = new FlatFunction(function, in.layout());
    List<Batched> batched = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Tensor leaf = in.tensors().get(i);
      Integer at = axes.get(i);
      batched.add(
          at == null
              ? Batched.shared(leaf)
              : Batched.mapped(Lax.moveAxis(leaf, leaf.shape().axis(at, "vmap"), 0)));
    }
    List<Batched> out = Transformations.vmap(flat, axis, batched);
    List<@Nullable Integer> places = axes("out_axes", outAxes, flat.results());
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      results.add(place(axis, out.get(i), places.get(i), flat.results(), i));
    }
    return flat.results().rebuild(results);
  }

  private static Tensor place(
      BatchAxis axis, Batched result, @Nullable Integer at, Leaves.Layout layout, int leaf) {
    if (at == null) {
      if (result.mapped()) {
        throw new TransformException(
            "vmap: the result at "
                + layout.place(leaf)
                + " depends on the example, but its out axis is null; give it an axis, or reduce"
                + " over the examples");
      }
      return result.value();
    }
    Tensor value = axis.materialize(result);
    return Lax.moveAxis(value, 0, value.shape().axis(at, "vmap"));
  }

  private static List<@Nullable Integer> axes(
      String what, @Nullable Object prefix, Leaves.Layout layout) {
    TreeDef structure = layout.structure();
    List<Object> all = broadcast(what, prefix, structure);
    List<@Nullable Integer> dynamic = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (layout.statics().get(i) == Leaves.Hole.DYNAMIC) {
        Object axis = all.get(i);
        if (axis != null && !(axis instanceof Integer)) {
          throw new TransformException(
              "vmap: "
                  + what
                  + " has "
                  + axis
                  + " at "
                  + structure.paths().get(i)
                  + "; it must be an axis number, or null for what is not mapped");
        }
        dynamic.add((Integer) axis);
      }
    }
    return dynamic;
  }

  private static List<Object> broadcast(String what, @Nullable Object prefix, TreeDef structure) {
    try {
      return Tree.broadcastPrefix(prefix, structure, Objects::isNull);
    } catch (TreeException e) {
      throw new TransformException(
          "vmap: " + what + " must be a prefix of the tree that it speaks of; " + e.getMessage(),
          e);
    }
  }

  private static int size(Leaves in, List<@Nullable Integer> axes, @Nullable Integer given) {
    Integer size = given;
    String first = "the size given";
    for (int i = 0; i < axes.size(); i++) {
      Integer axis = axes.get(i);
      if (axis == null) {
        continue;
      }
      Tensor leaf = in.tensors().get(i);
      String argument = "argument " + in.layout().place(i);
      String here = argument + ", " + leaf.type() + ", axis " + axis;
      int found = leaf.shape().dim(leaf.shape().axis(axis, "vmap: " + argument));
      if (size == null) {
        size = found;
        first = here;
      } else if (size != found) {
        throw new ShapeException(
            "vmap: "
                + first
                + " has size "
                + size
                + ", "
                + here
                + " has size "
                + found
                + "; all mapped axes must have one size");
      }
    }
    if (size == null) {
      throw new TransformException(
          "vmap: nothing is mapped; give at least one argument an axis in in_axes, or the size");
    }
    return size;
  }
}
