package dev.covector.dsl

import dev.covector.DType
import dev.covector.Shape
import dev.covector.linen.Dense
import dev.covector.linen.DenseGeneral
import dev.covector.linen.Einsum
import dev.covector.linen.Embed
import dev.covector.linen.PReLU
import dev.covector.random.Initializer

/**
 * A linear map over the last axis, `x kernel + bias`: [..., n] to [..., features].
 *
 * @param features how many features the result has
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun dense(
    features: Int,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Dense = Dense(features)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A linear map from some axes to others.
 *
 * @param features the axes of the result that replace the contracted ones
 * @param axes the axes of the input that are contracted
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun denseGeneral(
    features: List<Int>,
    axes: List<Int> = listOf(-1),
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): DenseGeneral = DenseGeneral(*features.toIntArray())
    .axis(*axes.toIntArray())
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A product of the input and a kernel, by an equation of `einsum`.
 *
 * @param equation of input and kernel, as `abc,cde->abde`
 * @param shape of the kernel
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun einsum(
    equation: String,
    shape: Shape,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Einsum = Einsum(shape, equation)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A table that has a row of features for each of so many integers: [...] to [..., features].
 *
 * @param numEmbeddings how many there are
 * @param features how many features each has
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param embeddingInit how the table is drawn
 */
public fun embed(
    numEmbeddings: Int,
    features: Int,
    dtype: DType? = null,
    paramDtype: DType = float32,
    embeddingInit: Initializer = Init.embedding(),
): Embed = Embed(numEmbeddings, features)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .embeddingInit(embeddingInit)

/**
 * A rectifier whose slope below 0 is learned; He et al. 2015.
 *
 * @param paramDtype the dtype of the parameters
 * @param negativeSlopeInit the slope below 0 at first
 */
public fun prelu(paramDtype: DType = float32, negativeSlopeInit: Double = 0.01): PReLU = PReLU()
    .paramDtype(paramDtype)
    .negativeSlopeInit(negativeSlopeInit)

/** Linear maps, where layers are listed. */
@CovectorDsl
public sealed interface LinearLayers : LayerList {
    /** Adds [dev.covector.dsl.dense]: a linear map over the last axis, `x kernel + bias`. */
    public fun dense(
        features: Int,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(dev.covector.dsl.dense(features, useBias, dtype, paramDtype, kernelInit, biasInit), name)
    }

    /** Adds [dev.covector.dsl.denseGeneral]: a linear map from some axes to others. */
    public fun denseGeneral(
        features: List<Int>,
        axes: List<Int> = listOf(-1),
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(dev.covector.dsl.denseGeneral(features, axes, useBias, dtype, paramDtype, kernelInit, biasInit), name)
    }

    /** Adds [dev.covector.dsl.einsum]: a product of the input and a kernel, by an equation of `einsum`. */
    public fun einsum(
        equation: String,
        shape: Shape,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(dev.covector.dsl.einsum(equation, shape, useBias, dtype, paramDtype, kernelInit, biasInit), name)
    }

    /** Adds [dev.covector.dsl.embed]: a table that has a row of features for each of so many integers. */
    public fun embed(
        numEmbeddings: Int,
        features: Int,
        dtype: DType? = null,
        paramDtype: DType = float32,
        embeddingInit: Initializer = Init.embedding(),
        name: String? = null,
    ) {
        layer(dev.covector.dsl.embed(numEmbeddings, features, dtype, paramDtype, embeddingInit), name)
    }

    /** Adds [dev.covector.dsl.prelu]: a rectifier whose slope below 0 is learned. */
    public fun prelu(paramDtype: DType = float32, negativeSlopeInit: Double = 0.01, name: String? = null) {
        layer(dev.covector.dsl.prelu(paramDtype, negativeSlopeInit), name)
    }
}
