package dev.covector.dsl

import dev.covector.DType
import dev.covector.lax.Padding
import dev.covector.linen.Conv
import dev.covector.random.Initializer

/**
 * A convolution over images: [examples..., height, width, features]. `conv(32, 3)` has a kernel of 3x3.
 *
 * @param features how many features the result has
 * @param size the size of the kernel along both axes
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param inputDilation the spacing of the input, with zeros between
 * @param featureGroupCount in how many groups the features are convolved apart
 * @param border what is around the input; [padding] counts for zeros only
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun conv(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    inputDilation: Int = 1,
    featureGroupCount: Int = 1,
    border: Border = Border.ZEROS,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Conv = Conv(features, size, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .inputDilation(inputDilation)
    .featureGroupCount(featureGroupCount)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)
    .bordered(border)

/**
 * A convolution with one or more spatial axes: [examples..., spatial..., features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel along each spatial axis, of which there are as many
 * @param strides the steps of the kernel: one number, or one per spatial axis
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel: one number, or one per spatial axis
 * @param inputDilation the spacing of the input, with zeros between: one number, or one per spatial axis
 * @param featureGroupCount in how many groups the features are convolved apart
 * @param border what is around the input; [padding] counts for zeros only
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun conv(
    features: Int,
    size: List<Int>,
    strides: List<Int> = listOf(1),
    padding: Padding = Padding.SAME,
    kernelDilation: List<Int> = listOf(1),
    inputDilation: List<Int> = listOf(1),
    featureGroupCount: Int = 1,
    border: Border = Border.ZEROS,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Conv = Conv(features, *size.toIntArray())
    .strides(*strides.toIntArray())
    .padding(padding)
    .kernelDilation(*kernelDilation.toIntArray())
    .inputDilation(*inputDilation.toIntArray())
    .featureGroupCount(featureGroupCount)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)
    .bordered(border)

/**
 * A convolution over sequences: [examples..., time, features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param inputDilation the spacing of the input, with zeros between
 * @param featureGroupCount in how many groups the features are convolved apart
 * @param border what is around the input; [padding] counts for zeros only
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun conv1d(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    inputDilation: Int = 1,
    featureGroupCount: Int = 1,
    border: Border = Border.ZEROS,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Conv = Conv(features, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .inputDilation(inputDilation)
    .featureGroupCount(featureGroupCount)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)
    .bordered(border)

/**
 * A convolution over volumes: [examples..., depth, height, width, features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel along the three axes
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param inputDilation the spacing of the input, with zeros between
 * @param featureGroupCount in how many groups the features are convolved apart
 * @param border what is around the input; [padding] counts for zeros only
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun conv3d(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    inputDilation: Int = 1,
    featureGroupCount: Int = 1,
    border: Border = Border.ZEROS,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): Conv = Conv(features, size, size, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .inputDilation(inputDilation)
    .featureGroupCount(featureGroupCount)
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)
    .bordered(border)

/** Convolutions, where layers are listed. */
@CovectorDsl
public sealed interface ConvolutionLayers : LayerList {
    /** Adds [dev.covector.dsl.conv]: a convolution over images. */
    public fun conv(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        inputDilation: Int = 1,
        featureGroupCount: Int = 1,
        border: Border = Border.ZEROS,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.conv(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                inputDilation,
                featureGroupCount,
                border,
                useBias,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.conv]: a convolution with one or more spatial axes. */
    public fun conv(
        features: Int,
        size: List<Int>,
        strides: List<Int> = listOf(1),
        padding: Padding = Padding.SAME,
        kernelDilation: List<Int> = listOf(1),
        inputDilation: List<Int> = listOf(1),
        featureGroupCount: Int = 1,
        border: Border = Border.ZEROS,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.conv(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                inputDilation,
                featureGroupCount,
                border,
                useBias,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.conv1d]: a convolution over sequences. */
    public fun conv1d(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        inputDilation: Int = 1,
        featureGroupCount: Int = 1,
        border: Border = Border.ZEROS,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.conv1d(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                inputDilation,
                featureGroupCount,
                border,
                useBias,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.conv3d]: a convolution over volumes. */
    public fun conv3d(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        inputDilation: Int = 1,
        featureGroupCount: Int = 1,
        border: Border = Border.ZEROS,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.conv3d(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                inputDilation,
                featureGroupCount,
                border,
                useBias,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }
}
