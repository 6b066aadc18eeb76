package dev.covector.dsl

import dev.covector.lax.Padding
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.doubles.shouldBeLessThan
import io.kotest.matchers.shouldBe

internal class LinalgTest :
    StringSpec({
        val a = tensor(listOf(4f, 1f), listOf(1f, 3f))

        "factors come apart" {
            val (q, r) = qr(a)
            norm((q matmul r) - a).toDouble() shouldBeLessThan 1e-5
            val (u, s, vh) = svd(a)
            norm((u * s matmul vh) - a).toDouble() shouldBeLessThan 1e-5
            val (values, vectors) = eigh(a)
            norm((a matmul vectors) - vectors * values).toDouble() shouldBeLessThan 1e-5
            val (p, l, upper) = lu(a)
            norm((p matmul l matmul upper) - a).toDouble() shouldBeLessThan 1e-5
            val (sign, logarithm) = slogdet(a)
            (sign * exp(logarithm) - det(a)).toDouble() shouldBeLessThan 1e-5
        }
        "systems are solved" {
            val b = tensor(1f, 2f)
            norm((a dot solve(a, b)) - b).toDouble() shouldBeLessThan 1e-5
            norm((a dot choSolve(choFactor(a, lower = true), true, b)) - b).toDouble() shouldBeLessThan 1e-5
            val (x, _, rank) = lstsq(a, b)
            norm(x - solve(a, b)).toDouble() shouldBeLessThan 1e-5
            rank.toInt() shouldBe 2
            norm((cholesky(a) matmul cholesky(a).T) - a).toDouble() shouldBeLessThan 1e-5
        }
        "transforms invert" {
            val x = tensor(1f, 2f, 3f, 4f)
            norm(real(ifft(fft(x))) - x).toDouble() shouldBeLessThan 1e-5
            norm(irfft(rfft(x)) - x).toDouble() shouldBeLessThan 1e-5
            fft(x, n = 8).shape shouldBe shapeOf(8)
            norm(irfftn(rfftn(a)) - a).toDouble() shouldBeLessThan 1e-5
            fftfreq(4).toFloatArray() shouldBe floatArrayOf(0f, 0.25f, -0.5f, -0.25f)
        }
        "convolutions and windows take their options by name" {
            val image = ones(1, 4, 4, 1)
            val kernel = ones(3, 3, 1, 2)
            convGeneralDilated(
                image,
                kernel,
                windowStrides = listOf(1, 1),
                padding = Padding.SAME,
                dimensionNumbers = convDimensionNumbers("NHWC", "HWIO", "NHWC"),
            ).shape shouldBe shapeOf(1, 4, 4, 2)
            convTranspose(image, kernel, strides = listOf(2, 2)).shape shouldBe shapeOf(1, 8, 8, 2)
            reduceWindowSum(image, sizes = listOf(1, 2, 2, 1), strides = listOf(1, 2, 2, 1)).shape shouldBe
                shapeOf(1, 2, 2, 1)
            reduceWindow(tensor(1f, 2f, 3f), scalar(0f, float32), sizes = listOf(2)) { x, y -> x + y }
                .toFloatArray() shouldBe floatArrayOf(3f, 5f)
        }
        "slices start where tensors say" {
            val x = arange(10)
            dynamicSliceInDim(x, scalar(3), 2).toIntArray() shouldBe intArrayOf(3, 4)
            dynamicSlice(x, listOf(scalar(9)), shapeOf(2)).toIntArray() shouldBe intArrayOf(8, 9)
            cummax(tensor(1f, 3f, 2f)).toFloatArray() shouldBe floatArrayOf(1f, 3f, 3f)
        }
    })
