package dev.covector.dsl

import dev.covector.DType
import dev.covector.lax.Padding
import dev.covector.linen.ConvLocal
import dev.covector.random.Initializer

/**
 * A convolution whose kernel is another one at each place.
 *
 * @param features how many features the result has
 * @param size the size of the kernel along each spatial axis
 * @param strides the steps of the kernel: one number, or one per spatial axis
 * @param padding the zeros around the input
 * @param kernelDilation the spacing of the kernel: one number, or one per spatial axis
 * @param inputDilation the spacing of the input, with zeros between: one number, or one per spatial axis
 * @param border what is around the input; [padding] counts for zeros only
 * @param useBias whether a bias is added
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun convLocal(
    features: Int,
    size: List<Int>,
    strides: List<Int> = listOf(1),
    padding: Padding = Padding.SAME,
    kernelDilation: List<Int> = listOf(1),
    inputDilation: List<Int> = listOf(1),
    border: Border = Border.ZEROS,
    useBias: Boolean = true,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): ConvLocal = ConvLocal(features, *size.toIntArray())
    .strides(*strides.toIntArray())
    .padding(padding)
    .kernelDilation(*kernelDilation.toIntArray())
    .inputDilation(*inputDilation.toIntArray())
    .useBias(useBias)
    .dtype(dtype)
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)
    .bordered(border)

/** Convolutions whose kernel is another one at each place, where layers are listed. */
@CovectorDsl
public sealed interface LocalConvolutionLayers : LayerList {
    /** Adds [dev.covector.dsl.convLocal]: a convolution whose kernel is another one at each place. */
    public fun convLocal(
        features: Int,
        size: List<Int>,
        strides: List<Int> = listOf(1),
        padding: Padding = Padding.SAME,
        kernelDilation: List<Int> = listOf(1),
        inputDilation: List<Int> = listOf(1),
        border: Border = Border.ZEROS,
        useBias: Boolean = true,
        dtype: DType? = null,
        paramDtype: DType = float32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        layer(
            dev.covector.dsl.convLocal(
                features,
                size,
                strides,
                padding,
                kernelDilation,
                inputDilation,
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
