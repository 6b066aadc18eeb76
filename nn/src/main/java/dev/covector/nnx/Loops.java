package dev.covector.nnx;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.CovectorException;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Loops, maps and branches over modules. */
final class Loops {
  private Loops() {}

  static List<Tensor> read(Arguments in) {
    Overlay overlay = Overlay.current();
    return overlay == null ? List.of() : overlay.read(in.variables());
  }

  static List<Tensor> join(List<Tensor> a, List<Tensor> b) {
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
          List<Tensor> values = read(in);
          Fn2<List<Tensor>, List<Tensor>, List<Tensor>> each = step::run;
          if (!axes.isOutFirst()) {
            // what the result is, is known when it has been traced
            Covector.evalShape(Covector.vmap(each, mapped), in.tensors(), values);
            mapped = mapped.out(outAxes(step, axes, ofVariables));
          }
          List<Tensor> out = Covector.vmap(each, mapped).apply(in.tensors(), values);
          boolean writesShared = step.others().stream().anyMatch(i -> ofVariables.get(i) == null);
          if (writesShared && axes.isOutFirst()) {
            // all examples share it, so they have to agree in what they write
            try {
              out =
                  Covector.vmap(each, mapped.out(outAxes(step, axes, ofVariables)))
                      .apply(in.tensors(), values);
            } catch (CovectorException e) {
              throw new NnxException(
                  "Nnx.vmap: all examples share a variable, but write different values: "
                      + "map it along an axis; "
                      + e.getMessage(),
                  e);
            }
          }
          out = new ArrayList<>(out);
          int next = step.resultCount();
          for (int i : step.others()) {
            Integer axis = ofVariables.get(i);
            if (axis != null) {
              out.set(next, Numpy.moveaxis(out.get(next), 0, axis));
            }
            next++;
          }
          return step.finish(out);
        });
  }

  /** The axes of the result's tensors, and of the variables that are written: 0, null if shared. */
  private static List<@Nullable Integer> outAxes(
      PureStep step, MapAxes axes, List<@Nullable Integer> ofVariables) {
    List<@Nullable Integer> all = step.resultAxes(axes.out());
    step.others().forEach(i -> all.add(ofVariables.get(i) == null ? null : 0));
    return all;
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
}
