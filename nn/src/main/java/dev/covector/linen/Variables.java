package dev.covector.linen;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the variables of modules. These are plain maps: from the name of a collection to a tree of
 * maps that follows the modules, with tensors as leaves.
 *
 * <pre>{@code
 * Dense dense = new Dense(4);
 * Map<String, Object> variables = dense.init(Random.key(0), Numpy.ones(2, 3));
 * Tensor kernel = Variables.tensor(variables, "params/kernel"); // f32[3,4]
 * }</pre>
 */
public final class Variables {
  private Variables() {}

  /** The collection {@code params}; empty where there are none. */
  public static Map<String, Object> params(Map<String, ?> variables) {
    return collection(variables, CollectionName.PARAMS);
  }

  /** A collection; empty where there is none. */
  @SuppressWarnings("unchecked") // keys below a collection are names
  public static Map<String, Object> collection(Map<String, ?> variables, String name) {
    Object found = variables.get(name);
    return found == null ? Map.of() : (Map<String, Object>) found;
  }

  /** Variables with a collection replaced, or added. */
  public static Map<String, Object> with(Map<String, ?> variables, String name, Object collection) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put(name, collection);
    return Collections.unmodifiableMap(all);
  }

  /** Variables with all collections of others replaced, or added. */
  public static Map<String, Object> merge(Map<String, ?> variables, Map<String, ?> changed) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.putAll(changed);
    return Collections.unmodifiableMap(all);
  }

  /**
   * The tensor at a path such as {@code params/Dense_0/kernel}.
   *
   * @throws ModuleException when there is none; the message lists what is there
   */
  public static Tensor tensor(Map<String, ?> variables, String path) {
    Tensor found = flatten(variables).get(path);
    if (found == null) {
      throw new ModuleException(
          "there is no tensor at " + path + "; there are " + flatten(variables).keySet());
    }
    return found;
  }

  /** All tensors by their paths, sorted; elements of lists have their number as a name. */
  public static Map<String, Tensor> flatten(Map<String, ?> variables) {
    Map<String, Tensor> flat = new TreeMap<>();
    flatten(variables, new ArrayList<>(), flat);
    return flat;
  }

  private static void flatten(Object node, List<String> path, Map<String, Tensor> flat) {
    switch (node) {
      case Tensor tensor -> flat.put(String.join("/", path), tensor);
      case Map<?, ?> map -> map.forEach((name, child) -> down(name, child, path, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          down(i, list.get(i), path, flat);
        }
      }
      default -> {
        // a variable of the user's own kind, which is no tensor
      }
    }
  }

  private static void down(Object name, Object child, List<String> path, Map<String, Tensor> flat) {
    path.add(name.toString());
    flatten(child, path, flat);
    path.removeLast();
  }
}
