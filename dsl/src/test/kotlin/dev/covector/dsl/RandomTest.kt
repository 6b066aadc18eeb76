package dev.covector.dsl

import dev.covector.DTypeException
import dev.covector.random.Random
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe

internal class RandomTest :
    StringSpec({
        val words = { k: Key -> keyData(k).toNestedList() }

        "a key splits into as many as are taken" {
            val (a, b) = key(0).split()
            val (c, d) = split(key(0))
            words(a) shouldBe words(c)
            words(b) shouldBe words(d)
            val (e, f, g) = key(0).split(3)
            val three = key(0).split(shapeOf(3))
            three.shape shouldBe shapeOf(3)
            words(e) shouldBe words(three[0])
            words(f) shouldBe words(three[1])
            words(g) shouldBe words(split(key(0), 3)[2])
        }
        "arrays of keys split as arrays do" {
            val (a, b) = split(key(0), shapeOf(4)).split(2)
            a.shape shouldBe shapeOf(2)
            words(b) shouldBe words(split(key(0), shapeOf(4))[2..3])
        }
        "a tensor that is no key is refused" {
            shouldThrow<DTypeException> { tensor(1f).split() }
        }
        "seeds and steps are Int or Long" {
            val step = 3
            words(foldIn(key(7), step)) shouldBe words(foldIn(key(7L), 3L))
            words(foldIn(key(7), scalar(3))) shouldBe words(foldIn(key(7), 3))
            words(key(scalar(7))) shouldBe words(key(7))
        }
        "draws are those of Java" {
            val k = key(1)
            normal(k, shapeOf(2, 3)).toFloatArray() shouldBe Random.normal(k, 2, 3).toFloatArray()
            normal(k, 2, 3).toFloatArray() shouldBe Random.normal(k, 2, 3).toFloatArray()
            normal(k, shapeOf(4), dtype = bfloat16).dtype shouldBe bfloat16
            uniform(k, shapeOf(5), min = -1, max = 1).toFloatArray() shouldBe
                Random.uniform(k, shapeOf(5), -1, 1).toFloatArray()
            randint(k, shapeOf(5), 0, 10).toIntArray() shouldBe Random.randint(k, shapeOf(5), 0, 10).toIntArray()
            bernoulli(k, 0.3, shapeOf(5)).toBooleanArray() shouldBe
                Random.bernoulli(k, 0.3, shapeOf(5)).toBooleanArray()
            permutation(k, 6).toIntArray() shouldBe Random.permutation(k, 6).toIntArray()
            choice(k, arange(9), shapeOf(3), replace = false).toIntArray() shouldBe
                Random.choice(k, arange(9), shapeOf(3), false).toIntArray()
            categorical(k, zeros(4, 3)).shape shouldBe shapeOf(4)
            categorical(k, zeros(4, 3), shape = shapeOf(2, 4)).shape shouldBe shapeOf(2, 4)
            lognormal(k, 0.5, shapeOf(3)).toFloatArray() shouldBe Random.lognormal(k, 0.5, shapeOf(3)).toFloatArray()
            truncatedNormal(k, -2, 2, shapeOf(3)).toFloatArray() shouldBe
                Random.truncatedNormal(k, -2, 2, shapeOf(3)).toFloatArray()
        }
        "a key for each example" {
            val draw = vmap { k: Key -> normal(k, shapeOf(2)) }
            draw(key(0).split(shapeOf(5))).shape shouldBe shapeOf(5, 2)
        }
    })
