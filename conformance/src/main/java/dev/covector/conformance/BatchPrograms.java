package dev.covector.conformance;

import static dev.covector.optim.AccumulationType.CONCAT;
import static dev.covector.optim.AccumulationType.MEAN;
import static dev.covector.optim.AccumulationType.RUNNING_MEAN;
import static dev.covector.optim.AccumulationType.SUM;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.optim.AccumulationType;
import dev.covector.optim.Assignment;
import dev.covector.optim.Contrib;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.Microbatching;
import dev.covector.optim.Noise;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.PerturbedFunction;
import dev.covector.optim.Updated;
import dev.covector.random.Random;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Functions of {@code optax} that change functions; the cases' notes describe what they change. */
final class BatchPrograms {
  private BatchPrograms() {}

  /** What the functions return. */
  record Rows(Object rows, Object sum) {}

  /** What the perturbed function returns. */
  record Choice(Tensor best, Tensor positive) {}

  /** The programs. */
  static Bindings bindings() {
    Bindings optax = new Bindings("optax");
    optax.many("microbatch", BatchPrograms::microbatch);
    optax.one("microbatching.micro_vmap", BatchPrograms::microVmap);
    optax.many("microbatching.micro_grad", BatchPrograms::microGrad);
    optax.many("perturbations.make_perturbed_fun", BatchPrograms::perturbed);
    optax.many("contrib.split_real_and_imaginary(adam(0.1))", BatchPrograms::complexAdam);
    optax.many(
        "assignment.base_hungarian_algorithm",
        x -> {
          Assignment found = Assignment.hungarianAlgorithm(x.tensor(0));
          return List.of(found.rows(), found.columns());
        });
    optax.one(
        "assignment.hungarian_algorithm",
        x -> {
          Assignment found = Assignment.hungarianAlgorithm(x.tensor(0));
          return x.tensor(0).get(found.rows(), found.columns()).sum();
        });
    optax.one(
        "transforms.unitwise_norm",
        x ->
            x.integers(1, "axis")
                .map(axes -> Optax.unitwiseNorm(x.tensor(0), Arrays.stream(axes).boxed().toList()))
                .orElseGet(() -> Optax.unitwiseNorm(x.tensor(0))));
    optax.one(
        "transforms.unitwise_clip",
        x -> Optax.unitwiseClip(Optax.unitwiseNorm(x.tensor(0)), x.tensor(1), x.tensor(0)));
    return optax;
  }

  private static List<Tensor> microbatch(Arguments x) {
    String name = x.keyword("accumulator", String.class).orElseThrow();
    Rows how =
        switch (name) {
          case "sum" -> new Rows(CONCAT, SUM);
          case "mean" -> new Rows(CONCAT, MEAN);
          case "running_mean" -> new Rows(SUM, RUNNING_MEAN);
          default -> throw new NotBuiltException("microbatch with accumulator " + name);
        };
    Microbatching parts = Microbatching.of(2).accumulator(how).axes(0, null);
    Optional<Long> real = x.keyword("num_real_microbatches", Long.class);
    if (real.isPresent()) {
      parts = parts.realParts(Tensor.of(Math.toIntExact(real.get())));
    }
    Fn2<Tensor, Tensor, Rows> outputs =
        (data, weights) -> {
          Tensor rows = data.dot(weights).tanh();
          return new Rows(rows, rows.sum());
        };
    Rows out = parts.microbatch(outputs).apply(x.tensor(0), x.tensor(1));
    return List.of((Tensor) out.rows, (Tensor) out.sum);
  }

  private static Microbatching parts(Arguments x) {
    String name = x.keyword("accumulator", String.class).orElseThrow();
    return x.keyword("microbatch_size", Long.class)
        .map(size -> Microbatching.of(Math.toIntExact(size)))
        .orElseGet(Microbatching::whole)
        .accumulator(AccumulationType.valueOf(name.toUpperCase()));
  }

  private static Tensor microVmap(Arguments x) {
    Fn2<Tensor, Tensor, Tensor> row = (data, weights) -> data.dot(weights).tanh();
    return parts(x).axes(0, null).vmap(row).apply(x.tensor(0), x.tensor(1));
  }

  private static List<Tensor> microGrad(Arguments x) {
    Fn2<Tensor, Tensor, Tensor> loss = (weights, data) -> data.dot(weights).tanh().square().mean();
    Fn1<Tensor, List<Tensor>> powers = g -> List.of(g, g.square());
    Microbatching.Gradients<List<Tensor>> out =
        parts(x).grad(loss, powers, Optax::globalNorm).apply(x.tensor(0), x.tensor(1));
    return List.of(
        out.gradient().get(0), out.gradient().get(1), out.values(), (Tensor) out.metrics());
  }

  private static List<Tensor> perturbed(Arguments x) {
    Fn1<Tensor, Choice> function =
        t ->
            new Choice(
                Functions.oneHot(Numpy.argmax(t, 0), Math.toIntExact(t.size())).astype(t.dtype()),
                Numpy.maximum(t, 0).sum());
    String noise = x.keyword("noise", String.class).orElseThrow();
    PerturbedFunction<Tensor, Choice> smooth =
        Optax.makePerturbedFun(function)
            .numSamples(x.integer(1, "num_samples"))
            .sigma(x.real(2, "sigma", 0.1))
            .noise(noise.equals("normal") ? Noise.NORMAL : Noise.GUMBEL)
            .useBaseline(x.flag(3, "use_baseline", true));
    Choice out = smooth.apply(Random.key(x.integer(4, "key")), x.tensor(0));
    return List.of(out.best, out.positive);
  }

  private static List<Tensor> complexAdam(Arguments arguments) {
    GradientTransformation tx = Contrib.splitRealAndImaginary(Optax.adam(0.1));
    Tensor x = Lax.complex(arguments.tensor(0), arguments.tensor(1));
    Tensor g = Lax.complex(arguments.tensor(2), arguments.tensor(3));
    OptState state = tx.init(x);
    for (int i = 0; i < 3; i++) {
      Updated<Tensor> step = tx.update(g, state, x);
      x = x.plus(step.updates());
      state = step.state();
    }
    return List.of(Lax.real(x), Lax.imag(x));
  }
}
