package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Covector;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transformations of functions that call modules; numbers are those of Flax 0.12.8. */
final class LiftedTest {
  private static final Tensor X = Numpy.ones(2, 3);

  private static void startsWith(Map<String, Object> variables, String path, double... want) {
    double[] got = Variables.tensor(variables, path).toDoubleArray();
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], got[i], 1e-6, path);
    }
  }

  @Test
  void vmapDrawsParametersForEachExample() {
    final class Each extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Dense dense = new Dense(2);
        LiftOptions options = LiftOptions.DEFAULT.mapped("params", 0).splitRng("params");
        return Lifted.vmap(dense, dense, options).apply(x);
      }
    }

    Each model = new Each();
    Tensor x = Numpy.ones(3, 4);
    Map<String, Object> variables = model.init(Random.key(0), x);
    startsWith(variables, "params/Dense_0/kernel", 0.5333099961280823, 0.375288188457489);
    assertEquals(Shape.of(3, 4, 2), Variables.tensor(variables, "params/Dense_0/kernel").shape());
    assertArrayEquals(
        new float[] {0.3331213f, -0.34654099f, -3.3396006f, 0.36653304f, -0.03672214f, -0.0782287f},
        model.apply(variables, x).toFloatArray(),
        1e-5f);
  }

  @Test
  void vmapDropsOtherElementsForEachExample() {
    final class Each extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Dropout dropout = new Dropout(0.5).deterministic(false);
        LiftOptions options = LiftOptions.DEFAULT.shared("params").splitRng("dropout");
        return Lifted.vmap(dropout, dropout, options).apply(x);
      }
    }

    assertArrayEquals(
        new float[] {2, 2, 0, 2, 2, 0, 2, 0, 2, 0, 2, 0},
        new Each()
            .apply(Map.of(), Map.of("dropout", Random.key(5)), Numpy.ones(3, 4))
            .toFloatArray());
  }

  @Test
  void rematDrawsAndComputesAsWithout() {
    final class Again extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        ModuleTest.Inner inner = new ModuleTest.Inner();
        return new Dense(2).apply(Lifted.remat(inner, inner).apply(x));
      }
    }

    Again model = new Again();
    Map<String, Object> variables =
        model.init(Map.of("params", Random.key(3), "noise", Random.key(4)), X);
    startsWith(variables, "params/Inner_0/Dense_0/kernel", -0.6098728775978088, -0.0759529098);
    startsWith(variables, "params/Dense_0/kernel", 0.8435001373291016, -0.29192614555358887);
    Map<String, Object> grads =
        Covector.grad(
                (Map<String, Object> v) ->
                    model.apply(v, Map.of("noise", Random.key(9)), X).square().sum())
            .apply(variables);
    assertEquals(Shape.of(3, 2), Variables.tensor(grads, "params/Inner_0/Dense_0/kernel").shape());
  }

  @Test
  void jitDrawsAKeyToGoIn() {
    final class Compiled extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        ModuleTest.Inner inner = new ModuleTest.Inner();
        return new Dense(2).apply(Lifted.jit(inner, inner).apply(x));
      }
    }

    Map<String, Object> variables =
        new Compiled().init(Map.of("params", Random.key(3), "noise", Random.key(4)), X);
    startsWith(variables, "params/Inner_0/Dense_0/kernel", -0.8227422833442688, -0.7460612654);
    startsWith(variables, "params/Dense_0/kernel", 0.8435001373291016, -0.29192614555358887);
  }

  /** A step with a parameter and a count of its steps. */
  static final class Step extends Module {
    Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
      return compact(
          () -> {
            Variable<Tensor> steps = variable("counts", "steps", () -> Tensor.of(0));
            if (!isInitializing()) {
              steps.set(steps.value().plus(1));
            }
            Tensor next = new Dense(3).apply(carry.plus(x));
            return new Scanned<>(next, next);
          });
    }
  }

  @Test
  void scanSharesParametersAndCarriesCounts() {
    final class Loop extends Module {
      private final Step step = new Step();

      Scanned<Tensor, Tensor> apply(Tensor carry, Tensor xs) {
        LiftOptions options =
            LiftOptions.DEFAULT.shared("params").carried("counts").sharedRng("params");
        Fn2<Tensor, Tensor, Scanned<Tensor, Tensor>> body = step::apply;
        return Lifted.scan(step, body, options).apply(carry, xs);
      }
    }

    Loop loop = new Loop();
    Tensor xs = Numpy.reshape(Numpy.arange(12.0), 4, 3);
    Map<String, Object> variables = loop.init(Random.key(0), () -> loop.apply(Numpy.zeros(3), xs));
    Applied<Scanned<Tensor, Tensor>> applied =
        loop.apply(variables, ApplyOptions.mutable("counts"), () -> loop.apply(Numpy.zeros(3), xs));
    assertEquals(4, Variables.tensor(applied.variables(), "counts/step/steps").toInt());
    Tensor kernel = Variables.tensor(variables, "params/step/Dense_0/kernel");
    Tensor carry = Numpy.zeros(3);
    for (int i = 0; i < 4; i++) {
      carry = Numpy.dot(carry.plus(Lax.indexInDim(xs, i, 0, false)), kernel);
    }
    assertArrayEquals(carry.toFloatArray(), applied.output().carry().toFloatArray(), 1e-4f);
    assertEquals(Shape.of(4, 3), applied.output().outputs().shape());
  }
}
