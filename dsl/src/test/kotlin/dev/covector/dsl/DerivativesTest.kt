package dev.covector.dsl

import dev.covector.Tensor
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private data class Parameters(val w: Tensor, val b: Tensor)

private fun product(x: Tensor, y: Tensor): Tensor = (x * y).sum()

private fun squares(x: Tensor): Tensor = x * x

internal class DerivativesTest :
    StringSpec({
        "a pullback gives one gradient per argument" {
            val (y, pullback) = vjp(::squares, tensor(1f, 2f))
            y.toFloatArray() shouldBe floatArrayOf(1f, 4f)
            pullback(tensor(1f, 10f)).toFloatArray() shouldBe floatArrayOf(2f, 40f)
            val (value, both) = vjp(::product, tensor(2f), tensor(3f))
            value.toFloat() shouldBe 6f
            val (dx, dy) = both(scalar(1f, float32))
            dx.toFloatArray() shouldBe floatArrayOf(3f)
            dy.toFloatArray() shouldBe floatArrayOf(2f)
            val (_, three) = vjp({ a: Tensor, b: Tensor, c: Tensor -> a * b * c }, scalar(2f), scalar(3f), scalar(4f))
            val (da, db, dc) = three(scalar(1f))
            listOf(da, db, dc).map { it.toFloat() } shouldBe listOf(12f, 8f, 6f)
        }
        "a tangent goes forward" {
            val (y, dy) = jvp(::squares, tensor(3f), tensor(1f))
            y.toFloatArray() shouldBe floatArrayOf(9f)
            dy.toFloatArray() shouldBe floatArrayOf(6f)
            val (_, both) = jvp(::product, tensor(2f) to tensor(3f), tensor(1f) to tensor(1f))
            both.toFloat() shouldBe 5f
            val f = { a: Tensor, b: Tensor, c: Tensor -> a * b * c }
            val one = scalar(1f)
            jvp(f, Triple(one, one, one), Triple(one, one, one)).second.toFloat() shouldBe 3f
        }
        "a linear map serves many tangents" {
            val (y, push) = linearize(::squares, tensor(3f))
            y.toFloatArray() shouldBe floatArrayOf(9f)
            push(tensor(1f)).toFloatArray() shouldBe floatArrayOf(6f)
            push(tensor(2f)).toFloatArray() shouldBe floatArrayOf(12f)
            val (_, two) = linearize(::product, tensor(2f), tensor(3f))
            two(tensor(1f), tensor(0f)).toFloat() shouldBe 3f
        }
        "Jacobians have the tree of the argument" {
            val diagonal = listOf(listOf(2f, 0f), listOf(0f, 4f))
            jacfwd(::squares)(tensor(1f, 2f)).toNestedList() shouldBe diagonal
            jacrev(::squares)(tensor(1f, 2f)).toNestedList() shouldBe diagonal
            val line = { p: Parameters -> p.w * tensor(1f, 2f, 3f) + p.b }
            val j: Parameters = jacfwd(line)(Parameters(scalar(2f), scalar(0f)))
            j.w.toFloatArray() shouldBe floatArrayOf(1f, 2f, 3f)
            j.b.toFloatArray() shouldBe floatArrayOf(1f, 1f, 1f)
            val second: (Tensor, Tensor) -> Tensor = jacrev(::product, argnum = 1)
            second(tensor(2f), tensor(3f)).toFloatArray() shouldBe floatArrayOf(2f)
            val twice = { x: Tensor -> Pair(x, 2 * x) }
            val tree: (Tensor) -> Pair<Tensor, Tensor> = jacfwd(twice)
            tree(tensor(1f)).second.toFloat() shouldBe 2f
        }
        "Hessians are those of the formula" {
            val f = { x: Tensor -> (x * x * x).sum() }
            hessian(f)(tensor(1f, 2f)).toNestedList() shouldBe listOf(listOf(6f, 0f), listOf(0f, 12f))
            val g = { x: Tensor, y: Tensor -> (x * x * y).sum() }
            hessian(g)(tensor(1f), tensor(5f)).toFloat() shouldBe 10f
            val tree: (Parameters) -> Parameters = grad { p: Parameters -> (p.w * p.b).sum() }
            tree(Parameters(tensor(1f), tensor(2f))).w.toFloat() shouldBe 2f
        }
        "custom rules replace the derivative" {
            val clipped = customJvp({ x: Tensor -> x * x }) { x, dx -> (x * x) to (100 * dx) }
            grad { x: Tensor -> clipped(x) }(scalar(3f)).toFloat() shouldBe 100f
            val product = { x: Tensor, y: Tensor -> x * y }
            val times = customJvp(product) { (x, y), (dx, dy) -> (x * y) to (7 * dx + 0 * dy) }
            grad(times)(scalar(3f), scalar(4f)).toFloat() shouldBe 7f
            val reversed =
                customVjp({ x: Tensor, y: Tensor -> x * y }, { x, y -> (x * y) to Pair(x, y) }) { (x, y), ct ->
                    (ct * y * 10) to (ct * x)
                }
            grad(reversed)(scalar(3f), scalar(4f)).toFloat() shouldBe 40f
            val one = customVjp({ x: Tensor -> x * x }, { x -> (x * x) to x }) { x, ct -> ct * x * 5 }
            grad(one)(scalar(2f)).toFloat() shouldBe 10f
        }
        "stopped gradients are 0, rematerialized ones the same" {
            grad { x: Tensor -> x * stopGradient(x) }(scalar(3f)).toFloat() shouldBe 3f
            grad(checkpoint { x: Tensor -> sin(sin(x)) })(scalar(1f)).toFloat() shouldBe
                grad { x: Tensor -> sin(sin(x)) }(scalar(1f)).toFloat()
        }
        "functions are looked at without running" {
            evalShape({ x: Tensor, y: Tensor -> x matmul y }, zeros(3, 4), zeros(4, 5)).shape shouldBe shapeOf(3, 5)
            makeJaxpr { x: Tensor -> sin(x) * 2 }(scalar(1f)) shouldContain "sin"
        }
        "values and auxiliary data come as pairs" {
            val (loss, gradient) = valueAndGrad(::product)(tensor(2f), tensor(3f))
            loss.toFloat() shouldBe 6f
            gradient.toFloatArray() shouldBe floatArrayOf(3f)
            val (slope, aux) = grad(hasAux = true) { x: Tensor -> (x * x) to "aux" }(scalar(2f))
            slope.toFloat() shouldBe 4f
            aux shouldBe "aux"
            val (both, gradients) = valueAndGrad(::product, argnums = listOf(0, 1))(tensor(2f), tensor(3f))
            both.toFloat() shouldBe 6f
            gradients.map { (it as Tensor).toFloat() } shouldBe listOf(3f, 2f)
        }
    })
