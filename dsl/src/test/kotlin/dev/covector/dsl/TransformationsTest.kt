package dev.covector.dsl

import dev.covector.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

private data class Linear(val w: Tensor, val b: Tensor)

private fun loss(p: Linear, x: Tensor, y: Tensor): Tensor = ((x dot p.w) + p.b - y).square().mean()

private fun cube(x: Tensor): Tensor = x * x * x

internal class TransformationsTest :
    FunSpec({
        val p = Linear(tensor(1f, 2f), scalar(0.5f))
        val x = tensor(listOf(1f, 0f), listOf(0f, 1f), listOf(1f, 1f))
        val y = tensor(1f, 1f, 1f)

        test("a gradient has the type of the argument") {
            val gradient: Linear = grad(::loss)(p, x, y)
            gradient.w.toFloatArray() shouldBe floatArrayOf(2f, 8f / 3f)
        }
        test("a step compiles once") {
            val step =
                jit { q: Linear, u: Tensor, v: Tensor -> treeMap(q, grad(::loss)(q, u, v)) { a, d -> a - 0.5 * d } }
            val next = step(step(p, x, y), x, y)
            next.w.toFloatArray().size shouldBe 2
            step.statistics.misses() shouldBe 1
        }
        test("derivatives compose") {
            grad(grad(::cube))(scalar(3f)).toFloat() shouldBe 18f
            vmap(grad(::cube))(tensor(1f, 2f)).toFloatArray() shouldBe floatArrayOf(3f, 12f)
            vmap({ a: Tensor, b: Tensor ->
                a * b
            }, inAxes = axes(0, null))(tensor(1f, 2f), scalar(3f)).toFloatArray() shouldBe
                floatArrayOf(3f, 6f)
        }
        test("values and what else a function returns come with the gradient") {
            val (value, aux, slope) = valueAndGrad(hasAux = true) { t: Tensor -> cube(t) to "seen" }(scalar(2f))
            value.toFloat() shouldBe 8f
            aux shouldBe "seen"
            slope.toFloat() shouldBe 12f
            val (again, gradient) = valueAndGrad(::cube)(scalar(2f))
            again.toFloat() shouldBe 8f
            gradient.toFloat() shouldBe 12f
        }
        test("ranges are Kotlin's") {
            val v = tensor(0, 1, 2, 3, 4, 5)
            v[0..3].toIntArray() shouldBe intArrayOf(0, 1, 2, 3)
            v[0..<3].toIntArray() shouldBe intArrayOf(0, 1, 2)
            v[5 downTo 0 step 2].toIntArray() shouldBe intArrayOf(5, 3, 1)
            v[4 downTo 0].toIntArray() shouldBe intArrayOf(4, 3, 2, 1, 0)
            v[-3..-1].toIntArray() shouldBe intArrayOf(3, 4, 5)
            v[0..<0].toIntArray() shouldBe intArrayOf()
            v.at(1..2).set(9).toIntArray() shouldBe intArrayOf(0, 9, 9, 3, 4, 5)
            x[0..1, 1].toFloatArray() shouldBe floatArrayOf(0f, 1f)
            val (a, b, c) = x
            (a + b - c).toFloatArray() shouldBe floatArrayOf(0f, 0f)
        }
    })
