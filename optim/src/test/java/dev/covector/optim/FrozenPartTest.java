package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.Fn3;
import dev.covector.Tensor;
import dev.covector.graph.Graph;
import dev.covector.graph.Passes;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Inspection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients that nobody uses are not computed. */
final class FrozenPartTest {
  record Model(Tensor encoder, Tensor head) {}

  record Step(Model params, OptState state) {}

  private static Tensor loss(Model model, Tensor x) {
    return x.dot(model.encoder).tanh().dot(model.head).square().mean();
  }

  private static Fn3<Model, OptState, Tensor, Step> step(GradientTransformation tx) {
    return (params, state, x) -> {
      Model grads = Covector.grad(FrozenPartTest::loss).apply(params, x);
      Updated<Model> updated = tx.update(grads, state, params);
      return new Step(Optax.applyUpdates(params, updated.updates()), updated.state());
    };
  }

  private static final Model MODEL = new Model(Numpy.ones(3, 4), Numpy.ones(4, 2));
  private static final Tensor X = Numpy.ones(5, 3);

  private static GradientTransformation freezing(String... frozen) {
    return Optax.multiTransform(
        Map.of("trained", Optax.adam(0.1), "frozen", Optax.setToZero()),
        (path, leaf) -> java.util.List.of(frozen).contains(path.toString()) ? "frozen" : "trained");
  }

  /** The matrix products of the compiled step. */
  private static long products(GradientTransformation tx) {
    Fn3<Model, OptState, Tensor, Step> step = step(tx);
    Graph graph =
        Inspection.graph(
            a -> step.apply((Model) a[0], (OptState) a[1], (Tensor) a[2]),
            new Object[] {MODEL, tx.init(MODEL), X});
    return Passes.run(graph).equations().stream()
        .filter(equation -> equation.op().getClass().getSimpleName().equals("DotGeneral"))
        .count();
  }

  @Test
  void aStepOfAllParametersHasTwoProductsForwardAndThreeBackward() {
    assertEquals(5, products(freezing()));
  }

  @Test
  void aFrozenPartHasNoBackwardProducts() {
    // neither the gradient of the encoder nor the way to it
    assertEquals(3, products(freezing("encoder")));
    assertEquals(4, products(freezing("head")));
    assertEquals(0, products(freezing("encoder", "head")));
  }

  @Test
  void aFrozenPartStaysAndTheRestMoves() {
    GradientTransformation tx = freezing("encoder");
    Step next = Covector.jit(step(tx)).apply(MODEL, tx.init(MODEL), X);
    assertArrayEquals(MODEL.encoder.toFloatArray(), next.params.encoder.toFloatArray());
    assertTrue(next.params.head.toFloatArray()[0] < 1);
  }
}
