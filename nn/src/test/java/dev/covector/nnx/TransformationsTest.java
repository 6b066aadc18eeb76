package dev.covector.nnx;

import static dev.covector.nnx.Network.assertClose;
import static dev.covector.nnx.Network.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import org.junit.jupiter.api.Test;

/** Transformations of functions of modules. */
final class TransformationsTest {
  private static final Tensor X = Random.normal(Random.key(7), 5, 3);

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
