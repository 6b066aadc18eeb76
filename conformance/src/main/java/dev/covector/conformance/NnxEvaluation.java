package dev.covector.conformance;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.nnx.Filter;
import dev.covector.nnx.LoRAParam;
import dev.covector.nnx.Nnx;
import dev.covector.nnx.Param;
import dev.covector.nnx.Rngs;
import dev.covector.nnx.State;
import dev.covector.nnx.Variable;
import dev.covector.nnx.VariablePath;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Evaluates cases of nnx: the variables of a new module, the outputs for the suite's variables,
 * what they are afterwards, and the gradients of the parameters. Tensors are named by the class of
 * the variable and its path.
 *
 * @param tensors the suite's tensors
 * @param mode how functions are run
 */
record NnxEvaluation(SuiteTensors tensors, Mode mode) {

  List<Field> of(Case.Layer layer) {
    return of(layer, NnxFunctions.build(layer));
  }

  private <M> List<Field> of(Case.Layer layer, NnxFunctions.Built<M> built) {
    M module = built.make().apply(rngs(layer));
    Map<String, Variable> variables = new TreeMap<>();
    Nnx.variables(module)
        .forEach((path, variable) -> variables.put(name(path, variable), variable));
    Field drawn = named("variables", layer.variables(), flat(module));
    layer
        .variables()
        .forEach(
            (name, stored) -> {
              Variable variable = variables.get(name);
              if (variable != null) {
                variable.set(load(stored));
              }
            });
    M other = Nnx.clone(module);
    List<String> names = CallInputs.names(layer);
    Fn2<M, List<Tensor>, List<Tensor>> call =
        (m, in) -> built.call().apply(m, new CallInputs(in, names));
    List<Tensor> inputs = layer.inputs().stream().map(this::load).toList();
    List<Tensor> out = run(call, module, inputs);
    Map<String, Tensor> after = flat(module);
    after.keySet().removeIf(name -> name.startsWith("Param/") || name.startsWith("LoRAParam/"));
    return List.of(
        drawn,
        Field.numbered("out", out.stream().map(TensorTransfer::store).toList()),
        named("mutated", layer.mutated(), after),
        gradients(layer, other, inputs, call));
  }

  private <M> Field gradients(
      Case.Layer layer, M module, List<Tensor> inputs, Fn2<M, List<Tensor>, List<Tensor>> call) {
    Map<String, Tensor> flat = new TreeMap<>();
    if (!layer.cotangents().isEmpty()) {
      List<Tensor> cotangents = layer.cotangents().stream().map(this::load).toList();
      Fn1<M, Tensor> loss =
          m -> {
            List<Tensor> out = call.apply(m, inputs);
            Tensor sum = out.getFirst().times(cotangents.getFirst()).sum();
            for (int i = 1; i < out.size(); i++) {
              sum = sum.plus(out.get(i).times(cotangents.get(i)).sum());
            }
            return sum;
          };
      Filter parameters = Filter.any(Filter.ofType(Param.class), Filter.ofType(LoRAParam.class));
      Map<VariablePath, Variable> variables = Nnx.variables(module);
      Fn1<M, State> gradient = Nnx.grad(loss, parameters);
      State state = mode == Mode.JIT ? Nnx.jit(gradient).apply(module) : gradient.apply(module);
      state
          .paths()
          .forEach(path -> flat.put(name(path, variables.get(path)), state.get(path.toString())));
    }
    return named("param_grads", layer.paramGrads(), flat);
  }

  private Rngs rngs(Case.Layer layer) {
    Threefry threefry =
        layer.note().isEmpty() ? Threefry.PARTITIONABLE : RandomFunctions.mode(layer.note());
    Map<String, Tensor> keys = new TreeMap<>();
    keys.put("default", Random.wrapKeyData(load(layer.initKey()), threefry));
    layer
        .rngs()
        .forEach((stream, name) -> keys.put(stream, Random.wrapKeyData(load(name), threefry)));
    return new Rngs(keys);
  }

  private static String name(VariablePath path, Variable variable) {
    return variable.getClass().getSimpleName() + "/" + path;
  }

  /** All variables but keys. */
  private static Map<String, Tensor> flat(Object module) {
    Map<String, Tensor> flat = new TreeMap<>();
    Nnx.variables(module)
        .forEach(
            (path, variable) -> {
              if (!variable.getClass().getSimpleName().equals("RngKey")) {
                flat.put(name(path, variable), variable.get());
              }
            });
    return flat;
  }

  /** The tensors in the order of the suite; any that it does not expect behind them. */
  private static Field named(
      String field, SequencedMap<String, String> expected, Map<String, Tensor> flat) {
    SequencedMap<String, StoredTensor> stored = new LinkedHashMap<>();
    SequencedMap<String, Tensor> ordered = new LinkedHashMap<>();
    expected.keySet().stream()
        .filter(flat::containsKey)
        .forEach(name -> ordered.put(name, flat.get(name)));
    flat.forEach(ordered::putIfAbsent);
    ordered.forEach(
        (name, tensor) -> stored.put(field + ": " + name, TensorTransfer.store(tensor)));
    return new Field(field, stored);
  }

  private <M> List<Tensor> run(
      Fn2<M, List<Tensor>, List<Tensor>> function, M module, List<Tensor> inputs) {
    return switch (mode) {
      case EAGER -> function.apply(module, inputs);
      case JIT -> Nnx.jit(function).apply(module, inputs);
    };
  }

  private Tensor load(String name) {
    return TensorTransfer.load(tensors.get(name));
  }
}
