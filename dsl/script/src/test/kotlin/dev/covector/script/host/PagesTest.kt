package dev.covector.script.host

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readLines
import kotlin.io.path.readText

private val root: Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("LICENSE").exists() }
private val docs: Path = root.resolve("docs")

private val comment = Regex("""\s*(//|#|/?\*).*""")
private val importing = Regex("""(import|from) .*""")

// The lines of a program that are neither blank nor a comment.
private fun lines(file: String): List<String> =
    docs.resolve("side-by-side/$file").readLines().filter { it.isNotBlank() && !it.matches(comment) }

// The pages that show whole scripts: the scripts compile, and what the page says of them is true.
class PagesTest :
    StringSpec({
        val scripts = Scripts()
        val programs = listOf("vae.kts", "vae.py", "Vae.java")

        "side by side: the page shows the programs as they are, and says how long they are" {
            val page = docs.resolve("side-by-side.md").readText()
            for (program in programs) page shouldContain "\n${docs.resolve("side-by-side/$program").readText()}```\n"
            val row = Regex("""\| \[(\S+)]\(side-by-side/\S+\): [^|]+ \| (\d+) \| (\d+) \|""")
            val stated = row.findAll(page).map { it.destructured }
            stated.map { (file, all, own) -> Triple(file, all.toInt(), own.toInt()) }.toList() shouldBe
                programs.map { Triple(it, lines(it).size, lines(it).count { line -> !line.matches(importing) }) }
        }

        "side by side: ours is the shortest, without the imports of the others too" {
            lines("vae.kts").count { it.matches(importing) } shouldBe 0
            programs.minBy { program -> lines(program).count { !it.matches(importing) } } shouldBe "vae.kts"
        }

        "side by side: ours compiles, and its types are declared" {
            withClue({ scripts.said }) { scripts.compile("${docs.resolve("side-by-side/vae.kts")}") shouldBe true }
            lines("vae.kts").map { it.trim() } shouldContainAll
                listOf("class Vae : Model1<Tensor, Output>() {", "fun decode(z: Tensor): Tensor = sigmoid(decoder(z))")
        }

        "the README shows digits.kts as it is, but for what it says of itself" {
            val shown = root.resolve("README.md").readText().substringAfter("```kts\n").substringBefore("```")
            val script = root.resolve("samples/kotlin/digits.kts").readLines()
            shown shouldBe script.dropWhile { it.startsWith("//") || it.isBlank() }.joinToString("\n", postfix = "\n")
        }

        "getting started: the classifier compiles" {
            val page = docs.resolve("getting-started.md").readText()
            val file = scripts.write("classifier.kts", page.substringAfter("```kts\n").substringBefore("```"))
            withClue({ scripts.said }) { scripts.compile("$file") shouldBe true }
        }
    })
