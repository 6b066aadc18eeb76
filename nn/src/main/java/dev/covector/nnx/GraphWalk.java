package dev.covector.nnx;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the modules and variables that objects hold, each once: two fields that hold the same
 * variable are two ways to one place.
 */
final class GraphWalk {
  private final Map<Object, Integer> numbers = new IdentityHashMap<>();
  private final List<Module> modules = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<VariablePath> paths = new ArrayList<>();
  private final List<VariablePath> modulePaths = new ArrayList<>();

  /** Modules in the order in which they are met, a module before its parts. */
  List<Module> modules() {
    return modules;
  }

  List<Variable> variables() {
    return variables;
  }

  /** For each variable the first path to it. */
  List<VariablePath> paths() {
    return paths;
  }

  /** For each module the first path to it. */
  List<VariablePath> modulePaths() {
    return modulePaths;
  }

  static boolean isNode(@Nullable Object value) {
    return value instanceof Module || value instanceof Variable;
  }

  /** The description of a value; its modules and variables are noted. */
  Node visit(@Nullable Object value, VariablePath path) {
    return switch (value) {
      case Module module -> module(module, path);
      case Variable variable -> variable(variable, path);
      case List<?> list when holdsNodes(list) ->
          new Node.OfList(Optional.empty(), elements(list, path));
      case Object[] array when holdsNodes(Arrays.asList(array)) ->
          new Node.OfList(
              Optional.of(array.getClass().componentType()), elements(Arrays.asList(array), path));
      case Map<?, ?> map when holdsNodes(map.values()) -> map(map, path);
      case Optional<?> optional when isNodeOrHolds(optional.orElse(null)) ->
          new Node.OfOptional(visit(optional.get(), path));
      case Record parts when holdsNodes(Parts.of(parts)) -> record(parts, path);
      case List<?> list -> new Node.Static(new ArrayList<>(list));
      case Collection<?> other when holdsNodes(other) ->
          throw new NnxException(
              "%s is a %s of modules or variables, whose elements have no place in paths; use a List or a Map"
                  .formatted(path, other.getClass().getSimpleName()));
      case null -> new Node.Static(null);
      default -> new Node.Static(value);
    };
  }

  private static boolean holdsNodes(Collection<?> values) {
    for (Object value : values) {
      if (isNodeOrHolds(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNodeOrHolds(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Collection<?> collection -> holdsNodes(collection);
      case Object[] array -> holdsNodes(Arrays.asList(array));
      case Map<?, ?> map -> holdsNodes(map.values());
      case Optional<?> optional -> isNodeOrHolds(optional.orElse(null));
      case Record parts -> holdsNodes(Parts.of(parts));
      default -> isNode(value);
    };
  }

  private Node module(Module module, VariablePath path) {
    Integer known = numbers.get(module);
    if (known != null) {
      return new Node.Again(true, known);
    }
    int index = modules.size();
    numbers.put(module, index);
    modules.add(module);
    modulePaths.add(path);
    List<Fields.Named> fields = Fields.of(module);
    List<Node> nodes = new ArrayList<>(fields.size());
    for (Fields.Named field : fields) {
      Object value = field.get(module);
      boolean mayHoldNodes = value != null && !(value instanceof Number || value instanceof String);
      Node node = mayHoldNodes ? visit(value, path.then(field.name())) : new Node.Static(value);
      if (!(node instanceof Node.Static)) {
        requireNoNamesake(module, field);
      }
      nodes.add(node);
    }
    return new Node.OfModule(index, module.getClass(), nodes);
  }

  private static void requireNoNamesake(Module module, Fields.Named field) {
    Optional<Field> other = Fields.namesake(module.getClass(), field);
    if (other.isPresent() && !isStatic(other.get(), module)) {
      throw new NnxException(
          "%s has two fields that are called %s in paths, one of %s and one of %s; rename one of them, or give it a name with @PathName"
              .formatted(
                  Module.name(module.getClass()),
                  field.name(),
                  field.field().getDeclaringClass().getSimpleName(),
                  other.get().getDeclaringClass().getSimpleName()));
    }
  }

  private static boolean isStatic(Field field, Module module) {
    return !isNodeOrHolds(new Fields.Named(field.getName(), field).get(module));
  }

  private Node variable(Variable variable, VariablePath path) {
    Integer known = numbers.get(variable);
    if (known != null) {
      return new Node.Again(false, known);
    }
    int index = variables.size();
    numbers.put(variable, index);
    variables.add(variable);
    paths.add(path);
    return new Node.OfVariable(index, variable.getClass(), variable.tag());
  }

  private List<Node> elements(List<?> list, VariablePath path) {
    List<Node> nodes = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      nodes.add(visit(list.get(i), path.then(i)));
    }
    return nodes;
  }

  private Node record(Record record, VariablePath path) {
    List<String> names = Parts.names(record.getClass());
    List<@Nullable Object> parts = Parts.of(record);
    List<Node> nodes = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      nodes.add(visit(parts.get(i), path.then(names.get(i))));
    }
    return new Node.OfRecord(record.getClass(), nodes);
  }

  private Node map(Map<?, ?> map, VariablePath path) {
    List<Object> keys = new ArrayList<>(map.keySet());
    List<Node> nodes = new ArrayList<>(keys.size());
    for (Object key : keys) {
      nodes.add(visit(map.get(key), path.then(key instanceof Integer ? key : key.toString())));
    }
    return new Node.OfMap(keys, nodes);
  }
}
