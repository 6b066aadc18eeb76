package dev.covector.dsl

import com.google.protobuf.CodedOutputStream
import dev.covector.DType
import dev.covector.Tensor
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.nio.file.Path
import javax.imageio.ImageIO

/**
 * Event files that TensorBoard reads: `tensorboard --logdir runs`.
 *
 * ```
 * val board = TensorBoard("runs/digits")
 * training(model, adam(1e-3)) {
 *     ...
 *     logger(board, every = 20)
 *     callbacks { onEpoch { board.image("samples", step, samples) } }
 * }
 * ```
 *
 * Each time that it is opened, a file is added to the folder; TensorBoard reads them as one run. It may
 * be used from several threads.
 */
public class TensorBoard(private val folder: Path) : TrainingLogger {
    /** A folder by its name. */
    public constructor(folder: String) : this(Path.of(folder))

    private var file: EventFile? = null

    @Synchronized
    private fun file(): EventFile = file ?: EventFile(folder).also { file = it }

    override fun log(step: Long, epoch: Int, values: Map<String, Double>): Unit =
        values.forEach { (name, value) -> scalar(name, step, value) }

    /** A number at a step. */
    public fun scalar(tag: String, step: Long, value: Number): Unit =
        file().add(tag, step) { writeFloat(SIMPLE_VALUE, value.toFloat()) }

    /** How the elements of a tensor are distributed; those that are NaN or infinite do not count. */
    public fun histogram(tag: String, step: Long, values: Tensor) {
        val histogram = Histogram.of(values.astype(DType.F64).toDoubleArray())
        file().add(tag, step) { writeByteArray(HISTOGRAM, histogram.encoded()) }
    }

    /** The histograms of all tensors of a tree, such as the parameters, under their paths. */
    public fun histograms(tag: String, step: Long, tree: Any): Unit = paths(tree).forEach { (path, tensor) ->
        histogram(if (path.isEmpty()) tag else "$tag/$path", step, tensor)
    }

    /**
     * A picture.
     *
     * @param image `[height, width]`, `[height, width, 1]` in grey, or `[height, width, 3 or 4]` in colours;
     * u8 from 0 to 255, or floats from 0 to 1
     * @throws TrainingException for another shape
     */
    public fun image(tag: String, step: Long, image: Tensor) {
        val picture = picture(image)
        val png = ByteArrayOutputStream().also { ImageIO.write(picture, "png", it) }.toByteArray()
        val channels = if (image.rank() == 2) 1 else image.shape().dim(2)
        val message =
            EventFile.message {
                writeInt32(1, picture.height)
                writeInt32(2, picture.width)
                writeInt32(3, channels)
                writeByteArray(4, png)
            }
        file().add(tag, step) { writeByteArray(IMAGE, message) }
    }

    /** A text, which is read as Markdown. */
    public fun text(tag: String, step: Long, text: String) {
        val plugin = EventFile.message { writeString(1, "text") }
        val shape = EventFile.message { writeByteArray(2, EventFile.message { writeInt64(1, 1) }) }
        val tensor =
            EventFile.message {
                writeEnum(1, STRINGS)
                writeByteArray(2, shape)
                writeByteArray(8, text.toByteArray())
            }
        file().add("$tag/text_summary", step) {
            writeByteArray(TENSOR, tensor)
            writeByteArray(METADATA, EventFile.message { writeByteArray(1, plugin) })
        }
    }

    @Synchronized
    override fun flush() {
        file?.flush()
    }

    @Synchronized
    override fun close() {
        file?.close()
        file = null
    }

    private companion object {
        const val SIMPLE_VALUE = 2
        const val IMAGE = 4
        const val HISTOGRAM = 5
        const val TENSOR = 8
        const val METADATA = 9

        /** TensorFlow's DT_STRING. */
        const val STRINGS = 7

        fun picture(image: Tensor): BufferedImage {
            val (height, width) = if (image.rank() in
                2..3
            ) {
                image.shape().dim(0) to image.shape().dim(1)
            } else {
                throw noImage(image)
            }
            val channels = if (image.rank() == 2) 1 else image.shape().dim(2)
            if (channels !in setOf(1, 3, 4) || height == 0 || width == 0) throw noImage(image)
            val scale = if (image.dtype().isFloating) 255f else 1f
            val values = image.astype(DType.F32).toFloatArray()

            fun level(pixel: Int, channel: Int) =
                Math.round((values[pixel * channels + channel] * scale).coerceIn(0f, 255f))
            val type = if (channels == 4) BufferedImage.TYPE_INT_ARGB else BufferedImage.TYPE_INT_RGB
            val picture = BufferedImage(width, height, type)
            for (pixel in 0 until height * width) {
                val red = level(pixel, 0)
                val green = if (channels == 1) red else level(pixel, 1)
                val blue = if (channels == 1) red else level(pixel, 2)
                val alpha = if (channels == 4) level(pixel, 3) else 255
                picture.setRGB(pixel % width, pixel / width, alpha shl 24 or (red shl 16) or (green shl 8) or blue)
            }
            return picture
        }

        fun noImage(image: Tensor) = TrainingException(
            "image: it is ${image.type()}; a picture is [height, width], or [height, width, channels] with 1, 3 or 4 channels",
        )
    }
}

/** Counts of values in intervals of the same width. */
internal class Histogram private constructor(
    private val finite: DoubleArray,
    private val limits: DoubleArray,
    private val counts: DoubleArray,
) {
    fun encoded(): ByteArray = EventFile.message {
        writeDouble(1, finite.minOrNull() ?: 0.0)
        writeDouble(2, finite.maxOrNull() ?: 0.0)
        writeDouble(3, finite.size.toDouble())
        writeDouble(4, finite.sum())
        writeDouble(5, finite.sumOf { it * it })
        packed(6, limits)
        packed(7, counts)
    }

    private fun CodedOutputStream.packed(field: Int, values: DoubleArray) =
        writeByteArray(field, EventFile.message { values.forEach { writeDoubleNoTag(it) } })

    companion object {
        /** As many as TensorBoard's own summaries have. */
        private const val BUCKETS = 30

        fun of(values: DoubleArray): Histogram {
            val finite = values.filter { it.isFinite() }.toDoubleArray()
            val (low, high) = (finite.minOrNull() ?: 0.0) to (finite.maxOrNull() ?: 0.0)
            if (low == high) return Histogram(finite, doubleArrayOf(high), doubleArrayOf(finite.size.toDouble()))
            val width = (high - low) / BUCKETS
            val counts = DoubleArray(BUCKETS)
            finite.forEach { counts[((it - low) / width).toInt().coerceAtMost(BUCKETS - 1)]++ }
            return Histogram(
                finite,
                DoubleArray(BUCKETS) {
                    if (it ==
                        BUCKETS - 1
                    ) {
                        high
                    } else {
                        low + (it + 1) * width
                    }
                },
                counts,
            )
        }
    }
}
