package dev.covector.linen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.Map;
import java.util.Set;
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
        "Dense at Dense_0: kernel has f32[3,4], this input wants f32[5,4]; the input has another"
            + " shape than the one that the parameters were drawn for, or they are those of another model",
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
  void oneNameForTwo() {
    final class Parameters extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        return x.plus(param("w", Initializers.zeros(), 3)).plus(param("w", Initializers.ones(), 3));
      }
    }
    says(
        "Parameters asks twice for w in the collection 'params'; give one of the two another name",
        () -> new Parameters().init(Random.key(0), X));
    final class FieldAndBody extends Layer {
      final Dense dense = new Dense(3);

      @Override
      protected Tensor call(Tensor x) {
        return dense.apply(new Dense(3).named("dense").apply(x));
      }
    }
    says("has two modules named dense", () -> new FieldAndBody().init(Random.key(0), X));
    class Below extends Layer {
      private final Dense dense = new Dense(3);

      @Override
      protected Tensor call(Tensor x) {
        return dense.apply(x);
      }
    }
    final class Above extends Below {
      private final Dense dense = new Dense(3);

      @Override
      protected Tensor call(Tensor x) {
        return dense.apply(super.call(x));
      }
    }
    says("Above has two modules named dense", () -> new Above().init(Random.key(0), X));
  }

  @Test
  void oneNameForTwoRunsIsSharing() {
    final class Offset extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        return new Dense(3).apply(x).plus(param("w", Initializers.ones(), 3));
      }
    }
    final class Twice extends Layer {
      final Offset offset = new Offset();

      @Override
      protected Tensor call(Tensor x) {
        return offset.apply(offset.apply(x));
      }
    }
    Map<String, Object> variables = new Twice().init(Random.key(0), X);
    assertEquals(
        Set.of("params/offset/w", "params/offset/Dense_0/bias", "params/offset/Dense_0/kernel"),
        Variables.flatten(variables).keySet());
  }

  @Test
  void twoBodiesThatCountFromZero() {
    final class Coder extends Module {
      Tensor encode(Tensor x) {
        return compact(() -> new Dense(2).apply(x));
      }

      Tensor decode(Tensor z) {
        return compact(() -> new Dense(3).apply(z));
      }
    }
    Coder coder = new Coder();
    says(
        "Dense at Dense_0: kernel has f32[3,2] from a call before, and wants f32[2,3] now",
        () -> coder.init(Random.key(0), () -> coder.decode(coder.encode(X))));
  }

  @Test
  void aRateThatIsNoProbability() {
    says("Dropout: the rate is 1.5; it is the probability of 0", () -> new Dropout(1.5));
    says("Dropout: the rate is NaN", () -> new Dropout(Double.NaN));
    says("Dropout: the rate is -0.1", () -> new dev.covector.nnx.Dropout(-0.1));
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

  @Test
  void thePlaceOfTheLayer() {
    final class Tower extends Layer {
      final Sequential encoder = new Sequential(new Dense(4), new Conv(2, 3, 3));

      @Override
      protected Tensor call(Tensor x) {
        return encoder.apply(x);
      }
    }
    says(
        "Conv: the input is f32[2,4]; a kernel of sizes [3, 3] needs 2 spatial axes and one of"
            + " features behind them, 1 for images of one channel: x.reshape(examples, height, width,"
            + " 1) [in Conv at encoder/layers_1] (LayerErrorsTest.java:",
        () -> new Tower().init(Random.key(0), X));
    final class Broken extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        return new Dense(4).apply(x).plus(Numpy.ones(3, 5));
      }
    }
    says("[in Broken] (LayerErrorsTest.java:", () -> new Broken().init(Random.key(0), X));
    says(
        "it must be of integers [in Embed] (LayerErrorsTest.java:",
        () -> new Embed(4, 2).init(Random.key(0), X));
  }

  @Test
  void inputsThatDoNotFit() {
    Tensor image = Numpy.ones(2, 4, 4, 3);
    says(
        "5 groups do not divide",
        () -> new Conv(4, 3, 3).featureGroupCount(5).init(Random.key(0), image));
    says(
        "strides [1, 2, 3] for a kernel of sizes [3, 3]",
        () -> new Conv(4, 3, 3).strides(1, 2, 3).init(Random.key(0), image));
    says(
        "the mask is f32[2,2], the kernel f32[3,3,3,4]; their shapes must be equal",
        () -> new Conv(4, 3, 3).mask(Numpy.ones(2, 2)).init(Random.key(0), image));
    says(
        "the equation 'ab' must be of the form 'input,kernel->result'",
        () -> new Einsum(Shape.of(3, 4), "ab").init(Random.key(0), X));
    says(
        "batchDims are [1]; they must be 0, 1 and so on",
        () -> new DenseGeneral(4).batchDims(1).init(Random.key(0), X));
    says(
        "dtype is i32; it must be a floating one",
        () -> new Dense(4).dtype(DType.I32).init(Random.key(0), X));
    says("axis", () -> new LayerNorm().reductionAxes(5).init(Random.key(0), X));
    Layer attention = new SelfAttention(2).dropoutRate(0.5);
    says(
        "so say whether it is deterministic",
        () -> attention.init(Random.key(0), Numpy.ones(2, 3, 4)));
    Layer decoding = new SelfAttention(1).decode(true);
    Map<String, Object> variables = decoding.init(Random.key(0), Numpy.ones(2, 3, 4));
    says(
        "the cache is f32[2,3,1,4], so a query must be one position",
        () -> decoding.apply(variables, ApplyOptions.mutable("cache"), Numpy.ones(2, 3, 4)));
    says(
        "changes cached_key in the collection 'cache', which is not mutable",
        () -> decoding.apply(variables, Numpy.ones(2, 1, 4)));
    says(
        "the input is f32[3]; it must have at least 2 axes",
        () -> new BatchApply(x -> x).apply(Numpy.ones(3)));
  }

  @Test
  void wrongUseOfLiftedTransformations() {
    final class Endless extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Dense dense = new Dense(2);
        LiftOptions nothing = LiftOptions.DEFAULT.shared("params").axes(null, 0);
        return Lifted.vmap(dense, dense, nothing).apply(x);
      }
    }
    says(
        "nothing says how many examples or steps there are; give it with LiftOptions.length(n)",
        () -> new Endless().init(Random.key(0), X));
    final class Keyless extends Layer {
      @Override
      protected Tensor call(Tensor x) {
        Dense dense = new Dense(2);
        return Lifted.vmap(dense, dense, LiftOptions.DEFAULT.mapped("params", 0)).apply(x);
      }
    }
    says(
        "Dense at Dense_0 needs an rng: pass rngs = {params: key}, there are none",
        () -> new Keyless().init(Random.key(0), X));
  }
}
