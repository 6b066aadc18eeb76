package dev.covector.dsl

import dev.covector.DTypeException
import dev.covector.ShapeException
import dev.covector.dsl.dataframe.toDataColumn
import dev.covector.dsl.dataframe.toDataFrame
import dev.covector.dsl.dataframe.toTensor
import dev.covector.dsl.multik.toNDArray
import dev.covector.dsl.multik.toTensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.doubles.plusOrMinus
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import org.jetbrains.kotlinx.dataframe.api.columnOf
import org.jetbrains.kotlinx.dataframe.api.dataFrameOf
import org.jetbrains.kotlinx.dataframe.api.groupBy
import org.jetbrains.kotlinx.dataframe.api.mean
import org.jetbrains.kotlinx.dataframe.api.named
import org.jetbrains.kotlinx.multik.api.mk
import org.jetbrains.kotlinx.multik.api.ndarray
import org.jetbrains.kotlinx.multik.ndarray.data.D1
import org.jetbrains.kotlinx.multik.ndarray.data.D2
import org.jetbrains.kotlinx.multik.ndarray.data.D3
import org.jetbrains.kotlinx.multik.ndarray.data.DN
import org.jetbrains.kotlinx.multik.ndarray.data.get

internal class ConversionsTest :
    StringSpec({
        "arrays of Multik become tensors" {
            val a = mk.ndarray(floatArrayOf(1f, 2f, 3f, 4f, 5f, 6f), 2, 3)
            a.toTensor().toNestedList() shouldBe listOf(listOf(1f, 2f, 3f), listOf(4f, 5f, 6f))
            mk.ndarray(doubleArrayOf(1.0, 2.0)).toTensor().dtype shouldBe float32
            mk.ndarray(doubleArrayOf(1.0, 2.0)).toTensor(float64).dtype shouldBe float64
            mk.ndarray(longArrayOf(1, 2)).toTensor().toLongArray() shouldBe longArrayOf(1, 2)
            mk.ndarray(byteArrayOf(1, 2)).toTensor().dtype shouldBe int8
        }
        "views of Multik are read where they lie" {
            val a = mk.ndarray(intArrayOf(1, 2, 3, 4, 5, 6), 2, 3)
            a[1].toTensor().toIntArray() shouldBe intArrayOf(4, 5, 6)
            a.transpose().toTensor().toNestedList() shouldBe listOf(listOf(1, 4), listOf(2, 5), listOf(3, 6))
        }
        "tensors become arrays of Multik" {
            val x = arange(6).reshape(2, 3)
            val a = x.toNDArray<Float, D2>()
            a[1, 2] shouldBe 5f
            a.shape shouldBe intArrayOf(2, 3)
            x.toNDArray<Int, DN>().shape shouldBe intArrayOf(2, 3)
            tensor(1f, 2f).toNDArray<Double, D1>()[1] shouldBe 2.0
            shouldThrow<ShapeException> { x.toNDArray<Int, D3>() }.message!! shouldContain "use D2 or DN"
            shouldThrow<DTypeException> { x.toNDArray<Short, D2>() }.message!! shouldContain "Short"
        }
        "columns become tensors" {
            columnOf(1.5, 2.5).toTensor().toFloatArray() shouldBe floatArrayOf(1.5f, 2.5f)
            columnOf(1, 2).toTensor().dtype shouldBe int32
            columnOf(true, false).toTensor().dtype shouldBe bool
            columnOf(1, 2).toTensor(float16).dtype shouldBe float16
            val message = shouldThrow<DTypeException> { (columnOf(1, null) named "age").toTensor() }.message!!
            message shouldContain "column age, row 1 is null"
        }
        "frames become tensors, and tensors frames" {
            val frame = dataFrameOf("a", "b")(1, 2.5, 3, 4.5)
            frame.toTensor().toNestedList() shouldBe listOf(listOf(1f, 2.5f), listOf(3f, 4.5f))
            val back = tensor(listOf(1f, 2f), listOf(3f, 4f)).toDataFrame("x", "y")
            back["y"].toList() shouldBe listOf(2f, 4f)
            back.toTensor().toNestedList() shouldBe listOf(listOf(1f, 2f), listOf(3f, 4f))
            tensor(1, 2).toDataColumn("n").toList() shouldBe listOf(1, 2)
            shouldThrow<ShapeException> { zeros(2, 3).toDataFrame("x") }.message!! shouldContain "3 columns"
            shouldThrow<ShapeException> { zeros(2, 3).toDataColumn("x") }.message!! shouldContain "not 1"
        }
        "a history becomes a frame with a row for each step" {
            val x = arange(6).reshape(6, 1)
            val run = trainer(dense(1), sgd(0.01)) {
                data(x, 2 * x, batchSize = 2)
                loss { prediction, target -> (prediction - target).square().mean() }
                metrics { "error" { prediction, target -> abs(prediction - target) } }
                validation(x, 2 * x)
                epochs(2)
                progress(false)
            }
            run.history.toDataFrame().rowsCount() shouldBe 0
            run.fit()
            val frame = run.history.toDataFrame()
            frame.columnNames() shouldBe listOf("epoch", "step", "loss", "error", "val_loss", "val_error")
            frame["epoch"].toList() shouldBe listOf(1, 1, 1, 2, 2, 2)
            frame["step"].toList() shouldBe (1L..6L).toList()
            frame["loss"].toList() shouldBe run.history.loss
            val (first, second) = run.history["val_loss"].values.toList()
            frame["val_loss"].toList() shouldBe listOf(null, null, first, null, null, second)
            val means = frame.groupBy("epoch").mean()
            for ((mean, summary) in means["loss"].toList().zip(run.history.epochs)) {
                mean as Double shouldBe (summary.values.getValue("loss") plusOrMinus 1e-9)
            }
        }
    })
