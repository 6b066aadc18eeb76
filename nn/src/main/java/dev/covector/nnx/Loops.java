package dev.covector.nnx;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Loops, maps and branches over modules. */
final class Loops {
  private Loops() {}

  private static List<Tensor> read(Arguments in) {
    Overlay overlay = Overlay.current();
    return overlay == null ? List.of() : overlay.read(in.variables());
  }

  private static List<Tensor> join(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  static @Nullable Object remat(Traced.Body body, @Nullable Object[] arguments) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(arguments);
          PureStep step = new PureStep("Nnx.remat", in, body, List.of());
          List<Tensor> out =
              Covector.checkpoint((List<Tensor> x, List<Tensor> v) -> step.run(x, v))
                  .apply(in.tensors(), read(in));
          return step.finish(out);
        });
  }

  static @Nullable Object cond(
      Tensor predicate, Traced.Body onTrue, Traced.Body onFalse, @Nullable Object[] arguments) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(arguments);
          List<Tensor> values = read(in);
          Set<Integer> written = new TreeSet<>();
          for (Traced.Body body : List.of(onTrue, onFalse)) {
            PureStep trial = new PureStep("Nnx.cond", in, body, List.of());
            Covector.evalShape(
                (List<Tensor> x, List<Tensor> v) -> trial.run(x, v), in.tensors(), values);
            written.addAll(trial.written());
          }
          List<Integer> always = List.copyOf(written);
          PureStep yes = new PureStep("Nnx.cond", in, onTrue, always);
          PureStep no = new PureStep("Nnx.cond", in, onFalse, always);
          List<Tensor> out =
              Lax.cond(
                  predicate,
                  () -> yes.run(in.tensors(), values),
                  () -> no.run(in.tensors(), values));
          yes.written().addAll(written);
          return yes.finish(out);
        });
  }

  static @Nullable Object vmap(Traced.Body body, MapAxes axes, @Nullable Object[] arguments) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(arguments);
          PureStep step = new PureStep("Nnx.vmap", in, body, List.of());
          List<@Nullable Integer> ofTensors = tensorAxes(in, axes, arguments.length);
          List<@Nullable Integer> ofVariables = variableAxes(in, axes, arguments);
          Axes mapped = Axes.in(ofTensors, ofVariables);
          if (axes.name().isPresent()) {
            mapped = mapped.named(axes.name().get());
          }
          if (axes.size() > 0) {
            mapped = mapped.sized(axes.size());
          }
          List<Tensor> out =
              new ArrayList<>(
                  Covector.vmap((List<Tensor> x, List<Tensor> v) -> step.run(x, v), mapped)
                      .apply(in.tensors(), read(in)));
          int next = step.resultCount();
          for (int i : step.others()) {
            Integer axis = ofVariables.get(i);
            if (axis == null) {
              throw new NnxException(
                  "Nnx.vmap: all examples share the %s %s, but write it; map it along an axis"
                      .formatted(in.variables().get(i).kind(), in.paths().get(i)));
            }
            out.set(next, Numpy.moveaxis(out.get(next), 0, axis));
            next++;
          }
          return step.finish(out);
        });
  }

  private static List<@Nullable Integer> tensorAxes(Arguments in, MapAxes axes, int count) {
    List<@Nullable Integer> all = new ArrayList<>();
    for (int argument = 0; argument < count; argument++) {
      int[] range = in.range(argument);
      for (int leaf = range[0]; leaf < range[1]; leaf++) {
        if (in.isTensor(leaf)) {
          all.add(axes.of(argument, count) instanceof Integer axis ? axis : null);
        }
      }
    }
    return all;
  }

  private static List<@Nullable Integer> variableAxes(
      Arguments in, MapAxes axes, @Nullable Object[] arguments) {
    @Nullable Integer[] all = new Integer[in.variables().size()];
    GraphWalk walk = new GraphWalk();
    int from = 0;
    for (int argument = 0; argument < arguments.length; argument++) {
      int[] range = in.range(argument);
      for (int leaf = range[0]; leaf < range[1]; leaf++) {
        if (GraphWalk.isNode(in.leaves().get(leaf))) {
          walk.visit(in.leaves().get(leaf), VariablePath.ROOT);
        }
      }
      for (int i = from; i < walk.variables().size(); i++) {
        Variable variable = walk.variables().get(i);
        Filter.Subject subject =
            new Filter.Subject(in.paths().get(i), variable.getClass(), variable.tag());
        all[i] = axes.axis(argument, arguments.length, subject);
      }
      from = walk.variables().size();
    }
    return Arrays.asList(all);
  }

  /** A scan: modules in the carry are carried, those in xs are sliced. */
  static Scanned<Object, Object> scan(
      Traced.Body body, Object carry, @Nullable Object xs, int length, boolean reverse) {
    return Overlay.transaction(
        () -> {
          Arguments in = Arguments.of(carry, xs);
          List<Tensor> values = read(in);
          int carriedVariables = in.variablesOfFirst();
          int carriedTensors =
              (int) IntStream.range(0, in.range(0)[1]).filter(in::isTensor).count();
          Scan trial =
              new Scan(
                  in,
                  body,
                  IntStream.range(0, carriedVariables).boxed().toList(),
                  carriedTensors,
                  carriedVariables);
          Covector.evalShape(
              (List<Tensor> x, List<Tensor> v) -> trial.run(x, v, length, reverse).carry(),
              in.tensors(),
              values);
          // what no step writes is a constant of the loop
          List<Integer> written = trial.written.stream().filter(i -> i < carriedVariables).toList();
          Scan scan = new Scan(in, body, written, carriedTensors, carriedVariables);
          Scanned<List<Tensor>, List<Tensor>> out = scan.run(in.tensors(), values, length, reverse);
          return scan.finish(out);
        });
  }

  private static final class Scan {
    final Arguments in;
    final Traced.Body body;
    final List<Integer> carried;
    final int carriedTensors;
    final int carriedVariables;
    final Set<Integer> written = new TreeSet<>();
    @Nullable PureStep step;

    Scan(
        Arguments in,
        Traced.Body body,
        List<Integer> carried,
        int carriedTensors,
        int carriedVariables) {
      this.in = in;
      this.body = body;
      this.carried = carried;
      this.carriedTensors = carriedTensors;
      this.carriedVariables = carriedVariables;
    }

    Scanned<List<Tensor>, List<Tensor>> run(
        List<Tensor> tensors, List<Tensor> values, int length, boolean reverse) {
      List<Tensor> first = new ArrayList<>(tensors.subList(0, carriedTensors));
      carried.forEach(i -> first.add(values.get(i)));
      List<Tensor> slices =
          join(
              tensors.subList(carriedTensors, tensors.size()),
              values.subList(carriedVariables, values.size()));
      int sliced = tensors.size() - carriedTensors;
      return Lax.scan(
          (List<Tensor> c, List<Tensor> x) -> {
            List<Tensor> now = new ArrayList<>(values);
            for (int i = 0; i < carried.size(); i++) {
              now.set(carried.get(i), c.get(carriedTensors + i));
            }
            for (int i = carriedVariables; i < now.size(); i++) {
              now.set(i, x.get(sliced + i - carriedVariables));
            }
            PureStep pure = new PureStep("Nnx.scan", in, this::split, carried);
            List<Tensor> out =
                pure.run(join(c.subList(0, carriedTensors), x.subList(0, sliced)), now);
            step = pure;
            written.addAll(pure.written());
            // the result is the carry's tensors and then the outputs
            int count = pure.resultCount();
            List<Tensor> next = new ArrayList<>(out.subList(0, carriedTensors));
            next.addAll(out.subList(count, count + carried.size()));
            List<Tensor> outputs = new ArrayList<>(out.subList(carriedTensors, count));
            outputs.addAll(out.subList(count + carried.size(), out.size()));
            return new Scanned<>(next, outputs);
          },
          first,
          slices,
          length,
          reverse);
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

    Scanned<Object, Object> finish(Scanned<List<Tensor>, List<Tensor>> out) {
      PureStep pure = Objects.requireNonNull(step);
      int outputs = pure.resultCount() - carriedTensors;
      List<Tensor> all = new ArrayList<>(out.carry().subList(0, carriedTensors));
      all.addAll(out.outputs().subList(0, outputs));
      all.addAll(out.carry().subList(carriedTensors, out.carry().size()));
      all.addAll(out.outputs().subList(outputs, out.outputs().size()));
      List<?> result = (List<?>) Objects.requireNonNull(pure.finish(all));
      List<Tensor> tensors =
          join(
              out.carry().subList(0, carriedTensors),
              in.tensors().subList(carriedTensors, in.tensors().size()));
      return new Scanned<>(in.with(tensors)[0], result.get(1));
    }
  }
}
