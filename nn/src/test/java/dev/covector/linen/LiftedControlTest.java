package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Branches and loops of modules; that they compute what Flax does is in the suites of Flax. */
final class LiftedControlTest {
  private static final Tensor X = Numpy.ones(2, 3);

  /** One of two layers, which are parts and are both called to draw their parameters. */
  private static final class Either extends Module2<Tensor, Tensor, Tensor> {
    private final Dense left = new Dense(4);
    private final Dense right = new Dense(4);

    @Override
    protected Tensor call(Tensor x, Tensor goesLeft) {
      if (isInitializing()) {
        left.apply(x);
        right.apply(x);
      }
      return Lifted.cond(this, goesLeft, left, right, x);
    }
  }

  private static Tensor bool(boolean value) {
    return Tensor.of(value);
  }

  private static double norm(Map<String, Object> grads, String path) {
    return Numpy.sum(Variables.tensor(grads, path).square()).toDouble();
  }

  @Test
  void onlyTheChosenBranchHasAGradient() {
    Either either = new Either();
    Map<String, Object> variables = either.init(Random.key(0), () -> either.apply(X, bool(true)));
    assertEquals(
        new TreeSet<>(List.of("left", "right")),
        new TreeSet<>(Variables.params(variables).keySet()));
    for (boolean goesLeft : new boolean[] {true, false}) {
      Fn1<Map<String, Object>, Tensor> loss =
          v -> either.apply(v, () -> either.apply(X, bool(goesLeft))).square().sum();
      Map<String, Object> grads = Covector.jit(Covector.grad(loss)).apply(variables);
      assertEquals(goesLeft, norm(grads, "params/left/kernel") > 0);
      assertEquals(!goesLeft, norm(grads, "params/right/kernel") > 0);
    }
  }

  @Test
  void eachExampleTakesItsOwnBranch() {
    Either either = new Either();
    Map<String, Object> variables = either.init(Random.key(0), () -> either.apply(X, bool(true)));
    Tensor choices = Tensor.of(new boolean[] {true, false});
    Tensor both =
        Covector.vmap(
                (Tensor x, Tensor choice) -> either.apply(variables, () -> either.apply(x, choice)),
                Axes.in(0, 0))
            .apply(X, choices);
    for (int i = 0; i < 2; i++) {
      int row = i;
      Tensor one = either.apply(variables, () -> either.apply(X.get(row), choices.get(row)));
      assertArrayEquals(one.toFloatArray(), both.get(i).toFloatArray(), 1e-6f);
    }
  }

  @Test
  void branchesThatDrawDifferentVariablesAreRefused() {
    final class Uneven extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Fn1<Tensor, Tensor> two = in -> new Dense(3).apply(new Dense(3).apply(in));
        return Lifted.cond(this, Tensor.of(true), in -> new Dense(3).apply(in), two, x);
      }
    }

    Layer uneven = new Uneven().named("uneven");
    String text =
        assertThrows(ModuleException.class, () -> uneven.init(Random.key(0), X)).getMessage();
    assertTrue(
        text.startsWith(
            "lifted cond in Uneven: branch 0 leaves the variables [params/Dense_0/bias,"
                + " params/Dense_0/kernel] and branch 1 [params/Dense_0/bias,"
                + " params/Dense_0/kernel, params/Dense_1/bias, params/Dense_1/kernel]; all must"
                + " leave the same: name modules alike in all branches, or call every branch once"
                + " while isInitializing()"),
        text);
  }

  @Test
  void aPredicateMustBeABool() {
    Either either = new Either();
    String text =
        assertThrows(
                CovectorException.class,
                () -> either.init(Random.key(0), () -> either.apply(X, Tensor.of(1))))
            .getMessage();
    assertTrue(text.contains("the predicate is"), text);
    assertTrue(text.contains("it must be a bool scalar"), text);
  }

  /** Halves its input until it is small, and counts. */
  private static final class Halving extends Layer {
    private final boolean draws;

    Halving(boolean draws) {
      this.draws = draws;
    }

    @Override
    protected Tensor call(Tensor x) {
      Dense dense = new Dense(3);
      Fn1<Tensor, Tensor> body =
          in -> {
            Variable<Tensor> turns = turns();
            if (!isInitializing()) {
              turns.set(turns.value().plus(1));
            }
            return dense.apply(in).times(0).plus(in.div(2));
          };
      if (draws && isInitializing()) {
        return body.apply(x);
      }
      LiftOptions options = LiftOptions.DEFAULT.carried("counts");
      return Lifted.whileLoop(this, in -> Numpy.max(in).gt(0.1), body, x, options);
    }

    private Variable<Tensor> turns() {
      return variable("counts", "turns", () -> Numpy.zeros(Shape.SCALAR, DType.I32));
    }
  }

  @Test
  void aLoopEndsByItsCarryAndKeepsItsVariables() {
    Halving halving = new Halving(true);
    Map<String, Object> variables = halving.init(Random.key(0), X);
    ApplyOptions counting = ApplyOptions.mutable("counts");
    for (boolean compiled : new boolean[] {false, true}) {
      Fn1<Tensor, List<Object>> run =
          x -> {
            Applied<Tensor> applied = halving.apply(variables, counting, x);
            return List.of(applied.output(), applied.variables());
          };
      List<Object> results = (compiled ? Covector.jit(run) : run).apply(X);
      assertEquals(0.0625f, ((Tensor) results.get(0)).get(0, 0).toFloat());
      @SuppressWarnings("unchecked") // the variables
      Map<String, Object> changed = (Map<String, Object>) results.get(1);
      assertEquals(4, Variables.tensor(changed, "counts/turns").toInt());
    }
  }

  @Test
  void nothingIsDrawnInALoop() {
    String text =
        assertThrows(ModuleException.class, () -> new Halving(false).init(Random.key(0), X))
            .getMessage();
    assertTrue(
        text.startsWith(
            "Dense at Dense_0: kernel of the collection 'params' cannot be drawn inside a lifted"
                + " transformation that does not change this collection; call the function once"
                + " before, while isInitializing()"),
        text);
  }

  @Test
  void aLayerOfTheBodyAroundIsUsedInATransformation() {
    final class Around extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Dense dense = new Dense(3);
        Fn1<Tensor, Tensor> twice = in -> dense.apply(dense.apply(in));
        return Lifted.remat(this, Lifted.jit(this, twice)).apply(x).plus(dense.apply(x));
      }
    }

    Around around = new Around();
    Map<String, Object> variables = around.init(Random.key(0), X);
    assertEquals(
        List.of("params/Dense_0/bias", "params/Dense_0/kernel"),
        List.copyOf(Variables.flatten(variables).keySet()));
    Tensor kernel = Variables.tensor(variables, "params/Dense_0/kernel");
    Tensor once = Numpy.dot(X, kernel);
    assertArrayEquals(
        once.plus(Numpy.dot(once, kernel)).toFloatArray(),
        around.apply(variables, X).toFloatArray(),
        1e-5f);
  }

  @Test
  void aLayerOfAnotherModuleIsNot() {
    final class Sibling extends Layer {
      private final Dense lifted = new Dense(3);
      private final Dense other = new Dense(3);

      @Override
      protected Tensor call(Tensor x) {
        return Lifted.remat(lifted, (Tensor in) -> other.apply(in)).apply(x);
      }
    }

    String text =
        assertThrows(ModuleException.class, () -> new Sibling().init(Random.key(0), X))
            .getMessage();
    assertTrue(text.contains("is not bound here"), text);
  }
}
