package dev.covector.linen;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Calls of a layer with other parameters than it has. */
final class Mapped {
  private Mapped() {}

  /**
   * Calls a layer with parameters that are functions of its own.
   *
   * @param initializing whether the layer's own parameters are drawn first
   * @param mutable whether the call may change the parameters
   * @param function of a parameter's path, with the layer's name in front, and the parameter
   */
  static Tensor call(
      Layer layer,
      boolean initializing,
      boolean mutable,
      BiFunction<String, Tensor, Tensor> function,
      Tensor x) {
    if (initializing) {
      layer.apply(x);
    }
    Scope place = Frame.scope(layer);
    Lift lift = new Lift(layer, stream -> true);
    Map<String, Object> variables = lift.variables(name -> true);
    Object params = variables.getOrDefault(CollectionName.PARAMS, Map.of());
    String name = place.path().getLast();
    Object mapped =
        Tree.mapWithPath(
            (Path path, Tensor parameter) -> function.apply(name + "/" + path, parameter), params);
    Map<String, Object> view = new LinkedHashMap<>(variables);
    view.put(CollectionName.PARAMS, mapped);
    boolean keeps = initializing || mutable;
    Predicate<String> filter = collection -> keeps || !collection.equals(CollectionName.PARAMS);
    Applied<Tensor> applied = lift.run(view, lift.keys(), filter, () -> layer.apply(x));
    lift.finish(applied.variables());
    return applied.output();
  }
}
