package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of a function taken apart: tensors, variables, and the rest. */
final class Arguments {
  private final TreeDef structure;
  private final List<Object> leaves;
  private final GraphWalk walk;
  private final List<Node> nodes;
  private final List<Tensor> tensors = new ArrayList<>();

  /** For each leaf its number among the tensors, or -1. */
  private final int[] tensorAt;

  private Arguments(@Nullable Object[] arguments) {
    Tree.Flattened flat = Tree.flatten(arguments);
    structure = flat.structure();
    leaves = flat.leaves();
    tensorAt = new int[leaves.size()];
    walk = new GraphWalk();
    for (int i = 0; i < leaves.size(); i++) {
      Object leaf = leaves.get(i);
      boolean isTensor = leaf instanceof Tensor || leaf.getClass().isArray();
      tensorAt[i] = isTensor ? tensors.size() : -1;
      if (isTensor) {
        tensors.add(leaf instanceof Tensor tensor ? tensor : Tensor.of(leaf));
      }
    }
    nodes = walkAll(walk);
  }

  static Arguments of(@Nullable Object... arguments) {
    return new Arguments(arguments);
  }

  private List<Node> walkAll(GraphWalk into) {
    List<Node> all = new ArrayList<>(leaves.size());
    for (TreeDef argument : structure.children()) {
      for (int i = 0; i < argument.leafCount(); i++) {
        int leaf = all.size();
        if (tensorAt[leaf] >= 0) {
          all.add(new Node.Static(null));
          continue;
        }
        Object value = leaves.get(leaf);
        boolean isBelow = GraphWalk.isNode(value) && !argument.isLeaf();
        all.add(into.visit(value, isBelow ? path(argument.paths().get(i)) : VariablePath.ROOT));
      }
    }
    return all;
  }

  private static VariablePath path(Path path) {
    List<Object> steps = new ArrayList<>();
    for (Path.Entry entry : path.entries()) {
      steps.add(entry instanceof Path.Index index ? (Object) index.index() : entry.toString());
    }
    return new VariablePath(steps);
  }

  /** Which variables are first met in the first argument: so many from 0. */
  int variablesOfFirst() {
    if (structure.children().isEmpty()) {
      return 0;
    }
    GraphWalk first = new GraphWalk();
    for (int i = 0; i < structure.children().getFirst().leafCount(); i++) {
      if (tensorAt[i] < 0) {
        first.visit(leaves.get(i), VariablePath.ROOT);
      }
    }
    return first.variables().size();
  }

  TreeDef structure() {
    return structure;
  }

  List<Object> leaves() {
    return leaves;
  }

  List<Tensor> tensors() {
    return tensors;
  }

  /** Which leaf each tensor is. */
  boolean isTensor(int leaf) {
    return tensorAt[leaf] >= 0;
  }

  List<Variable> variables() {
    return walk.variables();
  }

  List<VariablePath> paths() {
    return walk.paths();
  }

  List<Module> modules() {
    return walk.modules();
  }

  /** All that a compiled function depends on, besides the types of its tensors. */
  Signature signature() {
    return new Signature(structure, nodes);
  }

  /** The structure of the arguments, and the graphs and static values among them. */
  record Signature(TreeDef structure, List<Node> nodes) {}

  /** The arguments with other tensors. */
  @Nullable Object[] with(List<Tensor> others) {
    Object[] all = leaves.toArray();
    for (int i = 0; i < all.length; i++) {
      if (tensorAt[i] >= 0) {
        all[i] = others.get(tensorAt[i]);
      }
    }
    return Tree.unflatten(structure, all);
  }

  /**
   * Checks that the modules are as they were, but for the values of their variables.
   *
   * @throws NnxException when another field has changed
   */
  void requireUnchanged(String transform) {
    GraphWalk now = new GraphWalk();
    List<Node> then = walkAll(now);
    if (then.equals(nodes)) {
      return;
    }
    String where = "";
    for (int i = 0; i < nodes.size() && where.isEmpty(); i++) {
      where = difference(nodes.get(i), then.get(i), VariablePath.ROOT);
    }
    throw new NnxException(
        transform
            + ": the function changed a field of a module that is no variable"
            + where
            + "; a compiled function would not do it again: change it outside (eval() and train()"
            + " too), or make it a variable");
  }

  private static String difference(Node before, Node after, VariablePath path) {
    if (before.equals(after)) {
      return "";
    }
    if (before instanceof Node.OfModule a
        && after instanceof Node.OfModule b
        && a.type() == b.type()) {
      List<Fields.Named> fields = Fields.of(a.type());
      for (int i = 0; i < fields.size(); i++) {
        String where =
            difference(a.fields().get(i), b.fields().get(i), path.then(fields.get(i).name()));
        if (!where.isEmpty()) {
          return where;
        }
      }
    }
    if (before instanceof Node.OfList a
        && after instanceof Node.OfList b
        && a.elements().size() == b.elements().size()) {
      for (int i = 0; i < a.elements().size(); i++) {
        String where = difference(a.elements().get(i), b.elements().get(i), path.then(i));
        if (!where.isEmpty()) {
          return where;
        }
      }
    }
    return ", " + path + ", from " + described(before) + " to " + described(after);
  }

  private static String described(Node node) {
    return switch (node) {
      case Node.OfModule module -> "a " + module.type().getSimpleName();
      case Node.OfVariable variable -> "a " + variable.type().getSimpleName();
      case Node.Again again -> again.isModule() ? "a module" : "a variable";
      case Node.OfList list -> "a list of " + list.elements().size();
      case Node.OfMap map -> "a map of " + map.keys();
      case Node.OfRecord parts -> "a " + parts.type().getSimpleName();
      case Node.OfOptional optional -> "an optional with " + described(optional.value());
      case Node.Static other -> other.toString();
    };
  }

  /** The number of a module among those of the arguments, or -1. */
  int indexOf(Module module) {
    for (int i = 0; i < modules().size(); i++) {
      if (modules().get(i) == module) {
        return i;
      }
    }
    return -1;
  }

  /** The leaves below one argument, by number: [from, to). */
  int[] range(int argument) {
    int from = 0;
    List<TreeDef> children = structure.children();
    Objects.checkIndex(argument, children.size());
    for (int i = 0; i < argument; i++) {
      from += children.get(i).leafCount();
    }
    return new int[] {from, from + children.get(argument).leafCount()};
  }
}
