package dev.covector.conformance;

import dev.covector.linen.BatchNorm;
import dev.covector.linen.GroupNorm;
import dev.covector.linen.InstanceNorm;
import dev.covector.linen.Layer;
import dev.covector.linen.LayerNorm;
import dev.covector.linen.RMSNorm;
import dev.covector.linen.SpectralNorm;
import dev.covector.linen.WeightNorm;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import java.util.Optional;

/** Normalizations of {@code linen} with the options of a case. */
final class NormalizationLayers {
  private NormalizationLayers() {}

  private static Initializer scaleInit(LayerConfig config) {
    return config.initializer("scale_init", Initializers.ones());
  }

  private static Initializer biasInit(LayerConfig config) {
    return config.initializer("bias_init", Initializers.zeros());
  }

  static LayerNorm layerNorm(LayerConfig config) {
    return new LayerNorm()
        .epsilon(config.real("epsilon", 1e-6))
        .useBias(config.flag("use_bias", true))
        .useScale(config.flag("use_scale", true))
        .reductionAxes(config.integers("reduction_axes", -1))
        .featureAxes(config.integers("feature_axes", -1))
        .useFastVariance(config.flag("use_fast_variance", true))
        .forceFloat32Reductions(config.flag("force_float32_reductions", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .scaleInit(scaleInit(config))
        .biasInit(biasInit(config));
  }

  static RMSNorm rmsNorm(LayerConfig config) {
    return new RMSNorm()
        .epsilon(config.real("epsilon", 1e-6))
        .useScale(config.flag("use_scale", true))
        .reductionAxes(config.integers("reduction_axes", -1))
        .featureAxes(config.integers("feature_axes", -1))
        .forceFloat32Reductions(config.flag("force_float32_reductions", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .scaleInit(scaleInit(config));
  }

  static GroupNorm groupNorm(LayerConfig config) {
    GroupNorm norm =
        new GroupNorm()
            .epsilon(config.real("epsilon", 1e-6))
            .useBias(config.flag("use_bias", true))
            .useScale(config.flag("use_scale", true))
            .useFastVariance(config.flag("use_fast_variance", true))
            .forceFloat32Reductions(config.flag("force_float32_reductions", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .scaleInit(scaleInit(config))
            .biasInit(biasInit(config));
    int size = config.integer("group_size", 0);
    int groups = config.integer("num_groups", 32);
    GroupNorm grouped = size > 0 ? norm.groupSize(size) : norm.numGroups(groups);
    Optional<int[]> axes = config.integersIf("reduction_axes");
    return axes.isPresent() ? grouped.reductionAxes(axes.get()) : grouped;
  }

  static InstanceNorm instanceNorm(LayerConfig config) {
    return new InstanceNorm()
        .epsilon(config.real("epsilon", 1e-6))
        .useBias(config.flag("use_bias", true))
        .useScale(config.flag("use_scale", true))
        .featureAxes(config.integers("feature_axes", -1))
        .useFastVariance(config.flag("use_fast_variance", true))
        .forceFloat32Reductions(config.flag("force_float32_reductions", true))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype())
        .scaleInit(scaleInit(config))
        .biasInit(biasInit(config));
  }

  static BatchNorm batchNorm(LayerConfig config) {
    BatchNorm norm =
        new BatchNorm()
            .axis(config.integer("axis", -1))
            .momentum(config.real("momentum", 0.99))
            .epsilon(config.real("epsilon", 1e-5))
            .useBias(config.flag("use_bias", true))
            .useScale(config.flag("use_scale", true))
            .useFastVariance(config.flag("use_fast_variance", true))
            .forceFloat32Reductions(config.flag("force_float32_reductions", true))
            .dtype(config.dtype())
            .paramDtype(config.paramDtype())
            .scaleInit(scaleInit(config))
            .biasInit(biasInit(config));
    return config.flag("use_running_average").map(norm::useRunningAverage).orElse(norm);
  }

  static WeightNorm weightNorm(Layer layer, LayerConfig config) {
    WeightNorm norm =
        new WeightNorm(layer)
            .epsilon(config.real("epsilon", 1e-12))
            .useScale(config.flag("use_scale", true))
            .paramDtype(config.paramDtype())
            .scaleInit(scaleInit(config))
            .featureAxes(config.integers("feature_axes", -1));
    return config
        .list("variable_filter")
        .map(parts -> norm.variableFilter(parts.toArray(String[]::new)))
        .orElse(norm);
  }

  static SpectralNorm spectralNorm(Layer layer, LayerConfig config) {
    return new SpectralNorm(layer)
        .steps(config.integer("n_steps", 1))
        .epsilon(config.real("epsilon", 1e-12))
        .collectionName(config.text("collection_name", "batch_stats"))
        .paramDtype(config.paramDtype());
  }
}
