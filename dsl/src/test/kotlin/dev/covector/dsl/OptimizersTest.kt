package dev.covector.dsl

import dev.covector.optim.Contrib
import dev.covector.optim.Optax
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import java.lang.reflect.Modifier

internal class OptimizersTest :
    StringSpec({
        "every option that is not given has its usual value" {
            adam(1e-3) shouldBe Optax.adam(1e-3)
            adamw(1e-3) shouldBe Optax.adamw(1e-3)
            sgd(0.1) shouldBe Optax.sgd(0.1)
            lamb(0.1) shouldBe Optax.lamb(0.1)
            lion(0.1) shouldBe Optax.lion(0.1)
            rmsprop(0.1) shouldBe Optax.rmsprop(0.1)
            adafactor() shouldBe Optax.adafactor()
            prodigy() shouldBe Contrib.prodigy()
            nadam(0.1) shouldBe Optax.nadam(0.1)
            scaleByAdam() shouldBe Optax.scaleByAdam()
        }
        "options have names" {
            adamw(1e-3, weightDecay = 1e-2) shouldBe Optax.adamw(1e-3).weightDecay(1e-2)
            sgd(0.1, momentum = 0.9, nesterov = true) shouldBe Optax.sgd(0.1).momentum(0.9).nesterov(true)
            adafactor(learningRate = 0.1) shouldBe Optax.adafactor(0.1)
        }
        "what is chained is run in order" {
            val rate = warmupCosineDecaySchedule(peak = 0.1, warmupSteps = 2, decaySteps = 10)
            rate.at(2).toFloat() shouldBe 0.1f
            val tx = chain(clipByGlobalNorm(1.0), sgd(rate))
            val params = mapOf("w" to tensor(3f, 4f))
            val state = tx.init(params)
            val first = tx.update(mapOf("w" to tensor(3f, 4f)), state, params)
            first.updates().getValue("w").toFloatArray().all { it == 0f } shouldBe true
            val second = tx.update(mapOf("w" to tensor(3f, 4f)), first.state(), params)
            (second.updates().getValue("w") * 100).toFloatArray().map { Math.round(it) } shouldBe listOf(-3, -4)
        }
        "every loss and optimizer with names is one of Optax" {
            val names = Optax::class.java.methods.filter { Modifier.isStatic(it.modifiers) }.map { it.name }.toSet()
            val losses = Class.forName("dev.covector.dsl.ClassificationLossesKt").declaredMethods.map { it.name }
            losses.map { it.substringBefore('$') }.filter { it !in names } shouldBe emptyList()
        }
    })
