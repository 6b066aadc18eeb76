package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.linen.BatchNorm;
import dev.covector.linen.Bidirectional;
import dev.covector.linen.Conv;
import dev.covector.linen.ConvLSTMCell;
import dev.covector.linen.ConvLocal;
import dev.covector.linen.ConvTranspose;
import dev.covector.linen.Dense;
import dev.covector.linen.DenseGeneral;
import dev.covector.linen.Dropout;
import dev.covector.linen.Einsum;
import dev.covector.linen.Embed;
import dev.covector.linen.GRUCell;
import dev.covector.linen.GroupNorm;
import dev.covector.linen.InstanceNorm;
import dev.covector.linen.LSTMCell;
import dev.covector.linen.Layer;
import dev.covector.linen.LayerNorm;
import dev.covector.linen.MGUCell;
import dev.covector.linen.Module;
import dev.covector.linen.MultiHeadAttention;
import dev.covector.linen.MultiHeadDotProductAttention;
import dev.covector.linen.OptimizedLSTMCell;
import dev.covector.linen.PReLU;
import dev.covector.linen.RMSNorm;
import dev.covector.linen.RNN;
import dev.covector.linen.RNNCellBase;
import dev.covector.linen.SelfAttention;
import dev.covector.linen.Sequential;
import dev.covector.linen.SimpleCell;
import dev.covector.linen.SpectralNorm;
import dev.covector.linen.WeightNorm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The modules of {@code linen}, by the names and options of the suites. */
final class LayerFunctions {
  /** A module, and a call of it for a list of inputs. */
  record Built(Module module, Fn1<List<Tensor>, List<Tensor>> call) {}

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
    Built built = build(term, config, call);
    Set<String> ignored = new TreeSet<>(config.ignored());
    ignored.addAll(call.ignored());
    if (!ignored.isEmpty()) {
      throw new NotBuiltException(layer.fn() + " with " + ignored);
    }
    return built;
  }

  private static Built build(LayerTerm term, Arguments config, Arguments call) {
    return switch (term.name()) {
      case "Dropout" -> {
        Dropout dropout = new Dropout(config.real(0, "rate", 0));
        Dropout shared =
            dropout.broadcastDims(config.integers(1, "broadcast_dims").orElse(new int[0]));
        boolean deterministic = call.keyword("deterministic", Boolean.class).orElseThrow();
        yield new Built(shared, in -> List.of(shared.apply(in.get(0), deterministic)));
      }
      case "SpectralNorm" -> {
        SpectralNorm norm =
            new SpectralNorm(layer(term.arguments().getFirst(), config))
                .steps(config.integer(1, "n_steps", 1));
        boolean update = call.keyword("update_stats", Boolean.class).orElseThrow();
        yield new Built(norm, in -> List.of(norm.apply(in.get(0), update)));
      }
      case "MultiHeadDotProductAttention" ->
          attention(new MultiHeadDotProductAttention(config.integer(0, "num_heads")), config);
      case "MultiHeadAttention" ->
          attention(new MultiHeadAttention(config.integer(0, "num_heads")), config);
      case "SelfAttention" -> attention(new SelfAttention(config.integer(0, "num_heads")), config);
      case "attend" -> {
        Embed embed = new Embed(config.integer(0, "num_embeddings"), config.integer(1, "features"));
        yield new Built(embed, in -> List.of(embed.attend(in.get(0))));
      }
      default -> {
        Layer layer = layer(term, config);
        yield new Built(layer, in -> List.of(layer.apply(in.get(0))));
      }
    };
  }

  private static Built attention(MultiHeadDotProductAttention heads, Arguments config) {
    MultiHeadDotProductAttention attention =
        heads
            .qkvFeatures(config.integer(1, "qkv_features", 0))
            .outFeatures(config.integer(2, "out_features", 0))
            .useBias(config.flag(3, "use_bias", true))
            .normalizeQk(config.flag(4, "normalize_qk", false));
    return new Built(
        attention,
        in ->
            List.of(
                switch (in.size()) {
                  case 1 -> attention.apply(in.get(0));
                  case 2 -> attention.apply(in.get(0), in.get(1));
                  default -> attention.apply(in.get(0), in.get(1), in.get(2));
                }));
  }

  /** The layer of a term; its options are those of the whole case. */
  private static Layer layer(LayerTerm term, Arguments config) {
    return switch (term.name()) {
      case "Dense" ->
          new Dense(term.number().orElseGet(() -> config.integer(0, "features")))
              .useBias(config.flag(1, "use_bias", true))
              .dtype(config.dtype(2, "dtype").orElse(null))
              .paramDtype(config.dtype(3, "param_dtype").orElse(DType.F32));
      case "DenseGeneral" ->
          new DenseGeneral(config.integers(0, "features").orElseThrow())
              .axis(config.integers(1, "axis").orElse(new int[] {-1}))
              .batchDims(config.integers(2, "batch_dims").orElse(new int[0]))
              .useBias(config.flag(3, "use_bias", true));
      case "Einsum" ->
          new Einsum(config.shape(0, "shape"), config.required(1, "einsum_str", String.class))
              .useBias(config.flag(2, "use_bias", true));
      case "Embed" -> new Embed(config.integer(0, "num_embeddings"), config.integer(1, "features"));
      case "Conv" -> conv(config);
      case "ConvLocal" -> convLocal(config);
      case "ConvTranspose" -> convTranspose(config);
      case "LayerNorm" ->
          new LayerNorm()
              .epsilon(config.real(0, "epsilon", 1e-6))
              .useBias(config.flag(1, "use_bias", true))
              .useScale(config.flag(2, "use_scale", true))
              .reductionAxes(config.integers(3, "reduction_axes").orElse(new int[] {-1}))
              .featureAxes(config.integers(4, "feature_axes").orElse(new int[] {-1}))
              .useFastVariance(config.flag(5, "use_fast_variance", true));
      case "RMSNorm" ->
          new RMSNorm()
              .epsilon(config.real(0, "epsilon", 1e-6))
              .useScale(config.flag(1, "use_scale", true));
      case "GroupNorm" -> groupNorm(config);
      case "InstanceNorm" ->
          new InstanceNorm()
              .epsilon(config.real(0, "epsilon", 1e-6))
              .useBias(config.flag(1, "use_bias", true))
              .useScale(config.flag(2, "use_scale", true));
      case "BatchNorm" ->
          new BatchNorm()
              .useRunningAverage(config.flag(0, "use_running_average", false))
              .axis(config.integer(1, "axis", -1))
              .momentum(config.real(2, "momentum", 0.99))
              .epsilon(config.real(3, "epsilon", 1e-5))
              .useBias(config.flag(4, "use_bias", true))
              .useScale(config.flag(5, "use_scale", true));
      case "PReLU" -> new PReLU().negativeSlopeInit(config.real(0, "negative_slope_init", 0.01));
      case "RNN" -> rnn(term, config);
      case "Bidirectional" ->
          new Bidirectional<>(
              rnn(term.arguments().get(0), config), rnn(term.arguments().get(1), config));
      case "WeightNorm" -> new WeightNorm(layer(term.arguments().getFirst(), config));
      case "Sequential" ->
          new Sequential(term.arguments().stream().map(part -> step(part, config)).toList());
      case "compact" -> new Compact(term.arguments(), config);
      case "setup" -> new Setup(term.arguments(), config);
      default -> throw new NotBuiltException("linen." + term.name());
    };
  }

  private static Conv conv(Arguments config) {
    Conv conv =
        new Conv(config.integer(0, "features"), config.integers(1, "kernel_size").orElseThrow())
            .strides(config.integers(2, "strides").orElse(new int[] {1}))
            .inputDilation(config.integers(4, "input_dilation").orElse(new int[] {1}))
            .kernelDilation(config.integers(5, "kernel_dilation").orElse(new int[] {1}))
            .featureGroupCount(config.integer(6, "feature_group_count", 1))
            .useBias(config.flag(7, "use_bias", true));
    Object padding = padding(config);
    return switch (padding.toString()) {
      case "CIRCULAR" -> conv.circular();
      case "REFLECT" -> conv.reflect();
      case "CAUSAL" -> conv.causal();
      default -> conv.padding(WindowFunctions.padding(padding));
    };
  }

  private static Object padding(Arguments config) {
    return config.optional(3, "padding", Object.class).orElse("SAME");
  }

  private static ConvLocal convLocal(Arguments config) {
    ConvLocal conv =
        new ConvLocal(
                config.integer(0, "features"), config.integers(1, "kernel_size").orElseThrow())
            .strides(config.integers(2, "strides").orElse(new int[] {1}))
            .kernelDilation(config.integers(5, "kernel_dilation").orElse(new int[] {1}))
            .useBias(config.flag(7, "use_bias", true));
    Object padding = padding(config);
    return padding.equals("CIRCULAR")
        ? conv.circular()
        : conv.padding(WindowFunctions.padding(padding));
  }

  private static ConvTranspose convTranspose(Arguments config) {
    ConvTranspose conv =
        new ConvTranspose(
                config.integer(0, "features"), config.integers(1, "kernel_size").orElseThrow())
            .strides(config.integers(2, "strides").orElse(new int[] {1}))
            .kernelDilation(config.integers(5, "kernel_dilation").orElse(new int[] {1}))
            .useBias(config.flag(7, "use_bias", true))
            .transposeKernel(config.flag(8, "transpose_kernel", false));
    Object padding = padding(config);
    return padding.equals("CIRCULAR")
        ? conv.circular()
        : conv.padding(WindowFunctions.padding(padding));
  }

  private static GroupNorm groupNorm(Arguments config) {
    GroupNorm norm =
        new GroupNorm()
            .epsilon(config.real(2, "epsilon", 1e-6))
            .useBias(config.flag(3, "use_bias", true))
            .useScale(config.flag(4, "use_scale", true));
    int size = config.integer(1, "group_size", 0);
    int groups = config.integer(0, "num_groups", 32);
    return size > 0 ? norm.groupSize(size) : norm.numGroups(groups);
  }

  private static RNN<?> rnn(LayerTerm term, Arguments config) {
    if (!term.name().equals("RNN")) {
      throw new NotBuiltException("linen." + term.name() + " where an RNN is meant");
    }
    return rnn(cell(term.arguments().getFirst()), config);
  }

  private static <C> RNN<C> rnn(RNNCellBase<C> cell, Arguments config) {
    return new RNN<>(cell)
        .reverse(config.flag(0, "reverse", false))
        .keepOrder(config.flag(1, "keep_order", false))
        .timeMajor(config.flag(2, "time_major", false));
  }

  private static RNNCellBase<?> cell(LayerTerm term) {
    int features = term.size();
    return switch (term.name()) {
      case "LSTMCell" -> new LSTMCell(features);
      case "OptimizedLSTMCell" -> new OptimizedLSTMCell(features);
      case "GRUCell" -> new GRUCell(features);
      case "MGUCell" -> new MGUCell(features);
      case "SimpleCell" -> new SimpleCell(features);
      case "ConvLSTMCell" ->
          new ConvLSTMCell(
              features, term.arguments().stream().skip(1).mapToInt(LayerTerm::value).toArray());
      default -> throw new NotBuiltException("linen." + term.name() + " where a cell is meant");
    };
  }

  /** A layer, or a function of the activations. */
  private static Fn1<Tensor, Tensor> step(LayerTerm term, Arguments config) {
    return switch (term.name()) {
      case "relu" -> Functions::relu;
      case "selu" -> Functions::selu;
      case "gelu" -> Functions::gelu;
      case "tanh" -> Functions::tanh;
      case "sigmoid" -> Functions::sigmoid;
      default -> layer(term, config);
    };
  }

  /** Layers constructed in the body. */
  private static final class Compact extends Layer {
    private final List<LayerTerm> terms;
    private final Arguments config;

    Compact(List<LayerTerm> terms, Arguments config) {
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

    Setup(List<LayerTerm> terms, Arguments config) {
      steps = terms.stream().map(term -> named(term, config)).toList();
    }

    private static Fn1<Tensor, Tensor> named(LayerTerm term, Arguments config) {
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
