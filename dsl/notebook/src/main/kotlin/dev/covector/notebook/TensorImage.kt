package dev.covector.notebook

import dev.covector.DType
import dev.covector.Tensor
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.util.Base64
import javax.imageio.ImageIO

/** Pictures out of a tensor's numbers, as PNG in the page itself. */
internal class TensorImage(tensor: Tensor) {
    private val shape = tensor.shape().toArray().toList()
    private val isColoured = shape.size >= 3 && shape.last() in CHANNELS
    private val channels = if (isColoured) shape.last() else 1
    private val axes = shape.size - if (isColoured) 1 else 0

    init {
        require(axes in 2..3 && shape.all { it > 0 }) {
            "asImage: ${tensor.type()} is no picture; wanted are [height, width], [height, width, channels] with" +
                " 1, 3 or 4 channels, or a batch of one of these"
        }
    }

    private val height = shape[axes - 2]
    private val width = shape[axes - 1]
    private val count = if (axes == 3) shape[0] else 1
    private val values = tensor.toDoubleArray()
    private val isBytes = tensor.dtype() == DType.U8
    private val least = if (isBytes) 0.0 else minOf(0.0, values.filter { it.isFinite() }.minOrNull() ?: 0.0)
    private val greatest = if (isBytes) 255.0 else maxOf(1.0, values.filter { it.isFinite() }.maxOrNull() ?: 1.0)

    fun html(scale: Int, limit: Int): String = buildString {
        append("<div>")
        for (i in 0..<minOf(count, limit)) {
            val data = Base64.getEncoder().encodeToString(png(i))
            append("<img style=\"image-rendering:pixelated;margin:1px\"")
            append(" width=\"${width * scale}\" height=\"${height * scale}\"")
            append(" src=\"data:image/png;base64,").append(data).append("\">")
        }
        if (count > limit) append("<small>&#8230; ").append(count - limit).append(" more</small>")
        append("</div>")
    }

    /** Picture number [index]. */
    fun image(index: Int): BufferedImage {
        val image = BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB)
        for (y in 0..<height) {
            for (x in 0..<width) {
                val at = ((index * height + y) * width + x) * channels
                fun level(channel: Int) = if (channels < 3) level(values[at]) else level(values[at + channel])
                val alpha = if (channels == 4) level(values[at + 3]) else 255
                image.setRGB(x, y, (alpha shl 24) or (level(0) shl 16) or (level(1) shl 8) or level(2))
            }
        }
        return image
    }

    private fun level(value: Double): Int {
        if (value.isNaN()) return 0
        return Math.round(((value - least) / (greatest - least) * 255).coerceIn(0.0, 255.0)).toInt()
    }

    private fun png(index: Int): ByteArray =
        ByteArrayOutputStream().also { ImageIO.write(image(index), "png", it) }.toByteArray()

    private companion object {
        val CHANNELS = setOf(1, 3, 4)
    }
}
