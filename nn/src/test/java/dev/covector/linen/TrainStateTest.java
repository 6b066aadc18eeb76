package dev.covector.linen;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.valueAndGradWithAux;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.WithAux;
import dev.covector.checkpoint.PyTreeCheckpointer;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import dev.covector.tree.Tree;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of a training run as a tree, alone and with more around it. */
final class TrainStateTest {
  private static final Tensor X = Random.normal(Random.key(5), 16, 3);

  private static TrainState<Dense, Map<String, Object>> start() {
    Dense model = new Dense(2);
    return TrainState.create(model, model.init(Random.key(0), X), Optax.adam(0.1));
  }

  private static TrainState<Dense, Map<String, Object>> step(
      TrainState<Dense, Map<String, Object>> state, Tensor x) {
    return state.applyGradients(
        grad((Map<String, Object> p) -> state.applyFn().apply(p, x).square().mean())
            .apply(state.params()));
  }

  private static float[] flat(Object tree) {
    Object[] tensors = Tree.leaves(tree).toArray();
    float[] all = new float[0];
    for (Object tensor : tensors) {
      float[] part = ((Tensor) tensor).toFloatArray();
      all = Arrays.copyOf(all, all.length + part.length);
      System.arraycopy(part, 0, all, all.length - part.length, part.length);
    }
    return all;
  }

  @Test
  void aStepIsThatOfTheOptimizer() {
    var state = start();
    var after = step(state, X);
    var gradient =
        grad((Map<String, Object> p) -> state.applyFn().apply(p, X).square().mean())
            .apply(state.params());
    var updated = state.tx().update(gradient, state.optState(), state.params());
    assertArrayEquals(
        flat(Optax.applyUpdates(state.params(), updated.updates())), flat(after.params()));
    assertArrayEquals(flat(updated.state()), flat(after.optState()));
    assertEquals(0, state.step().toInt());
    assertEquals(1, after.step().toInt());
    assertEquals("i32[]", after.step().type().toString());
  }

  @Test
  void itIsJittedAndDonated() {
    var jitted =
        jit(TrainStateTest::step, JitOptions.named("step").withDonated(0).withMaxTraces(1));
    var eager = start();
    var state = start();
    for (int i = 0; i < 5; i++) {
      eager = step(eager, X);
      state = jitted.apply(state, X);
    }
    assertArrayEquals(flat(eager), flat(state), 1e-5f);
    assertEquals(5, state.step().toInt());
    assertSame(Dense.class, state.applyFn().getClass());
    var used = state;
    jitted.apply(state, X);
    assertThrows(CovectorException.class, () -> flat(used.params()));
  }

  @Test
  void itsLeavesAreTheTensors() {
    var state = start();
    assertTrue(Tree.leaves(state).stream().allMatch(Tensor.class::isInstance));
    assertTrue(Tree.structure(state).paths().toString().contains("params/params/kernel"));
    var zeros = treeMap(x -> Numpy.zerosLike(x), state);
    assertArrayEquals(new float[flat(state).length], flat(zeros));
    assertEquals(Tree.structure(state), Tree.structure(zeros));
    assertFalse(Tree.structure(state).equals(Tree.structure(state.withOptimizer(Optax.sgd(1)))));
    assertEquals(7, state.withStep(Tensor.of(7)).step().toInt());
    assertSame(zeros.params(), state.withParams(zeros.params()).params());
    assertSame(zeros.optState(), state.withOptState(zeros.optState()).optState());
  }

  @Test
  void itIsSavedAndRestored(@TempDir Path folder) {
    var state = step(step(start(), X), X);
    new PyTreeCheckpointer().save(folder.resolve("state"), state);
    var restored = new PyTreeCheckpointer().restore(folder.resolve("state"), start());
    assertArrayEquals(flat(state), flat(restored));
    assertArrayEquals(flat(step(state, X)), flat(step(restored, X)), 1e-6f);
    assertSame(Dense.class, restored.applyFn().getClass());
  }

  /** Batch normalization and dropout. */
  static final class Net extends Module {
    Tensor apply(Tensor x, boolean train) {
      return compact(
          () -> {
            Tensor y = new Dense(4).useBias(false).apply(x);
            y = new BatchNorm().useRunningAverage(!train).apply(y);
            y = new Dropout(0.5).deterministic(!train).apply(Functions.relu(y));
            return new Dense(1).apply(y);
          });
    }
  }

  /** A run with statistics and a key. */
  record Run(
      TrainState<Net, Map<String, Object>> train, Map<String, Object> batchStats, Tensor key) {

    static Run start(long seed) {
      Net net = new Net();
      Map<String, Object> drawn = net.init(Random.key(seed), () -> net.apply(X, false));
      return new Run(
          TrainState.create(net, Variables.params(drawn), Optax.adamw(0.01)),
          Variables.collection(drawn, "batch_stats"),
          Random.key(seed + 1));
    }

    Run step(Tensor x) {
      Net net = train.applyFn();
      Tensor dropout = Random.foldIn(key, train.step());
      var result =
          valueAndGradWithAux(
                  (Map<String, Object> params) -> {
                    Applied<Tensor> applied =
                        net.apply(
                            Map.of("params", params, "batch_stats", batchStats),
                            ApplyOptions.mutable("batch_stats").rngs(Map.of("dropout", dropout)),
                            () -> net.apply(x, true));
                    return new WithAux<>(applied.output().square().mean(), applied.variables());
                  })
              .apply(train.params());
      return new Run(
          train.applyGradients(result.gradient()),
          Variables.collection(result.aux(), "batch_stats"),
          key);
    }
  }

  @Test
  void aRecordAroundItCarriesMore(@TempDir Path folder) {
    var jitted = jit(Run::step, JitOptions.named("step").withDonated(0).withMaxTraces(1));
    Run eager = Run.start(3);
    Run run = Run.start(3);
    for (int i = 0; i < 4; i++) {
      eager = eager.step(X);
      run = jitted.apply(run, X);
    }
    assertArrayEquals(flat(eager.train), flat(run.train), 1e-4f);
    assertArrayEquals(flat(eager.batchStats), flat(run.batchStats), 1e-4f);
    assertEquals(4, run.train.step().toInt());
    new PyTreeCheckpointer().save(folder.resolve("run"), run);
    Run restored = new PyTreeCheckpointer().restore(folder.resolve("run"), Run.start(9));
    assertArrayEquals(flat(run.train), flat(restored.train));
    assertArrayEquals(flat(run.batchStats), flat(restored.batchStats));
    assertArrayEquals(
        Random.keyData(run.key).toLongArray(), Random.keyData(restored.key).toLongArray());
  }

  @Test
  void gradientsOfAnotherTreeAreToldApart() {
    assertThrows(
        CovectorException.class, () -> start().applyGradients(Map.of("other", Numpy.ones(2))));
  }
}
