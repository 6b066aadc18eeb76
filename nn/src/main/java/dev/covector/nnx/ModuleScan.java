package dev.covector.nnx;

import dev.covector.Covector;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A scan: modules in the carry are carried, those in xs are sliced, shared or carried as options
 * say.
 */
final class ModuleScan {
  private final Arguments in;
  private final Traced.Body body;
  private final ScanOptions options;
  private final List<Integer> carried;

  /** The variables that steps have slices of, and along which axis. */
  private final Map<Integer, Integer> sliced;

  private final int carriedTensors;
  private final Set<Integer> written = new TreeSet<>();
  private @Nullable PureStep step;

  private ModuleScan(
      Arguments in,
      Traced.Body body,
      ScanOptions options,
      List<Integer> carried,
      Map<Integer, Integer> sliced) {
    this.in = in;
    this.body = body;
    this.options = options;
    this.carried = carried;
    this.sliced = sliced;
    this.carriedTensors = (int) IntStream.range(0, in.range(0)[1]).filter(in::isTensor).count();
  }

  static Scanned<Object, Object> run(
      Traced.Body body, Object carry, @Nullable Object xs, ScanOptions options) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(carry, xs);
          List<Tensor> values = Loops.read(in);
          List<Integer> carried = new ArrayList<>();
          Map<Integer, Integer> sliced = new LinkedHashMap<>();
          for (int i = 0; i < in.variables().size(); i++) {
            Integer axis = i < in.variablesOfFirst() ? StateAxes.CARRY : axis(in, options, i);
            if (StateAxes.CARRY.equals(axis)) {
              carried.add(i);
            } else if (axis != null) {
              sliced.put(i, axis);
            }
          }
          ModuleScan trial = new ModuleScan(in, body, options, carried, sliced);
          Covector.evalShape(
              (List<Tensor> x, List<Tensor> v) -> trial.loop(x, v).carry(), in.tensors(), values);
          // what no step writes is a constant of the loop
          List<Integer> changing = carried.stream().filter(trial.written::contains).toList();
          ModuleScan scan = new ModuleScan(in, body, options, changing, sliced);
          return scan.finish(scan.loop(in.tensors(), values));
        });
  }

  private static @Nullable Integer axis(Arguments in, ScanOptions options, int index) {
    Variable variable = in.variables().get(index);
    VariablePath path = in.paths().get(index);
    return options
        .state()
        .axis("Nnx.scan", new Filter.Subject(path, variable.getClass(), variable.tag()));
  }

  private Scanned<List<Tensor>, List<Tensor>> loop(List<Tensor> tensors, List<Tensor> values) {
    List<Tensor> first = new ArrayList<>(tensors.subList(0, carriedTensors));
    carried.forEach(i -> first.add(values.get(i)));
    List<Tensor> slices = new ArrayList<>(tensors.subList(carriedTensors, tensors.size()));
    int inputs = slices.size();
    sliced.forEach((i, axis) -> slices.add(Numpy.moveaxis(values.get(i), axis, 0)));
    return Lax.scan(
        (List<Tensor> c, List<Tensor> x) -> {
          List<Tensor> now = new ArrayList<>(values);
          for (int i = 0; i < carried.size(); i++) {
            now.set(carried.get(i), c.get(carriedTensors + i));
          }
          int next = inputs;
          for (int i : sliced.keySet()) {
            now.set(i, x.get(next++));
          }
          return step(Loops.join(c.subList(0, carriedTensors), x.subList(0, inputs)), now);
        },
        first,
        slices,
        options.length(),
        options.reverse());
  }

  private Scanned<List<Tensor>, List<Tensor>> step(List<Tensor> tensors, List<Tensor> values) {
    PureStep pure = new PureStep("Nnx.scan", in, this::split, carried);
    List<Tensor> out = pure.run(tensors, values);
    step = pure;
    written.addAll(pure.written());
    for (int i : pure.others()) {
      if (!sliced.containsKey(i)) {
        throw new NnxException(
            "Nnx.scan: all steps share the %s %s, but write it; slice it along an axis, or carry it"
                .formatted(in.variables().get(i).kind(), in.paths().get(i)));
      }
    }
    // the result is the carry's tensors and then the outputs
    int count = pure.resultCount();
    List<Tensor> next = new ArrayList<>(out.subList(0, carriedTensors));
    next.addAll(out.subList(count, count + carried.size()));
    List<Tensor> outputs = new ArrayList<>(out.subList(carriedTensors, count));
    outputs.addAll(out.subList(count + carried.size(), out.size()));
    return new Scanned<>(next, outputs);
  }

  /** The body, with the carry's tensors first in its result. */
  private Object split(@Nullable Object[] arguments) {
    Scanned<?, ?> result =
        (Scanned<?, ?>) Objects.requireNonNull(body.apply(arguments), "the step's result");
    List<Tensor> tensors = new ArrayList<>();
    Hollow.of(result.carry(), tensors);
    Tree.requireSameStructure(
        "Nnx.scan: the carry after a step",
        Tree.structure(arguments[0]),
        Tree.structure(result.carry()));
    return Arrays.asList(tensors, result.outputs());
  }

  private Scanned<Object, Object> finish(Scanned<List<Tensor>, List<Tensor>> out) {
    PureStep pure = Objects.requireNonNull(step);
    int outputs = pure.resultCount() - carriedTensors;
    List<Tensor> all = new ArrayList<>(out.carry().subList(0, carriedTensors));
    all.addAll(out.outputs().subList(0, outputs));
    all.addAll(out.carry().subList(carriedTensors, out.carry().size()));
    int next = outputs;
    for (int i : pure.others()) {
      all.add(Numpy.moveaxis(out.outputs().get(next++), 0, sliced.get(i)));
    }
    List<?> result = (List<?>) Objects.requireNonNull(pure.finish(all));
    List<Tensor> tensors =
        Loops.join(
            out.carry().subList(0, carriedTensors),
            in.tensors().subList(carriedTensors, in.tensors().size()));
    return new Scanned<>(in.with(tensors)[0], result.get(1));
  }
}
