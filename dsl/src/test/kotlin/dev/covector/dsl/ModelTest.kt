package dev.covector.dsl

import dev.covector.Tensor
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

private val seed = key(0)

private data class Drawn(val image: Tensor, val mean: Tensor, val logVariance: Tensor)

private class Vae(pixels: Int, latent: Int) : Model1<Tensor, Drawn>() {
    private val encoder by mlp(6, 5)
    private val mean by dense(latent)
    private val logVariance by dense(latent)
    private val decoder by mlp(5, 6, pixels)

    fun encode(x: Tensor): Pair<Tensor, Tensor> = relu(encoder(x)).let { mean(it) to logVariance(it) }

    fun decode(z: Tensor): Tensor = decoder(z)

    override fun call(x: Tensor): Drawn {
        val (mean, logVariance) = encode(x)
        val noise = normal(key("noise"), mean.shape)
        return Drawn(decode(mean + exp(0.5 * logVariance) * noise), mean, logVariance)
    }
}

private class Scale : Model() {
    override fun call(x: Tensor) = x * param("scale", shapeOf(x.shape().dim(-1)), Init.constant(2))
}

private class Bilinear : Model2<Tensor, Tensor, Tensor>() {
    override fun call(x: Tensor, y: Tensor) = dense(4)(x) * dense(4)(y)
}

private class Tied : Model() {
    private val table by embed(7, 4)

    override fun call(x: Tensor): Tensor = table.attend(table(x))
}

internal class ModelTest :
    StringSpec({
        val rngs = mapOf("params" to seed, "noise" to key(1))

        "parts are named by their properties" {
            val vae = Vae(8, 2)
            val variables = vae.init(rngs, ones(3, 8))
            variables.params.keys.sorted().shouldContainExactly("decoder", "encoder", "logVariance", "mean")
            variables.params["encoder", "Dense_0", "kernel"].shape() shouldBe shapeOf(8, 6)
            val drawn = vae(variables, ones(3, 8), rngs = mapOf("noise" to key(2)))
            drawn.image.shape() shouldBe shapeOf(3, 8)
        }
        "any method is applied by its reference" {
            val vae = Vae(8, 2)
            val variables = vae.init(rngs, ones(3, 8))
            val image: Tensor = vae.apply(variables, Vae::decode, ones(5, 2))
            image.shape() shouldBe shapeOf(5, 8)
            val (mean, _) = vae.apply(variables, Vae::encode, ones(3, 8))
            mean.shape() shouldBe shapeOf(3, 2)
        }
        "a layer of five lines" {
            val scale = Scale()
            scale(scale.init(seed, ones(2, 3)), ones(2, 3)).toFloatArray().distinct() shouldBe listOf(2f)
        }
        "two inputs" {
            val model = Bilinear()
            val variables = model.init(seed, ones(2, 3), ones(2, 5))
            variables.params["Dense_1", "kernel"].shape() shouldBe shapeOf(5, 4)
            model(variables, ones(2, 3), ones(2, 5)).shape() shouldBe shapeOf(2, 4)
        }
        "a part that is used twice has its parameters once" {
            val model = Tied()
            val x = tensor(1, 2)
            val variables = model.init(seed, x)
            variables.params.tensors.keys.shouldContainExactly("table/embedding")
            model(variables, x).shape() shouldBe shapeOf(2, 7)
        }
        "models print as trees" {
            Tied().toString().lines()[2].trim() shouldBe "table = Embed("
        }
    })
