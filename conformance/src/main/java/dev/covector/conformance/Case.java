package dev.covector.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One line of a suite: what to compute, and the names of the tensors that must come out. */
sealed interface Case {
  /** The case's name, unique within its suite. */
  String id();

  /** The name of the function, looked up in the table. */
  String fn();

  /** The relative tolerance of the comparison. */
  double tolerance();

  /** A function with its arguments, common to the kinds that call one. */
  record Application(
      String id,
      String fn,
      List<Arg> args,
      Map<String, @Nullable Object> kwargs,
      String note,
      double tolerance) {
    /** The names of the tensor arguments, in order. */
    List<String> tensors() {
      return args.stream()
          .filter(Arg.TensorArg.class::isInstance)
          .map(arg -> ((Arg.TensorArg) arg).tensor())
          .toList();
    }
  }

  /** A case that applies or transforms a function. */
  sealed interface Applied extends Case {
    /** The function and its arguments. */
    Application application();

    @Override
    default String id() {
      return application().id();
    }

    @Override
    default String fn() {
      return application().fn();
    }

    @Override
    default double tolerance() {
      return application().tolerance();
    }
  }

  /** {@code fn(*args, **kwargs)}. */
  record Call(Application application, List<String> out) implements Applied {}

  /** Reverse mode: {@code grads} has one entry per tensor argument, empty where not floating. */
  record Vjp(Application application, List<String> cotangents, List<Optional<String>> grads)
      implements Applied {}

  /** Forward mode: {@code tangents} has one entry per tensor argument, empty where not floating. */
  record Jvp(Application application, List<Optional<String>> tangents, List<String> outTangents)
      implements Applied {}

  /** The function mapped over axis 0 of the tensor arguments whose entry is true. */
  record Vmap(Application application, List<Boolean> mapped, List<String> out) implements Applied {}

  /** A gradient transformation fed with gradients; tensors are named by their path. */
  record Optimizer(
      String id,
      String fn,
      Map<String, @Nullable Object> kwargs,
      SequencedMap<String, String> params,
      List<Step> steps,
      double tolerance)
      implements Case {
    /**
     * The gradients of one step, the loss where the optimizer wants it, and the updates and new
     * parameters expected after it.
     */
    record Step(
        SequencedMap<String, String> grads,
        Optional<String> value,
        SequencedMap<String, String> updates,
        SequencedMap<String, String> params) {}
  }

  /** The value of a schedule at each of {@code steps}. */
  record Schedule(
      String id,
      String fn,
      Map<String, @Nullable Object> kwargs,
      String steps,
      List<String> out,
      double tolerance)
      implements Case {}

  /**
   * A module: {@code init} must give {@code variables}, {@code apply} the outputs. The last inputs
   * are given by name where the call's arguments say {@code named}.
   */
  record Layer(
      String id,
      String fn,
      Map<String, @Nullable Object> config,
      Map<String, @Nullable Object> callKwargs,
      String initKey,
      SequencedMap<String, String> rngs,
      List<String> inputs,
      SequencedMap<String, String> variables,
      List<String> out,
      SequencedMap<String, String> mutated,
      List<String> cotangents,
      SequencedMap<String, String> paramGrads,
      String note,
      double tolerance)
      implements Case {}
}
