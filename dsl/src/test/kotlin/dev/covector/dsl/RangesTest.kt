package dev.covector.dsl

import dev.covector.ShapeException
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

internal class RangesTest :
    FunSpec({
        val v = tensor(0, 1, 2, 3, 4, 5)

        test("ranges on one side of 0 are positions") {
            v[2..2].toIntArray() shouldBe intArrayOf(2)
            v[-1 downTo -3].toIntArray() shouldBe intArrayOf(5, 4, 3)
            v[3..<3].toIntArray() shouldBe intArrayOf()
            v[2 downTo 0].toIntArray() shouldBe intArrayOf(2, 1, 0)
        }
        for (range in listOf(-1..2, 2 downTo -1, 1..-2, -3..<2)) {
            test("$range is refused, with a remedy") {
                val message = shouldThrow<ShapeException> { v[range] }.message!!
                message shouldContain range.toString()
                message shouldContain "use slice(start, stop, step)"
            }
        }
        test("a slice is Python's") {
            v[slice(1, -2)].toIntArray() shouldBe intArrayOf(1, 2, 3)
            v[slice(step = -2)].toIntArray() shouldBe intArrayOf(5, 3, 1)
            v[from(-2)].toIntArray() shouldBe intArrayOf(4, 5)
            v[until(2)].toIntArray() shouldBe intArrayOf(0, 1)
        }
        test("parts that do not exist are named") {
            shouldThrow<ShapeException> { scalar(1f).component1() }.message!! shouldContain "has no part 0"
            shouldThrow<ShapeException> { tensor(1f).component2() }.message!! shouldContain "has no part 1"
        }
    })
