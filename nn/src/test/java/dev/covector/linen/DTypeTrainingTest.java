package dev.covector.linen;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGrad;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.checkpoint.CheckpointManager;
import dev.covector.checkpoint.CheckpointMismatchException;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import dev.covector.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A net of any float trains in it, is saved with it, and goes on as if nothing had happened. */
final class DTypeTrainingTest {
  @TempDir private Path folder;

  private static final class Net extends Layer {
    private final DType dtype;

    Net(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor hidden = Functions.tanh(new Dense(16).dtype(dtype).paramDtype(dtype).apply(x));
      Tensor normed = new LayerNorm().dtype(dtype).paramDtype(dtype).apply(hidden);
      return new Dense(1).dtype(dtype).paramDtype(dtype).apply(normed);
    }
  }

  private record Run(TrainState<Net, Map<String, Object>> state, List<Tensor> losses) {}

  /** The data of a curve, in a dtype. */
  private record Data(Tensor x, Tensor y) {
    static Data of(DType dtype) {
      Tensor x = Random.normal(Random.key(1), 32, 3);
      return new Data(x.astype(dtype), Numpy.sin(x.sum(-1)).astype(dtype));
    }
  }

  private static TrainState<Net, Map<String, Object>> start(Net net) {
    return TrainState.create(
        net, net.init(Random.key(0), Data.of(net.dtype).x()), Optax.adamw(1e-2));
  }

  /** A step of the training, compiled once. */
  private static Fn1<TrainState<Net, Map<String, Object>>, Run> step(DType dtype) {
    Data data = Data.of(dtype);
    return jit(
        (TrainState<Net, Map<String, Object>> state) -> {
          var result =
              valueAndGrad(
                      (Map<String, Object> variables) ->
                          Numpy.squeeze(state.applyFn().apply(variables, data.x()), -1)
                              .minus(data.y())
                              .square()
                              .mean())
                  .apply(state.params());
          return new Run(state.applyGradients(result.gradient()), List.of(result.value()));
        },
        JitOptions.named("step").withDonated(0));
  }

  private static Run train(
      Fn1<TrainState<Net, Map<String, Object>>, Run> step,
      TrainState<Net, Map<String, Object>> from,
      int steps) {
    Run run = step.apply(from);
    List<Tensor> losses = new ArrayList<>(run.losses());
    for (int i = 1; i < steps; i++) {
      run = step.apply(run.state());
      losses.addAll(run.losses());
    }
    return new Run(run.state(), losses);
  }

  private void trainsSavesAndGoesOn(DType dtype) {
    Net net = new Net(dtype);
    var step = step(dtype);
    Run whole = train(step, start(net), 60);
    float first = whole.losses().getFirst().toFloat();
    float last = whole.losses().getLast().toFloat();
    assertTrue(last < first / 4, dtype + ": " + first + " then " + last);
    try (CheckpointManager manager = new CheckpointManager(folder.resolve(dtype.toString()))) {
      manager.save(30, train(step, start(net), 30).state());
      manager.waitUntilFinished();
      TrainState<Net, Map<String, Object>> restored = manager.restore(30, start(net));
      for (Object leaf : Tree.leaves(List.of(restored.params(), whole.state().params()))) {
        assertEquals(dtype, ((Tensor) leaf).dtype());
      }
      Run rest = train(step, restored, 30);
      assertArrayEquals(doubles(whole.state().params()), doubles(rest.state().params()));
      assertArrayEquals(doubles(whole.state().optState()), doubles(rest.state().optState()));
      assertEquals(60, rest.state().step().toInt());
    }
  }

  private static double[] doubles(Object tree) {
    return Tree.leaves(tree).stream()
        .flatMapToDouble(leaf -> Arrays.stream(((Tensor) leaf).toDoubleArray()))
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "BF16"}) // in f16 Adam divides by an epsilon of 0, as in Optax
  void everyFloatTrainsIsSavedAndGoesOn(DType dtype) {
    if (dtype == DType.F64) {
      Defaults.wide(
          () -> {
            trainsSavesAndGoesOn(dtype);
            return dtype;
          });
    } else {
      trainsSavesAndGoesOn(dtype);
    }
  }

  @Test
  void aRunOfAnotherFloatIsRefusedByName() {
    try (CheckpointManager manager = new CheckpointManager(folder)) {
      manager.save(0, start(new Net(DType.BF16)));
      String message =
          assertThrows(
                  CheckpointMismatchException.class,
                  () -> manager.restore(0, start(new Net(DType.F32))))
              .getMessage();
      assertTrue(message.contains("bf16[3,16], but the target has f32[3,16]"), message);
      assertTrue(message.contains("withConversion()"), message);
    }
  }
}
