package dev.covector.notebook

import dev.covector.Tensor
import dev.covector.dsl.sequential
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import org.jetbrains.kotlinx.jupyter.api.Notebook
import java.io.ByteArrayInputStream
import java.lang.reflect.Proxy
import java.util.Base64
import javax.imageio.ImageIO

class RenderingTest :
    StringSpec({
        "a matrix is a table of its numbers below its type" {
            val html = Tensor.of(floatArrayOf(1f, 2.5f, -3e-7f, Float.NaN)).reshape(2, 2).toHtml()
            html.replace(" style=\"text-align:right\"", "") shouldBe
                "<div><code>f32[2,2]</code><table><tr><td>1</td><td>2.5</td></tr>" +
                "<tr><td>-3.0000e-07</td><td>NaN</td></tr></table></div>"
        }

        "scalars, booleans, integers, empty tensors and those of many axes are tables too" {
            Tensor.of(3).toHtml() shouldContain ">3</td>"
            Tensor.of(booleanArrayOf(true, false)).toHtml() shouldContain ">true</td>"
            Tensor.of(floatArrayOf()).toHtml() shouldContain "f32[0]</code><table><tr></tr></table>"
            Tensor.of(FloatArray(24) { it.toFloat() }).reshape(2, 3, 4).toHtml() shouldContain "at [0, :, :]"
        }

        "the middle of a large table is left out" {
            val html = Tensor.of(IntArray(10_000) { it }).reshape(100, 100).toHtml()
            Regex("<tr>").findAll(html).count() shouldBe 13
            html shouldContain ">9999</td>"
            html shouldContain "&#8230;"
            html shouldNotContain ">50</td>"
        }

        "an image has the tensor's pixels" {
            val tensor = Tensor.of(floatArrayOf(0f, 1f, 0.5f, 0f, 1f, 0f)).reshape(2, 3)
            val html = tensor.asImage(scale = 2).html
            html shouldContain "width=\"6\" height=\"4\""
            val data = html.substringAfter("base64,").substringBefore('"')
            val image = ImageIO.read(ByteArrayInputStream(Base64.getDecoder().decode(data)))
            val pixels = (0..<2).flatMap { y -> (0..<3).map { x -> image.getRGB(x, y) and 0xff } }
            pixels shouldBe listOf(0, 255, 128, 0, 255, 0)
        }

        "bytes are colours, batches are grids with a limit" {
            val colours = Tensor.of(FloatArray(5 * 2 * 2 * 3) { 0.25f }).reshape(5, 2, 2, 3).asImage(limit = 3).html
            Regex("<img").findAll(colours).count() shouldBe 3
            colours shouldContain "2 more"
            val message = shouldThrow<IllegalArgumentException> { Tensor.of(1f).asImage() }.message!!
            message shouldContain "asImage: f32[]"
            message shouldContain "wanted are [height, width]"
        }

        "a module is a tree that folds, with its parts inside" {
            val html = sequential {
                dense(3)
                relu()
            }.toHtml()
            html shouldContain "<details open"
            html shouldContain "Dense_0 = Dense"
            html shouldContain "features = 3"
            html shouldNotContain "# attributes"
        }

        "the integration imports Covector and renders its types" {
            val loader = Notebook::class.java.classLoader
            val notebook = Proxy.newProxyInstance(loader, arrayOf(Notebook::class.java)) { _, _, _ -> null } as Notebook
            val definition = CovectorIntegration().getDefinitions(notebook).single()
            definition.imports shouldContainAll listOf("dev.covector.*", "dev.covector.notebook.*")
            definition.imports.filter { "script" in it } shouldBe emptyList()
            definition.renderers.filter { it.accepts(Tensor.of(1f)) }.size shouldBe 1
            definition.renderers.filter { it.accepts(sequential { dense(1) }) }.size shouldBe 1
            definition.renderers.filter { it.accepts("text") }.size shouldBe 0
        }

        "the kernel finds the integration by its file" {
            val text = javaClass.getResource("/META-INF/kotlin-jupyter-libraries/libraries.json")!!.readText()
            text shouldContain CovectorIntegration::class.qualifiedName!!
        }
    })
