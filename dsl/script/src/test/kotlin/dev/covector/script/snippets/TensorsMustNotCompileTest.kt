package dev.covector.script.snippets

import io.kotest.core.spec.style.StringSpec

internal class TensorsMustNotCompileTest :
    StringSpec({
        mustNotCompile(
            MustNotCompile("a tensor is not assigned to", "val x = ones(3); x[0] = 1f", "set", "ones(3).at[0].set(1f)"),
            MustNotCompile("text is not added to a tensor", "ones(3) + \"one\"", "", "ones(3) + 1"),
            MustNotCompile("text is not multiplied with a tensor", "\"2\" * ones(3)", "", "2 * ones(3)"),
            MustNotCompile("a shape has numbers", "shapeOf(\"2\", 3)", "type mismatch", "shapeOf(2, 3)"),
            MustNotCompile("a picture is of a tensor", "heatMap(\"x\")", "", "heatMap(ones(2, 2))"),
            MustNotCompile(
                "a curve is named within curves",
                "curve(\"loss\", listOf(1.0))",
                "curve",
                "curves { curve(\"loss\", listOf(1.0)) }",
            ),
        )
    })
