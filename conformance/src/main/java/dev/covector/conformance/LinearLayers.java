package dev.covector.conformance;

import dev.covector.Shape;
import dev.covector.linen.Dense;
import dev.covector.linen.DenseGeneral;
import dev.covector.linen.Einsum;
import dev.covector.linen.Embed;
import dev.covector.linen.PReLU;
import dev.covector.random.Initializers;
import java.util.OptionalInt;

/** Linear maps of {@code linen} with the options of a case. */
final class LinearLayers {
  private LinearLayers() {}

  static Dense dense(OptionalInt features, LayerConfig config) {
    return new Dense(features.orElseGet(() -> config.integer("features")))
        .useBias(config.flag("use_bias", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .precision(config.precision())
        .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
        .biasInit(config.initializer("bias_init", Initializers.zeros()));
  }

  static DenseGeneral denseGeneral(LayerConfig config) {
    return new DenseGeneral(config.integers("features"))
        .axis(config.integers("axis", -1))
        .batchDims(config.integers("batch_dims"))
        .useBias(config.flag("use_bias", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .precision(config.precision())
        .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
        .biasInit(config.initializer("bias_init", Initializers.zeros()));
  }

  static Einsum einsum(LayerConfig config) {
    return new Einsum(Shape.of(config.integers("shape")), config.text("einsum_str", ""))
        .useBias(config.flag("use_bias", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .precision(config.precision())
        .kernelInit(config.initializer("kernel_init", Initializers.lecunNormal()))
        .biasInit(config.initializer("bias_init", Initializers.zeros()));
  }

  static Embed embed(LayerConfig config) {
    Embed embed =
        new Embed(config.integer("num_embeddings"), config.integer("features"))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype());
    return config
        .options()
        .keyword("embedding_init", Object.class)
        .map(given -> embed.embeddingInit(LayerConfig.initializer(given)))
        .orElse(embed);
  }

  static PReLU prelu(LayerConfig config) {
    return new PReLU()
        .negativeSlopeInit(config.real("negative_slope_init", 0.01))
        .paramDtype(config.paramDtype());
  }
}
