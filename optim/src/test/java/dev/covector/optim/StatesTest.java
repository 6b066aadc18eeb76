package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found, set and mapped in the states of optimizers. */
final class StatesTest {
  private static final Map<String, Object> PARAMS =
      Map.of("dense", Map.of("bias", Numpy.ones(3), "kernel", Numpy.ones(2, 3)));

  private static void fails(String message, Runnable code) {
    OptimException thrown = assertThrows(OptimException.class, code::run);
    assertTrue(
        String.valueOf(thrown.getMessage()).contains(message), String.valueOf(thrown.getMessage()));
  }

  @Nested
  class Finding {
    private final OptState state = Optax.chain(Optax.clip(1), Optax.adam(0.1)).init(PARAMS);

    @Test
    void aComponentIsFoundByItsName() {
      assertEquals(0, States.get(state, "count", Tensor.class).orElseThrow().toInt());
      assertEquals(Optional.empty(), States.get(state, "momentum"));
    }

    @Test
    void aRecordIsFoundByTheNameOfItsClass() {
      assertTrue(States.get(state, "ScaleByAdam.State").orElseThrow() instanceof ScaleByAdam.State);
    }

    @Test
    void aKeyOfAMapIsFoundInEveryTreeLikeTheParameters() {
      List<String> paths =
          States.getAllWithPath(state, "bias").stream()
              .map(found -> found.path().toString())
              .toList();
      assertEquals(
          List.of("inner/1/inner/0/mu/dense/bias", "inner/1/inner/0/nu/dense/bias"), paths);
    }

    @Test
    void severalOfANameAreListed() {
      fails(
          "tree_get: 'bias' is at [inner/1/inner/0/mu/dense/bias, inner/1/inner/0/nu/dense/bias];"
              + " choose one with a filter, or take all with getAllWithPath",
          () -> States.get(state, "bias"));
      assertTrue(
          States.get(state, "bias", (path, value) -> path.toString().contains("/mu/")).isPresent());
    }
  }

  @Nested
  class Setting {
    private final OptState state = Optax.adam(0.1).init(PARAMS);

    @Test
    void aNumberBecomesATensorOfTheDtypeThere() {
      Tensor count =
          States.get(States.set(state, Map.of("count", 7)), "count", Tensor.class).orElseThrow();
      assertEquals("i32[]", count.type().toString());
      assertEquals(7, count.toInt());
    }

    @Test
    void whatTheFilterRefusesStays() {
      OptState changed =
          States.set(
              state,
              Map.of("bias", Numpy.full(Shape.of(3), 5.0)),
              (path, value) -> path.toString().contains("nu"));
      List<Float> first =
          States.getAllWithPath(changed, "bias").stream()
              .map(found -> ((Tensor) found.value()).get(0).toFloat())
              .toList();
      assertEquals(List.of(0f, 5f), first);
    }

    @Test
    void aNameThatIsNotThereIsRefused() {
      fails(
          "tree_set: there is nothing of the name 'rate'",
          () -> States.set(state, Map.of("rate", 1)));
    }
  }

  @Nested
  class Mapping {
    @Test
    void momentsAreMappedAndCountsAreNot() {
      GradientTransformation tx = Optax.adam(0.1);
      OptState mapped = States.mapParams(tx, m -> m.plus(2), tx.init(PARAMS));
      assertEquals(0, States.get(mapped, "count", Tensor.class).orElseThrow().toInt());
      States.getAllWithPath(mapped, "kernel")
          .forEach(found -> assertEquals(12f, ((Tensor) found.value()).sum().toFloat()));
      assertEquals(2, States.getAllWithPath(mapped, "kernel").size());
    }

    @Test
    void otherTensorsHaveTheirOwnFunction() {
      GradientTransformation tx = Optax.injectHyperparams(Optax.adam(0.1));
      OptState mapped = States.mapParams(tx, m -> m, tx.init(PARAMS), n -> n.plus(1));
      assertEquals(1.1f, States.get(mapped, "learningRate", Tensor.class).orElseThrow().toFloat());
    }

    @Test
    void partnersAreFoundByThePathOfTheParameter() {
      GradientTransformation tx =
          Optax.partition(
              Map.of("a", Optax.sgd(1).momentum(0.9), "b", Optax.adam(1)),
              (path, leaf) -> leaf.rank() == 1 ? "a" : "b");
      Map<String, Object> numbers = Map.of("dense", Map.of("bias", 3, "kernel", 5));
      OptState mapped =
          States.mapParams(tx, (Tensor m, Integer n) -> m.plus(n), tx.init(PARAMS), numbers);
      assertEquals(
          3f, States.get(mapped, "dense/bias", Tensor.class).orElseThrow().get(0).toFloat());
      States.getAllWithPath(mapped, "dense/kernel")
          .forEach(found -> assertEquals(30f, ((Tensor) found.value()).sum().toFloat()));
    }

    @Test
    void theStateOfAnotherOptimizerIsRefused() {
      OptState state = Optax.adam(0.1).init(PARAMS);
      fails(
          "pass the optimizer that the state belongs to",
          () -> States.mapParams(Optax.chain(Optax.clip(1), Optax.adam(1)), m -> m, state));
    }
  }

  @Test
  void aScheduleWithAStateNeedsInjectHyperparams() {
    GradientTransformation tx =
        new ScaleByLearningRate(new WrappedSchedule(Optax.constantSchedule(0.1)), true);
    fails(
        "is a schedule with a state, which only injectHyperparams keeps: write"
            + " injectHyperparams(optimizer).set(name, schedule)",
        () -> tx.init(PARAMS));
  }
}
