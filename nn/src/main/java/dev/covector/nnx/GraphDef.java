package dev.covector.nnx;

import dev.covector.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A module without the values of its variables: classes, static fields, and which fields hold the
 * same object. Two are equal if their modules compute the same for the same state.
 *
 * <pre>{@code
 * GraphDef<Linear> description = Nnx.graphdef(new Linear(3, 2, new Rngs(0)));
 * boolean same = description.equals(Nnx.graphdef(new Linear(3, 2, new Rngs(1)))); // true
 * }</pre>
 *
 * @param <M> the class of the module
 */
public final class GraphDef<M> {
  private final Node root;

  /** Copies of the modules whose fields that hold modules or variables are empty. */
  private final List<Module> blanks = new ArrayList<>();

  private final List<Variable> blankVariables = new ArrayList<>();
  private final List<VariablePath> paths;

  private GraphDef(Node root, GraphWalk walk) {
    this.root = root;
    this.paths = List.copyOf(walk.paths());
    for (Module module : walk.modules()) {
      blanks.add(blank(module));
    }
    for (Variable variable : walk.variables()) {
      blankVariables.add(variable.copy(null));
    }
  }

  static <M> GraphDef<M> of(M module, GraphWalk walk) {
    return new GraphDef<>(walk.visit(module, VariablePath.ROOT), walk);
  }

  private static Module blank(Module module) {
    Module blank = module.shallowCopy();
    GraphWalk walk = new GraphWalk();
    for (Fields.Named field : Fields.of(module)) {
      if (!(walk.visit(field.get(module), VariablePath.ROOT) instanceof Node.Static)) {
        field.set(blank, null);
      }
    }
    return blank;
  }

  /**
   * A new module with the values of states, made without running constructors.
   *
   * @throws NnxException when the states have other variables than the module
   */
  public M merge(State... states) {
    State all = State.merge(states);
    Difference difference = new Difference("merge");
    TreeMap<VariablePath, State.Entry> given = new TreeMap<>(all.entries());
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      State.Entry entry = given.remove(paths.get(i));
      if (entry != null && entry.value() instanceof Tensor tensor) {
        values.add(tensor);
      } else {
        difference.missing(paths.get(i), blankVariables.get(i).kind());
      }
    }
    given.forEach((path, entry) -> difference.extra(path, entry.value()));
    difference.require();
    return merge(values);
  }

  /** A new module with values in the order of the variables. */
  M merge(List<Tensor> values) {
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      variables.add(blankVariables.get(i).copy(values.get(i)));
    }
    return assemble(variables);
  }

  /** A new module that holds these variables. */
  @SuppressWarnings("unchecked") // the root is a description of an M
  M assemble(List<Variable> variables) {
    return (M) Objects.requireNonNull(new Assembly(variables).build(root));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GraphDef<?> that && root.equals(that.root) && paths.equals(that.paths);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return "GraphDef(" + root + ")";
  }

  private final class Assembly {
    private final List<Variable> variables;
    private final @Nullable Module[] modules = new Module[blanks.size()];

    Assembly(List<Variable> variables) {
      this.variables = variables;
    }

    @Nullable Object build(Node node) {
      return switch (node) {
        case Node.OfModule module -> module(module);
        case Node.OfVariable variable -> variables.get(variable.index());
        case Node.Again again ->
            again.isModule() ? modules[again.index()] : variables.get(again.index());
        case Node.OfList list -> list(list);
        case Node.OfMap map -> map(map);
        case Node.OfRecord parts -> record(parts);
        case Node.OfOptional optional ->
            Optional.of(Objects.requireNonNull(build(optional.value())));
        case Node.Static other -> other.value();
      };
    }

    private Module module(Node.OfModule node) {
      Module copy = blanks.get(node.index()).shallowCopy();
      modules[node.index()] = copy;
      List<Fields.Named> fields = Fields.of(copy);
      for (int i = 0; i < fields.size(); i++) {
        Node value = node.fields().get(i);
        if (!(value instanceof Node.Static)) {
          fields.get(i).set(copy, build(value));
        }
      }
      return copy;
    }

    private Object list(Node.OfList node) {
      if (node.componentType().isEmpty()) {
        List<@Nullable Object> list = new ArrayList<>();
        node.elements().forEach(element -> list.add(build(element)));
        return list;
      }
      Object array = Array.newInstance(node.componentType().get(), node.elements().size());
      for (int i = 0; i < node.elements().size(); i++) {
        Array.set(array, i, build(node.elements().get(i)));
      }
      return array;
    }

    private Object record(Node.OfRecord node) {
      @Nullable Object[] parts = new Object[node.components().size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = build(node.components().get(i));
      }
      return Parts.make(node.type(), parts);
    }

    private Object map(Node.OfMap node) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < node.keys().size(); i++) {
        map.put(node.keys().get(i), build(node.values().get(i)));
      }
      return map;
    }
  }
}
