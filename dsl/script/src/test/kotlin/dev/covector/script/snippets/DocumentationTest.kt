package dev.covector.script.snippets

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.lang.reflect.InvocationTargetException
import java.net.URLClassLoader
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.extension
import kotlin.io.path.relativeTo
import kotlin.io.path.walk

private val root: Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("LICENSE").exists() }

private fun pages(): List<Page> {
    val markdown = root.resolve("docs").walk().filter { it.extension == "md" } + sequenceOf(root.resolve("README.md"))
    val sources = listOf("dsl", "dsl/plot", "dsl/script", "dsl/notebook").asSequence().flatMap { module ->
        root.resolve("$module/src/main/kotlin").walk().filter { it.extension == "kt" }
    }
    val benchmarks = root.resolve("benchmarks/kotlin").walk().filter { it.extension == "kts" }
    val all = (markdown + sources + benchmarks).sorted().map { Page(root, it.relativeTo(root)) }
    return all.filter { it.blocks.isNotEmpty() }.toList()
}

// Every block of Kotlin in README.md, docs/ and the KDoc of the Kotlin modules is compiled, all in one go, and run.
internal class DocumentationTest :
    StringSpec({
        val pages = pages()
        val classes = Files.createTempDirectory("pages")
        val sources = pages.flatMap { it.sources.entries }.associate { it.toPair() }
        val errors by lazy { SnippetCompiler.compile(sources, classes) }

        "there are pages" { pages.shouldNotBeEmpty() }
        for (page in pages) {
            "the blocks of ${page.path} compile and run" {
                val wrong = errors.filter { it.file in page.sources }
                wrong.joinToString("\n") { "${page.path}:${it.line}: ${it.message}" } shouldBe ""
                if (errors.isEmpty()) run(page, classes)
            }
        }
        "a hidden block is seen by those after it" {
            val folder = Files.createTempDirectory("page")
            Files.writeString(
                folder.resolve("page.md"),
                "<!--kotlin\nval x = 1f\n-->\n\n```kotlin\ntensor(x)\ny\n```\n",
            )
            val page = Page(folder, Path.of("page.md"))
            SnippetCompiler.compile(page.sources, folder).map { it.line } shouldBe listOf(7)
        }
        "an error names the line of the page" {
            val folder = Files.createTempDirectory("page")
            Files.writeString(folder.resolve("page.md"), "# Title\n\n```kotlin\nval x = tensor(1f)\nx.foo()\n```\n")
            val page = Page(folder, Path.of("page.md"))
            SnippetCompiler.compile(page.sources, folder).map { it.file to it.line } shouldContain ("page_md.kt" to 5)
        }
    })

private fun run(page: Page, classes: Path) {
    val loader = URLClassLoader(arrayOf(classes.toUri().toURL()), Page::class.java.classLoader)
    val all = loader.loadClass("snippets.${page.id}.Page").methods
    val methods = all.filter { it.name == "page" || it.name.startsWith("block") }
    val out = System.out
    val printed = ByteArrayOutputStream()
    for (method in methods) {
        try {
            System.setOut(PrintStream(printed, true))
            method.invoke(null)
        } catch (e: InvocationTargetException) {
            val cause = e.targetException
            val line = cause.stackTrace.firstOrNull { it.fileName == "${page.id}.kt" }?.lineNumber
            throw AssertionError("${page.path}:$line: $cause\n$printed", cause)
        } finally {
            System.setOut(out)
        }
    }
}
