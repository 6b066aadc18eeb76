package dev.covector.plot

import org.jetbrains.letsPlot.Figure
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/**
 * Writes the picture to [file]; its suffix says how: `.png`, `.svg`, or `.html`, a page with the SVG within, which
 * needs no network. Folders on the way are made.
 *
 * ```
 * lossCurve(losses).save("loss.png")
 * ```
 *
 * @param width in pixels at scale 1; the plot's own without it
 * @param height in pixels at scale 1; the plot's own without it
 * @param scale how many pixels of a PNG a pixel of the plot has: 2 is sharp on the screens of today
 * @return where the file is
 * @throws PlotException when the suffix is another, the file cannot be written, or a PNG is asked for on a machine
 * without fonts; it says what to do
 */
public fun Figure.save(file: String, width: Int? = null, height: Int? = null, scale: Double = 2.0): Path =
    save(Path.of(file), width, height, scale)

/** Writes the picture to [file]; see the function of the same name that takes a string. */
public fun Figure.save(file: Path, width: Int? = null, height: Int? = null, scale: Double = 2.0): Path {
    val bytes =
        when (val suffix = file.fileName.toString().substringAfterLast('.', "").lowercase()) {
            "png" -> toPng(width, height, scale)
            "svg" -> toSvg(width, height).toByteArray()
            "html", "htm" -> toHtml(width, height).toByteArray()
            "" -> throw PlotException("save: $file has no suffix; wanted .png, .svg or .html")
            else -> throw PlotException("save: no picture has the suffix .$suffix ($file); wanted .png, .svg or .html")
        }
    val target = file.toAbsolutePath()
    try {
        target.parent?.let(Files::createDirectories)
        Files.write(target, bytes)
    } catch (e: IOException) {
        throw PlotException("save: cannot write $target (${e.javaClass.simpleName}: ${e.message})", e)
    }
    return target
}

/** The picture as SVG; equal plots give equal text. Needs neither fonts nor a display. */
public fun Figure.toSvg(width: Int? = null, height: Int? = null): String = svgOf(this, width, height)

/**
 * The picture as a PNG.
 *
 * @throws PlotException when the JVM has no fonts to write with; it says what to install
 */
public fun Figure.toPng(width: Int? = null, height: Int? = null, scale: Double = 2.0): ByteArray {
    require("save", scale.isFinite() && scale in 0.1..20.0) { "scale is $scale; wanted 0.1 to 20" }
    return pngOf(toSvg(width, height), scale)
}

/** A page with the picture as SVG within: it needs neither scripts nor a network. */
public fun Figure.toHtml(width: Int? = null, height: Int? = null): String =
    """
    |<!DOCTYPE html>
    |<html lang="en">
    |<head><meta charset="UTF-8"><title>Plot</title></head>
    |<body style="margin: 0; background: white">
    |${toSvg(width, height)}
    |</body>
    |</html>
    |
    """.trimMargin()
