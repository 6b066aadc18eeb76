package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Contrib
import dev.covector.optim.Optax
import dev.covector.optim.Schedule
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import java.lang.reflect.Modifier
import kotlin.reflect.KFunction
import kotlin.reflect.KType
import kotlin.reflect.jvm.jvmErasure
import kotlin.reflect.jvm.kotlinFunction

private val facades = listOf(
    "AdamOptimizers",
    "AdamVariants",
    "AdaptiveOptimizers",
    "ContributedOptimizers",
    "DescentOptimizers",
    "OptimisticOptimizers",
    "ParameterFreeOptimizers",
    "SignOptimizers",
    "TrustRatioOptimizers",
)

private val falling = exponentialDecay(0.1, 10, 0.5)
private val seed = key(3)

/** An argument of a type. */
private fun value(type: KType): Any = when (type.classifier) {
    Double::class -> 0.1
    Schedule::class -> falling
    Tensor::class -> seed
    Int::class -> 7
    else -> throw IllegalArgumentException("no value of $type")
}

/** What Optax makes of the parameters that have to be given; null where it has no such method. */
private fun of(function: KFunction<*>): (() -> Any?)? {
    val given = function.parameters.filterNot { it.isOptional }.map { it.type }
    if (given.any { it.classifier !in setOf(Double::class, Schedule::class, Tensor::class, Int::class) }) return null
    val types = given.map { it.jvmErasure.javaPrimitiveType ?: it.jvmErasure.java }.toTypedArray()
    val method = listOf(Optax::class.java, Contrib::class.java).firstNotNullOfOrNull { library ->
        runCatching { library.getMethod(function.name, *types) }.getOrNull()
    }
    return method?.let { { it.invoke(null, *given.map(::value).toTypedArray()) } }
}

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
        "every optimizer by its name alone is that of Optax, for a rate and for a schedule" {
            val compared = facades.flatMap { Class.forName("dev.covector.dsl.${it}Kt").declaredMethods.asList() }
                .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic }
                .mapNotNull { it.kotlinFunction }
                .filter { of(it) != null }
            for (function in compared) {
                val given = function.parameters.filterNot { it.isOptional }
                withClue(function) { function.callBy(given.associateWith { value(it.type) }) shouldBe of(function)!!() }
            }
            compared.map { it.name }.toSet() shouldContainAll
                setOf("adam", "adan", "lamb", "lion", "sgd", "lbfgs", "optimisticAdam", "madgrad", "rprop", "yogi")
        }
        "every loss and optimizer with names is one of Optax" {
            val names = Optax::class.java.methods.filter { Modifier.isStatic(it.modifiers) }.map { it.name }.toSet()
            val losses = Class.forName("dev.covector.dsl.ClassificationLossesKt").declaredMethods.map { it.name }
            losses.map { it.substringBefore('$') }.filter { it !in names } shouldBe emptyList()
        }
    })
