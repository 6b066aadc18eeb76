package dev.covector.conformance;

import dev.covector.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tensors that a module is called with: some by position, some behind them by name.
 *
 * @param tensors all of them
 * @param names of the last ones
 */
record CallInputs(List<Tensor> tensors, List<String> names) {
  /** The names that a case gives its last inputs. */
  static List<String> names(Case.Layer layer) {
    return layer.callKwargs().get("named") instanceof List<?> given
        ? given.stream().map(name -> (String) name).toList()
        : List.of();
  }

  /** The tensors by position. */
  List<Tensor> positional() {
    return tensors.subList(0, tensors.size() - names.size());
  }

  /** The first tensor. */
  Tensor first() {
    return tensors.getFirst();
  }

  /** The tensor of a name; null where there is none. */
  @Nullable Tensor named(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : tensors.get(tensors.size() - names.size() + index);
  }
}
