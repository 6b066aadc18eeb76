package dev.covector.dsl

/** Activations, where layers are listed; [LayerList.activation] adds any other function. */
@CovectorDsl
public sealed interface ActivationLayers : LayerList {
    /** Adds `max(x, 0)`. */
    public fun relu(): Unit = lambda("relu") { relu(it) }

    /** Adds `min(max(x, 0), 6)`. */
    public fun relu6(): Unit = lambda("relu6") { relu6(it) }

    /** Adds `tanh(x)`. */
    public fun tanh(): Unit = lambda("tanh") { tanh(it) }

    /** Adds `1 / (1 + exp(-x))`. */
    public fun sigmoid(): Unit = lambda("sigmoid") { sigmoid(it) }

    /** Adds `x sigmoid(x)`. */
    public fun silu(): Unit = lambda("silu") { silu(it) }

    /** Adds `x tanh(softplus(x))`. */
    public fun mish(): Unit = lambda("mish") { mish(it) }

    /** Adds `log(1 + exp(x))`. */
    public fun softplus(): Unit = lambda("softplus") { softplus(it) }

    /** Adds `x / (|x| + 1)`. */
    public fun softSign(): Unit = lambda("softSign") { softSign(it) }

    /** Adds x between -1 and 1. */
    public fun hardTanh(): Unit = lambda("hardTanh") { hardTanh(it) }

    /** Adds `relu6(x + 3) / 6`. */
    public fun hardSigmoid(): Unit = lambda("hardSigmoid") { hardSigmoid(it) }

    /** Adds `x hardSigmoid(x)`. */
    public fun hardSilu(): Unit = lambda("hardSilu") { hardSilu(it) }

    /** Adds the scaled elu. */
    public fun selu(): Unit = lambda("selu") { selu(it) }

    /** Adds `log(sigmoid(x))`. */
    public fun logSigmoid(): Unit = lambda("logSigmoid") { logSigmoid(it) }

    /** Adds the first half of the last axis times the sigmoid of the second. */
    public fun glu(): Unit = lambda("glu") { glu(it) }

    /** Adds gelu, approximately by tanh or exactly by erfc. */
    public fun gelu(approximate: Boolean = true): Unit = lambda("gelu") { gelu(it, approximate) }

    /** Adds `x` above 0, else [slope] x. */
    public fun leakyRelu(slope: Double = 0.01): Unit = lambda("leakyRelu($slope)") { leakyRelu(it, slope) }

    /** Adds `x` above 0, else [alpha] (exp(x) - 1). */
    public fun elu(alpha: Double = 1.0): Unit = lambda("elu($alpha)") { elu(it, alpha) }

    /** Adds `max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)`. */
    public fun celu(alpha: Double = 1.0): Unit = lambda("celu($alpha)") { celu(it, alpha) }

    /** Adds softmax along [axis]. */
    public fun softmax(axis: Int = -1): Unit = lambda("softmax") { softmax(it, axis) }

    /** Adds the logarithm of softmax along [axis]. */
    public fun logSoftmax(axis: Int = -1): Unit = lambda("logSoftmax") { logSoftmax(it, axis) }
}
