package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.metrics.Moments;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Graphs, states, filters, transformations and metrics. */
final class NnxTest {
  private static final Tensor X = Random.normal(Random.key(7), 5, 3);

  /** A network with a list, a map, static fields and state. */
  private static final class Network extends Module {
    private final List<Linear> layers = new ArrayList<>();
    private final Map<String, Module> others;
    private final BatchNorm norm;
    private final Dropout dropout;
    private final String name = "network";

    Network(Rngs rngs) {
      layers.add(new Linear(3, 4, rngs));
      layers.add(new Linear(4, 3, rngs));
      norm = new BatchNorm(4, rngs);
      dropout = new Dropout(0.5, rngs);
      others = Map.of("slope", new PReLU());
    }

    Tensor apply(Tensor x) {
      Tensor y = norm.apply(layers.getFirst().apply(x));
      return layers.getLast().apply(dropout.apply(Functions.relu(y)));
    }
  }

  private static void assertClose(Tensor want, Tensor got) {
    assertEquals(want.shape(), got.shape());
    assertArrayEquals(want.toFloatArray(), got.toFloatArray(), 2e-5f);
  }

  private static String message(Runnable code) {
    return assertThrows(NnxException.class, code::run).getMessage();
  }

  @Nested
  class Graphs {
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

  @Nested
  class Transformations {
    @Test
    void compiledForClassesAndStaticFieldsNotForObjects() {
      Jit1<Network, Tensor> call = Nnx.jit((Network m) -> m.apply(X));
      call.apply(new Network(new Rngs(0)));
      call.apply(new Network(new Rngs(1)));
      assertEquals(1, call.statistics().misses());
      Network evaluated = new Network(new Rngs(0));
      evaluated.eval();
      call.apply(evaluated);
      assertEquals(2, call.statistics().misses());
    }

    @Test
    void aChangedFieldIsAnError() {
      Jit1<Network, Tensor> call =
          Nnx.jit(
              (Network m) -> {
                m.eval();
                return m.apply(X);
              });
      String text = message(() -> call.apply(new Network(new Rngs(0))));
      assertTrue(text.contains("norm/useRunningAverage, from false to true"), text);
    }

    @Test
    void gradientsAreThoseOfTheFunctionAndStatisticsMove() {
      Network eager = new Network(new Rngs(0));
      Network jitted = Nnx.clone(eager);
      Fn1<Network, State> grad = Nnx.grad((Network m) -> m.apply(X).square().mean());
      State a = grad.apply(eager);
      State b = Nnx.jit((Network m) -> grad.apply(m)).apply(jitted);
      assertEquals(7, a.size());
      for (VariablePath path : a.paths()) {
        assertClose(a.get(path.toString()), b.get(path.toString()));
      }
      assertClose(Nnx.state(eager).get("norm/mean"), Nnx.state(jitted).get("norm/mean"));
      assertTrue(Nnx.state(eager).get("norm/mean").square().sum().toFloat() > 0);
      assertEquals(1, Nnx.state(eager).get("dropout/rngs/count").astype(DType.I32).toInt());
      Linear linear = new Linear(1, 1, new Rngs(0));
      linear.kernel().set(Tensor.of(new float[][] {{3}}));
      State gradient =
          Nnx.grad((Linear m) -> m.kernel().get().square().sum(), Filter.pathContains("kernel"))
              .apply(linear);
      assertEquals(6f, gradient.get("kernel").toFloatArray()[0]);
      assertTrue(
          message(() -> Nnx.grad((Tensor x) -> x.sum()).apply(Tensor.of(1f)))
              .contains("has no variables"));
    }

    @Test
    void modulesAreMadeInsideCompiledFunctions() {
      Linear outside = new Linear(3, 2, new Rngs(0));
      Jit1<Rngs, Linear> make = Nnx.jit((Rngs rngs) -> new Linear(3, 2, rngs));
      Rngs rngs = new Rngs(0);
      assertClose(outside.kernel().get(), make.apply(rngs).kernel().get());
      make.apply(rngs);
      assertEquals(4, Nnx.state(rngs).get("default/count").astype(DType.I32).toInt());
      Jit1<Linear, Linear> same = Nnx.jit((Linear m) -> m);
      assertSame(outside, same.apply(outside));
    }

    @Test
    void ensemblesAreMappedOverTheirVariables() {
      Fn1<Rngs, Linear> make = Nnx.vmap((Rngs rngs) -> new Linear(3, 2, rngs));
      Linear ensemble = make.apply(new Rngs(0).split(4));
      assertEquals(Shape.of(4, 3, 2), ensemble.kernel().shape());
      Fn2<Linear, Tensor, Tensor> each =
          Nnx.vmap((Linear m, Tensor x) -> m.apply(x), MapAxes.in(0, null));
      assertEquals(Shape.of(4, 5, 2), each.apply(ensemble, X).shape());
      Linear one = new Linear(3, 2, new Rngs(0));
      Fn2<Linear, Tensor, Tensor> examples =
          Nnx.vmap((Linear m, Tensor x) -> m.apply(x), MapAxes.in(null, 0));
      assertClose(one.apply(X), examples.apply(one, X));
      Fn2<Linear, Tensor, Tensor> writing =
          Nnx.vmap(
              (Linear m, Tensor x) -> {
                m.kernel().update(k -> k.times(2));
                return m.apply(x);
              },
              MapAxes.in(null, 0));
      Tensor before = one.kernel().get();
      writing.apply(one, X);
      assertClose(before.times(2), one.kernel().get()); // what all examples agree in
      Fn2<Linear, Tensor, Tensor> disagreeing =
          Nnx.vmap(
              (Linear m, Tensor x) -> {
                m.kernel().update(k -> k.times(x.sum()));
                return m.apply(x);
              },
              MapAxes.in(null, 0));
      assertTrue(message(() -> disagreeing.apply(one, X)).contains("all examples share"));
    }

    @Test
    void stacksOfLayersAreScanned() {
      Fn1<Rngs, Linear> make = Nnx.vmap((Rngs rngs) -> new Linear(3, 3, rngs));
      Linear layers = make.apply(new Rngs(0).split(4));
      Fn2<Linear, Tensor, Tensor> loop =
          (stack, x) ->
              Nnx.scan(
                      (Tensor y, Linear layer) ->
                          new Scanned<>(Functions.tanh(layer.apply(y)), y.sum()),
                      x,
                      stack)
                  .carry();
      Fn2<Linear, Tensor, Tensor> unrolled =
          (stack, x) -> {
            Tensor y = x;
            for (int i = 0; i < 4; i++) {
              Tensor at = Tensor.of(i);
              Tensor kernel = Numpy.take(stack.kernel().get(), at, 0);
              Tensor bias = Numpy.take(stack.bias().get(), at, 0);
              y = Functions.tanh(Numpy.matmul(y, kernel).plus(bias));
            }
            return y;
          };
      assertClose(unrolled.apply(layers, X), loop.apply(layers, X));
      State a = Nnx.grad((Linear m) -> loop.apply(m, X).sum()).apply(layers);
      State b = Nnx.grad((Linear m) -> unrolled.apply(m, X).sum()).apply(layers);
      assertClose(b.get("kernel"), a.get("kernel"));
    }

    @Test
    void modulesInTheCarryGoFromStepToStep() {
      class Counter extends Module {
        private final Variable count = new Variable(Tensor.of(0f));
        private final Param factor = new Param(Tensor.of(2f));
      }
      Counter counter = new Counter();
      Scanned<Counter, Tensor> result =
          Nnx.scan(
              (Counter c, Tensor x) -> {
                c.count.update(n -> n.plus(x.times(c.factor.get())));
                return new Scanned<>(c, c.count.get());
              },
              counter,
              Tensor.of(new float[] {1, 2, 3}));
      assertArrayEquals(new float[] {2, 6, 12}, result.outputs().toFloatArray());
      assertSame(counter, result.carry());
      assertEquals(12f, counter.count.get().toFloat());
    }

    @Test
    void branchesAndRematerializationWrite() {
      Network network = new Network(new Rngs(0));
      Network other = Nnx.clone(network);
      Fn2<Network, Tensor, Tensor> remat = Nnx.remat((Network m, Tensor x) -> m.apply(x));
      State a = Nnx.grad((Network m) -> m.apply(X).sum()).apply(network);
      State b = Nnx.grad((Network m) -> remat.apply(m, X).sum()).apply(other);
      assertClose(a.get("layers/0/kernel"), b.get("layers/0/kernel"));
      assertClose(Nnx.state(network).get("norm/var"), Nnx.state(other).get("norm/var"));
      Linear linear = new Linear(1, 1, new Rngs(0));
      Jit2<Linear, Tensor, Tensor> branch =
          Nnx.jit(
              (Linear m, Tensor p) ->
                  Nnx.cond(
                      p,
                      (Linear l) -> {
                        l.kernel().update(k -> k.times(0).plus(7));
                        return l.kernel().get().sum();
                      },
                      (Linear l) -> {
                        l.bias().update(v -> v.plus(1));
                        return l.bias().get().sum();
                      },
                      m));
      assertEquals(7f, branch.apply(linear, Tensor.of(true)).toFloat());
      assertEquals(0f, linear.bias().get().toFloatArray()[0]);
      assertEquals(1f, branch.apply(linear, Tensor.of(false)).toFloat());
      assertEquals(7f, linear.kernel().get().toFloatArray()[0]);
    }

    @Test
    void anOptimizerTrainsOnlyItsVariables() {
      LoRALinear model = new LoRALinear(3, 2, 2, new Rngs(0));
      Filter lora = Filter.ofType(LoRAParam.class);
      Optimizer<LoRALinear> optimizer = new Optimizer<>(model, Optax.adam(0.1), lora);
      Tensor kernel = model.kernel().get();
      Fn1<LoRALinear, Tensor> loss = m -> m.apply(X).minus(1.0).square().mean();
      float first = loss.apply(model).toFloat();
      Jit2<LoRALinear, Optimizer<LoRALinear>, Tensor> step =
          Nnx.jit(
              (m, o) -> {
                var result = Nnx.valueAndGrad(loss, lora).apply(m);
                o.update(m, result.gradient());
                return result.value();
              });
      for (int i = 0; i < 30; i++) {
        step.apply(model, optimizer);
      }
      assertSame(kernel, model.kernel().get());
      assertTrue(loss.apply(model).toFloat() < 0.5 * first);
      assertEquals(1, step.statistics().misses());
    }
  }

  @Nested
  class BadInput {
    @Test
    void missingStreamsAreNamed() {
      Rngs rngs = new Rngs(Map.of("params", 0));
      assertTrue(message(() -> new Dropout(0.5, rngs)).contains("dropout needs an rng stream"));
      assertTrue(message(() -> new Dropout(0.5).apply(X)).contains("Dropout needs an rng stream"));
      assertTrue(message(() -> new Rngs(Map.of("params", "x"))).contains("give a seed or a key"));
    }

    @Test
    void inputsOfOtherSizesAreRefused() {
      String text =
          assertThrows(ShapeException.class, () -> new Linear(4, 2, new Rngs(0)).apply(X))
              .getMessage();
      assertTrue(text.contains("Linear: the input is f32[5,3]; its last axis must have 4"), text);
      assertTrue(
          message(() -> new MultiHeadAttention(1, 3, new Rngs(0)).decode(X))
              .contains("call initCache"));
    }
  }

  @Nested
  class Metrics {
    @Test
    void metricsGatherBatchesEagerAndCompiled() {
      for (boolean jitted : new boolean[] {false, true}) {
        MultiMetric metrics =
            new MultiMetric(
                Map.of(
                    "accuracy", new Accuracy(),
                    "loss", new Average("loss"),
                    "spread", new Welford("loss")));
        Fn2<MultiMetric, Map<String, Tensor>, Tensor> update =
            (m, batch) -> {
              m.update(batch);
              return batch.get("loss");
            };
        Fn2<MultiMetric, Map<String, Tensor>, Tensor> run = jitted ? Nnx.jit(update) : update;
        Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
        for (float loss : new float[] {1, 3, 8}) {
          run.apply(
              metrics,
              Map.of(
                  "loss", Tensor.of(loss),
                  "logits", logits,
                  "labels", Tensor.of(new int[] {1, 1})));
        }
        Map<String, Object> results = metrics.compute();
        assertEquals(0.5f, ((Tensor) results.get("accuracy")).toFloat());
        assertEquals(4f, ((Tensor) results.get("loss")).toFloat(), 1e-6);
        Moments.Statistics spread = (Moments.Statistics) results.get("spread");
        assertEquals(4f, spread.mean().toFloat(), 1e-6);
        assertEquals(Math.sqrt(26 / 3.0), spread.standardDeviation().toFloat(), 1e-5);
        metrics.reset();
        assertTrue(Float.isNaN(((Tensor) metrics.compute().get("loss")).toFloat()));
        assertTrue(message(() -> metrics.update(Map.of())).contains("needs '"));
      }
    }
  }
}
