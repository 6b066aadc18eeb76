package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.tree.ContainerType;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of variables by path, without the modules: what {@link Nnx#state} takes out of a
 * module, what gradients are, what is saved. A state never changes. It is a tree of its tensors, so
 * that transformations and {@code treeMap} take it.
 *
 * <pre>{@code
 * Linear linear = new Linear(2, 3, new Rngs(0));
 * State state = Nnx.state(linear);
 * Tensor kernel = state.get("kernel"); // f32[2,3]
 * Nnx.update(linear, state.map(x -> x.times(0.5)));
 * }</pre>
 */
public final class State {
  /** A variable's class, its tag, and its value (or what a map over the tree put there). */
  record Entry(Class<? extends Variable> type, Optional<String> tag, Object value) {}

  /** What two states of one structure have in common. */
  private record Kind(
      List<VariablePath> paths,
      List<Class<? extends Variable>> types,
      List<Optional<String>> tags) {
    @Override
    public String toString() {
      return paths.size() + " variables";
    }
  }

  static {
    Tree.register(State.class, new AsContainer());
  }

  private final TreeMap<VariablePath, Entry> entries;

  State(TreeMap<VariablePath, Entry> entries) {
    this.entries = entries;
  }

  Map<VariablePath, Entry> entries() {
    return entries;
  }

  /** The paths of all variables, in order. */
  public Set<VariablePath> paths() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** How many variables there are. */
  public int size() {
    return entries.size();
  }

  /**
   * The value of one variable.
   *
   * @param path such as {@code layers/0/kernel}
   * @throws NnxException when there is none
   */
  public Tensor get(String path) {
    Entry entry = entries.get(VariablePath.of(path));
    if (entry != null && entry.value instanceof Tensor tensor) {
      return tensor;
    }
    throw new NnxException(
        "state: there is no variable " + path + "; there are " + entries.keySet());
  }

  /** The state with a function of each value in its place. */
  public State map(UnaryOperator<Tensor> function) {
    return Tree.map((Tensor value) -> function.apply(value), this);
  }

  /** The part that a filter selects. */
  public State filter(Filter filter) {
    TreeMap<VariablePath, Entry> some = new TreeMap<>(entries);
    some.entrySet().removeIf(entry -> !filter.test(subject(entry.getKey(), entry.getValue())));
    return new State(some);
  }

  private static Filter.Subject subject(VariablePath path, Entry entry) {
    return new Filter.Subject(path, entry.type, entry.tag);
  }

  /**
   * The parts that filters select: each variable goes to the first filter that does.
   *
   * @throws NnxException when a variable is left over
   */
  public List<State> split(Filter... filters) {
    List<TreeMap<VariablePath, Entry>> parts = new ArrayList<>();
    for (int i = 0; i < filters.length; i++) {
      parts.add(new TreeMap<>());
    }
    entries.forEach(
        (path, entry) -> {
          int i = 0;
          while (i < filters.length && !filters[i].test(subject(path, entry))) {
            i++;
          }
          if (i == filters.length) {
            throw new NnxException(
                "split: no filter selects the %s %s; add Filter.everything() as the last one"
                    .formatted(entry.type.getSimpleName(), path));
          }
          parts.get(i).put(path, entry);
        });
    return parts.stream().map(State::new).toList();
  }

  /** The variables of several states; of two with the same path the later. */
  public static State merge(State... states) {
    TreeMap<VariablePath, Entry> all = new TreeMap<>();
    for (State state : states) {
      all.putAll(state.entries);
    }
    return new State(all);
  }

  /** Nested maps of tensors: by names, and by positions in lists. */
  public Map<String, Object> toPureDict() {
    TreeMap<Object, Object> root = new TreeMap<>(State::compareSteps);
    entries.forEach((path, entry) -> put(root, path.steps(), entry.value));
    TreeMap<String, Object> named = new TreeMap<>();
    root.forEach((key, value) -> named.put(key.toString(), value));
    return named;
  }

  private static int compareSteps(Object a, Object b) {
    return new VariablePath(List.of(a)).compareTo(new VariablePath(List.of(b)));
  }

  @SuppressWarnings("unchecked") // inner nodes are the maps that this method makes
  private static void put(Map<Object, Object> root, List<Object> steps, Object value) {
    Map<Object, Object> node = root;
    for (Object step : steps.subList(0, steps.size() - 1)) {
      node =
          (Map<Object, Object>) node.computeIfAbsent(step, s -> new TreeMap<>(State::compareSteps));
    }
    node.put(steps.getLast(), value);
  }

  /**
   * This state with values from nested maps like those of {@link #toPureDict}.
   *
   * @throws NnxException when the maps have other paths
   */
  public State withPureDict(Map<String, ?> values) {
    TreeMap<VariablePath, Entry> changed = new TreeMap<>();
    TreeMap<VariablePath, Object> given = new TreeMap<>();
    flatten(VariablePath.ROOT, values, given);
    Difference difference = new Difference("replace the values of a state");
    entries.forEach(
        (path, entry) -> {
          Object value = given.remove(path);
          if (value == null) {
            difference.missing(path, entry.value);
          } else {
            changed.put(path, new Entry(entry.type, entry.tag, value));
          }
        });
    given.forEach(difference::extra);
    difference.require();
    return new State(changed);
  }

  private static void flatten(VariablePath path, Map<?, ?> map, Map<VariablePath, Object> out) {
    map.forEach(
        (key, value) -> {
          Object step =
              key instanceof Integer ? key : VariablePath.of(key.toString()).steps().getFirst();
          if (value instanceof Map<?, ?> inner) {
            flatten(path.then(step), inner, out);
          } else {
            out.put(path.then(step), value);
          }
        });
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State state && entries.equals(state.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("State {\n");
    entries.forEach(
        (path, entry) ->
            text.append("  ")
                .append(path)
                .append(": ")
                .append(entry.type.getSimpleName())
                .append(' ')
                .append(Difference.describe(entry.value))
                .append('\n'));
    return text.append('}').toString();
  }

  /** A state as a tree. */
  private static final class AsContainer implements ContainerType<State> {
    @Override
    public List<?> children(State state) {
      return state.entries.values().stream().map(Entry::value).toList();
    }

    @Override
    public Object staticData(State state) {
      List<Class<? extends Variable>> types = new ArrayList<>();
      List<Optional<String>> tags = new ArrayList<>();
      for (Entry entry : state.entries.values()) {
        types.add(entry.type);
        tags.add(entry.tag);
      }
      return new Kind(List.copyOf(state.entries.keySet()), types, tags);
    }

    @Override
    public List<String> names(State state) {
      return state.entries.keySet().stream().map(VariablePath::toString).toList();
    }

    @Override
    public State rebuild(@Nullable Object staticData, List<?> children) {
      if (!(staticData instanceof Kind kind)) {
        throw new IllegalStateException("a state has paths");
      }
      TreeMap<VariablePath, Entry> entries = new TreeMap<>();
      for (int i = 0; i < children.size(); i++) {
        entries.put(
            kind.paths.get(i), new Entry(kind.types.get(i), kind.tags.get(i), children.get(i)));
      }
      return new State(entries);
    }
  }
}
