package dev.covector.dsl

import dev.covector.DType
import dev.covector.linen.BatchNorm
import dev.covector.linen.Dropout
import dev.covector.linen.GroupNorm
import dev.covector.linen.InstanceNorm
import dev.covector.linen.LayerNorm
import dev.covector.linen.RMSNorm
import dev.covector.random.Initializer

/**
 * Each feature with mean 0 and variance 1 over the batch in training, by running averages otherwise; Ioffe and Szegedy
 * 2015. The averages are in the collection `batch_stats`, which training has to make mutable.
 *
 * @param momentum how much of the running averages stays
 * @param epsilon what is added to the variance
 * @param axis the axis of features
 * @param axisName a vmapped axis whose examples share their statistics
 * @param useBias whether a bias is added
 * @param useScale whether the result is scaled by a parameter
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param biasInit how the bias is drawn
 * @param scaleInit how the scale is drawn
 */
public fun batchNorm(
    momentum: Double = 0.99,
    epsilon: Double = 1e-5,
    axis: Int = -1,
    axisName: String? = null,
    useBias: Boolean = true,
    useScale: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    biasInit: Initializer = Init.zeros(),
    scaleInit: Initializer = Init.ones(),
): BatchNorm = BatchNorm().followsTraining()
    .momentum(momentum)
    .epsilon(epsilon)
    .axis(axis)
    .let { if (axisName == null) it else it.axisName(axisName) }
    .useBias(useBias)
    .useScale(useScale)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .biasInit(biasInit)
    .scaleInit(scaleInit)

/**
 * Each example with mean 0 and variance 1 over its features; Ba, Kiros and Hinton 2016.
 *
 * @param epsilon what is added to the variance
 * @param reductionAxes the axes over which statistics are taken
 * @param featureAxes the axes of features, which have a scale and bias each
 * @param axisName a vmapped axis whose examples share their statistics
 * @param useBias whether a bias is added
 * @param useScale whether the result is scaled by a parameter
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param biasInit how the bias is drawn
 * @param scaleInit how the scale is drawn
 */
public fun layerNorm(
    epsilon: Double = 1e-6,
    reductionAxes: List<Int> = listOf(-1),
    featureAxes: List<Int> = listOf(-1),
    axisName: String? = null,
    useBias: Boolean = true,
    useScale: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    biasInit: Initializer = Init.zeros(),
    scaleInit: Initializer = Init.ones(),
): LayerNorm = LayerNorm()
    .epsilon(epsilon)
    .reductionAxes(*reductionAxes.toIntArray())
    .featureAxes(*featureAxes.toIntArray())
    .let { if (axisName == null) it else it.axisName(axisName) }
    .useBias(useBias)
    .useScale(useScale)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .biasInit(biasInit)
    .scaleInit(scaleInit)

/**
 * Each example with mean 0 and variance 1 over groups of features; Wu and He 2018.
 *
 * @param numGroups in how many groups the features are
 * @param groupSize how many features a group has; 0 to go by [numGroups]
 * @param epsilon what is added to the variance
 * @param axisName a vmapped axis whose examples share their statistics
 * @param useBias whether a bias is added
 * @param useScale whether the result is scaled by a parameter
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param biasInit how the bias is drawn
 * @param scaleInit how the scale is drawn
 */
public fun groupNorm(
    numGroups: Int = 32,
    groupSize: Int = 0,
    epsilon: Double = 1e-6,
    axisName: String? = null,
    useBias: Boolean = true,
    useScale: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    biasInit: Initializer = Init.zeros(),
    scaleInit: Initializer = Init.ones(),
): GroupNorm = (if (groupSize > 0) GroupNorm().groupSize(groupSize) else GroupNorm().numGroups(numGroups))
    .epsilon(epsilon)
    .let { if (axisName == null) it else it.axisName(axisName) }
    .useBias(useBias)
    .useScale(useScale)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .biasInit(biasInit)
    .scaleInit(scaleInit)

/**
 * Each feature of each example with mean 0 and variance 1; Ulyanov, Vedaldi and Lempitsky 2017.
 *
 * @param epsilon what is added to the variance
 * @param featureAxes the axes of features, which have a scale and bias each
 * @param axisName a vmapped axis whose examples share their statistics
 * @param useBias whether a bias is added
 * @param useScale whether the result is scaled by a parameter
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param biasInit how the bias is drawn
 * @param scaleInit how the scale is drawn
 */
public fun instanceNorm(
    epsilon: Double = 1e-6,
    featureAxes: List<Int> = listOf(-1),
    axisName: String? = null,
    useBias: Boolean = true,
    useScale: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    biasInit: Initializer = Init.zeros(),
    scaleInit: Initializer = Init.ones(),
): InstanceNorm = InstanceNorm()
    .epsilon(epsilon)
    .featureAxes(*featureAxes.toIntArray())
    .let { if (axisName == null) it else it.axisName(axisName) }
    .useBias(useBias)
    .useScale(useScale)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .biasInit(biasInit)
    .scaleInit(scaleInit)

/**
 * Each example with a mean square of 1 over its features; Zhang and Sennrich 2019.
 *
 * @param epsilon what is added to the variance
 * @param useScale whether the result is scaled by a parameter
 * @param reductionAxes the axes over which statistics are taken
 * @param featureAxes the axes of features, which have a scale and bias each
 * @param axisName a vmapped axis whose examples share their statistics
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param scaleInit how the scale is drawn
 */
public fun rmsNorm(
    epsilon: Double = 1e-6,
    useScale: Boolean = true,
    reductionAxes: List<Int> = listOf(-1),
    featureAxes: List<Int> = listOf(-1),
    axisName: String? = null,
    dtype: DType? = null,
    paramDtype: DType = float32,
    scaleInit: Initializer = Init.ones(),
): RMSNorm = RMSNorm()
    .epsilon(epsilon)
    .useScale(useScale)
    .reductionAxes(*reductionAxes.toIntArray())
    .featureAxes(*featureAxes.toIntArray())
    .let { if (axisName == null) it else it.axisName(axisName) }
    .dtype(dtype)
    .paramDtype(paramDtype)
    .scaleInit(scaleInit)

/**
 * Elements set to 0 at random in training, and the others scaled so that the mean stays; Srivastava et al. 2014.
 * Training needs a key for the stream.
 *
 * @param rate the probability of 0
 * @param broadcastAxes axes along which all elements share their fate
 * @param stream the stream that the key comes from
 */
public fun dropout(rate: Double, broadcastAxes: List<Int> = emptyList(), stream: String = "dropout"): Dropout =
    Dropout(rate).followsTraining()
        .broadcastDims(*broadcastAxes.toIntArray())
        .rngCollection(stream)

/** Normalizations, and dropout, where layers are listed. */
@CovectorDsl
public sealed interface NormalizationLayers : LayerList {
    /**
     * Adds [dev.covector.dsl.batchNorm]: each feature with mean 0 and variance 1 over the batch in training, by running
     * averages otherwise.
     */
    public fun batchNorm(
        momentum: Double = 0.99,
        epsilon: Double = 1e-5,
        axis: Int = -1,
        axisName: String? = null,
        useBias: Boolean = true,
        useScale: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        biasInit: Initializer = Init.zeros(),
        scaleInit: Initializer = Init.ones(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.batchNorm(
                momentum,
                epsilon,
                axis,
                axisName,
                useBias,
                useScale,
                dtype,
                paramDtype,
                biasInit,
                scaleInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.layerNorm]: each example with mean 0 and variance 1 over its features. */
    public fun layerNorm(
        epsilon: Double = 1e-6,
        reductionAxes: List<Int> = listOf(-1),
        featureAxes: List<Int> = listOf(-1),
        axisName: String? = null,
        useBias: Boolean = true,
        useScale: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        biasInit: Initializer = Init.zeros(),
        scaleInit: Initializer = Init.ones(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.layerNorm(
                epsilon,
                reductionAxes,
                featureAxes,
                axisName,
                useBias,
                useScale,
                dtype,
                paramDtype,
                biasInit,
                scaleInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.groupNorm]: each example with mean 0 and variance 1 over groups of features. */
    public fun groupNorm(
        numGroups: Int = 32,
        groupSize: Int = 0,
        epsilon: Double = 1e-6,
        axisName: String? = null,
        useBias: Boolean = true,
        useScale: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        biasInit: Initializer = Init.zeros(),
        scaleInit: Initializer = Init.ones(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.groupNorm(
                numGroups,
                groupSize,
                epsilon,
                axisName,
                useBias,
                useScale,
                dtype,
                paramDtype,
                biasInit,
                scaleInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.instanceNorm]: each feature of each example with mean 0 and variance 1. */
    public fun instanceNorm(
        epsilon: Double = 1e-6,
        featureAxes: List<Int> = listOf(-1),
        axisName: String? = null,
        useBias: Boolean = true,
        useScale: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        biasInit: Initializer = Init.zeros(),
        scaleInit: Initializer = Init.ones(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.instanceNorm(
                epsilon,
                featureAxes,
                axisName,
                useBias,
                useScale,
                dtype,
                paramDtype,
                biasInit,
                scaleInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.rmsNorm]: each example with a mean square of 1 over its features. */
    public fun rmsNorm(
        epsilon: Double = 1e-6,
        useScale: Boolean = true,
        reductionAxes: List<Int> = listOf(-1),
        featureAxes: List<Int> = listOf(-1),
        axisName: String? = null,
        dtype: DType? = null,
        paramDtype: DType = float32,
        scaleInit: Initializer = Init.ones(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.rmsNorm(
                epsilon,
                useScale,
                reductionAxes,
                featureAxes,
                axisName,
                dtype,
                paramDtype,
                scaleInit,
            ),
            name,
        )
    }

    /**
     * Adds [dev.covector.dsl.dropout]: elements set to 0 at random in training, and the others scaled so that the mean
     * stays.
     */
    public fun dropout(
        rate: Double,
        broadcastAxes: List<Int> = emptyList(),
        stream: String = "dropout",
        name: String? = null,
    ) {
        layer(dev.covector.dsl.dropout(rate, broadcastAxes, stream), name)
    }
}
