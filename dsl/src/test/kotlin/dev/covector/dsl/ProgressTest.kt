package dev.covector.dsl

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream

internal class ProgressTest :
    StringSpec({
        fun lines(total: Long?, steps: Long, nanosPerStep: Long): List<String> {
            val bytes = ByteArrayOutputStream()
            var now = 0L
            LineProgress(0, total, if (total == null) null else 4, PrintStream(bytes)) { now }.use { progress ->
                for (step in 1..steps) {
                    now += nanosPerStep
                    progress.at(1 + (step * 4 / (steps + 1)).toInt(), step) { mapOf("loss" to 1.0 / step) }
                }
                progress.end(4, steps) { mapOf("loss" to 0.0) }
            }
            return bytes.toString().lines().filter { it.isNotEmpty() }
        }

        "twenty lines, however many steps there are" {
            val lines = lines(10_000, 10_000, 1_000_000)
            lines.size shouldBe 20
            lines[0] shouldBe "step 500/10000  epoch 1/4  loss 0.0020  1000 steps/s  10 s left"
            lines[18] shouldBe "step 9500/10000  epoch 4/4  loss 1.053e-04  1000 steps/s  1 s left"
        }

        "the last line says what is known at the end, such as the last validation" {
            lines(100, 100, 1_000_000).last() shouldBe "step 100/100  epoch 4/4  loss 0.0000  1000 steps/s"
            lines(4, 4, 60_000_000_000).last() shouldBe "step 4/4  epoch 4/4  loss 0.0000  0.02 steps/s"
        }

        "more when one step takes long" {
            val lines = lines(40, 4, 60_000_000_000)
            lines.map { it.substringBefore("  loss") } shouldContainExactly
                listOf("step 1/40  epoch 1/4", "step 2/40  epoch 2/4", "step 3/40  epoch 3/4", "step 4/40  epoch 4/4")
            lines[0] shouldBe "step 1/40  epoch 1/4  loss 1.0000  0.02 steps/s  39:00 min left"
        }

        "one at the end, where nobody knows how long it takes" {
            lines(null, 100, 1_000_000) shouldContainExactly listOf("step 100  epoch 4  loss 0.0000  1000 steps/s")
        }
    })
