package dev.covector.script.snippets

import io.kotest.core.spec.style.StringSpec

internal class ModelsMustNotCompileTest :
    StringSpec({
        mustNotCompile(
            MustNotCompile(
                "layers are not added from within a computation",
                "sequential { lambda { x -> dense(3); x } }",
                "dense",
                "sequential { lambda { x -> relu(x) }; dense(3) }",
            ),
            MustNotCompile(
                "layers are not added between branches",
                "sequential { parallel { dense(3); branch { dense(3) } } }",
                "dense",
                "sequential { parallel { branch { dense(3) } } }",
            ),
            MustNotCompile(
                "a branch is one of a parallel",
                "sequential { branch { dense(3) } }",
                "branch",
                "sequential { parallel { branch { dense(3) } } }",
            ),
            MustNotCompile(
                "a model says what it computes",
                "class Empty : Model() { private val head by dense(3) }",
                "abstract",
                "class Full : Model() { private val head by dense(3); override fun call(x: Tensor) = head(x) }",
            ),
            MustNotCompile(
                "a model's result has the type that it says",
                """
                class Pairs : Model1<Tensor, Pair<Tensor, Tensor>>() { override fun call(x: Tensor) = x to x }
                val y: Tensor = Pairs()(emptyMap(), ones(2))
                """,
                "type mismatch",
                """
                class Pairs : Model1<Tensor, Pair<Tensor, Tensor>>() { override fun call(x: Tensor) = x to x }
                val y: Pair<Tensor, Tensor> = Pairs()(emptyMap(), ones(2))
                """,
            ),
            MustNotCompile(
                "a model of two inputs is called with two",
                """
                class Sum : Model2<Tensor, Tensor, Tensor>() { override fun call(x: Tensor, y: Tensor) = x + y }
                val y = Sum()(emptyMap(), ones(2))
                """,
                "",
                """
                class Sum : Model2<Tensor, Tensor, Tensor>() { override fun call(x: Tensor, y: Tensor) = x + y }
                val y = Sum()(emptyMap(), ones(2), ones(2))
                """,
            ),
            MustNotCompile(
                "a method is applied to what it takes",
                """
                class Twice : Model() { override fun call(x: Tensor) = x * 2; fun shift(x: Tensor, by: Int) = x + by }
                val y = Twice().apply(emptyMap(), Twice::shift, ones(2), "one")
                """,
                "",
                """
                class Twice : Model() { override fun call(x: Tensor) = x * 2; fun shift(x: Tensor, by: Int) = x + by }
                val y = Twice().apply(emptyMap(), Twice::shift, ones(2), 1)
                """,
            ),
            MustNotCompile(
                "only modules are parts",
                "class Counting : Model() { private val n by 3; override fun call(x: Tensor) = x + n }",
                "getValue",
                "class Counting : Model() { private val n = 3; override fun call(x: Tensor) = x + n }",
            ),
            MustNotCompile(
                "features are a number",
                "dense(\"ten\")",
                "type mismatch",
                "dense(10)",
            ),
        )
    })
