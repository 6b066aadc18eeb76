package dev.covector.conformance;

import static dev.covector.Covector.jit;

import dev.covector.Fn4;
import dev.covector.Tensor;
import dev.covector.optim.ExtraArgs;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A gradient transformation fed with the gradients of a case.
 *
 * @param testCase the case
 * @param tensors the suite's tensors
 * @param mode whether the step is jitted
 */
record OptimizerRun(Case.Optimizer testCase, SuiteTensors tensors, Mode mode) {
  private record Step(Object updates, Object params, OptState state) {}

  /** The updates and the new parameters of each step. */
  List<Field> fields() {
    GradientTransformation optimizer = OptimizerTable.make(testCase.fn(), testCase.kwargs());
    Fn4<Object, OptState, Object, @Nullable Tensor, Step> step =
        (grads, state, params, value) -> {
          Updated<Object> updated =
              optimizer.update(grads, state, params, ExtraArgs.none().value(value));
          return new Step(
              updated.updates(), Optax.applyUpdates(params, updated.updates()), updated.state());
        };
    Fn4<Object, OptState, Object, @Nullable Tensor, Step> run =
        switch (mode) {
          case EAGER -> step;
          case JIT -> jit(step);
        };
    Object params = tree(testCase.params());
    OptState state = optimizer.init(params);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < testCase.steps().size(); i++) {
      Case.Optimizer.Step given = testCase.steps().get(i);
      Tensor value = given.value().map(name -> TensorTransfer.load(tensors.get(name))).orElse(null);
      Step result = run.apply(tree(given.grads()), state, params, value);
      fields.add(field("steps[" + i + "].updates", result.updates()));
      fields.add(field("steps[" + i + "].params", result.params()));
      params = result.params();
      state = result.state();
    }
    return fields;
  }

  /** Nested maps of what is named by paths. */
  @SuppressWarnings("unchecked")
  private Map<String, Object> tree(Map<String, String> names) {
    Map<String, Object> root = new TreeMap<>();
    names.forEach(
        (path, name) -> {
          String[] steps = path.split("/");
          Map<String, Object> node = root;
          for (int i = 0; i < steps.length - 1; i++) {
            node = (Map<String, Object>) node.computeIfAbsent(steps[i], key -> new TreeMap<>());
          }
          node.put(steps[steps.length - 1], TensorTransfer.load(tensors.get(name)));
        });
    return root;
  }

  private static Field field(String name, Object tree) {
    SequencedMap<String, StoredTensor> stored = new LinkedHashMap<>();
    Tree.Flattened flattened = Tree.flatten(tree);
    List<Path> paths = flattened.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      stored.put(
          name + ": " + paths.get(i), TensorTransfer.store((Tensor) flattened.leaves().get(i)));
    }
    return new Field(name, stored);
  }
}
