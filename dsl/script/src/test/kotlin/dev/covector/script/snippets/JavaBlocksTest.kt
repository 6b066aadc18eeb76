package dev.covector.script.snippets

import io.github.classgraph.ClassGraph
import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.name
import kotlin.io.path.relativeTo
import kotlin.io.path.walk

private val root: Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("LICENSE").exists() }

/** All but the page that shows a program of another library, of which PagesTest says that it is that program. */
private fun pages(): List<JavaPage> =
    (root.resolve("docs").walk().filter { it.extension == "md" } + sequenceOf(root.resolve("README.md")))
        .filter { it.name != "side-by-side.md" }.sorted()
        .map { JavaPage(root, it.relativeTo(root)) }.filterNot { it.isEmpty }.toList()

// Every block of Java in README.md and docs/ is compiled and run.
internal class JavaBlocksTest :
    StringSpec({
        val classPath = ClassGraph().classpathFiles.joinToString(File.pathSeparator)
        val pages = pages()

        "there are pages" { pages.shouldNotBeEmpty() }
        for (page in pages) {
            "the blocks of Java of ${page.path} compile and run" {
                val folder = tempdir().toPath()
                page.compile(folder, classPath) shouldBe ""
                page.run(folder)
            }
        }
        "an error names the line of the page" {
            val folder = tempdir().toPath()
            val text = "# Title\n\n<!--java\nint i = 1;\n-->\n```java\nint i = 2;\n```\n"
            Files.writeString(folder.resolve("page.md"), text)
            JavaPage(folder, Path.of("page.md")).compile(folder, classPath) shouldStartWith "page.md:7: "
        }
    })
