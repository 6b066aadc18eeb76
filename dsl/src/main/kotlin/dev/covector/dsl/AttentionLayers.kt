package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.linen.Attention
import dev.covector.linen.AttentionInputs
import dev.covector.linen.MultiHeadDotProductAttention
import dev.covector.random.Initializer

/**
 * Attention with several heads, of [..., queries, features]; Vaswani et al. 2017.
 *
 * @param numHeads how many heads there are
 * @param qkvFeatures the features of queries, keys and values, all heads together; null for those of the input
 * @param outFeatures the features of the result; null for those of the input
 * @param dropoutRate the probability that a weight is dropped in training
 * @param broadcastDropout whether all examples and heads drop the same weights
 * @param useBias whether a bias is added
 * @param normalizeQk whether queries and keys are normalized
 * @param decode whether one position is given at a time, the others being remembered in the collection `cache`
 * @param dtype the dtype to compute in; null for that of input and parameters
 * @param paramDtype the dtype of the parameters
 * @param kernelInit how the kernel is drawn
 * @param biasInit how the bias is drawn
 */
public fun attention(
    numHeads: Int,
    qkvFeatures: Int? = null,
    outFeatures: Int? = null,
    dropoutRate: Double = 0.0,
    broadcastDropout: Boolean = true,
    useBias: Boolean = true,
    normalizeQk: Boolean = false,
    decode: Boolean = false,
    dtype: DType? = null,
    paramDtype: DType = float32,
    kernelInit: Initializer = Init.lecunNormal(),
    biasInit: Initializer = Init.zeros(),
): MultiHeadDotProductAttention = MultiHeadDotProductAttention(numHeads).followsTraining()
    .let { if (qkvFeatures == null) it else it.qkvFeatures(qkvFeatures) }
    .let { if (outFeatures == null) it else it.outFeatures(outFeatures) }
    .dropoutRate(dropoutRate)
    .broadcastDropout(broadcastDropout)
    .useBias(useBias)
    .normalizeQk(normalizeQk)
    .decode(decode)
    .let { if (dtype == null) it else it.dtype(dtype) }
    .paramDtype(paramDtype)
    .kernelInit(kernelInit)
    .biasInit(biasInit)

/**
 * Attention inside `init` or `apply`.
 *
 * @param key what queries look at; the queries themselves, if nothing is said
 * @param value what is taken from there; the keys, if nothing is said
 * @param mask false or 0 where nothing is attended to; broadcasts to [examples..., heads, queries, keys]
 * @param sowWeights whether the weights are left in the collection `intermediates`
 */
public operator fun MultiHeadDotProductAttention.invoke(
    query: Tensor,
    key: Tensor = query,
    value: Tensor = key,
    mask: Tensor? = null,
    sowWeights: Boolean = false,
): Tensor = attend(AttentionInputs.of(query, key, value).mask(mask).sowWeights(sowWeights))

/** The mask by which no position sees those after it: [..., 1, n, n] of x [..., n]. */
public fun makeCausalMask(x: Tensor): Tensor = Attention.makeCausalMask(x)

/** The mask by which a query sees a key where both are true: [..., 1, queries, keys] of [..., queries], [..., keys]. */
public fun makeAttentionMask(query: Tensor, key: Tensor): Tensor = Attention.makeAttentionMask(query, key)

/** Where all masks allow it. */
public fun combineMasks(first: Tensor, vararg others: Tensor): Tensor = Attention.combineMasks(first, *others)

/** Attention, where layers are listed. */
@CovectorDsl
public sealed interface AttentionLayers : LayerList {

    /**
     * Adds attention of a sequence [..., n, features] to itself.
     *
     * @param causal whether no position sees those after it
     */
    public fun attention(
        numHeads: Int,
        causal: Boolean = false,
        qkvFeatures: Int? = null,
        outFeatures: Int? = null,
        dropoutRate: Double = 0.0,
        useBias: Boolean = true,
        normalizeQk: Boolean = false,
        dtype: DType? = null,
        paramDtype: DType = DType.F32,
        kernelInit: Initializer = Init.lecunNormal(),
        biasInit: Initializer = Init.zeros(),
        name: String? = null,
    ) {
        val attention =
            dev.covector.dsl.attention(
                numHeads,
                qkvFeatures,
                outFeatures,
                dropoutRate,
                useBias = useBias,
                normalizeQk = normalizeQk,
                dtype = dtype,
                paramDtype = paramDtype,
                kernelInit = kernelInit,
                biasInit = biasInit,
            )
        layer(attention, name) { module, x ->
            module(x, mask = if (causal) makeCausalMask(ones(1, x.shape().dim(-2))) else null)
        }
    }
}
