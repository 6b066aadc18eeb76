package dev.covector.dsl

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeLessThan
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

        "what a validation said is in one line, that of its step, whatever the share of the steps" {
            val bytes = ByteArrayOutputStream()
            LineProgress(0, 300, 5, PrintStream(bytes)) { 0 }.use { progress ->
                for (step in 1L..300) {
                    if (step % 70 == 0L) progress.validated(mapOf("val_loss" to step.toDouble()))
                    progress.at(1, step) { emptyMap() }
                }
                progress.validated(mapOf("val_loss" to 300.0))
                progress.end(5, 300) { emptyMap() }
            }
            val lines = bytes.toString().lines().filter { it.isNotEmpty() }
            lines.size shouldBeLessThan 25
            lines.filter { "val_loss" in it }.map { it.substringBefore('/') + it.substringAfter("val_loss").take(6) }
                .shouldContainExactly(
                    "step 70 70.00",
                    "step 140 140.0",
                    "step 210 210.0",
                    "step 280 280.0",
                    "step 300 300.0",
                )
        }

        "the clock is looked at in each slow step, and in each 16th of fast ones" {
            fun looks(nanosPerStep: Long): Int {
                var now = 0L
                val glances = Glances { now }
                return (1..1600).count {
                    now += nanosPerStep
                    glances.look()
                }
            }
            looks(1_000_000) shouldBe 1600
            looks(10_000) shouldBeLessThan 110
        }

        "one at the end, where nobody knows how long it takes" {
            lines(null, 100, 1_000_000) shouldContainExactly listOf("step 100  epoch 4  loss 0.0000  1000 steps/s")
        }
    })
