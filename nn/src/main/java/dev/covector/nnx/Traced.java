package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.tree.Leaf;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions over modules as pure functions: values of variables in, changed values out. */
final class Traced {
  private Traced() {}

  /** A function of the user, its arguments in an array. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(@Nullable Object[] arguments);
  }

  /** Which variables were written, as a static part of a result. */
  record Written(List<Integer> variables) implements Leaf {}

  /** A module among results that is an argument. */
  private record Same(int index) implements Leaf {}

  /** The structure of a result, as a static part of it. */
  private record Shape(TreeDef structure) implements Leaf {}

  /**
   * Runs a function where variables have given values.
   *
   * @param values of the variables, traced
   * @return a tree: the result, what was written, and which variables these are
   */
  static List<@Nullable Object> run(
      Overlay.Kind kind,
      String name,
      Arguments in,
      @Nullable Object[] arguments,
      List<Tensor> values,
      Body body) {
    Overlay overlay = Overlay.traced(kind, name, in.variables(), values);
    return overlay.run(
        () -> {
          Object result = pack(body.apply(arguments), in);
          in.requireUnchanged(name);
          List<Integer> indices = new ArrayList<>();
          List<Tensor> changed = new ArrayList<>();
          for (int i = 0; i < in.variables().size(); i++) {
            Variable variable = in.variables().get(i);
            if (overlay.isWritten(variable)) {
              indices.add(i);
              changed.add(variable.get());
            }
          }
          return Arrays.asList(result, changed, new Written(indices));
        });
  }

  /** Writes what was written into the variables of the arguments, and gives the result. */
  static @Nullable Object finish(List<?> outcome, Arguments in) {
    List<?> changed = (List<?>) outcome.get(1);
    List<Integer> indices = ((Written) outcome.get(2)).variables;
    for (int i = 0; i < indices.size(); i++) {
      in.variables().get(indices.get(i)).set((Tensor) changed.get(i));
    }
    return unpack(outcome.get(0), in);
  }

  /** A result whose modules are trees: a description and the values of the variables. */
  private static Object pack(@Nullable Object result, Arguments in) {
    Tree.Flattened flat = Tree.flatten(result);
    List<Object> leaves = new ArrayList<>();
    for (Object leaf : flat.leaves()) {
      leaves.add(
          switch (leaf) {
            case Module module when in.indexOf(module) >= 0 -> new Same(in.indexOf(module));
            case Module module -> packed(module);
            case Variable variable ->
                throw new NnxException(
                    "the function returns a %s; return its value, variable.get(), or its module"
                        .formatted(variable.kind()));
            default -> leaf;
          });
    }
    return List.of(new Shape(flat.structure()), leaves);
  }

  private static Object packed(Module module) {
    GraphWalk walk = new GraphWalk();
    GraphDef<Module> graph = GraphDef.of(module, walk);
    return List.of(graph, walk.variables().stream().map(Variable::get).toList());
  }

  /** The axis of each tensor of a packed result, from a prefix of the result with axes. */
  static List<@Nullable Integer> axes(@Nullable Object packed, @Nullable Object out) {
    if (!(packed instanceof List<?> list && list.getFirst() instanceof Shape shape)) {
      throw new IllegalStateException("a packed result has a structure");
    }
    List<Object> given =
        Tree.broadcastPrefix(
            out, shape.structure, node -> node == null || node instanceof StateAxes);
    List<?> leaves = (List<?>) list.get(1);
    List<@Nullable Integer> axes = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Object axis = given.get(i);
      switch (leaves.get(i)) {
        case Tensor tensor -> axes.add(axis == null ? null : tensorAxis(axis));
        case List<?> module -> {
          GraphWalk walk = new GraphWalk();
          walk.visit(merged(module), VariablePath.ROOT);
          for (int v = 0; v < walk.variables().size(); v++) {
            Variable variable = walk.variables().get(v);
            axes.add(
                MapAxes.axis(
                    axis,
                    new Filter.Subject(walk.paths().get(v), variable.getClass(), variable.tag())));
          }
        }
        default -> {
          // no tensor
        }
      }
    }
    return axes;
  }

  private static Integer tensorAxis(Object axis) {
    if (axis instanceof Integer number) {
      return number;
    }
    throw new NnxException(
        "Nnx.vmap: the axis of a tensor in the result is %s; it must be a number or null"
            .formatted(axis));
  }

  static @Nullable Object unpack(@Nullable Object packed, Arguments in) {
    if (!(packed instanceof List<?> list && list.getFirst() instanceof Shape shape)) {
      throw new IllegalStateException("a packed result has a structure");
    }
    List<@Nullable Object> leaves = new ArrayList<>();
    for (Object leaf : (List<?>) list.get(1)) {
      leaves.add(
          switch (leaf) {
            case Same same -> in.modules().get(same.index);
            case List<?> module -> merged(module);
            default -> leaf;
          });
    }
    return Tree.unflatten(shape.structure, leaves);
  }

  private static Object merged(List<?> packed) {
    List<Tensor> values = ((List<?>) packed.get(1)).stream().map(Tensor.class::cast).toList();
    return ((GraphDef<?>) packed.getFirst()).merge(values);
  }
}
