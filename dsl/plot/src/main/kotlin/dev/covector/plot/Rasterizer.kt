package dev.covector.plot

import org.apache.batik.transcoder.SVGAbstractTranscoder
import org.apache.batik.transcoder.TranscoderException
import org.apache.batik.transcoder.TranscoderInput
import org.apache.batik.transcoder.TranscoderOutput
import org.apache.batik.transcoder.image.ImageTranscoder
import java.awt.Color
import java.awt.Font
import java.awt.GraphicsEnvironment
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.StringReader
import javax.imageio.ImageIO

/** The pixels of an SVG, drawn by Batik, as a PNG. */
internal fun pngOf(svg: String, scale: Double): ByteArray {
    requireFonts()
    val transcoder = ToImage()
    val width = Regex("""<svg[^>]*\swidth="([\d.]+)"""").find(svg)!!.groupValues[1].toFloat()
    transcoder.addTranscodingHint(SVGAbstractTranscoder.KEY_WIDTH, Math.round(width * scale).toFloat())
    transcoder.addTranscodingHint(ImageTranscoder.KEY_BACKGROUND_COLOR, Color.WHITE)
    try {
        transcoder.transcode(TranscoderInput(StringReader(svg)), null)
    } catch (e: TranscoderException) {
        throw PlotException("save: the SVG cannot be drawn (${e.message})", e)
    }
    val bytes = ByteArrayOutputStream()
    ImageIO.write(transcoder.image, "png", bytes)
    return bytes.toByteArray()
}

/** Keeps what it draws; opaque, for a picture on a white page needs no alpha. */
private class ToImage : ImageTranscoder() {
    lateinit var image: BufferedImage

    override fun createImage(width: Int, height: Int): BufferedImage =
        BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)

    override fun writeImage(image: BufferedImage, output: TranscoderOutput?) {
        this.image = image
    }
}

/** AWT fails in many ways where it finds no font or no FreeType: here they are one message. */
private fun requireFonts() {
    try {
        // The names alone do not tell: some are of fonts that are looked for when they are first used.
        val names = GraphicsEnvironment.getLocalGraphicsEnvironment().availableFontFamilyNames
        if (names.isNotEmpty() && Font(Font.SANS_SERIF, Font.PLAIN, 12).canDisplay('a')) return
    } catch (e: OutOfMemoryError) {
        throw e
    } catch (e: StackOverflowError) {
        throw e
    } catch (e: Error) { // Error, InternalError or a linkage error, by what is missing
        throw PlotException(fontless(e), e)
    } catch (e: RuntimeException) {
        throw PlotException(fontless(e), e)
    }
    throw PlotException(fontless(null))
}

private fun fontless(cause: Throwable?): String = "save: this machine has no fonts that Java can use" +
    (cause?.let { " (${it.javaClass.simpleName}: ${it.message})" } ?: "") +
    "; save as .svg or .html, which need none, or install some: " +
    "apt-get install -y fontconfig fonts-dejavu-core (Debian, Ubuntu), " +
    "dnf install -y fontconfig dejavu-sans-fonts (Fedora), apk add fontconfig font-dejavu (Alpine)"
