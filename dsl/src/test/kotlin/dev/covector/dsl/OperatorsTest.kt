package dev.covector.dsl

import dev.covector.Tensor
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

internal class OperatorsTest :
    FunSpec({
        test("a number stands on either side of a tensor") {
            val x = Tensor.of(floatArrayOf(1f, 2f, 4f))
            (2.0 * x).toFloatArray() shouldBe floatArrayOf(2f, 4f, 8f)
            (1 - x).toFloatArray() shouldBe floatArrayOf(0f, -1f, -3f)
            (4 / x).toFloatArray() shouldBe floatArrayOf(4f, 2f, 1f)
            (-x + 1).toFloatArray() shouldBe floatArrayOf(0f, -1f, -3f)
        }
    })
