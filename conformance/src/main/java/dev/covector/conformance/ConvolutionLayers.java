package dev.covector.conformance;

import dev.covector.linen.Conv;
import dev.covector.linen.ConvLocal;
import dev.covector.linen.ConvTranspose;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;

/** Convolutions of {@code linen} with the options of a case. */
final class ConvolutionLayers {
  private ConvolutionLayers() {}

  private static int[] kernelSize(LayerConfig config) {
    return config.integersIf("kernel_size").orElseThrow();
  }

  private static Initializer kernelInit(LayerConfig config) {
    return config.initializer("kernel_init", Initializers.lecunNormal());
  }

  private static Initializer biasInit(LayerConfig config) {
    return config.initializer("bias_init", Initializers.zeros());
  }

  static Conv conv(LayerConfig config) {
    int[] kernelSize = kernelSize(config);
    Conv conv =
        new Conv(config.integer("features"), kernelSize)
            .strides(config.integers("strides", 1))
            .inputDilation(config.integers("input_dilation", 1))
            .kernelDilation(config.integers("kernel_dilation", 1))
            .featureGroupCount(config.integer("feature_group_count", 1))
            .useBias(config.flag("use_bias", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(kernelInit(config))
            .biasInit(biasInit(config));
    Object padding = config.padding();
    return switch (padding.toString()) {
      case "CIRCULAR" -> conv.circular();
      case "REFLECT" -> conv.reflect();
      case "CAUSAL" -> conv.causal();
      default -> conv.padding(LayerConfig.zeros(padding, kernelSize.length));
    };
  }

  static ConvLocal local(LayerConfig config) {
    int[] kernelSize = kernelSize(config);
    ConvLocal conv =
        new ConvLocal(config.integer("features"), kernelSize)
            .strides(config.integers("strides", 1))
            .inputDilation(config.integers("input_dilation", 1))
            .kernelDilation(config.integers("kernel_dilation", 1))
            .useBias(config.flag("use_bias", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(kernelInit(config))
            .biasInit(biasInit(config));
    Object padding = config.padding();
    return switch (padding.toString()) {
      case "CIRCULAR" -> conv.circular();
      case "REFLECT" -> conv.reflect();
      case "CAUSAL" -> conv.causal();
      default -> conv.padding(LayerConfig.zeros(padding, kernelSize.length));
    };
  }

  static ConvTranspose transpose(LayerConfig config) {
    int[] kernelSize = kernelSize(config);
    ConvTranspose conv =
        new ConvTranspose(config.integer("features"), kernelSize)
            .strides(config.integers("strides", 1))
            .kernelDilation(config.integers("kernel_dilation", 1))
            .useBias(config.flag("use_bias", true))
            .transposeKernel(config.flag("transpose_kernel", false))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .precision(config.precision())
            .kernelInit(kernelInit(config))
            .biasInit(biasInit(config));
    Object padding = config.padding();
    return padding.equals("CIRCULAR")
        ? conv.circular()
        : conv.padding(LayerConfig.zeros(padding, kernelSize.length));
  }
}
