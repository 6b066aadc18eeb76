package dev.covector.nnx;

import static dev.covector.nnx.Network.assertClose;
import static dev.covector.nnx.Network.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs, states and filters. */
final class GraphTest {
  private static final Tensor X = Random.normal(Random.key(7), 5, 3);

  @Test
  void pathsAreNamesOfFieldsPositionsAndKeys() {
    State state = Nnx.state(new Network(new Rngs(0)));
    assertEquals(
        "[dropout/rngs/count, dropout/rngs/key, layers/0/bias, layers/0/kernel, layers/1/bias,"
            + " layers/1/kernel, norm/bias, norm/mean, norm/scale, norm/var,"
            + " others/slope/negative_slope]",
        state.paths().toString());
  }

  @Test
  void filtersSplitAStateAndMergeRestoresIt() {
    Network network = new Network(new Rngs(0));
    Split<Network> split =
        Nnx.split(
            network,
            Filter.all(Filter.ofType(Param.class), Filter.pathContains("layers")),
            Filter.any(Filter.ofType(BatchStat.class), Filter.withTag("default")),
            Filter.not(Filter.nothing()));
    assertEquals(List.of(4, 4, 3), split.states().stream().map(State::size).toList());
    Network copy = Nnx.merge(split.graphDef(), split.states().toArray(State[]::new));
    assertNotSame(network, copy);
    assertEquals("network", copy.name);
    assertEquals(Nnx.graphdef(network), Nnx.graphdef(copy));
    network.eval();
    assertFalse(Nnx.graphdef(network).equals(Nnx.graphdef(copy)));
    copy.eval();
    assertClose(network.apply(X), copy.apply(X));
    copy.layers.getFirst().kernel().update(k -> k.times(0));
    assertFalse(Arrays.equals(network.apply(X).toFloatArray(), copy.apply(X).toFloatArray()));
    assertTrue(
        message(() -> Nnx.split(network, Filter.ofType(Param.class)))
            .contains("no filter selects"));
    assertEquals(1, Nnx.state(network, Filter.pathIn("layers/0/kernel")).size());
  }

  @Test
  void theStateOfAnotherModelIsToldApart() {
    Linear linear = new Linear(2, 3, new Rngs(0));
    State other = Nnx.state(new Linear(2, 4, new LinearOptions(), new Rngs(0)));
    Tensor before = linear.kernel().get();
    String text = message(() -> Nnx.update(linear, other));
    assertTrue(text.contains("! kernel: f32[2,4] instead of f32[2,3]"), text);
    assertSame(before, linear.kernel().get());
    State wrong = Nnx.state(new Network(new Rngs(0)));
    assertTrue(message(() -> Nnx.update(linear, wrong)).contains("+ layers/0/bias"));
    assertTrue(
        message(() -> Nnx.graphdef(linear).merge(wrong)).contains("- kernel: Param is missing"));
    Optimizer<Linear> optimizer = new Optimizer<>(linear, Optax.adam(0.1), Param.class);
    text = message(() -> optimizer.update(linear, wrong));
    assertTrue(text.contains("Optimizer.update"), text);
    assertEquals(0, optimizer.step().toInt());
  }

  @Test
  void aStateIsATree() {
    State state = Nnx.state(new Linear(2, 3, new Rngs(0)));
    State doubled = state.map(x -> x.times(2));
    assertClose(state.get("kernel").times(2), doubled.get("kernel"));
    assertEquals(state.paths(), doubled.paths());
    assertEquals(List.of("bias", "kernel"), List.copyOf(state.toPureDict().keySet()));
    assertEquals(state, state.withPureDict(state.toPureDict()));
    assertTrue(message(() -> state.get("kernels")).contains("there is no variable kernels"));
  }

  @Test
  void displayShowsClassesTypesAndSizes() {
    class Small extends Module {
      private final Linear linear = new Linear(2, 3, new Rngs(0));
      private final Linear again = linear;
      private final int width = 3;
    }
    assertEquals(
        """
        Small { # Param: 9 (36 B)
          linear: Linear { # Param: 9 (36 B)
            bias: Param f32[3] # 3 (12 B)
            kernel: Param f32[2,3] # 6 (24 B)
            inFeatures: 2
            outFeatures: 3
          }
          again: Linear (as above)
          width: 3
        }""",
        Nnx.display(new Small()));
  }

  @Test
  void viewsShareVariables() {
    Network network = new Network(new Rngs(0));
    Network view = Nnx.view(network, false);
    assertSame(network.layers.getFirst().kernel(), view.layers.getFirst().kernel());
    assertClose(view.apply(X), view.apply(X));
    assertFalse(Arrays.equals(network.apply(X).toFloatArray(), network.apply(X).toFloatArray()));
  }

  @Test
  void sownValuesAreCaptured() {
    class Sowing extends Module {
      private final Linear linear = new Linear(3, 2, new Rngs(0));

      Tensor apply(Tensor x) {
        sow("norms", x.sum());
        Tensor y = linear.apply(x);
        sow("norms", y.sum());
        return y;
      }
    }
    Sowing module = new Sowing();
    Fn1<Sowing, List<Tensor>> jitted =
        Nnx.jit(
            m -> {
              CapturedValues<Tensor> captured = Nnx.capture(m, () -> m.apply(X));
              return List.of(captured.result(), captured.values().get("norms/1"));
            });
    List<Tensor> results = jitted.apply(module);
    assertClose(results.getFirst().sum(), results.getLast());
    assertEquals(2, Nnx.capture(module, () -> module.apply(X)).values().size());
  }
}
