package dev.covector.conformance;

import static dev.covector.optim.Optax.*;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Chain;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.LinearAlgebra;
import dev.covector.optim.Monitor;
import dev.covector.optim.MultiNormal;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Snapshot;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measurements in a chain, iterations for matrices, and distributions of {@code optax}. */
final class MeasurementPrograms {
  private MeasurementPrograms() {}

  /** The programs. */
  static Bindings bindings() {
    Bindings optax = new Bindings("optax");
    addMeasurements(optax);
    optax.many(
        "power_iteration",
        x -> {
          LinearAlgebra.Eigenpair<Tensor> pair = LinearAlgebra.powerIteration(x.tensor(0));
          return List.of(pair.value(), pair.vector());
        });
    optax.one(
        "matrix_inverse_pth_root",
        x -> LinearAlgebra.matrixInversePthRoot(x.tensor(0), x.integer(1, "p")).root());
    optax.one("nnls", x -> LinearAlgebra.nnls(x.tensor(0), x.tensor(1), x.integer(2, "iters")));
    optax.one("multi_normal.log_prob", x -> normal(x).logProb(x.tensor(2)));
    optax.one(
        "multi_normal.sample",
        x ->
            normal(x)
                .sample(Random.key(x.integer(2, "key")), x.integers(3, "shape").orElseThrow()));
    return optax;
  }

  private static MultiNormal normal(Arguments x) {
    return multiNormal(x.tensor(0), x.tensor(1));
  }

  private static void addMeasurements(Bindings optax) {
    Function<Object, Object> norm = Optax::globalNorm;
    said(optax, "snapshot", () -> Optax.snapshot("norm", norm));
    said(optax, "monitor", () -> Optax.monitor(Map.of("norm", measure(norm))));
    said(
        optax,
        "measure_with_ema",
        () -> Optax.monitor(Map.of("norm", measureWithEma(u -> globalNorm(u).gt(0.15), 0.9))));
    said(
        optax,
        "measure_with_ema(debias=False)",
        () -> Optax.monitor(Map.of("norm", measureWithEma(norm, 0.9).ema(ema(0.9).debias(false)))));
  }

  private interface Made {
    GradientTransformation tx();
  }

  private static void said(Bindings optax, String name, Made measurement) {
    optax.one(
        name,
        arguments -> {
          GradientTransformation tx = chain(sgd(0.1), measurement.tx());
          Tensor x = arguments.tensor(0);
          OptState state = tx.init(x);
          List<Tensor> all = new ArrayList<>();
          for (Tensor g : OptimizerPrograms.rows(arguments.tensor(1))) {
            state = tx.update(g, state, x).state();
            all.add(norm(((Chain.State) state).inner().getLast()));
          }
          return Numpy.stack(all);
        });
  }

  private static Tensor norm(OptState state) {
    Map<String, Object> measured =
        state instanceof Snapshot.State snapshot
            ? snapshot.measurement()
            : ((Monitor.State) state).measurements();
    return (Tensor) measured.get("norm");
  }
}
