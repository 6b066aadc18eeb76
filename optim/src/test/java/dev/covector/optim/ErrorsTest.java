package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is said when gradients, states and options do not fit. */
final class ErrorsTest {
  private static final Map<String, Object> PARAMS =
      Map.of("dense", Map.of("bias", Numpy.zeros(3), "kernel", Numpy.ones(2, 3)));

  private static void fails(String message, Executable code) {
    OptimException thrown = assertThrows(OptimException.class, code);
    assertTrue(
        String.valueOf(thrown.getMessage()).contains(message), String.valueOf(thrown.getMessage()));
  }

  @Test
  void labelsOfAnotherShapeNameTheLoss() {
    for (Tensor labels : List.of(Numpy.zeros(5), Numpy.zeros(4, 1))) {
      String message =
          assertThrows(
                  ShapeException.class,
                  () ->
                      Optax.softmaxCrossEntropyWithIntegerLabels(
                          Numpy.ones(4, 10), labels.astype(DType.I32)))
              .getMessage();
      assertTrue(
          message.startsWith("softmax_cross_entropy_with_integer_labels: the logits are f32[4,10]"),
          message);
    }
  }

  @Test
  void gradientsWithoutALeafNameIt() {
    GradientTransformation tx = Optax.adam(0.1);
    OptState state = tx.init(PARAMS);
    Map<String, Object> grads = Map.of("dense", Map.of("bias", Numpy.zeros(3)));
    fails(
        "adam: the gradients have no leaf dense/kernel, which the parameters have; both must have"
            + " the same tree and shapes",
        () -> tx.update(grads, state, PARAMS));
  }

  @Test
  void gradientsOfAnotherShapeNameThePlaceAndBothTypes() {
    GradientTransformation tx = Optax.adam(0.1);
    OptState state = tx.init(PARAMS);
    Map<String, Object> grads =
        Map.of("dense", Map.of("bias", Numpy.zeros(3), "kernel", Numpy.ones(3, 2)));
    fails(
        "adam: the gradients have f32[3,2] at dense/kernel, the parameters f32[2,3]",
        () -> tx.update(grads, state, PARAMS));
  }

  @Test
  void theStateOfAnotherModelNamesWhatItLacks() {
    GradientTransformation tx = Optax.adam(0.1);
    OptState state = tx.init(Map.of("head", Numpy.zeros(3)));
    fails(
        "scale_by_adam: the gradients have no leaf head, which the moments of the state have; the"
            + " state belongs to other parameters: call init(params) with these",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void theStateOfAnotherOptimizerIsNamed() {
    GradientTransformation tx = Optax.adam(0.1);
    OptState state = Optax.sgd(0.1).momentum(0.9).init(PARAMS);
    fails(
        "scale_by_adam: the state is a Trace.State where a ScaleByAdam.State is wanted; pass what"
            + " init(params) or the last update of this optimizer returned",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void missingParametersAreAskedForByTheOptimizersName() {
    GradientTransformation tx = Optax.adamw(0.1);
    OptState state = tx.init(PARAMS);
    fails(
        "adamw needs the parameters: call update(grads, state, params)",
        () -> tx.update(PARAMS, state));
  }

  @Test
  void aMissingLossIsAskedFor() {
    GradientTransformation tx = Optax.polyakSgd();
    OptState state = tx.init(PARAMS);
    fails(
        "scale_by_polyak needs the loss: call update(grads, state, params,"
            + " ExtraArgs.none().value(loss))",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void negativeStepsAreRefused() {
    fails(
        "polynomial_schedule: steps is -3; it must not be negative",
        () -> Optax.linearSchedule(1, 0, -3));
    fails(
        "cosine_decay_schedule: decaySteps is 0; it must be positive",
        () -> Optax.cosineDecaySchedule(1, 0));
    fails("multi_steps: k is 0; it must be at least 1", () -> Optax.multiSteps(Optax.sgd(1), 0));
    fails(
        "join_schedules: 1 schedules and 1 boundaries",
        () -> Optax.joinSchedules(List.of(Optax.constantSchedule(1)), List.of(3)));
  }

  @Test
  void aLabelWithoutTransformationNamesTheLeafAndTheLabels() {
    GradientTransformation tx =
        Optax.partition(Map.of("trained", Optax.sgd(1)), (path, leaf) -> "frozen");
    fails(
        "partition: dense/bias has the label 'frozen', for which there is no transformation; there"
            + " are [trained]",
        () -> tx.init(PARAMS));
  }

  @Test
  void aMaskThatSaysNothingOfALeafNamesIt() {
    GradientTransformation tx =
        Optax.masked(Optax.sgd(1), Mask.of(Map.of("dense", Map.of("bias", true))));
    fails("mask: nothing is said of dense/kernel", () -> tx.init(PARAMS));
  }

  @Test
  void aScheduleForANumberNamesTheRemedy() {
    Schedule schedule = Optax.constantSchedule(0.9);
    GradientTransformation tx = new Trace(schedule, false, null);
    OptState state = tx.init(Tensor.of(1f));
    fails(
        "decay is a schedule, which it takes only inside injectHyperparams",
        () -> tx.update(Tensor.of(1f), state));
  }

  @Test
  void anUnknownHyperparameterListsThoseThatAre() {
    fails(
        "inject_hyperparams: no hyperparameter is named 'rate'; there are [learningRate]",
        () -> Optax.injectHyperparams(Optax.sgd(1)).set("rate", Hyperparameter.of(1)));
  }

  @Test
  void gradientsOfIntegersNameThePlaceAndTheRemedy() {
    GradientTransformation tx = Optax.adam(0.1);
    OptState state = tx.init(PARAMS);
    Map<String, Object> grads =
        Map.of(
            "dense", Map.of("bias", Numpy.zeros(3).astype(DType.I32), "kernel", Numpy.ones(2, 3)));
    fails(
        "adam: the gradients have i32[3] at dense/bias; they must be floating: mask tensors that"
            + " are not trained with masked(optimizer, mask)",
        () -> tx.update(grads, state, PARAMS));
    Mask kernels = (path, leaf) -> leaf.rank() == 2;
    GradientTransformation masked = Optax.masked(Optax.adam(0.1), kernels);
    masked.update(grads, masked.init(PARAMS), PARAMS);
  }

  @Test
  void updatesOfAnotherShapeAreNotApplied() {
    fails(
        "apply_updates: the updates have f32[3,2] at dense/kernel, the parameters f32[2,3]",
        () ->
            Optax.applyUpdates(
                PARAMS,
                Map.of("dense", Map.of("bias", Numpy.zeros(3), "kernel", Numpy.ones(3, 2)))));
  }

  @Test
  void theStateOfAnotherChainSaysHowManyPartsItHas() {
    GradientTransformation tx = Optax.chain(Optax.clip(1), Optax.adam(0.1));
    OptState state = Optax.chain(Optax.clip(1), Optax.adam(0.1), Optax.ema(0.9)).init(PARAMS);
    fails(
        "chain: the state has 3 parts for 2 transformations; it belongs to another chain: call"
            + " init(params)",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void theStateOfOtherGroupsNamesThem() {
    GradientTransformation tx = Optax.partition(Map.of("a", Optax.sgd(1)), (path, leaf) -> "a");
    OptState state = Optax.partition(Map.of("b", Optax.sgd(1)), (path, leaf) -> "b").init(PARAMS);
    fails(
        "partition: the state has the groups [b], the transformations are [a]; the state belongs"
            + " to another optimizer: call init(params)",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void schedulesOfTheWrongLengthSayTheRule() {
    Schedule one = Optax.constantSchedule(1);
    fails(
        "join_schedules: 3 schedules and 1 boundaries; there must be one boundary less than"
            + " schedules",
        () -> Optax.joinSchedules(List.of(one, one, one), List.of(3)));
    fails("sgdr_schedule: there are no cycles", () -> Optax.sgdrSchedule(List.of()));
    fails(
        "piecewise_constant_schedule: the factor at step 3 is -1.0; it must not be negative",
        () -> Optax.piecewiseConstantSchedule(1, Map.of(3, -1.0)));
    fails(
        "linear_onecycle_schedule: steps is 0; it must be positive",
        () -> Optax.linearOnecycleSchedule(0, 1));
  }

  @Test
  void numbersOutOfRangeAreRefusedWhereOptaxRefusesThem() {
    fails(
        "reduce_on_plateau: factor is -0.5; it must be between 0 and 1",
        () -> Contrib.reduceOnPlateau().factor(-0.5));
    fails(
        "reduce_on_plateau: rtol is 2.0, atol 0.0; rtol must be from 0 to 1",
        () -> Contrib.reduceOnPlateau().rtol(2));
    fails(
        "scale_by_galore: rank is 0, updateProjGap 200; both must be at least 1",
        () -> Contrib.scaleByGalore().rank(0));
    fails(
        "sam: syncPeriod is 0; it must be at least 1",
        () -> Contrib.sam(Optax.sgd(1), Optax.sgd(1)).syncPeriod(0));
    fails(
        "make_perturbed_fun: numSamples is 1000, sigma -1.0; both must be positive",
        () -> Optax.makePerturbedFun((Tensor x) -> x).sigma(-1));
    fails("microbatch: the size is 0; it must be at least 1", () -> Microbatching.of(0));
  }

  @Test
  void anOptimizerThatWantsParametersIsNoneForProjectedGradients() {
    fails(
        "scale_by_galore: adamw needs the parameters, which have other shapes than projected"
            + " gradients; decay weights with galore(...).weightDecay(...)",
        () -> Contrib.scaleByGalore().baseOptimizer(Optax.adamw(0.1)));
  }

  @Test
  void sophiaAsksForTheLossAsAFunction() {
    GradientTransformation tx = Contrib.sophia(0.1);
    OptState state = tx.init(PARAMS);
    fails(
        "hutchinson_estimator_diag_hessian needs the loss as a function: call update(grads,"
            + " state, params, ExtraArgs.none().valueFn(loss))",
        () -> tx.update(PARAMS, state, PARAMS));
  }

  @Test
  void batchesThatDoNotFitSayTheirSizes() {
    Microbatching parts = Microbatching.of(4);
    fails(
        "microbatch: the batch has 6 examples; 4 in a part must divide that",
        () -> parts.microbatch((Tensor x) -> x.sum()).apply(Numpy.ones(6)));
    fails(
        "microbatch: argument 1 has f32[3] with 3 examples, others have 8; give null for the axis"
            + " of an argument that all parts share",
        () ->
            parts
                .microbatch((Tensor x, Tensor y) -> x.sum().plus(y.sum()))
                .apply(Numpy.ones(8), Numpy.ones(3)));
    fails(
        "microbatch: a mean of i32[]; it must be floating: use SUM or CONCAT",
        () ->
            parts
                .accumulator(AccumulationType.MEAN)
                .microbatch((Tensor x) -> x.astype(DType.I32).sum())
                .apply(Numpy.ones(8)));
  }
}
