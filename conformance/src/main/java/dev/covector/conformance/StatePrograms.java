package dev.covector.conformance;

import static dev.covector.optim.Optax.*;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Contrib;
import dev.covector.optim.ExtraArgs;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.InjectHyperparams;
import dev.covector.optim.OptState;
import dev.covector.optim.StatefulSchedule;
import dev.covector.optim.States;
import dev.covector.optim.Updated;
import dev.covector.optim.WrappedSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code optax} does with the states of optimizers; the cases' notes describe it. */
final class StatePrograms {
  private static final GradientTransformation ADAM = chain(clip(0.5), adam(0.1));

  private StatePrograms() {}

  /** The programs. */
  static Bindings bindings() {
    Bindings optax = new Bindings("optax");
    optax.many(
        "tree_utils.tree_get",
        x -> {
          OptState state = run(ADAM, x.tensor(0), gradients(x), null).state;
          return List.of(
              States.get(state, "count", Tensor.class).orElseThrow(),
              States.get(state, "mu", Tensor.class).orElseThrow());
        });
    optax.many(
        "tree_utils.tree_get_all_with_path",
        x -> {
          OptState state =
              run(chain(trace(0.5), trace(0.9)), x.tensor(0), gradients(x), null).state;
          return States.getAllWithPath(state, "trace").stream()
              .map(found -> (Tensor) found.value())
              .toList();
        });
    optax.one("tree_utils.tree_set", x -> interrupted(x, s -> States.set(s, Map.of("count", 10))));
    optax.one(
        "tree_map_params",
        x -> interrupted(x, s -> States.mapParams(ADAM, m -> m.times(0.5), s, n -> n.plus(1))));
    optax.one(
        "contrib.scale_by_muon",
        x -> {
          GradientTransformation tx = Contrib.scaleByMuon().nsSteps(x.integer(2, "ns_steps"));
          return tx.update(x.tensor(1), tx.init(x.tensor(0)), x.tensor(0)).updates();
        });
    optax.many("inject_stateful_hyperparams(sgd)", StatePrograms::cautious);
    optax.one("WrappedSchedule(linear_schedule(1.0,0.0,4))", StatePrograms::wrapped);
    return optax;
  }

  private record Run(Tensor params, OptState state) {}

  private interface Change {
    OptState apply(OptState state);
  }

  private static List<Tensor> gradients(Arguments x) {
    return OptimizerPrograms.rows(x.tensor(1));
  }

  private static Run run(
      GradientTransformation tx, Tensor x, List<Tensor> gradients, OptState start) {
    OptState state = start == null ? tx.init(x) : start;
    Tensor params = x;
    for (Tensor g : gradients) {
      Updated<Tensor> step = tx.update(g, state, params);
      params = applyUpdates(params, step.updates());
      state = step.state();
    }
    return new Run(params, state);
  }

  private static Tensor interrupted(Arguments x, Change change) {
    List<Tensor> all = gradients(x);
    Run first = run(ADAM, x.tensor(0), all.subList(0, 2), null);
    return run(ADAM, first.params, all.subList(2, all.size()), change.apply(first.state)).params;
  }

  /** A rate, and the least loss so far. */
  record Caution(Tensor rate, Tensor least) {}

  /** Halves the rate after each step whose loss is above the least so far. */
  private record Cautious(Tensor like) implements StatefulSchedule {
    @Override
    public Object init() {
      return new Caution(Numpy.fullLike(like, 0.1), Numpy.fullLike(like, Double.POSITIVE_INFINITY));
    }

    @Override
    public Object update(Object state, ExtraArgs extra) {
      Caution before = (Caution) state;
      Tensor loss = extra.value().orElseThrow();
      Tensor half = before.rate.times(0.5);
      return new Caution(
          Numpy.where(loss.gt(before.least), half, before.rate), Numpy.minimum(before.least, loss));
    }

    @Override
    public Tensor apply(Object state, ExtraArgs extra) {
      return ((Caution) state).rate;
    }
  }

  private static List<Tensor> cautious(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    List<Tensor> losses = OptimizerPrograms.rows(arguments.tensor(2));
    InjectHyperparams tx =
        injectStatefulHyperparams(sgd(0.1)).set("learningRate", new Cautious(losses.getFirst()));
    InjectHyperparams.State state = tx.init(x);
    List<Tensor> rates = new ArrayList<>();
    for (Tensor g : gradients(arguments)) {
      ExtraArgs extra = ExtraArgs.none().value(losses.get(rates.size()));
      Updated<Tensor> step = tx.update(g, state, x, extra);
      x = applyUpdates(x, step.updates());
      state = (InjectHyperparams.State) step.state();
      rates.add(state.get("learningRate"));
    }
    return List.of(x, Numpy.stack(rates));
  }

  private static Tensor wrapped(Arguments arguments) {
    WrappedSchedule schedule = new WrappedSchedule(linearSchedule(1, 0, 4));
    Object state = schedule.init();
    List<Tensor> values = new ArrayList<>();
    for (int i = 0; i < arguments.tensor(0).size(); i++) {
      values.add(schedule.apply(state, ExtraArgs.none()));
      state = schedule.update(state, ExtraArgs.none());
    }
    return Numpy.stack(values).astype(Defaults.floating());
  }
}
