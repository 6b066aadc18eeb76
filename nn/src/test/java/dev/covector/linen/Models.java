package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Padding;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.List;

/** The models of the recorded training runs. */
final class Models {
  private Models() {}

  /** Dense layers with relu between them. */
  static final class FeedForward extends Layer {
    private final int[] dimensions;

    FeedForward(int... dimensions) {
      this.dimensions = dimensions;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor y = x;
      for (int size : dimensions) {
        y = Functions.relu(new Dense(size).apply(y));
      }
      return y;
    }
  }

  /** What a variational autoencoder makes of an image. */
  record Decoded(Tensor image, Tensor mean, Tensor logvar) {}

  /** A variational autoencoder with classes. */
  static final class Vae extends Module {
    private final FeedForward encoder = new FeedForward(48, 32, 16);
    private final Layer preLatent = new Dense(16).named("pre_latent_proj");
    private final Layer postLatent = new Dense(16).named("post_latent_proj");
    private final Layer ofClass = new Dense(16).named("class_proj");
    private final FeedForward decoder = new FeedForward(32, 48, 64);

    Tensor decode(Tensor z, Tensor c) {
      return decoder.apply(postLatent.apply(z).plus(ofClass.apply(c)));
    }

    Decoded apply(Tensor x, Tensor c, Tensor key) {
      List<Tensor> parts = Numpy.split(preLatent.apply(encoder.apply(x)), 2, -1);
      Tensor mean = parts.get(0);
      Tensor logvar = parts.get(1);
      Tensor noise = Random.normal(key, mean.shape());
      Tensor z = noise.times(Numpy.exp(logvar.times(0.5))).plus(mean);
      return new Decoded(decode(z, c), mean, logvar);
    }
  }

  /** Convolutions with batch normalization and dropout. */
  static final class Cnn extends Module {
    Tensor apply(Tensor images, boolean train) {
      return compact(
          () -> {
            int[] two = {2, 2};
            Tensor x = new Conv(16, 3, 3).useBias(false).apply(images);
            x = new BatchNorm().useRunningAverage(!train).momentum(0.9).apply(x);
            x = Functions.maxPool(Functions.relu(x), two, two, Padding.VALID);
            x = Functions.gelu(new Conv(32, 3, 3).apply(x));
            x = Functions.avgPool(x, two, two, Padding.VALID);
            x = Numpy.reshape(x, x.shape().dim(0), -1);
            x = new Dropout(0.25).deterministic(!train).apply(x);
            return new Dense(10).apply(x);
          });
    }
  }

  /** A block of a transformer. */
  static final class Block extends Module {
    Tensor apply(Tensor input, Tensor mask) {
      return compact(
          () -> {
            Tensor h = new LayerNorm().apply(input);
            MultiHeadDotProductAttention attention = new MultiHeadDotProductAttention(4);
            Tensor x = input.plus(attention.attend(AttentionInputs.of(h).mask(mask)));
            h = new LayerNorm().apply(x);
            // the outer one is constructed first, and so is Dense_0
            return x.plus(new Dense(64).apply(Functions.gelu(new Dense(128).apply(h))));
          });
    }
  }

  /** A causal transformer. */
  static final class LanguageModel extends Layer {
    @Override
    protected Tensor call(Tensor ids) {
      Tensor positions = param("positions", Initializers.normal(0.02), Shape.of(32, 64), DType.F32);
      Tensor x = new Embed(64, 64).apply(ids).plus(positions);
      Tensor mask = Attention.makeCausalMask(ids);
      for (int i = 0; i < 2; i++) {
        x = new Block().apply(x, mask);
      }
      return new Dense(64).apply(new LayerNorm().apply(x));
    }
  }

  /** A tag for each token. */
  static final class Tagger extends Layer {
    @Override
    protected Tensor call(Tensor ids) {
      RNN<LSTMState> forward = new RNN<>(new OptimizedLSTMCell(16));
      RNN<Tensor> backward = new RNN<>(new GRUCell(16));
      Tensor embedded = new Embed(32, 12).apply(ids);
      return new Dense(5).apply(new Bidirectional<>(forward, backward).apply(embedded));
    }
  }
}
