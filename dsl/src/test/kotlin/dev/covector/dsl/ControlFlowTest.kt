package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.TensorType
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe

private data class State(val x: Tensor, val name: String)

internal class ControlFlowTest :
    StringSpec({
        "branches are chosen by a tensor" {
            val f = jit { x: Tensor -> cond(x gt 0, { x }, { -x }) }
            f(scalar(-2f)).toFloat() shouldBe 2f
            f(scalar(3f)).toFloat() shouldBe 3f
            cond(scalar(true), { x: Tensor -> x + 1 }, { x -> x - 1 }, scalar(1f)).toFloat() shouldBe 2f
            val pick = jit { i: Tensor -> switch(i, { scalar(10f) }, { scalar(20f) }, { scalar(30f) }) }
            pick(scalar(1)).toFloat() shouldBe 20f
            pick(scalar(9)).toFloat() shouldBe 30f
            switch(scalar(0), listOf({ x: Tensor -> x * 2 }, { x: Tensor -> x * 3 }), scalar(5f)).toFloat() shouldBe 10f
        }
        "loops repeat" {
            whileLoop({ x: Tensor -> x lt 100 }, { x -> 2 * x }, scalar(1f)).toFloat() shouldBe 128f
            whileLoop(scalar(1f), { it lt 100 }) { 2 * it }.toFloat() shouldBe 128f
            foriLoop(0, 5, scalar(0)) { i, sum -> sum + i }.toInt() shouldBe 10
            foriLoop(0, 5, { i: Tensor, sum: Tensor -> sum + i }, scalar(0)).toInt() shouldBe 10
            foriLoop(scalar(0), scalar(5), scalar(0)) { i, sum -> sum + i }.toInt() shouldBe 10
        }
        "scans carry and stack" {
            val (total, sums) = scan(scalar(0f), tensor(1f, 2f, 3f)) { sum, x -> (sum + x) to (sum + x) }
            total.toFloat() shouldBe 6f
            sums.toFloatArray() shouldBe floatArrayOf(1f, 3f, 6f)
            fun step(sum: Tensor, x: Tensor): Pair<Tensor, Tensor> = (sum + x) to x
            scan(::step, scalar(0f), tensor(1f, 2f)).first.toFloat() shouldBe 3f
            val (_, back) = scan(scalar(0f), tensor(1f, 2f, 3f), reverse = true) { sum, x -> (sum + x) to (sum + x) }
            back.toFloatArray() shouldBe floatArrayOf(6f, 5f, 3f)
            val (last, path) = scan(scalar(1f), length = 3) { x -> (2 * x) to x }
            last.toFloat() shouldBe 8f
            path.toFloatArray() shouldBe floatArrayOf(1f, 2f, 4f)
        }
        "maps and prefixes go along axis 0" {
            map(tensor(1f, 2f)) { x: Tensor -> x * x }.toFloatArray() shouldBe floatArrayOf(1f, 4f)
            map(::sin, tensor(0f)).toFloatArray() shouldBe floatArrayOf(0f)
            associativeScan(tensor(1f, 2f, 3f)) { a, b -> a * b }.toFloatArray() shouldBe floatArrayOf(1f, 2f, 6f)
        }
        "named axes are summed over" {
            val centred = vmap(axisName = "i") { x: Tensor -> x - pmean(x, "i") }
            centred(tensor(1f, 2f, 3f)).toFloatArray() shouldBe floatArrayOf(-1f, 0f, 1f)
            vmap(axisName = "i") { x: Tensor -> x * 0 + psum(x, "i") + axisIndex("i") }(tensor(1f, 2f))
                .toFloatArray() shouldBe floatArrayOf(3f, 4f)
        }
        "axes say what is mapped, and where it goes" {
            val f = vmap(inAxes = axes(0, null), outAxes = 1) { x: Tensor, y: Tensor -> x * y }
            f(zeros(5), zeros(3)).shape shouldBe shapeOf(3, 5)
        }
        "callbacks run with values" {
            val type = TensorType.of(float32, shapeOf())
            val f = jit { x: Tensor -> pureCallback(listOf(type), x) { (v) -> listOf(scalar(v.toFloat() + 1)) }[0] }
            f(scalar(1f)).toFloat() shouldBe 2f
        }
        "defaults are widened for a while" {
            wide { tensor(0.1) }.dtype shouldBe float64
            wide { narrow { tensor(0.1) } }.dtype shouldBe float32
        }
        "trees are mapped, taken apart and put together" {
            val s = State(tensor(1f, 2f), "kept")
            treeMap(s) { it * 2 }.name shouldBe "kept"
            treeMap(s, s) { a, b -> a + b }.x.toFloatArray() shouldBe floatArrayOf(2f, 4f)
            treeMap(s, s, s) { a, b, c -> a + b + c }.x.toFloatArray() shouldBe floatArrayOf(3f, 6f)
            val (leaves, structure) = treeFlatten(s)
            leaves.size shouldBe 2
            structure shouldBe treeStructure(s)
            treeUnflatten<State>(structure, leaves) shouldBe s
            treeLeaves(mapOf("b" to 1, "a" to 2)) shouldBe listOf(2, 1)
            treeReduce(s, 0L) { n, x -> n + x.size } shouldBe 2L
            val paths = mutableListOf<String>()
            treeMapWithPath(listOf(s)) { path, x -> x.also { paths += path } }
            paths shouldBe listOf("0/x")
        }
    })
