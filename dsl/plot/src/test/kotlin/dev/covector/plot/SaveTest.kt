package dev.covector.plot

import dev.covector.dsl.tensor
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import org.jetbrains.letsPlot.geom.geomHLine
import org.jetbrains.letsPlot.geom.geomRaster
import org.jetbrains.letsPlot.letsPlot
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import javax.imageio.ImageIO

internal class SaveTest :
    StringSpec({
        val folder = tempdir().toPath()
        val plot = lossCurve(listOf(3.0, 2.0, 1.5, 1.2), title = "Loss & <more>")

        "a PNG has the size of the plot times the scale" {
            val image = ImageIO.read(plot.save(folder.resolve("a.png")).toFile())
            (image.width to image.height) shouldBe (1280 to 800)
            val small = ImageIO.read(plot.save(folder.resolve("b.PNG"), width = 300, scale = 1.0).toFile())
            (small.width to small.height) shouldBe (300 to 188)
        }
        "an SVG and a page stand alone, and are the same every time" {
            val svg = Files.readString(plot.save(folder.resolve("a.svg")))
            svg shouldStartWith "<svg"
            svg shouldBe plot.toSvg()
            val page = Files.readString(plot.save("$folder/new/folder/a.html"))
            page shouldContain svg.take(200)
            page shouldContain "Loss &amp; &lt;more&gt;"
            page shouldNotContain "<script"
            page shouldNotContain "https://"
        }
        "layers of lets-plot can be added" {
            val more = plot + geomHLine(yintercept = 2.5, color = "#ff00aa", size = 3)
            Drawn(more, "added").count("#ff00aa") shouldBeGreaterThan 500
        }
        "rasters of lets-plot's own are drawn, without AWT" {
            val data = mapOf("x" to listOf(0, 1, 0, 1), "y" to listOf(0, 0, 1, 1), "z" to listOf(1, 2, 3, 4))
            val raster = letsPlot(data) + geomRaster {
                x = "x"
                y = "y"
                fill = "z"
            }
            Drawn(raster, "raster").svg shouldContain "data:image/png;base64,"
        }
        "pictures stand side by side in their own sizes" {
            val x = tensor(listOf(1, 2), listOf(3, 4))
            val both = sideBySide(plot, heatMap(x), image(x), columns = 2)
            Drawn(both, "side").texts shouldContainAll listOf("Loss & <more>", "step", "4")
        }
        "nothing is printed" {
            val out = System.out to System.err
            val printed = ByteArrayOutputStream()
            try {
                PrintStream(printed).let {
                    System.setOut(it)
                    System.setErr(it)
                }
                plot.save(folder.resolve("quiet.png"))
            } finally {
                System.setOut(out.first)
                System.setErr(out.second)
            }
            printed.toString() shouldBe ""
        }
        "what cannot be saved is said" {
            fun message(block: () -> Unit) = shouldThrow<PlotException>(block).message!!
            message { plot.save("loss.pdf") } shouldContain
                "save: no picture has the suffix .pdf (loss.pdf); wanted .png, .svg or .html"
            message { plot.save("loss") } shouldContain "save: loss has no suffix; wanted .png, .svg or .html"
            message { plot.save(folder.resolve("a.svg"), width = 0) } shouldContain
                "width is 0; wanted 20 to 20000 pixels"
            message { plot.save(folder.resolve("a.png"), scale = 0.0) } shouldContain "scale is 0.0; wanted 0.1 to 20"
            Files.writeString(folder.resolve("file"), "")
            message { plot.save(folder.resolve("file/loss.svg")) } shouldContain
                "save: cannot write ${folder.resolve("file/loss.svg")}"
            message { sideBySide() } shouldContain "sideBySide: there is no picture"
        }
    })
