package dev.covector.optim;

import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is somewhere in the state of an optimizer, found by its name: the name of a component of a
 * record, the key of a map, or the name of a record such as {@code ScaleByAdam.State}.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.clip(1), Optax.adam(0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * Tensor count = States.get(state, "count", Tensor.class).orElseThrow(); // 0
 * OptState later = States.set(state, Map.of("count", 100));
 * }</pre>
 */
public final class States {
  private States() {}

  /**
   * Something found in a tree.
   *
   * @param path where it is
   * @param value a tensor or a tree
   */
  public record Found(Path path, Object value) {}

  /** Everything of a name, from the outside in. */
  public static List<Found> getAllWithPath(Object tree, String name) {
    return getAllWithPath(tree, name, (path, value) -> true);
  }

  /** Everything of a name that a filter accepts, from the outside in. */
  public static List<Found> getAllWithPath(
      Object tree, String name, BiPredicate<Path, Object> filter) {
    List<Found> found = new ArrayList<>();
    collect(Path.ROOT, null, tree, name, found);
    found.removeIf(one -> !filter.test(one.path, one.value));
    return List.copyOf(found);
  }

  private static void collect(
      Path path, @Nullable String here, @Nullable Object node, String name, List<Found> found) {
    if (node == null) {
      return;
    }
    if (name.equals(here) || name.equals(recordName(node))) {
      found.add(new Found(path, node));
    }
    Children children = Children.of(node);
    for (int i = 0; i < children.nodes.size(); i++) {
      collect(path(path, children, i), children.name(i), children.nodes.get(i), name, found);
    }
  }

  /**
   * The value of a name; empty if there is none.
   *
   * @throws OptimException when there are several
   */
  public static Optional<Object> get(Object tree, String name) {
    return get(tree, name, (path, value) -> true);
  }

  /**
   * The value of a name that a filter accepts; empty if there is none.
   *
   * @throws OptimException when there are several
   */
  public static Optional<Object> get(Object tree, String name, BiPredicate<Path, Object> filter) {
    List<Found> found = getAllWithPath(tree, name, filter);
    if (found.size() > 1) {
      throw new OptimException(
          "tree_get: '"
              + name
              + "' is at "
              + found.stream().map(one -> one.path.toString()).toList()
              + "; choose one with a filter, or take all with getAllWithPath");
    }
    return found.stream().map(Found::value).findFirst();
  }

  /**
   * The value of a name among those of a type; empty if there is none.
   *
   * @throws OptimException when there are several
   */
  public static <T> Optional<T> get(Object tree, String name, Class<T> type) {
    return get(tree, name, (path, value) -> type.isInstance(value)).map(type::cast);
  }

  /**
   * The tree with other values for everything of some names.
   *
   * @param values by name; a number becomes a tensor of the dtype that it replaces
   * @throws OptimException when there is nothing of a name
   */
  public static <T> T set(T tree, Map<String, ?> values) {
    return set(tree, values, (path, value) -> true);
  }

  /**
   * The tree with other values for everything of some names that a filter accepts.
   *
   * @param values by name; a number becomes a tensor of the dtype that it replaces
   * @throws OptimException when there is nothing of a name
   */
  @SuppressWarnings("unchecked") // the tree keeps its type, or the user replaces all of it
  public static <T> T set(T tree, Map<String, ?> values, BiPredicate<Path, Object> filter) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (getAllWithPath(tree, name, filter).isEmpty()) {
        throw new OptimException(
            "tree_set: there is nothing of the name '"
                + name
                + "' (that the filter accepts) in a "
                + Tree.structure(tree));
      }
    }
    return (T) replaced(Path.ROOT, null, tree, values, filter);
  }

  private static @Nullable Object replaced(
      Path path,
      @Nullable String here,
      @Nullable Object node,
      Map<String, ?> values,
      BiPredicate<Path, Object> filter) {
    if (node == null) {
      return null;
    }
    for (String name : new String[] {here, recordName(node)}) {
      if (name != null && values.containsKey(name) && filter.test(path, node)) {
        Object value = values.get(name);
        return node instanceof Tensor old && value instanceof Number number
            ? Tensor.of(number).astype(old.dtype())
            : value;
      }
    }
    Children children = Children.of(node);
    if (children.structure.isLeaf()) {
      return node;
    }
    @Nullable Object[] next = new Object[children.nodes.size()];
    for (int i = 0; i < next.length; i++) {
      next[i] =
          replaced(
              path(path, children, i), children.name(i), children.nodes.get(i), values, filter);
    }
    return Tree.unflatten(children.structure, next);
  }

  private static Path path(Path path, Children children, int i) {
    return children.entries.isEmpty() ? path : path.resolve(children.entries.get(i));
  }

  /** {@code ScaleByAdam.State}, without the package; null for what is no record. */
  private static @Nullable String recordName(Object node) {
    String name = node.getClass().getCanonicalName();
    return node.getClass().isRecord() && name != null
        ? name.substring(node.getClass().getPackageName().length() + 1)
        : null;
  }

  /** The nodes below a node; none below a leaf. */
  private record Children(
      TreeDef structure, List<@Nullable Object> nodes, List<Path.Entry> entries) {
    static Children of(Object node) {
      Tree.Flattened one = Tree.flatten(node, below -> below != node);
      TreeDef structure = one.structure();
      return structure.isLeaf()
          ? new Children(structure, List.of(), List.of())
          : new Children(structure, one.leaves(), structure.entries());
    }

    @Nullable String name(int i) {
      return entries.isEmpty()
          ? null
          : switch (entries.get(i)) {
            case Path.Component(String component) -> component;
            case Path.Key(Object key) -> key.toString();
            case Path.Index _ -> null;
          };
    }
  }

  /**
   * The state of an optimizer with a function of every tensor that belongs to a parameter, such as
   * its momentum.
   *
   * @param tx the optimizer, which is asked where it keeps such
   */
  public static <S extends OptState> S mapParams(
      GradientTransformation tx, UnaryOperator<Tensor> f, S state) {
    return mapParams(tx, f, state, UnaryOperator.identity());
  }

  /**
   * As above, with another function of the other tensors, such as counts.
   *
   * @param others what becomes of the tensors that belong to no parameter
   */
  public static <S extends OptState> S mapParams(
      GradientTransformation tx, UnaryOperator<Tensor> f, S state, UnaryOperator<Tensor> others) {
    return mapped(tx, (path, x) -> f.apply(x), state, others);
  }

  /**
   * The state of an optimizer with a function of every tensor that belongs to a parameter and of
   * the leaf at the parameter's place in another tree.
   *
   * @param partners a tree like the parameters
   */
  @SuppressWarnings("unchecked") // the partners are what the caller says
  public static <L, S extends OptState> S mapParams(
      GradientTransformation tx, Fn2<Tensor, L, Tensor> f, S state, Object partners) {
    Tree.Flattened flattened = Tree.flatten(partners);
    Map<String, Object> byPath = new HashMap<>();
    for (int i = 0; i < flattened.leaves().size(); i++) {
      byPath.put(flattened.structure().paths().get(i).toString(), flattened.leaves().get(i));
    }
    return mapped(
        tx,
        (path, x) -> {
          if (!byPath.containsKey(path)) {
            throw new OptimException(
                "tree_map_params: the state has a tensor of the parameter "
                    + path
                    + ", which the other tree has not; it must be like the parameters");
          }
          return f.apply(x, (L) byPath.get(path));
        },
        state,
        UnaryOperator.identity());
  }

  @SuppressWarnings("unchecked") // the state keeps its type
  private static <S extends OptState> S mapped(
      GradientTransformation tx,
      Fn2<String, Tensor, Tensor> f,
      S state,
      UnaryOperator<Tensor> others) {
    OptState places = tx.init(ParamsPlace.HERE);
    return (S) mapped(places, state, f, others);
  }

  private static @Nullable Object mapped(
      @Nullable Object place,
      @Nullable Object node,
      Fn2<String, Tensor, Tensor> f,
      UnaryOperator<Tensor> others) {
    if (node == null) {
      return null;
    }
    if (ParamsPlace.is(place)) {
      return Tree.mapWithPath(
          (Path path, Object leaf) ->
              leaf instanceof Tensor x ? f.apply(ParamsPlace.name(place, path), x) : leaf,
          node);
    }
    Children children = Children.of(node);
    if (children.structure.isLeaf()) {
      return node instanceof Tensor x ? others.apply(x) : node;
    }
    Children wanted = place == null ? null : Children.of(place);
    if (wanted == null || wanted.nodes.size() != children.nodes.size()) {
      throw new OptimException(
          "tree_map_params: the state has "
              + Tree.structure(node)
              + " where the optimizer keeps "
              + Tree.structure(place)
              + "; pass the optimizer that the state belongs to");
    }
    @Nullable Object[] next = new Object[children.nodes.size()];
    for (int i = 0; i < next.length; i++) {
      next[i] = mapped(wanted.nodes.get(i), children.nodes.get(i), f, others);
    }
    return Tree.unflatten(children.structure, next);
  }
}
