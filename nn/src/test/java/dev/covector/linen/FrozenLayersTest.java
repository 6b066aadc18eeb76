package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Covector;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.graph.Passes;
import dev.covector.nnx.GraphDef;
import dev.covector.nnx.Linear;
import dev.covector.nnx.Nnx;
import dev.covector.nnx.Rngs;
import dev.covector.nnx.Split;
import dev.covector.nnx.State;
import dev.covector.numpy.Numpy;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import dev.covector.random.Random;
import dev.covector.transform.Inspection;
import dev.covector.transform.TreeFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step does not compute the gradients of layers that stay as they are. */
final class FrozenLayersTest {
  private static final Tensor X = Numpy.ones(5, 3);

  /** Two layers: two products forward, three backward. */
  private static final class Classifier extends Layer {
    private final Dense encoder = new Dense(4);
    private final Dense head = new Dense(2);

    @Override
    protected Tensor call(Tensor x) {
      return head.apply(Functions.tanh(encoder.apply(x)));
    }
  }

  /** The same as a module that holds its parameters. */
  private static final class Holder extends dev.covector.nnx.Module {
    private final Linear encoder;
    private final Linear head;

    Holder(Rngs rngs) {
      encoder = new Linear(3, 4, rngs);
      head = new Linear(4, 2, rngs);
    }

    Tensor apply(Tensor x) {
      return head.apply(Functions.tanh(encoder.apply(x)));
    }
  }

  private static GradientTransformation freezing(String... layers) {
    return Optax.multiTransform(
        Map.of("trained", Optax.adam(0.1), "frozen", Optax.setToZero()),
        (path, leaf) ->
            List.of(layers).stream().anyMatch(path.toString()::contains) ? "frozen" : "trained");
  }

  private static long products(TreeFunction step, Object... arguments) {
    return Passes.run(Inspection.graph(step, arguments)).equations().stream()
        .filter(equation -> equation.op().getClass().getSimpleName().equals("DotGeneral"))
        .count();
  }

  @SuppressWarnings("unchecked") // the argument is the state below
  private static long ofLinen(String... frozen) {
    Classifier model = new Classifier();
    Map<String, Object> drawn = model.init(Random.key(0), X);
    var state = TrainState.create(model, drawn, freezing(frozen));
    return products(
        arguments -> {
          var before = (TrainState<Classifier, Map<String, Object>>) arguments[0];
          Map<String, Object> gradient =
              Covector.grad(
                      (Map<String, Object> p) ->
                          model.apply(p, (Tensor) arguments[1]).square().mean())
                  .apply(before.params());
          return before.applyGradients(gradient);
        },
        state,
        X);
  }

  private static long ofNnx(String... frozen) {
    GradientTransformation tx = freezing(frozen);
    Split<Holder> split = Nnx.split(new Holder(new Rngs(0)));
    GraphDef<Holder> definition = split.graphDef();
    State parameters = split.states().getFirst();
    return products(
        arguments -> {
          State before = (State) arguments[0];
          Holder model = Nnx.merge(definition, before);
          State gradient =
              Nnx.grad((Holder m) -> m.apply((Tensor) arguments[2]).square().mean()).apply(model);
          Updated<Map<String, Object>> updated =
              tx.update(gradient.toPureDict(), (OptState) arguments[1], before.toPureDict());
          return List.of(
              Optax.applyUpdates(before.toPureDict(), updated.updates()), updated.state());
        },
        parameters,
        tx.init(parameters.toPureDict()),
        X);
  }

  @Test
  void aFrozenLayerOfLinenHasNoBackwardProducts() {
    assertEquals(5, ofLinen());
    assertEquals(3, ofLinen("encoder"));
    assertEquals(4, ofLinen("head"));
    assertEquals(0, ofLinen("encoder", "head"));
  }

  @Test
  void aFrozenLayerOfNnxHasNoBackwardProducts() {
    assertEquals(5, ofNnx());
    assertEquals(3, ofNnx("encoder"));
    assertEquals(4, ofNnx("head"));
    assertEquals(0, ofNnx("encoder", "head"));
  }
}
