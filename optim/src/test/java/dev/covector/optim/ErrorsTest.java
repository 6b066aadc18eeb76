package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
