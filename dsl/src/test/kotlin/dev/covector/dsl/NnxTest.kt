package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.nnx.Linear
import dev.covector.nnx.Module
import dev.covector.nnx.Optimizer
import dev.covector.nnx.Rngs
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.shouldBe

private class Network(rngs: Rngs) : Module() {
    private val hidden = Linear(2, 8, rngs)
    val head = Linear(8, 1, rngs)

    operator fun invoke(x: Tensor): Tensor = head(tanh(hidden(x)))
}

internal class NnxTest :
    StringSpec({
        "a module that holds its parameters learns in place" {
            val network = Network(Rngs(0))
            val optimizer = optimizer(network, adam(0.05))
            val x = tensor(listOf(0f, 0f), listOf(0f, 1f), listOf(1f, 0f), listOf(1f, 1f))
            val y = tensor(listOf(0f), listOf(1f), listOf(1f), listOf(0f))
            val before = network.head.kernel().value
            val step = nnx.jit { m: Network, o: Optimizer<Network>, u: Tensor, v: Tensor ->
                val (loss, gradient) = nnx.valueAndGrad { n: Network -> squaredError(n(u), v).mean() }(m)
                o.update(m, gradient)
                loss
            }
            val first = step(network, optimizer, x, y).toFloat()
            repeat(60) { step(network, optimizer, x, y) }
            step(network, optimizer, x, y).toFloat().toDouble() shouldBeLessThan first / 4.0
            (network.head.kernel().value === before) shouldBe false
        }
        "what else a loss returns comes with its gradient" {
            val network = Network(Rngs(0))
            val f = nnx.valueAndGrad(hasAux = true) { n: Network, x: Tensor -> n(x).let { it.sum() to it } }
            val (loss, output, gradient) = f(network, ones(1, 2))
            loss.toFloat() shouldBe output.toFloatArray().single()
            gradient.toPureDict().keys shouldBe setOf("hidden", "head")
        }
    })
