package dev.covector.dsl

import dev.covector.DType
import dev.covector.Tensor
import dev.covector.lax.Padding
import dev.covector.linen.SimpleCell
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe

/** A layer, an input, and what is expected: the parameters with their shapes, and the shape of the output. */
private class LayerCase(
    val name: String,
    val layer: LayerListBuilder.() -> Unit,
    val x: Tensor,
    val output: List<Int>,
    vararg val params: Pair<String, List<Int>>,
)

private fun l(vararg sizes: Int) = sizes.toList()

private val image = ones(2, 8, 8, 3)
private val sequence = ones(2, 5, 3)
private val volume = ones(1, 4, 4, 4, 2)

private val cases = listOf(
    LayerCase("dense", { dense(4, useBias = false) }, ones(2, 3), l(2, 4), "Dense_0/kernel" to l(3, 4)),
    LayerCase(
        "denseGeneral",
        { denseGeneral(listOf(2, 4), axes = listOf(-2, -1)) },
        sequence,
        l(2, 2, 4),
        "DenseGeneral_0/bias" to l(2, 4),
        "DenseGeneral_0/kernel" to l(5, 3, 2, 4),
    ),
    LayerCase(
        "einsum",
        { einsum("abc,cd->abd", shapeOf(3, 7), useBias = false) },
        sequence,
        l(2, 5, 7),
        "Einsum_0/kernel" to l(3, 7),
    ),
    LayerCase("embed", { embed(9, 4) }, tensor(1, 8), l(2, 4), "Embed_0/embedding" to l(9, 4)),
    LayerCase("prelu", { prelu() }, ones(2, 3), l(2, 3), "PReLU_0/negative_slope" to l()),
    LayerCase(
        "conv",
        { conv(5, 3, strides = 2, padding = Padding.VALID) },
        image,
        l(2, 3, 3, 5),
        "Conv_0/bias" to l(5),
        "Conv_0/kernel" to l(3, 3, 3, 5),
    ),
    LayerCase(
        "conv of sizes",
        { conv(5, listOf(1, 3), useBias = false) },
        image,
        l(2, 8, 8, 5),
        "Conv_0/kernel" to l(1, 3, 3, 5),
    ),
    LayerCase(
        "conv1d",
        { conv1d(5, 3, border = Border.CAUSAL, useBias = false) },
        sequence,
        l(2, 5, 5),
        "Conv_0/kernel" to l(3, 3, 5),
    ),
    LayerCase("conv3d", {
        conv3d(5, 2, useBias = false)
    }, volume, l(1, 4, 4, 4, 5), "Conv_0/kernel" to l(2, 2, 2, 2, 5)),
    LayerCase(
        "convTranspose",
        { convTranspose(5, 3, strides = 2, useBias = false) },
        image,
        l(2, 16, 16, 5),
        "ConvTranspose_0/kernel" to l(3, 3, 3, 5),
    ),
    LayerCase(
        "convTranspose1d",
        { convTranspose1d(4, 2, strides = 2, useBias = false) },
        sequence,
        l(2, 10, 4),
        "ConvTranspose_0/kernel" to l(2, 3, 4),
    ),
    LayerCase(
        "convTranspose3d",
        { convTranspose3d(4, 2, useBias = false) },
        volume,
        l(1, 4, 4, 4, 4),
        "ConvTranspose_0/kernel" to l(2, 2, 2, 2, 4),
    ),
    LayerCase(
        "convLocal",
        { convLocal(4, listOf(3), padding = Padding.VALID, useBias = false) },
        sequence,
        l(2, 3, 4),
        "ConvLocal_0/kernel" to l(3, 9, 4),
    ),
    LayerCase("batchNorm", { batchNorm(useScale = false) }, image, l(2, 8, 8, 3), "BatchNorm_0/bias" to l(3)),
    LayerCase(
        "layerNorm",
        { layerNorm() },
        sequence,
        l(2, 5, 3),
        "LayerNorm_0/bias" to l(3),
        "LayerNorm_0/scale" to l(3),
    ),
    LayerCase(
        "groupNorm",
        { groupNorm(numGroups = 3, useBias = false) },
        image,
        l(2, 8, 8, 3),
        "GroupNorm_0/scale" to l(3),
    ),
    LayerCase(
        "groupNorm of a size",
        { groupNorm(groupSize = 1, useBias = false) },
        image,
        l(2, 8, 8, 3),
        "GroupNorm_0/scale" to l(3),
    ),
    LayerCase("instanceNorm", { instanceNorm(useBias = false) }, image, l(2, 8, 8, 3), "InstanceNorm_0/scale" to l(3)),
    LayerCase("rmsNorm", { rmsNorm() }, sequence, l(2, 5, 3), "RMSNorm_0/scale" to l(3)),
    LayerCase("dropout", { dropout(0.5) }, image, l(2, 8, 8, 3)),
    LayerCase(
        "attention",
        { attention(2, qkvFeatures = 4, outFeatures = 6, useBias = false) },
        sequence,
        l(2, 5, 6),
        "MultiHeadDotProductAttention_0/key/kernel" to l(3, 2, 2),
        "MultiHeadDotProductAttention_0/out/kernel" to l(2, 2, 6),
        "MultiHeadDotProductAttention_0/query/kernel" to l(3, 2, 2),
        "MultiHeadDotProductAttention_0/value/kernel" to l(3, 2, 2),
    ),
    LayerCase(
        "gru",
        { gru(4) },
        sequence,
        l(2, 5, 4),
        "RNN_0/cell/hn/bias" to l(4),
        "RNN_0/cell/hn/kernel" to l(4, 4),
        "RNN_0/cell/hr/kernel" to l(4, 4),
        "RNN_0/cell/hz/kernel" to l(4, 4),
        "RNN_0/cell/in/bias" to l(4),
        "RNN_0/cell/in/kernel" to l(3, 4),
        "RNN_0/cell/ir/bias" to l(4),
        "RNN_0/cell/ir/kernel" to l(3, 4),
        "RNN_0/cell/iz/bias" to l(4),
        "RNN_0/cell/iz/kernel" to l(3, 4),
    ),
    LayerCase(
        "simpleRnn, and its last step",
        {
            simpleRnn(4)
            last()
        },
        sequence,
        l(2, 4),
        "RNN_0/cell/h/kernel" to l(4, 4),
        "RNN_0/cell/i/bias" to l(4),
        "RNN_0/cell/i/kernel" to l(3, 4),
    ),
    LayerCase(
        "rnn of a cell",
        { rnn(SimpleCell(4), reverse = true, keepOrder = true, name = "back") },
        sequence,
        l(2, 5, 4),
        "back/cell/h/kernel" to l(4, 4),
        "back/cell/i/bias" to l(4),
        "back/cell/i/kernel" to l(3, 4),
    ),
    LayerCase("maxPool", { maxPool(2) }, image, l(2, 4, 4, 3)),
    LayerCase("maxPool with strides", { maxPool(3, strides = 1, padding = Padding.SAME) }, image, l(2, 8, 8, 3)),
    LayerCase("avgPool", { avgPool(4) }, image, l(2, 2, 2, 3)),
    LayerCase("globalAvgPool", { globalAvgPool() }, image, l(2, 3)),
    LayerCase("globalMaxPool", { globalMaxPool() }, volume, l(1, 2)),
    LayerCase("flatten", { flatten() }, image, l(2, 192)),
    LayerCase("reshape", { reshape(24, 8) }, image, l(2, 24, 8)),
    LayerCase("glu", { glu() }, ones(2, 6), l(2, 3)),
    LayerCase("softmax", { softmax() }, ones(2, 6), l(2, 6)),
    LayerCase("activation", { activation(::sin) }, ones(2, 6), l(2, 6)),
)

internal class LayersTest :
    StringSpec({
        for (case in cases) {
            case.name {
                val net = sequential(case.layer)
                val variables = net.init(key(0), case.x)
                variables.params.tensors.mapValues { (_, x) -> x.shape.toList() } shouldBe mapOf(*case.params)
                net(variables, case.x).shape.toList() shouldBe case.output
            }
        }
        "activations are those functions" {
            val x = tensor(-2f, -0.5f, 0f, 3f)
            val pairs: List<Pair<LayerListBuilder.() -> Unit, (Tensor) -> Tensor>> = listOf(
                { it: LayerListBuilder -> it.relu() } to ::relu,
                { it: LayerListBuilder -> it.relu6() } to ::relu6,
                { it: LayerListBuilder -> it.tanh() } to ::tanh,
                { it: LayerListBuilder -> it.sigmoid() } to ::sigmoid,
                { it: LayerListBuilder -> it.silu() } to ::silu,
                { it: LayerListBuilder -> it.mish() } to ::mish,
                { it: LayerListBuilder -> it.softplus() } to ::softplus,
                { it: LayerListBuilder -> it.selu() } to ::selu,
                { it: LayerListBuilder -> it.gelu() } to { gelu(it) },
                { it: LayerListBuilder -> it.elu() } to { elu(it) },
                { it: LayerListBuilder -> it.leakyRelu(0.2) } to { leakyRelu(it, 0.2) },
                { it: LayerListBuilder -> it.logSoftmax() } to { logSoftmax(it, -1) },
            )
            for ((layer, function) in pairs) {
                sequential(layer)(emptyMap(), x).toFloatArray() shouldBe function(x).toFloatArray()
            }
        }
        "a list that is complete takes no more" {
            var outer: LayerListBuilder? = null
            sequential { outer = this }
            runCatching { outer!!.dense(2) }.exceptionOrNull()!!.message!!.split(';').first() shouldBe
                "the list of layers is complete"
        }
        "mixed precision computes in one dtype and keeps another" {
            val net = sequential { dense(4, dtype = DType.BF16) }
            val variables = net.init(key(0), ones(2, 3))
            variables.params["Dense_0", "kernel"].dtype shouldBe DType.F32
            net(variables, ones(2, 3)).dtype shouldBe DType.BF16
        }
        "initializers draw what they say" {
            val net = sequential {
                dense(4, kernelInit = Init.constant(3), biasInit = { _, shape, dtype -> ones(shape, dtype) })
            }
            net(net.init(key(0), ones(1, 2)), ones(1, 2)).toFloatArray().distinct() shouldBe listOf(7f)
            listOf(
                Init.normal(0.1), Init.uniform(), Init.truncatedNormal(), Init.lecunUniform(), Init.glorotNormal(),
                Init.glorotUniform(), Init.heNormal(), Init.heUniform(), Init.orthogonal(), Init.embedding(),
            ).map { it.initialize(key(1), shapeOf(4, 4), DType.F32).toFloatArray().toSet().size } shouldBe
                List(10) { 16 }
        }
        "a table says what a model has" {
            val net = sequential { block("encoder") { dense(4) } }
            net.tabulate(key(0), ones(1, 3)).lines().map { it.trim().split(' ').first() } shouldContain
                "encoder/Dense_0"
        }
    })
