package dev.covector.dsl

import dev.covector.fft.Fft
import dev.covector.functions.Functions
import dev.covector.lax.Lax
import dev.covector.linalg.Linalg
import dev.covector.numpy.Numpy
import dev.covector.random.Random
import io.github.classgraph.ClassGraph
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.lang.reflect.Modifier

private val names: Set<String> =
    ClassGraph().acceptPackages("dev.covector.dsl").enableClassInfo().scan().use { scan ->
        scan.allClasses
            .filter { it.name.endsWith("Kt") }
            .loadClasses()
            .flatMap { it.methods.asList() }
            .filter { Modifier.isStatic(it.modifiers) }
            .map { it.name }
            .toSet()
    }

private val faces =
    listOf(Numpy::class.java, Functions::class.java, Random::class.java, Linalg::class.java, Fft::class.java)

// Java's `keyAt(keys, i)` is `keys[i]`, and `prngKey` is JAX's older name of `key`.
private val elsewhere = setOf("keyAt", "prngKey")

// Functions of Lax under the name of the one that promotes and broadcasts as well.
private val numpys =
    setOf(
        "neg", "sub", "mul", "div", "rem", "pow", "max", "min", "eq", "ne", "lt", "le", "gt", "ge", "isFinite",
        "reduceSum", "reduceProd", "reduceMax", "reduceMin", "broadcast", "rev", "slice", "sliceInDim", "indexInDim",
        "moveAxis", "wrapNegative", "convert", "roundEven", "switchCase",
        "convWithGeneralPadding",
    )

private fun missing(face: Class<*>): Set<String> =
    face.methods.filter { Modifier.isStatic(it.modifiers) }.map { it.name }.toSet() - names - elsewhere

internal class SurfaceTest :
    FunSpec({
        for (face in faces) {
            test("every function of ${face.simpleName} is a function of Kotlin") {
                missing(face).shouldBeEmpty()
            }
        }
        test("every function of Lax is a function of Kotlin, or one of NumPy's does more") {
            (missing(Lax::class.java) - numpys).shouldBeEmpty()
        }
        test("options have names") {
            val x = tensor(listOf(1f, 2f), listOf(3f, 4f))
            sum(x, axis = 1, keepDims = true).shape() shouldBe shapeOf(2, 1)
            sum(x, axes = listOf(0, 1)).toFloat() shouldBe 10f
            sum(exp(x * 0)).toFloat() shouldBe 4f
            softmax(x, axis = -1).shape() shouldBe shapeOf(2, 2)
        }
    })
