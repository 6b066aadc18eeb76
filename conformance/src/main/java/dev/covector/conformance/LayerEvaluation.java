package dev.covector.conformance;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.vjp;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.linen.Applied;
import dev.covector.linen.ApplyOptions;
import dev.covector.linen.Variables;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Evaluates cases of modules: the variables that {@code init} draws, the outputs for the suite's
 * variables, what they change, and the gradients of the parameters.
 *
 * @param tensors the suite's tensors
 * @param mode how functions are run
 */
record LayerEvaluation(SuiteTensors tensors, Mode mode) {

  List<Field> of(Case.Layer layer) {
    LayerFunctions.Built built = LayerFunctions.build(layer);
    Threefry threefry =
        layer.note().isEmpty() ? Threefry.PARTITIONABLE : RandomFunctions.mode(layer.note());
    Map<String, Tensor> keys = new TreeMap<>();
    keys.put("params", Random.wrapKeyData(load(layer.initKey()), threefry));
    layer
        .rngs()
        .forEach((stream, name) -> keys.put(stream, Random.wrapKeyData(load(name), threefry)));
    CallInputs inputs = inputs(layer);
    Map<String, Object> drawn =
        run(k -> built.module().init(k, () -> built.call().apply(inputs)), keys);

    Map<String, Tensor> given = new LinkedHashMap<>();
    layer.variables().forEach((path, name) -> given.put(path, load(name)));
    Map<String, Object> variables =
        Tree.mapWithPath((Path path, Tensor own) -> given.getOrDefault(path + "", own), drawn);
    Map<String, Tensor> rngs = new TreeMap<>(keys);
    rngs.remove("params");
    ApplyOptions options =
        ApplyOptions.mutable(
                layer.mutated().keySet().stream()
                    .map(path -> path.substring(0, path.indexOf('/')))
                    .toArray(String[]::new))
            .rngs(rngs);
    ApplyOptions captured = built.captured() ? options.capture(path -> true) : options;
    Fn1<Map<String, Object>, Applied<List<Tensor>>> apply =
        v -> built.module().apply(v, captured, () -> built.call().apply(inputs));
    Applied<List<Tensor>> applied = run(apply, variables);

    return List.of(
        named("variables", layer.variables(), Variables.flatten(drawn)),
        Field.numbered("out", applied.output().stream().map(TensorTransfer::store).toList()),
        named("mutated", layer.mutated(), Variables.flatten(applied.variables())),
        gradients(layer, variables, apply));
  }

  private CallInputs inputs(Case.Layer layer) {
    List<Tensor> tensors = layer.inputs().stream().map(this::load).toList();
    return new CallInputs(tensors, CallInputs.names(layer));
  }

  private Field gradients(
      Case.Layer layer,
      Map<String, Object> variables,
      Fn1<Map<String, Object>, Applied<List<Tensor>>> apply) {
    Map<String, Tensor> flat = new TreeMap<>();
    if (!layer.cotangents().isEmpty()) {
      List<Tensor> cotangents = layer.cotangents().stream().map(this::load).toList();
      Fn1<Map<String, Object>, Map<String, Object>> pullback =
          params ->
              vjp(
                      (Map<String, Object> p) ->
                          apply.apply(Variables.with(variables, "params", p)).output(),
                      params)
                  .pullback()
                  .apply(cotangents);
      flat = Variables.flatten(run(pullback, Variables.params(variables)));
    }
    return named("param_grads", layer.paramGrads(), flat);
  }

  /** The tensors in the order of the suite; any that it does not expect behind them. */
  private static Field named(
      String field, SequencedMap<String, String> expected, Map<String, Tensor> flat) {
    SequencedMap<String, StoredTensor> stored = new LinkedHashMap<>();
    List<String> paths = new ArrayList<>(expected.keySet());
    flat.keySet().stream().filter(path -> !expected.containsKey(path)).forEach(paths::add);
    for (String path : paths) {
      Tensor tensor = flat.get(path);
      if (tensor != null) {
        stored.put(field + ": " + path, TensorTransfer.store(tensor));
      }
    }
    return new Field(field, stored);
  }

  private <A, R> R run(Fn1<A, R> function, A operand) {
    return switch (mode) {
      case EAGER -> function.apply(operand);
      case JIT -> jit(function).apply(operand);
    };
  }

  private Tensor load(String name) {
    return TensorTransfer.load(tensors.get(name));
  }
}
