package dev.covector.conformance;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.vjp;
import static dev.covector.Covector.vmap;

import dev.covector.Axes;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.conformance.Case.Application;
import dev.covector.optim.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates cases with the functions of a table.
 *
 * @param table the functions
 * @param backend the backend that runs them
 * @param wide whether the default widths are 64 bits
 */
record TableEvaluator(FunctionTable table, BackendName backend, boolean wide)
    implements CaseEvaluator {
  /** A function of all tensors of a case, in one list so that any number can be transformed. */
  private interface Lists extends Fn1<List<Tensor>, List<Tensor>> {}

  @Override
  public List<Field> evaluate(Case testCase, Suite suite, Mode mode) {
    Supplier<List<Field>> fields = () -> new Evaluation(suite.tensors(), mode).of(testCase);
    return Defaults.onBackend(
        backend.toString(), () -> wide ? Defaults.wide(fields) : Defaults.narrow(fields));
  }

  private final class Evaluation {
    private final SuiteTensors tensors;
    private final Mode mode;

    Evaluation(SuiteTensors tensors, Mode mode) {
      this.tensors = tensors;
      this.mode = mode;
    }

    List<Field> of(Case testCase) {
      return switch (testCase) {
        case Case.Call call -> List.of(call(call));
        case Case.Vjp vjp -> List.of(reverse(vjp));
        case Case.Jvp jvp -> List.of(forward(jvp));
        case Case.Vmap vmap -> List.of(mapped(vmap));
        case Case.Optimizer optimizer -> new OptimizerRun(optimizer, tensors, mode).fields();
        case Case.Schedule schedule -> List.of(schedule(schedule));
        case Case.Layer layer when layer.fn().startsWith("nnx.") ->
            new NnxEvaluation(tensors, mode).of(layer);
        case Case.Layer layer -> new LayerEvaluation(tensors, mode).of(layer);
      };
    }

    private Field call(Case.Call call) {
      Application application = call.application();
      return field("out", run(function(application), load(application.tensors())));
    }

    /** The value of a schedule at each step, one scalar after the other. */
    private Field schedule(Case.Schedule schedule) {
      Schedule made =
          ScheduleTable.make(schedule.fn().substring("optax.".length()), schedule.kwargs());
      Lists values =
          steps -> List.of(vmap((Tensor step) -> broadcast(made.apply(step))).apply(steps.get(0)));
      return field("out", run(values, load(List.of(schedule.steps()))));
    }

    private static Tensor broadcast(Tensor value) {
      return value.astype(Defaults.floating());
    }

    private Field mapped(Case.Vmap vmap) {
      Application application = vmap.application();
      List<@Nullable Integer> axes = new ArrayList<>();
      vmap.mapped().forEach(isMapped -> axes.add(isMapped ? 0 : null));
      Fn1<List<Tensor>, List<Tensor>> function = vmap(function(application), Axes.in(axes));
      return field("out", run(function::apply, load(application.tensors())));
    }

    /** The operands: all tensor arguments, then the cotangents. */
    private Field reverse(Case.Vjp vjp) {
      Application application = vjp.application();
      List<Integer> moving = present(vjp.grads());
      List<Tensor> operands = load(application.tensors());
      int arguments = operands.size();
      operands.addAll(load(vjp.cotangents()));
      List<Tensor> grads =
          run(
              all -> {
                List<Tensor> fixed = all.subList(0, arguments);
                return vjp(alongside(application, fixed, moving), pick(fixed, moving))
                    .pullback()
                    .apply(List.copyOf(all.subList(arguments, all.size())));
              },
              operands);
      SequencedMap<String, StoredTensor> named = new LinkedHashMap<>();
      for (int i = 0; i < moving.size(); i++) {
        named.put("grads[" + moving.get(i) + "]", TensorTransfer.store(grads.get(i)));
      }
      return new Field("grads", named);
    }

    /** The operands: all tensor arguments, then the tangents of those that have one. */
    private Field forward(Case.Jvp jvp) {
      Application application = jvp.application();
      List<Integer> moving = present(jvp.tangents());
      List<Tensor> operands = load(application.tensors());
      int arguments = operands.size();
      operands.addAll(load(jvp.tangents().stream().flatMap(Optional::stream).toList()));
      Lists tangents =
          all -> {
            List<Tensor> fixed = all.subList(0, arguments);
            List<Tensor> moves = List.copyOf(all.subList(arguments, all.size()));
            return jvp(alongside(application, fixed, moving), pick(fixed, moving), moves).tangent();
          };
      return field("out_tangents", run(tangents, operands));
    }

    /** The case's function of its tensor arguments. */
    private Lists function(Application application) {
      return given -> {
        List<@Nullable Object> positional = new ArrayList<>();
        int next = 0;
        for (Arg arg : application.args()) {
          positional.add(
              switch (arg) {
                case Arg.TensorArg _ -> given.get(next++);
                case Arg.StaticArg(Object value) -> value;
              });
        }
        return table.apply(
            application.fn(), new Arguments(positional, application.kwargs(), application.note()));
      };
    }

    /** The case's function of the tensor arguments at {@code moving}, the others fixed. */
    private Lists alongside(Application application, List<Tensor> fixed, List<Integer> moving) {
      return given -> {
        List<Tensor> all = new ArrayList<>(fixed);
        for (int i = 0; i < moving.size(); i++) {
          all.set(moving.get(i), given.get(i));
        }
        return function(application).apply(all);
      };
    }

    private List<Tensor> run(Lists function, List<Tensor> operands) {
      return switch (mode) {
        case EAGER -> function.apply(operands);
        case JIT -> jit(function).apply(operands);
      };
    }

    private List<Tensor> load(List<String> names) {
      List<Tensor> loaded = new ArrayList<>();
      names.forEach(name -> loaded.add(TensorTransfer.load(tensors.get(name))));
      return loaded;
    }
  }

  private static Field field(String name, List<Tensor> tensors) {
    return Field.numbered(name, tensors.stream().map(TensorTransfer::store).toList());
  }

  private static List<Tensor> pick(List<Tensor> tensors, List<Integer> indices) {
    return indices.stream().map(tensors::get).toList();
  }

  private static List<Integer> present(List<Optional<String>> entries) {
    return IntStream.range(0, entries.size())
        .filter(i -> entries.get(i).isPresent())
        .boxed()
        .toList();
  }
}
