package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.nnx.AttentionOptions;
import dev.covector.nnx.BatchNorm;
import dev.covector.nnx.Conv;
import dev.covector.nnx.ConvOptions;
import dev.covector.nnx.ConvTranspose;
import dev.covector.nnx.Dropout;
import dev.covector.nnx.Einsum;
import dev.covector.nnx.Embed;
import dev.covector.nnx.Filter;
import dev.covector.nnx.GroupNorm;
import dev.covector.nnx.InstanceNorm;
import dev.covector.nnx.LayerNorm;
import dev.covector.nnx.Linear;
import dev.covector.nnx.LinearGeneral;
import dev.covector.nnx.LinearGeneralOptions;
import dev.covector.nnx.LinearOptions;
import dev.covector.nnx.LoRA;
import dev.covector.nnx.LoRALinear;
import dev.covector.nnx.LoRAOptions;
import dev.covector.nnx.MultiHeadAttention;
import dev.covector.nnx.NormOptions;
import dev.covector.nnx.PReLU;
import dev.covector.nnx.RMSNorm;
import dev.covector.nnx.Rngs;
import dev.covector.nnx.Sequential;
import dev.covector.nnx.SpectralNorm;
import dev.covector.nnx.WeightNorm;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Layers of nnx with the options of a case.
 *
 * @param config as the suite has them
 */
record NnxConfig(LayerConfig config) {
  Function<Rngs, ? extends Fn1<Tensor, Tensor>> layer(LayerTerm term) {
    return switch (term.name()) {
      case "Linear" -> linear();
      case "LinearGeneral" -> linearGeneral();
      case "Einsum" -> einsum();
      case "Embed" -> embed();
      case "Conv" -> conv();
      case "ConvTranspose" -> convTranspose();
      case "PReLU" -> prelu();
      case "SpectralNorm" -> spectralNorm();
      case "WeightNorm" -> weightNorm();
      case "Sequential" -> sequential(term);
      default -> throw new NotBuiltException("nnx." + term.name());
    };
  }

  int in() {
    return config.integer("in_features");
  }

  int out() {
    return config.integer("out_features");
  }

  private LinearOptions linearOptions() {
    LinearOptions options =
        new LinearOptions()
            .useBias(config.flag("use_bias", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision());
    Optional<Initializer> kernel = Optional.ofNullable(config.initializer("kernel_init"));
    Optional<Initializer> bias = Optional.ofNullable(config.initializer("bias_init"));
    LinearOptions drawn = kernel.map(options::kernelInit).orElse(options);
    return bias.map(drawn::biasInit).orElse(drawn);
  }

  Function<Rngs, Linear> linear() {
    LinearOptions options = linearOptions();
    int in = in();
    int out = out();
    return rngs -> new Linear(in, out, options, rngs);
  }

  private Function<Rngs, Sequential> sequential(LayerTerm term) {
    List<Function<Rngs, ? extends Fn1<Tensor, Tensor>>> steps = new ArrayList<>();
    for (LayerTerm part : term.arguments()) {
      Optional<Fn1<Tensor, Tensor>> activation = LayerConfig.activation(part.name());
      steps.add(activation.isPresent() ? rngs -> activation.get() : layer(part));
    }
    return rngs -> {
      List<Fn1<Tensor, Tensor>> layers = new ArrayList<>();
      steps.forEach(step -> layers.add(step.apply(rngs)));
      return new Sequential(layers);
    };
  }

  private Function<Rngs, LinearGeneral> linearGeneral() {
    int[] in = config.integers("in_features");
    int[] out = config.integers("out_features");
    LinearGeneralOptions options =
        new LinearGeneralOptions()
            .axis(config.integers("axis", -1))
            .useBias(config.flag("use_bias", true))
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
            .biasInit(config.initializer("bias_init", Initializers.zeros()));
    return rngs -> new LinearGeneral(in, out, options, rngs);
  }

  private Function<Rngs, Einsum> einsum() {
    LinearOptions options = linearOptions();
    String equation = config.text("einsum_str", "");
    Shape kernel = Shape.of(config.integers("kernel_shape"));
    Shape bias = config.integersIf("bias_shape").map(Shape::of).orElse(null);
    return rngs -> new Einsum(equation, kernel, bias, options, rngs);
  }

  Function<Rngs, Embed> embed() {
    LinearOptions options =
        new LinearOptions().dtype(config.dtype()).paramDtype(config.paramDtype());
    Initializer given = config.initializer("embedding_init");
    LinearOptions drawn = given == null ? options : options.kernelInit(given);
    int count = config.integer("num_embeddings");
    int features = config.integer("features");
    return rngs -> new Embed(count, features, drawn, rngs);
  }

  private ConvOptions convOptions(int axes) {
    ConvOptions options =
        new ConvOptions()
            .strides(config.integers("strides", 1))
            .inputDilation(config.integers("input_dilation", 1))
            .kernelDilation(config.integers("kernel_dilation", 1))
            .featureGroupCount(config.integer("feature_group_count", 1))
            .transposeKernel(config.flag("transpose_kernel", false))
            .useBias(config.flag("use_bias", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
            .biasInit(config.initializer("bias_init", Initializers.zeros()));
    Object padding = config.padding();
    return switch (padding.toString()) {
      case "CIRCULAR" -> options.circular();
      case "REFLECT" -> options.reflect();
      case "CAUSAL" -> options.causal();
      default -> options.padding(LayerConfig.zeros(padding, axes));
    };
  }

  private Function<Rngs, Conv> conv() {
    int[] kernelSize = config.integers("kernel_size");
    ConvOptions options = convOptions(kernelSize.length);
    int in = in();
    int out = out();
    return rngs -> new Conv(in, out, kernelSize, options, rngs);
  }

  private Function<Rngs, ConvTranspose> convTranspose() {
    int[] kernelSize = config.integers("kernel_size");
    ConvOptions options = convOptions(kernelSize.length);
    int in = in();
    int out = out();
    return rngs -> new ConvTranspose(in, out, kernelSize, options, rngs);
  }

  private NormOptions normOptions(double epsilon) {
    NormOptions options =
        new NormOptions()
            .useBias(config.flag("use_bias", true))
            .useScale(config.flag("use_scale", true))
            .epsilon(config.real("epsilon", epsilon))
            .useFastVariance(config.flag("use_fast_variance", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .scaleInit(config.initializer("scale_init", Initializers.ones()))
            .biasInit(config.initializer("bias_init", Initializers.zeros()))
            .featureAxes(config.integers("feature_axes", -1));
    Optional<int[]> axes = config.integersIf("reduction_axes");
    return axes.isPresent() ? options.reductionAxes(axes.get()) : options;
  }

  private int features() {
    return config.integer("num_features");
  }

  Function<Rngs, BatchNorm> batchNorm() {
    NormOptions options =
        normOptions(1e-5)
            .axis(config.integer("axis", -1))
            .momentum(config.real("momentum", 0.99))
            .useRunningAverage(config.flag("use_running_average", false));
    int features = features();
    return rngs -> new BatchNorm(features, options, rngs);
  }

  Function<Rngs, LayerNorm> layerNorm() {
    NormOptions options = normOptions(1e-6);
    int features = features();
    return rngs -> new LayerNorm(features, options, rngs);
  }

  Function<Rngs, RMSNorm> rmsNorm() {
    NormOptions options = normOptions(1e-6);
    int features = features();
    return rngs -> new RMSNorm(features, options, rngs);
  }

  Function<Rngs, GroupNorm> groupNorm() {
    NormOptions options = normOptions(1e-6);
    int size = config.integer("group_size", 0);
    int groups = config.integer("num_groups", 32);
    NormOptions grouped = size > 0 ? options.groupSize(size) : options.numGroups(groups);
    int features = features();
    return rngs -> new GroupNorm(features, grouped, rngs);
  }

  Function<Rngs, InstanceNorm> instanceNorm() {
    NormOptions options = normOptions(1e-6);
    int features = features();
    return rngs -> new InstanceNorm(features, options, rngs);
  }

  private Function<Rngs, SpectralNorm<Linear>> spectralNorm() {
    Function<Rngs, Linear> layer = linear();
    int steps = config.integer("n_steps", 1);
    NormOptions options = normOptions(1e-12).updateStats(config.flag("update_stats", true));
    return rngs -> new SpectralNorm<>(layer.apply(rngs), steps, options, rngs);
  }

  private Function<Rngs, WeightNorm<Linear>> weightNorm() {
    Function<Rngs, Linear> layer = linear();
    NormOptions options = normOptions(1e-12);
    Filter kernels = Filter.pathContains("kernel");
    return rngs -> new WeightNorm<>(layer.apply(rngs), options, kernels, rngs);
  }

  Function<Rngs, Dropout> dropout() {
    double rate = config.real("rate", 0);
    int[] shared = config.integers("broadcast_dims");
    String stream = config.text("rng_collection", "dropout");
    boolean deterministic = config.flag("deterministic", false);
    return rngs -> {
      Dropout dropout = new Dropout(rate, stream, rngs, shared);
      if (deterministic) {
        dropout.eval();
      }
      return dropout;
    };
  }

  private Function<Rngs, PReLU> prelu() {
    double slope = config.real("negative_slope_init", 0.01);
    DType stored = config.paramDtype();
    DType computed = config.dtype();
    return rngs -> new PReLU(slope, stored, computed);
  }

  private LoRAOptions loraOptions() {
    return new LoRAOptions()
        .paramDtype(config.paramDtype())
        .aInitializer(config.initializer("a_initializer", Initializers.heUniform()))
        .bInitializer(config.initializer("b_initializer", Initializers.zeros()));
  }

  Function<Rngs, LoRA> lora(boolean added) {
    LoRAOptions options = loraOptions();
    int rank = config.integer("lora_rank");
    Function<Rngs, Linear> base = linear();
    return rngs -> new LoRA(in(), rank, out(), added ? base.apply(rngs) : null, options, rngs);
  }

  Function<Rngs, LoRALinear> loraLinear() {
    LoRAOptions options = loraOptions();
    LinearOptions linear = linearOptions();
    int rank = config.integer("lora_rank");
    int in = in();
    int out = out();
    return rngs -> new LoRALinear(in, out, rank, linear, options, rngs);
  }

  Function<Rngs, MultiHeadAttention> attention() {
    AttentionOptions options =
        new AttentionOptions()
            .qkvFeatures(config.integer("qkv_features", 0))
            .outFeatures(config.integer("out_features", 0))
            .numKvHeads(config.integer("num_kv_heads", 0))
            .inKvFeatures(config.integer("in_kv_features", 0))
            .useBias(config.flag("use_bias", true))
            .normalizeQk(config.flag("normalize_qk", false))
            .dropoutRate(config.real("dropout_rate", 0))
            .broadcastDropout(config.flag("broadcast_dropout", true))
            .deterministic(config.flag("deterministic", false))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
            .biasInit(config.initializer("bias_init", Initializers.zeros()));
    Initializer outKernel = config.initializer("out_kernel_init");
    AttentionOptions first = outKernel == null ? options : options.outKernelInit(outKernel);
    Initializer outBias = config.initializer("out_bias_init");
    AttentionOptions all = outBias == null ? first : first.outBiasInit(outBias);
    int heads = config.integer("num_heads", 2);
    int features = config.integer("in_features", 6);
    return rngs -> new MultiHeadAttention(heads, features, all, rngs);
  }
}
