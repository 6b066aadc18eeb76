package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What modules say when they are used wrongly. */
final class LayerErrorsTest {
  private static final Tensor X = Numpy.ones(2, 3);

  private static void says(String text, Executable code) {
    String message = assertThrows(CovectorException.class, code).getMessage();
    assertTrue(message.contains(text), message);
  }

  @Test
  void anUnboundModule() {
    says(
        "Dense is not bound: call it inside init or apply, as in model.apply(variables, x)",
        () -> new Dense(4).apply(X));
  }

  @Test
  void aModuleFromOutside() {
    Dense[] outside = {new Dense(4)};
    final class Reaches extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        return outside[0].apply(x);
      }
    }
    says("no field of that model holds it", () -> new Reaches().init(Random.key(0), X));
  }

  @Test
  void parametersOfAnotherShape() {
    Models.FeedForward model = new Models.FeedForward(4);
    Map<String, Object> variables = model.init(Random.key(0), X);
    says(
        "Dense at Dense_0: kernel has f32[3,4], wants f32[5,4]; the parameters are those of"
            + " another model, or drawn for an input of another shape",
        () -> model.apply(variables, Numpy.ones(2, 5)));
  }

  @Test
  void parametersOfAnotherStructure() {
    Map<String, Object> variables = new Models.FeedForward(4).init(Random.key(0), X);
    says(
        "Dense at Dense_1: there is no kernel in the collection 'params', which has [] here",
        () -> new Models.FeedForward(4, 4).apply(variables, X));
    says(
        "there is no kernel in the collection 'params', which has not been passed",
        () -> new Dense(4).apply(Map.of(), X));
    says(
        "the variables are {params: {params: ...}}",
        () -> new Dense(4).apply(Map.of("params", variables), X));
  }

  @Test
  void aMissingKey() {
    Dropout dropout = new Dropout(0.5).deterministic(false);
    says(
        "Dropout needs an rng: pass rngs = {dropout: key}, there are none",
        () -> dropout.apply(Map.of(), X));
    says(
        "pass rngs = {dropout: key}, there are only [noise]",
        () -> dropout.apply(Map.of(), Map.of("noise", Random.key(0)), X));
  }

  @Test
  void aMutationWithoutMutable() {
    BatchNorm norm = new BatchNorm();
    Map<String, Object> variables = norm.init(Random.key(0), () -> norm.apply(X, false));
    says(
        "BatchNorm changes mean in the collection 'batch_stats', which is not mutable: apply it"
            + " with ApplyOptions.mutable(\"batch_stats\")",
        () -> norm.apply(variables, () -> norm.apply(X, false)));
  }

  @Test
  void anInputOfTheWrongRankOrDtype() {
    says("the input is the scalar f32[]", () -> new Dense(4).init(Random.key(0), Numpy.ones()));
    says(
        "Conv: the input is f32[2,3]; a kernel of sizes [3, 3] needs 2 spatial axes",
        () -> new Conv(4, 3, 3).init(Random.key(0), X));
    says("it must be of integers", () -> new Embed(4, 2).init(Random.key(0), X));
    says(
        "RNN: the input is f32[3]",
        () -> new RNN<>(new GRUCell(4)).init(Random.key(0), Numpy.ones(3)));
    says(
        "8 features, which 3 groups do not divide",
        () -> new GroupNorm().numGroups(3).init(Random.key(0), Numpy.ones(2, 8)));
    says(
        "7 features for queries, keys and values are no multiple of 2 heads",
        () -> new SelfAttention(2).init(Random.key(0), Numpy.ones(2, 3, 7)));
  }

  @Test
  void whatIsSaidTwiceOrNotAtAll() {
    says("say whether it is deterministic", () -> new Dropout(0.5).apply(Map.of(), X));
    Dropout dropout = new Dropout(0.5).deterministic(true);
    says(
        "given to the module and to the call",
        () -> dropout.apply(Map.of(), () -> dropout.apply(X, true)));
    says("say whether it uses running averages", () -> new BatchNorm().init(Random.key(0), X));
  }

  @Test
  void twoModulesOfOneName() {
    final class Twice extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        return new Dense(2).named("d").apply(new Dense(2).named("d").apply(x));
      }
    }
    says("Twice has two modules named d", () -> new Twice().init(Random.key(0), X));
  }
}
