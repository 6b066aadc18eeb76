package dev.covector.plot

import org.jetbrains.letsPlot.Figure
import java.awt.image.BufferedImage
import java.io.ByteArrayInputStream
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO

/** A picture as a user gets it, at scale 1, and kept in the build folder to be looked at. */
internal class Drawn(figure: Figure, name: String) {
    val svg: String = figure.toSvg()
    val image: BufferedImage
    private val pixels: IntArray

    init {
        val png = pngOf(svg, scale = 1.0)
        val folder = Files.createDirectories(Path.of("target", "pictures"))
        Files.write(folder.resolve("$name.png"), png)
        Files.writeString(folder.resolve("$name.svg"), svg)
        image = ImageIO.read(ByteArrayInputStream(png))
        pixels = image.getRGB(0, 0, image.width, image.height, null, 0, image.width)
    }

    /** How many pixels have this colour, give or take a little in each channel. */
    fun count(color: String, tolerance: Int = 3): Int = pixels.count { isNear(it, color.drop(1).toInt(16), tolerance) }

    /** The rows of pixels that have this colour, left of the legend. */
    fun rowsOf(color: String): List<Int> = (0 until image.height).filter { y ->
        (0 until image.width * 3 / 5).any { isNear(pixels[y * image.width + it], color.drop(1).toInt(16), 3) }
    }

    fun colors(): Int = pixels.distinct().size

    private fun isNear(pixel: Int, color: Int, tolerance: Int): Boolean =
        (0..16 step 8).all { Math.abs((pixel shr it and 0xFF) - (color shr it and 0xFF)) <= tolerance }

    /** All texts of the picture, in the order of the SVG. */
    val texts: List<String> =
        Regex("<text[^>]*>(.*?)</text>", RegexOption.DOT_MATCHES_ALL)
            .findAll(svg)
            .flatMap { it.groupValues[1].split(Regex("<[^>]*>")) }
            .map { it.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") }
            .filter { it.isNotEmpty() }
            .toList()
}
