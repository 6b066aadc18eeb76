package dev.covector.dsl

import dev.covector.dsl.dataframe.toDataFrame
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

/** Four steps; a metric that was measured at the second and the third, where it is 0/0. */
private fun history() = History().apply {
    addStep(4.0)
    addStep(3.0)
    addMetric("error", 6.0, 3.0)
    addStep(Double.NaN)
    addMetric("error", 0.0, 0.0)
    addStep(1.0)
    addValidation(ValidationSummary(1, 2, mapOf("val_loss" to 5.0)))
    addValidation(ValidationSummary(1, 4, mapOf("val_loss" to Double.NaN)))
}

internal class HistoryTest :
    StringSpec({
        "what was not measured is in no curve, and NaN is what was computed" {
            for (history in listOf(history(), History().apply { restore(history().saved()) })) {
                history["error"].steps.toList() shouldContainExactly listOf(2L, 3L)
                history["error"].values.toList() shouldContainExactly listOf(2.0, Double.NaN)
                history["loss"].values.toList() shouldContainExactly listOf(4.0, 3.0, Double.NaN, 1.0)
                history["val_loss"].values.toList() shouldContainExactly listOf(5.0, Double.NaN)
            }
        }

        "in a data frame it is null" {
            val frame = history().toDataFrame()
            frame["error"].toList() shouldContainExactly listOf(null, 2.0, Double.NaN, null)
            frame["val_loss"].toList() shouldContainExactly listOf(null, 5.0, null, Double.NaN)
            frame["loss"].toList() shouldContainExactly listOf(4.0, 3.0, Double.NaN, 1.0)
        }

        "means are of the steps that measured, and there is none of none" {
            history().meansSince(0)["error"] shouldBe 2.0
            history().meansSince(2).getValue("error").isNaN() shouldBe true
            history().meansSince(3).keys shouldContainExactly setOf("loss")
        }

        "a metric that was never measured is none" {
            shouldThrow<TrainingException> { History()["loss"] }
        }
    })
