package dev.covector.dsl

import dev.covector.DType
import dev.covector.lax.Padding
import dev.covector.linen.ConvTranspose
import dev.covector.random.Initializer

/**
 * A transposed convolution over images: [examples..., height, width, features]. With strides of 2 it doubles height and
 * width.
 *
 * @param features how many features the result has
 * @param size the size of the kernel along both axes
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param useBias whether a bias is added
 * @param transposeKernel whether the kernel is that of the convolution it is the gradient of
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun convTranspose(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    useBias: Boolean = true,
    transposeKernel: Boolean = false,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): ConvTranspose = ConvTranspose(features, size, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .useBias(useBias)
    .transposeKernel(transposeKernel)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A transposed convolution with one or more spatial axes: [examples..., spatial..., features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel along each spatial axis, of which there are as many
 * @param strides the steps of the kernel: one number, or one per spatial axis
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel: one number, or one per spatial axis
 * @param useBias whether a bias is added
 * @param transposeKernel whether the kernel is that of the convolution it is the gradient of
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun convTranspose(
    features: Int,
    size: List<Int>,
    strides: List<Int> = listOf(1),
    padding: Padding = Padding.SAME,
    kernelDilation: List<Int> = listOf(1),
    useBias: Boolean = true,
    transposeKernel: Boolean = false,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): ConvTranspose = ConvTranspose(features, *size.toIntArray())
    .strides(*strides.toIntArray())
    .padding(padding)
    .kernelDilation(*kernelDilation.toIntArray())
    .useBias(useBias)
    .transposeKernel(transposeKernel)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A transposed convolution over sequences: [examples..., time, features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param useBias whether a bias is added
 * @param transposeKernel whether the kernel is that of the convolution it is the gradient of
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun convTranspose1d(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    useBias: Boolean = true,
    transposeKernel: Boolean = false,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): ConvTranspose = ConvTranspose(features, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .useBias(useBias)
    .transposeKernel(transposeKernel)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * A transposed convolution over volumes: [examples..., depth, height, width, features].
 *
 * @param features how many features the result has
 * @param size the size of the kernel along the three axes
 * @param strides the steps of the kernel
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel
 * @param useBias whether a bias is added
 * @param transposeKernel whether the kernel is that of the convolution it is the gradient of
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun convTranspose3d(
    features: Int,
    size: Int,
    strides: Int = 1,
    padding: Padding = Padding.SAME,
    kernelDilation: Int = 1,
    useBias: Boolean = true,
    transposeKernel: Boolean = false,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): ConvTranspose = ConvTranspose(features, size, size, size)
    .strides(strides)
    .padding(padding)
    .kernelDilation(kernelDilation)
    .useBias(useBias)
    .transposeKernel(transposeKernel)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/** Transposed convolutions, where layers are listed. */
@CovectorDsl
public sealed interface TransposedConvolutionLayers : LayerList {
    /** Adds [dev.covector.dsl.convTranspose]: a transposed convolution over images. */
    public fun convTranspose(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        useBias: Boolean = true,
        transposeKernel: Boolean = false,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.convTranspose(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                useBias,
                transposeKernel,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.convTranspose]: a transposed convolution with one or more spatial axes. */
    public fun convTranspose(
        features: Int,
        size: List<Int>,
        strides: List<Int> = listOf(1),
        padding: Padding = Padding.SAME,
        kernelDilation: List<Int> = listOf(1),
        useBias: Boolean = true,
        transposeKernel: Boolean = false,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.convTranspose(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                useBias,
                transposeKernel,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.convTranspose1d]: a transposed convolution over sequences. */
    public fun convTranspose1d(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        useBias: Boolean = true,
        transposeKernel: Boolean = false,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.convTranspose1d(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                useBias,
                transposeKernel,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }

    /** Adds [dev.covector.dsl.convTranspose3d]: a transposed convolution over volumes. */
    public fun convTranspose3d(
        features: Int,
        size: Int,
        strides: Int = 1,
        padding: Padding = Padding.SAME,
        kernelDilation: Int = 1,
        useBias: Boolean = true,
        transposeKernel: Boolean = false,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.convTranspose3d(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                useBias,
                transposeKernel,
                dtype,
                paramDtype,
                kernelInit,
                biasInit,
            ),
            name,
        )
    }
}
