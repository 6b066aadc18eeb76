package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.linen.AttentionInputs;
import dev.covector.linen.MultiHeadDotProductAttention;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.List;
import java.util.Optional;

/** Attention of {@code linen} with the options of a case. */
final class AttentionLayers {
  private AttentionLayers() {}

  /** Attention with its options and those of the call. */
  static LayerFunctions.Built built(
      MultiHeadDotProductAttention heads, LayerConfig config, LayerConfig call) {
    MultiHeadDotProductAttention attention = with(heads, config);
    Optional<Boolean> deterministic = call.flag("deterministic");
    boolean sow = call.flag("sow_weights", false);
    return new LayerFunctions.Built(
        attention,
        in -> {
          AttentionInputs inputs = inputs(in.positional()).mask(in.named("mask")).sowWeights(sow);
          return List.of(attention.attend(deterministic.map(inputs::deterministic).orElse(inputs)));
        });
  }

  private static AttentionInputs inputs(List<Tensor> in) {
    return switch (in.size()) {
      case 1 -> AttentionInputs.of(in.get(0));
      case 2 -> AttentionInputs.of(in.get(0), in.get(1));
      default -> AttentionInputs.of(in.get(0), in.get(1), in.get(2));
    };
  }

  static MultiHeadDotProductAttention with(MultiHeadDotProductAttention heads, LayerConfig config) {
    MultiHeadDotProductAttention attention =
        heads
            .qkvFeatures(config.integer("qkv_features", 0))
            .outFeatures(config.integer("out_features", 0))
            .useBias(config.flag("use_bias", true))
            .normalizeQk(config.flag("normalize_qk", false))
            .dropoutRate(config.real("dropout_rate", 0))
            .broadcastDropout(config.flag("broadcast_dropout", true))
            .forceFp32ForSoftmax(config.flag("force_fp32_for_softmax", false))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
            .biasInit(config.initializer("bias_init", Initializers.zeros()));
    Initializer outKernel = config.initializer("out_kernel_init");
    attention = outKernel == null ? attention : attention.outKernelInit(outKernel);
    Initializer outBias = config.initializer("out_bias_init");
    attention = outBias == null ? attention : attention.outBiasInit(outBias);
    Optional<Boolean> deterministic = config.flag("deterministic");
    return deterministic.isPresent() ? attention.deterministic(deterministic.get()) : attention;
  }
}
