package dev.covector.script.snippets

import io.kotest.core.spec.style.StringSpec

internal class TransformationsMustNotCompileTest :
    StringSpec({
        mustNotCompile(
            MustNotCompile(
                "a gradient takes as many arguments as its function",
                "val g = grad { x: Tensor, y: Tensor -> (x * y).sum() }; g(tensor(1f))",
                "No value passed for parameter",
                "val g = grad { x: Tensor, y: Tensor -> (x * y).sum() }; g(tensor(1f), tensor(2f))",
            ),
            MustNotCompile(
                "a jitted function takes as many arguments as its function",
                "val f = jit { x: Tensor -> x * 2 }; f(tensor(1f), tensor(2f))",
                "Too many arguments",
                "val f = jit { x: Tensor -> x * 2 }; f(tensor(1f))",
            ),
            MustNotCompile(
                "a gradient is of a function that gives a tensor",
                "grad { x: Tensor -> x.toFloat() }",
                "Tensor",
                "grad { x: Tensor -> x.sum() }",
            ),
            MustNotCompile(
                "a gradient has the type of its argument",
                """
                data class Linear(val w: Tensor, val b: Tensor)
                val g: Tensor = grad { p: Linear -> (p.w * p.b).sum() }(Linear(tensor(1f), tensor(2f)))
                """,
                "type mismatch",
                """
                data class Linear(val w: Tensor, val b: Tensor)
                val g: Linear = grad { p: Linear -> (p.w * p.b).sum() }(Linear(tensor(1f), tensor(2f)))
                """,
            ),
            MustNotCompile(
                "arguments are never null",
                "jit { x: Tensor -> x }(null)",
                "Null",
                "jit { x: Tensor -> x }(tensor(1f))",
            ),
            MustNotCompile(
                "a tensor is never null",
                "val x: Tensor = null",
                "Null",
                "val x: Tensor? = null",
            ),
            MustNotCompile(
                "branches agree in type",
                "val x: Tensor = cond(tensor(true)[0], { tensor(1f) }, { 1f })",
                "Tensor",
                "val x: Tensor = cond(tensor(true)[0], { tensor(1f) }, { tensor(2f) })",
            ),
            MustNotCompile(
                "a scan gives its next carry and an output",
                "val (c, ys) = scan(scalar(0f), arange(3)) { c, x -> c + x }",
                "Pair",
                "val (c, ys) = scan(scalar(0f), arange(3)) { c, x -> Pair(c + x, x) }",
            ),
            MustNotCompile(
                "a carry keeps its type",
                "foriLoop(0, 3, scalar(0f)) { i, c -> Pair(c, i) }",
                "Tensor",
                "foriLoop(0, 3, scalar(0f)) { i, c -> c + i }",
            ),
            MustNotCompile(
                "a pullback takes what the function gave",
                "val (y, pullback) = vjp({ x: Tensor -> Pair(x, x) }, tensor(1f)); pullback(y.first)",
                "type mismatch",
                "val (y, pullback) = vjp({ x: Tensor -> Pair(x, x) }, tensor(1f)); pullback(y)",
            ),
            MustNotCompile(
                "a tangent is like its argument",
                "jvp({ x: Tensor, y: Tensor -> x * y }, tensor(1f) to tensor(2f), tensor(1f))",
                "type mismatch",
                "jvp({ x: Tensor, y: Tensor -> x * y }, tensor(1f) to tensor(2f), tensor(1f) to tensor(1f))",
            ),
            MustNotCompile(
                "a literal has numbers",
                "tensor(\"one\", \"two\")",
                "tensor",
                "tensor(1, 2)",
            ),
            MustNotCompile(
                "a tensor is no condition of Kotlin",
                "if (tensor(1f) gt 0) println()",
                "Boolean",
                "if ((tensor(1f) gt 0).toBoolean()) println()",
            ),
        )
    })
