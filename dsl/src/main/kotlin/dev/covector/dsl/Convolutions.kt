package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.lax.ConvDimensionNumbers
import dev.covector.lax.ConvOptions
import dev.covector.lax.Lax
import dev.covector.lax.Padding
import java.util.Optional

/**
 * What the axes of a convolution mean: `convDimensionNumbers("NHWC", "HWIO", "NHWC")`. N is the batch, C the
 * features, O and I the output and input features of the kernel, other letters are spatial axes.
 *
 * @throws dev.covector.ShapeException when the three texts do not name the same spatial axes
 */
public fun convDimensionNumbers(lhs: String, rhs: String, out: String): ConvDimensionNumbers =
    ConvDimensionNumbers.of(lhs, rhs, out)

/**
 * A convolution with any axes, strides, padding, dilation and groups. The kernel is not reversed.
 *
 * @param lhs the input: batch, features and spatial axes as [dimensionNumbers] say
 * @param rhs the kernel: output features, input features of a group, spatial axes
 * @param windowStrides from one window to the next, one per spatial axis
 * @param padding around the input
 * @param lhsDilation the spacing of the input's elements, with zeros between; empty for ones
 * @param rhsDilation the spacing of the kernel's elements; empty for ones
 * @param dimensionNumbers what the axes mean; without them batch and features come first (NCHW, OIHW)
 * @param featureGroupCount in how many groups the input's features are convolved apart
 * @param batchGroupCount in how many groups the input's examples are convolved apart
 * @param preferredElementType the dtype of the result; without it that of the operands
 * @throws dev.covector.ShapeException when sizes or groups do not fit
 * @throws dev.covector.DTypeException when the dtypes differ or have no arithmetic
 */
public fun convGeneralDilated(
    lhs: Tensor,
    rhs: Tensor,
    windowStrides: List<Int>,
    padding: Padding = Padding.VALID,
    lhsDilation: List<Int> = emptyList(),
    rhsDilation: List<Int> = emptyList(),
    dimensionNumbers: ConvDimensionNumbers? = null,
    featureGroupCount: Int = 1,
    batchGroupCount: Int = 1,
    preferredElementType: DType? = null,
): Tensor = Lax.convGeneralDilated(
    lhs,
    rhs,
    ConvOptions(
        windowStrides,
        padding,
        lhsDilation,
        rhsDilation,
        Optional.ofNullable(dimensionNumbers),
        featureGroupCount,
        batchGroupCount,
        Optional.ofNullable(preferredElementType),
    ),
)

/** A convolution of NCHW with OIHW, for any number of spatial axes. */
public fun conv(lhs: Tensor, rhs: Tensor, windowStrides: List<Int>, padding: Padding = Padding.VALID): Tensor =
    Lax.conv(lhs, rhs, windowStrides.toIntArray(), padding)

/**
 * A transposed convolution: the strides spread the input, so that the result is larger. With [Padding.SAME] the
 * result has the input's sizes times the strides.
 *
 * @param rhsDilation the spacing of the kernel's elements; empty for ones
 * @param dimensionNumbers what the axes mean; without them features come last (NHWC, HWIO)
 * @param transposeKernel whether the kernel is that of the convolution whose gradient this is: it is reversed,
 *     and its input and output features change places
 * @throws dev.covector.ShapeException when sizes do not fit
 */
public fun convTranspose(
    lhs: Tensor,
    rhs: Tensor,
    strides: List<Int>,
    padding: Padding = Padding.SAME,
    rhsDilation: List<Int> = emptyList(),
    dimensionNumbers: ConvDimensionNumbers? = null,
    transposeKernel: Boolean = false,
): Tensor {
    val options =
        ConvOptions(
            strides,
            padding,
            emptyList(),
            rhsDilation,
            Optional.ofNullable(dimensionNumbers),
            1,
            1,
            Optional.empty(),
        )
    return Lax.convTranspose(lhs, rhs, options, transposeKernel)
}

/**
 * The patches that a convolution multiplies by its kernel: in the result the features are, for each feature of
 * the input, the elements of the window in row-major order.
 *
 * @param filterShape the window along the spatial axes
 * @param windowStrides from one window to the next
 * @throws dev.covector.ShapeException when sizes do not fit
 */
public fun convGeneralDilatedPatches(
    lhs: Tensor,
    filterShape: List<Int>,
    windowStrides: List<Int>,
    padding: Padding = Padding.VALID,
    dimensionNumbers: ConvDimensionNumbers? = null,
): Tensor {
    val options =
        ConvOptions(
            windowStrides,
            padding,
            emptyList(),
            emptyList(),
            Optional.ofNullable(dimensionNumbers),
            1,
            1,
            Optional.empty(),
        )
    return Lax.convGeneralDilatedPatches(lhs, filterShape.toIntArray(), options)
}
