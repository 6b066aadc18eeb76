package dev.covector.conformance;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.linen.BatchApply;
import dev.covector.linen.BatchNorm;
import dev.covector.linen.Dropout;
import dev.covector.linen.Einsum;
import dev.covector.linen.Embed;
import dev.covector.linen.GroupNorm;
import dev.covector.linen.InstanceNorm;
import dev.covector.linen.Layer;
import dev.covector.linen.LayerNorm;
import dev.covector.linen.Module;
import dev.covector.linen.MultiHeadAttention;
import dev.covector.linen.MultiHeadDotProductAttention;
import dev.covector.linen.RMSNorm;
import dev.covector.linen.SelfAttention;
import dev.covector.linen.Sequential;
import dev.covector.linen.SpectralNorm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The modules of {@code linen}, by the names and options of the suites. */
final class LayerFunctions {
  /**
   * A module, and a call of it for some inputs.
   *
   * @param captured whether the outputs of all its parts are kept
   */
  record Built(Module module, Fn1<CallInputs, List<Tensor>> call, boolean captured) {
    Built(Module module, Fn1<CallInputs, List<Tensor>> call) {
      this(module, call, false);
    }
  }

  private LayerFunctions() {}

  /**
   * The module of a case.
   *
   * @throws NotBuiltException when the name or an option is not known
   */
  static Built build(Case.Layer layer) {
    Arguments config = new Arguments(List.of(), layer.config(), "");
    Arguments call = new Arguments(List.of(), layer.callKwargs(), "");
    LayerTerm term = LayerTerm.parse(layer.fn().substring("linen.".length()));
    call.keyword("named", List.class);
    boolean captured = call.keyword("capture_intermediates", Boolean.class).orElse(false);
    Built built = build(term, new LayerConfig(config), new LayerConfig(call));
    Set<String> ignored = new TreeSet<>(config.ignored());
    ignored.addAll(call.ignored());
    if (!ignored.isEmpty()) {
      throw new NotBuiltException(layer.fn() + " with " + ignored);
    }
    return new Built(built.module(), built.call(), captured);
  }

  private static Built build(LayerTerm term, LayerConfig config, LayerConfig call) {
    return switch (term.name()) {
      case "program" -> LayerPrograms.build(term.arguments().getFirst().name(), config, call);
      case "Dropout" -> dropout(config, call);
      case "SpectralNorm" -> {
        SpectralNorm norm =
            NormalizationLayers.spectralNorm(layer(term.arguments().getFirst(), config), config);
        boolean update = call.flag("update_stats").orElseThrow();
        yield of(norm, x -> norm.apply(x, update));
      }
      case "LayerNorm" -> {
        LayerNorm norm = NormalizationLayers.layerNorm(config);
        yield masked(norm, norm::apply);
      }
      case "RMSNorm" -> {
        RMSNorm norm = NormalizationLayers.rmsNorm(config);
        yield masked(norm, norm::apply);
      }
      case "GroupNorm" -> {
        GroupNorm norm = NormalizationLayers.groupNorm(config);
        yield masked(norm, norm::apply);
      }
      case "InstanceNorm" -> {
        InstanceNorm norm = NormalizationLayers.instanceNorm(config);
        yield masked(norm, norm::apply);
      }
      case "BatchNorm" -> batchNorm(config, call);
      case "MultiHeadDotProductAttention" ->
          AttentionLayers.built(
              new MultiHeadDotProductAttention(config.integer("num_heads")), config, call);
      case "MultiHeadAttention" ->
          AttentionLayers.built(new MultiHeadAttention(config.integer("num_heads")), config, call);
      case "SelfAttention" ->
          AttentionLayers.built(new SelfAttention(config.integer("num_heads")), config, call);
      case "RNN" -> RecurrentLayers.network(term, config);
      case "Bidirectional" -> RecurrentLayers.bidirectional(term, config);
      case "attend" -> {
        Embed embed = LinearLayers.embed(config);
        yield of(embed, embed::attend);
      }
      case "Einsum" -> {
        Einsum einsum = LinearLayers.einsum(config);
        String equation = call.text("einsum_str", "");
        yield of(einsum, x -> equation.isEmpty() ? einsum.apply(x) : einsum.apply(x, equation));
      }
      case "BatchApply" -> {
        Layer layer = layer(term.arguments().getFirst(), config);
        yield of(new Batched(layer, config.integer("num_dims", 2)));
      }
      default -> of(layer(term, config));
    };
  }

  private static Built of(Layer layer) {
    return of(layer, layer);
  }

  private static Built of(Module module, Fn1<Tensor, Tensor> call) {
    return new Built(module, in -> List.of(call.apply(in.first())));
  }

  private static Built masked(Layer norm, BinaryOperator<Tensor> withMask) {
    return new Built(
        norm,
        in -> {
          @Nullable Tensor mask = in.named("mask");
          Tensor x = in.first();
          return List.of(mask == null ? norm.apply(x) : withMask.apply(x, mask));
        });
  }

  private static Built dropout(LayerConfig config, LayerConfig call) {
    Dropout dropout =
        new Dropout(config.real("rate", 0))
            .broadcastDims(config.integers("broadcast_dims"))
            .rngCollection(config.text("rng_collection", "dropout"));
    Optional<Boolean> inCall = call.flag("deterministic");
    Optional<Boolean> inModule = config.flag("deterministic");
    Dropout set = inModule.isPresent() ? dropout.deterministic(inModule.get()) : dropout;
    return of(set, x -> inCall.isPresent() ? set.apply(x, inCall.get()) : set.apply(x));
  }

  private static Built batchNorm(LayerConfig config, LayerConfig call) {
    BatchNorm norm = NormalizationLayers.batchNorm(config);
    Optional<Boolean> running = call.flag("use_running_average");
    return new Built(
        norm,
        in -> {
          @Nullable Tensor mask = in.named("mask");
          Tensor x = in.first();
          return List.of(
              running.isEmpty()
                  ? norm.apply(x)
                  : mask == null
                      ? norm.apply(x, running.get())
                      : norm.apply(x, running.get(), mask));
        });
  }

  /** The layer of a term; its options are those of the whole case. */
  private static Layer layer(LayerTerm term, LayerConfig config) {
    return switch (term.name()) {
      case "Dense" -> LinearLayers.dense(term.number(), config);
      case "DenseGeneral" -> LinearLayers.denseGeneral(config);
      case "Embed" -> LinearLayers.embed(config);
      case "PReLU" -> LinearLayers.prelu(config);
      case "Conv" -> ConvolutionLayers.conv(config);
      case "ConvLocal" -> ConvolutionLayers.local(config);
      case "ConvTranspose" -> ConvolutionLayers.transpose(config);
      case "RNN" -> RecurrentLayers.rnn(term, config);
      case "WeightNorm" ->
          NormalizationLayers.weightNorm(layer(term.arguments().getFirst(), config), config);
      case "Sequential" ->
          new Sequential(term.arguments().stream().map(part -> step(part, config)).toList());
      case "compact" -> new Compact(term.arguments(), config);
      case "setup" -> new Setup(term.arguments(), config);
      default -> throw new NotBuiltException("linen." + term.name());
    };
  }

  /** A layer, or a function of the activations. */
  private static Fn1<Tensor, Tensor> step(LayerTerm term, LayerConfig config) {
    return LayerConfig.activation(term.name()).orElseGet(() -> layer(term, config));
  }

  /** A layer applied to examples along several axes. */
  private static final class Batched extends Layer {
    private final Layer layer;
    private final int axes;

    Batched(Layer layer, int axes) {
      this.layer = layer;
      this.axes = axes;
    }

    @Override
    protected Tensor call(Tensor x) {
      return new BatchApply(layer, axes).apply(x);
    }
  }

  /** Layers constructed in the body. */
  private static final class Compact extends Layer {
    private final List<LayerTerm> terms;
    private final LayerConfig config;

    Compact(List<LayerTerm> terms, LayerConfig config) {
      this.terms = terms;
      this.config = config;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor y = x;
      for (LayerTerm term : terms) {
        y = step(term, config).apply(y);
      }
      return y;
    }
  }

  /** Layers made beforehand, with names. */
  private static final class Setup extends Layer {
    private final List<Fn1<Tensor, Tensor>> steps;

    Setup(List<LayerTerm> terms, LayerConfig config) {
      steps = terms.stream().map(term -> named(term, config)).toList();
    }

    private static Fn1<Tensor, Tensor> named(LayerTerm term, LayerConfig config) {
      Fn1<Tensor, Tensor> step = step(term, config);
      Optional<String> label = term.label();
      return label.isPresent() ? ((Layer) step).named(label.get()) : step;
    }

    @Override
    protected Tensor call(Tensor x) {
      Tensor y = x;
      for (Fn1<Tensor, Tensor> step : steps) {
        y = step.apply(y);
      }
      return y;
    }
  }
}
