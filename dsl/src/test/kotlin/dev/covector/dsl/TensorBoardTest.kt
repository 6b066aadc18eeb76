package dev.covector.dsl

import com.google.protobuf.CodedInputStream
import com.google.protobuf.WireFormat
import dev.covector.linen.Dense
import dev.covector.numpy.Numpy
import dev.covector.optim.Optax
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayInputStream
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.CRC32C
import javax.imageio.ImageIO

/** Fields of a message by their numbers; nested messages and texts are bytes. */
private typealias Fields = Map<Int, List<Any>>

private fun fields(bytes: ByteArray): Fields {
    val input = CodedInputStream.newInstance(bytes)
    val fields = LinkedHashMap<Int, MutableList<Any>>()
    while (!input.isAtEnd) {
        val tag = input.readTag()
        val value: Any =
            when (WireFormat.getTagWireType(tag)) {
                WireFormat.WIRETYPE_VARINT -> input.readInt64()
                WireFormat.WIRETYPE_FIXED64 -> input.readDouble()
                WireFormat.WIRETYPE_FIXED32 -> input.readFloat()
                else -> input.readByteArray()
            }
        fields.getOrPut(WireFormat.getTagFieldNumber(tag)) { ArrayList() } += value
    }
    return fields
}

private fun Fields.bytes(field: Int) = getValue(field).single() as ByteArray

private fun Fields.text(field: Int) = String(bytes(field))

private class Read(val tag: String, val step: Long, val value: Fields)

/** Reads what is framed, and checks both checksums of each record, unmasked as the format says. */
private fun records(file: Path): List<ByteArray> {
    val buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN)
    val records = ArrayList<ByteArray>()

    fun bytes(count: Int) = ByteArray(count).also { buffer.get(it) }

    fun check(data: ByteArray) {
        val stored = Integer.rotateLeft(buffer.int - 0xa282ead8.toInt(), 15)
        stored shouldBe CRC32C().apply { update(data) }.value.toInt()
    }
    while (buffer.hasRemaining()) {
        val header = bytes(8)
        check(header)
        val data = bytes(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).long.toInt())
        check(data)
        records += data
    }
    return records
}

private fun values(folder: Path): List<Read> {
    val file = Files.list(folder).use { files -> files.toList().single() }
    file.fileName.toString() shouldContain ".tfevents."
    val events = records(file).map(::fields)
    events[0].text(3) shouldBe "brain.Event:2"
    return events.drop(1).map { event ->
        val value = fields(fields(event.bytes(5)).bytes(1))
        Read(value.text(1), event[2]?.single() as Long? ?: 0, value)
    }
}

internal class TensorBoardTest :
    StringSpec({
        "scalars, histograms, images and texts are what TensorBoard expects" {
            val folder = tempdir().toPath()
            TensorBoard(folder).use { board ->
                board.scalar("loss", 3, 0.5)
                board.histogram("weights", 4, tensor(-1f, 0f, 0f, 2f, Float.NaN))
                board.image("grey", 5, tensor(listOf(0f, 1f), listOf(0.5f, 2f)))
                board.image("colour", 5, Numpy.zeros(2, 3, 3))
                board.text("note", 6, "**bold**")
            }
            val (scalar, histogram, grey, colour, text) = values(folder)
            (scalar.tag to scalar.step) shouldBe ("loss" to 3L)
            scalar.value.getValue(2).single() shouldBe 0.5f

            val counts = fields(histogram.value.bytes(5))
            (1..5).map { counts.getValue(it).single() } shouldContainExactly listOf(-1.0, 2.0, 4.0, 1.0, 5.0)

            fun packed(field: Int): List<Double> =
                ByteBuffer.wrap(counts.bytes(field)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().let { b ->
                    List(b.remaining()) { b.get(it) }
                }
            packed(6).size shouldBe 30
            packed(6).last() shouldBe 2.0
            packed(7).sum() shouldBe 4.0
            packed(7)[10] shouldBe 2.0

            val image = fields(grey.value.bytes(4))
            image.getValue(1).single() shouldBe 2L
            image.getValue(2).single() shouldBe 2L
            image.getValue(3).single() shouldBe 1L
            val png = ImageIO.read(ByteArrayInputStream(image.bytes(4)))
            listOf(0 to 0, 1 to 0, 0 to 1, 1 to 1).map { (px, py) -> png.getRGB(px, py) and 0xff } shouldContainExactly
                listOf(0, 255, 128, 255)
            fields(colour.value.bytes(4)).getValue(2).single() shouldBe 3L

            text.tag shouldBe "note/text_summary"
            fields(text.value.bytes(8)).text(8) shouldBe "**bold**"
            fields(fields(text.value.bytes(9)).bytes(1)).text(1) shouldBe "text"
        }

        "a checksum is masked as the record format says" {
            // RFC 3720, B.4: 32 bytes of zeros have the checksum 8a9136aa
            EventFile.masked(ByteArray(32)) shouldBe Integer.rotateRight(0x8a9136aa.toInt(), 15) + 0xa282ead8.toInt()
        }

        "a picture of another shape is refused" {
            shouldThrow<TrainingException> {
                TensorBoard(tempdir().toPath()).image("x", 0, Numpy.zeros(2, 2, 2))
            }.message!! shouldContain
                "image: it is f32[2,2,2]; a picture is [height, width]"
        }

        "a training logs to the board, JSON lines, CSV and callbacks" {
            val folder = tempdir().toPath()
            val seen = ArrayList<String>()
            val board = TensorBoard(folder.resolve("board"))
            training(Dense(1), Optax.sgd(0.1)) {
                data(Numpy.ones(8, 2), Numpy.ones(8, 1), batchSize = 4)
                loss { p, t -> meanSquaredError(p, t) }
                validation(Numpy.ones(2, 2), Numpy.ones(2, 1))
                epochs(2)
                logger(board, every = 3)
                logger(JsonLines(folder.resolve("log.jsonl")), every = 2)
                logger(CsvLogger(folder.resolve("log.csv")), every = 2)
                callbacks {
                    onStart { seen += "start $step" }
                    onStep(every = 3) { seen += "step $step ${loss == history.loss[step.toInt() - 1]}" }
                    onValidation { seen += "validation $step ${values.keys}" }
                    onEpoch {
                        seen += "epoch $epoch ${values.keys}"
                        board.histograms("params", step, trainer.state.params)
                    }
                    onEnd { seen += "end $ending" }
                }
                progress(false)
            }
            seen shouldContainExactly
                listOf(
                    "start 0",
                    "validation 2 [val_loss]",
                    "epoch 1 [loss, val_loss]",
                    "step 3 true",
                    "validation 4 [val_loss]",
                    "epoch 2 [loss, val_loss]",
                    "end FINISHED",
                )
            values(folder.resolve("board")).map { it.tag to it.step } shouldContainExactly
                listOf(
                    "val_loss" to 2L,
                    "epoch_loss" to 2L,
                    "params/bias" to 2L,
                    "params/kernel" to 2L,
                    "loss" to 3L,
                    "val_loss" to 4L,
                    "epoch_loss" to 4L,
                    "params/bias" to 4L,
                    "params/kernel" to 4L,
                )
            val json = Files.readAllLines(folder.resolve("log.jsonl"))
            json.size shouldBe 6
            json[0] shouldContain Regex("""^\{"step":2,"epoch":1,"loss":[0-9.E-]+}$""")
            val csv = Files.readAllLines(folder.resolve("log.csv"))
            csv[0] shouldBe "step,epoch,name,value"
            csv[1] shouldContain Regex("^2,1,loss,[0-9.E-]+$")
            csv.size shouldBe 7
        }
    })
