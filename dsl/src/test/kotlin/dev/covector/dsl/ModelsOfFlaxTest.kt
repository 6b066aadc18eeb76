package dev.covector.dsl

import dev.covector.Tensor
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe
import kotlin.math.abs
import kotlin.math.max

/** A line of models.tsv, which src/test/oracle/models.py writes. */
private data class Figures(val shape: List<Int>, val sum: Double, val size: Double, val first: Double) {
    fun shouldDescribe(x: Tensor) {
        val values = x.toFloatArray().map { it.toDouble() }
        // sums of rounding errors of f32, relative to what is summed
        val tolerance = 2e-6 * max(size, 1.0)
        x.shape.toArray().toList() shouldBe shape
        values.sum() shouldBe (sum plusOrMinus tolerance)
        values.sumOf { abs(it) } shouldBe (size plusOrMinus tolerance)
        values.first() shouldBe (first plusOrMinus tolerance)
    }
}

private val figures: Map<String, Map<String, Figures>> =
    Figures::class.java.getResourceAsStream("models.tsv")!!.bufferedReader().readLines()
        .map { it.split('\t') }
        .groupBy { it[0] }
        .mapValues { (_, lines) ->
            lines.associate { (_, path, shape, sum, size) ->
                path to Figures(shape.split(',').map { it.toInt() }, sum.toDouble(), size.toDouble(), 0.0)
            }.mapValues { (path, figures) -> figures.copy(first = lines.first { it[1] == path }[5].toDouble()) }
        }

private fun agree(case: String, variables: Variables, output: Tensor) {
    val wanted = figures.getValue(case)
    val found = variables.tensors + ("output" to output)
    found.keys shouldBe wanted.keys
    found.forEach { (path, x) -> withClue("$case, $path") { wanted.getValue(path).shouldDescribe(x) } }
}

private fun ramp(vararg shape: Int): Tensor = arange(shape.fold(1, Int::times)).reshape(*shape) / 10f - 1f

private class Autoencoder : Model() {
    private val encoder by mlp(6, 5)
    private val mean by dense(2)
    private val logVariance by dense(2)
    private val decoder by mlp(5, 6, 8)

    override fun call(x: Tensor): Tensor {
        val h = relu(encoder(x))
        val mean = mean(h)
        val deviation = exp(0.5 * logVariance(h))
        return decoder(mean + deviation * normal(key("noise"), mean.shape))
    }
}

internal class ModelsOfFlaxTest :
    StringSpec({
        fun agrees(case: String, net: Stack, x: Tensor) {
            val variables = net.init(key(0), x)
            agree(case, variables, net(variables, x))
        }

        "a convolutional network" {
            val net = sequential {
                conv(4, 3)
                relu()
                maxPool(2)
                flatten()
                dense(5)
            }
            agrees("cnn", net, ramp(2, 4, 4, 1))
        }
        "blocks, residuals and branches" {
            val net = sequential {
                block("encoder") { repeat(2) { residual { mlp(7, 3) } } }
                parallel {
                    branch { dense(4) }
                    branch("wide") { mlp(8, 4) }
                }
                residual(shortcut = { dense(2, useBias = false) }) { dense(2) }
            }
            agrees("nested", net, ramp(2, 3))
        }
        "a block of a transformer" {
            val net = sequential {
                residual {
                    layerNorm()
                    attention(2, causal = true)
                }
                residual {
                    layerNorm()
                    mlp(12, 6, activation = ::gelu)
                }
            }
            agrees("block", net, ramp(2, 3, 6))
        }
        "a tagger of sequences" {
            val net = sequential {
                embed(11, 6)
                bidirectional(4)
                dense(3)
            }
            agrees("tagger", net, tensor(listOf(1, 5, 2), listOf(0, 10, 3)))
        }
        "a model with parts in properties, and a stream of keys" {
            val model = Autoencoder()
            val variables = model.init(mapOf("params" to key(0), "noise" to key(1)), ramp(3, 8))
            agree("vae", variables, model(variables, ramp(3, 8), rngs = mapOf("noise" to key(2))))
        }
        "training and evaluation" {
            val net = sequential {
                dense(5)
                batchNorm(momentum = 0.5)
                dropout(0.5)
                dense(2)
            }
            val x = ramp(4, 3)
            val variables = net.init(key(0), x)
            agree("evaluated", variables, net(variables, x))
            val rngs = mapOf("dropout" to key(3))
            val (y, changed) = net(variables, x, mutable = listOf("batch_stats"), rngs = rngs, training = true)
            agree("trained", changed, y)
        }
    })
