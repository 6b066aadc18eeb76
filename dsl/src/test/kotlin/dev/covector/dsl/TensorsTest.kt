package dev.covector.dsl

import dev.covector.DTypeException
import dev.covector.IndexMode
import dev.covector.ShapeException
import dev.covector.Tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

private fun Tensor.values(): List<*> = toNestedList()

internal class TensorsTest :
    StringSpec({
        "literals have the dtype of their numbers" {
            tensor(1f, 2f).type().toString() shouldBe "f32[2]"
            tensor(1.0, 2.0).dtype shouldBe float32
            tensor(1, 2).dtype shouldBe int32
            tensor(true, false).dtype shouldBe bool
            tensor(1, 2.5).values() shouldBe listOf(1f, 2.5f)
            tensor(1f).shape shouldBe shapeOf(1)
        }
        "literals take a dtype" {
            tensor(1f, 2f, dtype = bfloat16).dtype shouldBe bfloat16
            tensor(1, 2, dtype = float64).values() shouldBe listOf(1.0, 2.0)
            tensor(listOf(1, 2), listOf(3, 4), dtype = int8).type().toString() shouldBe "i8[2,2]"
            scalar(3, float16).dtype shouldBe float16
        }
        "rows, nested lists, arrays and tensors make matrices" {
            val expected = listOf(listOf(1f, 2f), listOf(3f, 4f))
            tensor(listOf(1f, 2f), listOf(3f, 4f)).values() shouldBe expected
            tensor(listOf(listOf(1f, 2f), listOf(3f, 4f))).values() shouldBe expected
            tensor(arrayOf(1f, 2f), arrayOf(3f, 4f)).values() shouldBe expected
            tensor(arrayOf(floatArrayOf(1f, 2f), floatArrayOf(3f, 4f))).values() shouldBe expected
            tensor(floatArrayOf(1f, 2f), floatArrayOf(3f, 4f)).values() shouldBe expected
            tensor(tensor(1f, 2f), tensor(3f, 4f)).values() shouldBe expected
            tensor(doubleArrayOf(1.0, 2.0), doubleArrayOf(3.0, 4.0)).values() shouldBe expected
            tensor(intArrayOf(1, 2), intArrayOf(3, 4)).dtype shouldBe int32
        }
        "one list or array is the data itself" {
            tensor(listOf(1f, 2f)).shape shouldBe shapeOf(2)
            tensor(floatArrayOf(1f, 2f)).shape shouldBe shapeOf(2)
        }
        "ragged rows are refused" {
            shouldThrow<ShapeException> { tensor(listOf(1f), listOf(2f, 3f)) }.message!! shouldContain "ragged"
            shouldThrow<DTypeException> { tensor(listOf("a")) }
        }
        "numbers stand on the left" {
            val x = tensor(1f, 2f, 4f)
            (2.0 * x).values() shouldBe listOf(2f, 4f, 8f)
            (1 - x).values() shouldBe listOf(0f, -1f, -3f)
            (1 + x).values() shouldBe listOf(2f, 3f, 5f)
            (4 / x).values() shouldBe listOf(4f, 2f, 1f)
            (5 % x).values() shouldBe listOf(0f, 1f, 1f)
            (2 pow x).values() shouldBe listOf(2f, 4f, 16f)
            (x pow 2).values() shouldBe listOf(1f, 4f, 16f)
            (2L * tensor(1f, 2f, dtype = bfloat16)).dtype shouldBe bfloat16
            (2.0 * tensor(1, 2)).dtype shouldBe float32
        }
        "operators of assignment make new tensors" {
            var x = tensor(1f, 2f)
            val before = x
            x += 1
            x *= tensor(2f, 3f)
            x.values() shouldBe listOf(4f, 9f)
            before.values() shouldBe listOf(1f, 2f)
        }
        "products are infix" {
            val a = tensor(listOf(1f, 2f), listOf(3f, 4f))
            (a dot tensor(1f, 1f)).values() shouldBe listOf(3f, 7f)
            (a matmul a.T).values() shouldBe listOf(listOf(5f, 11f), listOf(11f, 25f))
            einsum("ij,kj->ik", a, a).values() shouldBe (a matmul a.mT).values()
        }
        "comparisons are infix and give bools" {
            val x = tensor(1f, 2f, 3f)
            (x gt 1).values() shouldBe listOf(false, true, true)
            ((x ge 2) and (x lt 3)).values() shouldBe listOf(false, true, false)
            ((x eq 1) or (x ne tensor(1f, 2f, 0f))).values() shouldBe listOf(true, false, true)
            (!(x le 1)).values() shouldBe listOf(false, true, true)
        }
        "ranges, whole axes and new axes index" {
            val x = arange(12).reshape(3, 4)
            x[0..1, all, newAxis].shape shouldBe shapeOf(2, 4, 1)
            x[1].values() shouldBe listOf(4, 5, 6, 7)
            x[1, 2].toInt() shouldBe 6
            x[-1, -1].toInt() shouldBe 11
            x[ellipsis, 0].values() shouldBe listOf(0, 4, 8)
            x[0, 0..<4 step 2].values() shouldBe listOf(0, 2)
            x[0, 3 downTo 0 step 2].values() shouldBe listOf(3, 1)
            x[0, slice(step = -1)].values() shouldBe listOf(3, 2, 1, 0)
            x[from(1), until(-2)].values() shouldBe listOf(listOf(4, 5), listOf(8, 9))
            val i = 2
            x[i].values() shouldBe listOf(8, 9, 10, 11)
        }
        "masks and tensors of positions index" {
            val x = tensor(5f, 6f, 7f, 8f)
            x[x gt 6].values() shouldBe listOf(7f, 8f)
            x[tensor(0, 0, 3)].values() shouldBe listOf(5f, 5f, 8f)
            x[listOf(1, 2)].values() shouldBe listOf(6f, 7f)
            val m = arange(6).reshape(2, 3)
            m[tensor(0, 1), tensor(2, 0)].values() shouldBe listOf(2, 3)
            m[m % 2 eq 0].values() shouldBe listOf(0, 2, 4)
        }
        "parts are updated" {
            val x = zeros(2, 3)
            x.at[1, all].set(tensor(1f, 2f, 3f)).values() shouldBe listOf(listOf(0f, 0f, 0f), listOf(1f, 2f, 3f))
            x.at[0, 0].add(5).values() shouldBe listOf(listOf(5f, 0f, 0f), listOf(0f, 0f, 0f))
            val y = tensor(1f, 2f, 3f)
            y.at[0].mul(4).values() shouldBe listOf(4f, 2f, 3f)
            y.at[1..2].min(2).values() shouldBe listOf(1f, 2f, 2f)
            y.at[1..2].max(tensor(9f, 0f)).values() shouldBe listOf(1f, 9f, 3f)
            y.at[tensor(0, 0)].add(1).values() shouldBe listOf(3f, 2f, 3f)
            y.at[y gt 1].set(0).values() shouldBe listOf(1f, 0f, 0f)
            y.at[2].apply { it * it }.values() shouldBe listOf(1f, 2f, 9f)
            y.at[0].divide(2).at[1].subtract(1).at[2].power(2).values() shouldBe listOf(0.5f, 1f, 9f)
        }
        "reads and updates out of range have a mode" {
            val y = tensor(1f, 2f, 3f)
            y.at[tensor(1, 7)].get().values() shouldBe listOf(2f, 3f)
            y.at[tensor(1, 7)].get(fill = -1).values() shouldBe listOf(2f, -1f)
            y.at[7].set(0).values() shouldBe listOf(1f, 2f, 3f)
            y.at[7].mode(IndexMode.CLIP).set(0).values() shouldBe listOf(1f, 2f, 0f)
        }
        "tensors and shapes come apart" {
            val x = tensor(listOf(1f, 2f), listOf(3f, 4f))
            val (a, b) = x
            (a + b).values() shouldBe listOf(4f, 6f)
            val (n, d) = x.shape
            n to d shouldBe (2 to 2)
            x.shape[-1] shouldBe 2
            x.shape.toList() shouldBe listOf(2, 2)
            (x.rank to x.size) shouldBe (2 to 4L)
            (x.shape.rank to x.shape.size) shouldBe (2 to 4L)
            var total = scalar(0f)
            for (row in x) total += row.sum()
            total.toFloat() shouldBe 10f
            var product = 1
            for (size in x.shape) product *= size
            product shouldBe 4
        }
        "reductions take names" {
            val x = tensor(listOf(1f, 2f), listOf(3f, 4f))
            x.sum(axis = 0).values() shouldBe listOf(4f, 6f)
            x.mean(axis = -1, keepDims = true).values() shouldBe listOf(listOf(1.5f), listOf(3.5f))
            x.max(axes = listOf(0, 1)).toFloat() shouldBe 4f
            (x gt 1).all(axis = 1).values() shouldBe listOf(false, true)
        }
        "arrays go in and come out" {
            val x = floatArrayOf(1f, 2f, 3f, 4f).toTensor(2, 2)
            x.toFloatArrays()[1] shouldBe floatArrayOf(3f, 4f)
            x.toDoubleArrays()[0] shouldBe doubleArrayOf(1.0, 2.0)
            x.toNestedList() shouldBe listOf(listOf(1f, 2f), listOf(3f, 4f))
            longArrayOf(1, 2).toTensor(2, 1).values() shouldBe listOf(listOf(1), listOf(2))
            booleanArrayOf(true, false).toTensor().values() shouldBe listOf(true, false)
            arrayOf(intArrayOf(1), intArrayOf(2)).toTensor().shape shouldBe shapeOf(2, 1)
            listOf(tensor(1f), tensor(2f)).toTensor().shape shouldBe shapeOf(2, 1)
            3.toTensor().toInt() shouldBe 3
            shouldThrow<ShapeException> { scalar(1f).toNestedList() }.message!! shouldContain "has no axes"
            shouldThrow<ShapeException> { tensor(1f).toFloatArrays() }.message!! shouldContain "not 2"
        }
    })
