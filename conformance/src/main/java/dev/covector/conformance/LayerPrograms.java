package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.conformance.LayerFunctions.Built;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.linen.AttentionInputs;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;
import dev.covector.linen.Module;
import dev.covector.linen.MultiHeadDotProductAttention;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of {@code linen_programs.py} that use what linen has beside layers. */
final class LayerPrograms {
  private LayerPrograms() {}

  static Built build(String name, LayerConfig config, LayerConfig call) {
    DType dtype = config.paramDtype();
    return switch (name) {
      case "Decode" -> {
        Decode decode = new Decode(config.integer("heads"), config.flag("normalize", false), dtype);
        yield new Built(decode, in -> List.of(decode.apply(in.first(), in.named("mask"))));
      }
      case "Shared" -> of(new Shared(dtype));
      case "Noisy" -> of(new Noisy(dtype));
      case "Autoencoder" -> {
        Autoencoder model = new Autoencoder(dtype);
        String method = config.text("method", "");
        Fn1<Tensor, Tensor> called =
            switch (method) {
              case "decode" -> model::decode;
              case "encode" -> model::encode;
              default -> model;
            };
        yield new Built(model, in -> List.of(called.apply(in.first())));
      }
      case "Sown" -> of(new Sown(dtype));
      case "Perturbed" -> of(new Perturbed(dtype));
      default -> LiftedPrograms.build(name, config);
    };
  }

  static Built of(Layer layer) {
    return new Built(layer, in -> List.of(layer.apply(in.first())));
  }

  /** Attention that is fed one position at a time, from an empty cache. */
  private static final class Decode extends Module {
    private final MultiHeadDotProductAttention attention;

    Decode(int heads, boolean normalize, DType dtype) {
      attention =
          new MultiHeadDotProductAttention(heads)
              .decode(true)
              .normalizeQk(normalize)
              .paramDtype(dtype);
    }

    Tensor apply(Tensor x, @Nullable Tensor mask) {
      return compact(
          () -> {
            if (isInitializing()) {
              return attention.apply(x);
            }
            List<Tensor> steps = new ArrayList<>();
            for (int i = 0; i < x.shape().dim(-2); i++) {
              Tensor position = Lax.sliceInDim(x, i, i + 1, x.rank() - 2);
              steps.add(attention.attend(AttentionInputs.of(position).mask(mask)));
            }
            return Numpy.concatenate(steps, -2);
          });
    }
  }

  /** One layer, used by this module and by a part. */
  private static final class Shared extends Layer {
    private final DType dtype;

    Shared(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      Dense dense = new Dense(x.shape().dim(-1)).paramDtype(dtype);
      return new Twice(dense).apply(dense.apply(x));
    }
  }

  private static final class Twice extends Layer {
    private final Layer layer;

    Twice(Layer layer) {
      this.layer = layer;
    }

    @Override
    protected Tensor call(Tensor x) {
      return layer.apply(Functions.tanh(layer.apply(x)));
    }
  }

  /** Draws keys of several streams, and keeps them. */
  private static final class Noisy extends Layer {
    private final DType dtype;

    Noisy(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      for (int i = 0; i < 2; i++) {
        sow("intermediates", "keys", Random.keyData(makeRng("noise")));
      }
      Tensor inner = new Noise().named("inner").apply(new Dense(3).paramDtype(dtype).apply(x));
      Tensor y = new Noise().apply(inner);
      return y.plus(Random.normal(makeRng("other"), y.shape(), y.dtype()));
    }
  }

  private static final class Noise extends Layer {
    @Override
    protected Tensor call(Tensor x) {
      sow("intermediates", "keys", Random.keyData(makeRng("noise")));
      return x.plus(Random.normal(makeRng("noise"), x.shape(), x.dtype()));
    }
  }

  /** Parts in fields; its method decode is what is called. */
  private static final class Autoencoder extends Layer {
    private final List<Dense> encoder;
    private final Map<String, Dense> decoder;

    Autoencoder(DType dtype) {
      encoder = List.of(new Dense(4).paramDtype(dtype), new Dense(2).paramDtype(dtype));
      decoder = Map.of("a", new Dense(4).paramDtype(dtype), "b", new Dense(5).paramDtype(dtype));
    }

    Tensor encode(Tensor x) {
      Tensor y = x;
      for (Dense layer : encoder) {
        y = Functions.tanh(layer.apply(y));
      }
      return y;
    }

    Tensor decode(Tensor z) {
      return decoder.get("b").apply(Functions.tanh(decoder.get("a").apply(z)));
    }

    @Override
    protected Tensor call(Tensor x) {
      return decode(encode(x));
    }
  }

  /** Leaves values in collections: in a list, and as a sum. */
  private static final class Sown extends Layer {
    private final DType dtype;

    Sown(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      Dense dense = new Dense(3).paramDtype(dtype);
      Tensor y = x;
      for (int i = 0; i < 3; i++) {
        y = Functions.tanh(dense.apply(y));
        sow("losses", "all", y.mean());
        Tensor sum = y.sum();
        sow("losses", "sum", sum, () -> Lax.fullLike(sum, 0), Tensor::plus);
      }
      return y;
    }
  }

  /** A value with a variable of zeros added. */
  private static final class Perturbed extends Layer {
    private final DType dtype;

    Perturbed(DType dtype) {
      this.dtype = dtype;
    }

    @Override
    protected Tensor call(Tensor x) {
      // constructed in the order of Python, where an argument comes before its function's result
      Dense last = new Dense(2).paramDtype(dtype);
      return last.apply(perturb("hidden", new Dense(3).paramDtype(dtype).apply(x)));
    }
  }
}
