package dev.covector.dsl

import dev.covector.linen.Conv
import dev.covector.linen.ConvLocal

/** What is around the input of a convolution. */
public enum class Border {
    /** Zeros, as many as the padding says. */
    ZEROS,

    /** The input again, so that the result has its sizes. */
    CIRCULAR,

    /** The input reflected, so that the result has its sizes. */
    REFLECT,

    /** Zeros in front only, so that nothing sees what comes after it; for one spatial axis. */
    CAUSAL,
}

internal fun Conv.bordered(border: Border): Conv = when (border) {
    Border.ZEROS -> this
    Border.CIRCULAR -> circular()
    Border.REFLECT -> reflect()
    Border.CAUSAL -> causal()
}

internal fun ConvLocal.bordered(border: Border): ConvLocal = when (border) {
    Border.ZEROS -> this
    Border.CIRCULAR -> circular()
    Border.REFLECT -> reflect()
    Border.CAUSAL -> causal()
}
