package dev.covector.plot

import org.jetbrains.letsPlot.commons.encoding.RGBEncoder
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.util.Base64
import java.util.zip.CRC32
import java.util.zip.DeflaterOutputStream

/** PNG images within an SVG, written without AWT: three chunks, lines without a filter (PNG specification, 2003). */
internal object PngEncoder : RGBEncoder {
    private val signature = byteArrayOf(0x89.toByte(), 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)
    private const val RGB_ALPHA: Byte = 6

    /** [argbValues] holds the rows one after the other, eight bits each of alpha, red, green and blue. */
    override fun toDataUrl(width: Int, height: Int, argbValues: IntArray): String =
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png(width, height, argbValues))

    private fun png(width: Int, height: Int, argb: IntArray): ByteArray {
        val out = ByteArrayOutputStream()
        out.write(signature)
        val header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(8).put(RGB_ALPHA)
        out.chunk("IHDR", header.array())
        val pixels = ByteArrayOutputStream()
        DeflaterOutputStream(pixels).use { deflater ->
            for (row in 0 until height) {
                val line = ByteBuffer.allocate(1 + 4 * width).put(0)
                for (column in 0 until width) line.putInt(Integer.rotateLeft(argb[row * width + column], 8))
                deflater.write(line.array())
            }
        }
        out.chunk("IDAT", pixels.toByteArray())
        out.chunk("IEND", ByteArray(0))
        return out.toByteArray()
    }

    private fun ByteArrayOutputStream.chunk(type: String, data: ByteArray) {
        val body = type.toByteArray(Charsets.US_ASCII) + data
        val check = CRC32().apply { update(body) }.value.toInt()
        write(ByteBuffer.allocate(4).putInt(data.size).array())
        write(body)
        write(ByteBuffer.allocate(4).putInt(check).array())
    }
}
