package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor
import dev.covector.linen.ModuleException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private val seed = key(0)

private fun paths(net: Stack, vararg shape: Int): Set<String> = net.init(seed, ones(*shape)).params.tensors.keys

internal class SequentialTest :
    StringSpec({
        "layers are named by class and number" {
            val net = sequential {
                conv(4, 3)
                relu()
                maxPool(2)
                flatten()
                dense(5)
                dense(2, name = "head")
                dense(3)
            }
            paths(net, 1, 8, 8, 1).shouldContainExactly(
                "Conv_0/bias",
                "Conv_0/kernel",
                "Dense_0/bias",
                "Dense_0/kernel",
                "Dense_1/bias",
                "Dense_1/kernel",
                "head/bias",
                "head/kernel",
            )
            val variables = net.init(seed, ones(1, 8, 8, 1))
            variables.params["Dense_0", "kernel"].shape() shouldBe shapeOf(64, 5)
            net(variables, ones(3, 8, 8, 1)).shape() shouldBe shapeOf(3, 3)
            net.toString() shouldContain "steps = Conv_0, relu, maxPool(2), flatten, Dense_0, head, Dense_1"
        }
        "blocks have names of their own, residuals and branches those of the list around" {
            val net = sequential {
                block("encoder") { repeat(2) { residual { dense(3) } } }
                parallel(Join.sum) {
                    branch { dense(4) }
                    branch("wide") { mlp(8, 4) }
                }
                residual(shortcut = { dense(2) }) { dense(2) }
            }
            paths(net, 1, 3).filter { "kernel" in it }.shouldContainExactly(
                "Dense_0/kernel",
                "Dense_1/kernel",
                "Dense_2/kernel",
                "encoder/Dense_0/kernel",
                "encoder/Dense_1/kernel",
                "wide/Dense_0/kernel",
                "wide/Dense_1/kernel",
            )
        }
        "branches are joined as they say" {
            val x = tensor(listOf(1f, 2f))
            fun joined(join: Join) = sequential {
                parallel(join) {
                    branch { lambda { it + 1 } }
                    branch { lambda { it * 3 } }
                }
            }(emptyMap(), x)
            joined(Join.sum).toFloatArray() shouldBe floatArrayOf(5f, 9f)
            joined(Join.product).toFloatArray() shouldBe floatArrayOf(6f, 18f)
            joined(Join.mean).toFloatArray() shouldBe floatArrayOf(2.5f, 4.5f)
            joined(Join.concatenate()).toFloatArray() shouldBe floatArrayOf(2f, 3f, 3f, 6f)
            joined(Join.stack()).shape() shouldBe shapeOf(2, 2)
            joined { (a, b) -> a - b }.toFloatArray() shouldBe floatArrayOf(-1f, -3f)
        }
        "a layer that is added twice has its parameters once" {
            val shared = dense(3)
            val net = sequential {
                layer(shared)
                +shared
            }
            paths(net, 1, 3).shouldContainExactlyInAnyOrder("Dense_0/bias", "Dense_0/kernel")
        }
        "training is said where the model is applied" {
            val net = sequential {
                dropout(0.5)
                batchNorm(momentum = 0.5)
                lambda { if (training) it + 10 else it }
            }
            val x = tensor(listOf(1f), listOf(3f))
            val variables = net.init(seed, x)
            net(variables, x).toFloatArray().map { Math.round(it) } shouldContainExactly listOf(1, 3)
            net.apply(variables, x).toFloatArray().map { Math.round(it) } shouldContainExactly listOf(1, 3)
            val rngs = mapOf("dropout" to key(4))
            val (y, changed) = net(variables, x, mutable = listOf("batch_stats"), rngs = rngs, training = true)
            y.toFloatArray().average() shouldBe 10.0
            (variables + changed).batchStats["BatchNorm_0", "mean"].toFloatArray().single() shouldBe
                net(
                    variables,
                    x,
                    listOf("batch_stats"),
                    rngs,
                    true,
                ).variables().tensors.getValue("batch_stats/BatchNorm_0/mean")
                    .toFloatArray().single()
            shouldThrow<ModuleException> { net(variables, x, rngs = rngs, training = true) }.message!! shouldContain
                "mutable"
            shouldThrow<ModuleException> {
                net(variables, x, listOf("batch_stats"), training = true)
            }.message!! shouldContain
                "needs an rng"
        }
        "a jitted step runs nothing of the list" {
            var calls = 0
            val net = sequential {
                dense(3)
                activation {
                    calls++
                    tanh(it)
                }
            }
            val variables = net.init(seed, ones(2, 3))
            calls = 0
            val step = jit { p: Variables, x: Tensor -> net(p, x) }
            repeat(3) { step(variables, ones(2, 3)) }
            calls shouldBe 1
        }
        "mistakes are named" {
            val x = ones(1, 3)
            shouldThrow<ShapeException> { sequential { residual { dense(2) } }.init(seed, x) }.message!! shouldContain
                "residual(shortcut = { dense(2) })"
            shouldThrow<IllegalArgumentException> {
                sequential {
                    dense(2, name = "a")
                    dense(2, name = "a")
                }
            }.message!! shouldContain "two layers are named a"
            shouldThrow<IllegalArgumentException> { sequential { parallel { } } }.message!! shouldContain "no branch"
            shouldThrow<ModuleException> { sequential { dense(2) }.init(seed, x).tensor("params/Dense_0/weight") }
                .message!! shouldContain "params/Dense_0/kernel"
        }
    })
