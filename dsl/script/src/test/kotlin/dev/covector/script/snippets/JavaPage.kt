package dev.covector.script.snippets

import java.net.URLClassLoader
import java.nio.file.Path
import java.util.Locale
import javax.tools.DiagnosticCollector
import javax.tools.JavaFileObject
import javax.tools.ToolProvider
import kotlin.io.path.createDirectories
import kotlin.io.path.readLines
import kotlin.io.path.writeText

private val imports = listOf(
    "java.nio.file.Files",
    "java.nio.file.Path",
    "java.util.List",
    "java.util.Map",
    "java.util.OptionalLong",
    "dev.covector.*",
    "dev.covector.checkpoint.*",
    "dev.covector.data.*",
    "dev.covector.dsl.*",
    "dev.covector.linen.*",
    "dev.covector.metrics.*",
    "dev.covector.numpy.*",
    "dev.covector.optim.*",
    "dev.covector.random.*",
    "static dev.covector.Covector.*",
).joinToString("") { "import $it; " }

/**
 * The blocks of Java of a page of Markdown, as Java. Every line of a block stays on its line.
 *
 * The blocks are scopes, one behind the other, within a method. A comment of Markdown from a line "<!--java" to a line
 * "-->" is code before the next block that readers do not see; one from "<!--java members" has members of the class. A
 * block with a method main is a file of its own, Demo.java.
 */
internal class JavaPage(root: Path, val path: Path) {
    private val text = root.resolve(path).readLines()
    private val id = path.toString().replace(Regex("[^A-Za-z0-9]"), "_")

    /** Each with what stands before it: a fence or the beginning of a comment. */
    private val blocks: List<Pair<String, IntRange>> = buildList {
        var start = -1
        for ((i, line) in text.withIndex()) {
            if (start < 0) {
                if (line in OPENING) start = i
            } else if (line == "```" || line == "-->") {
                add(text[start] to start + 1..<i)
                start = -1
            }
        }
    }

    /** Whether there is any that readers see. */
    val isEmpty: Boolean get() = blocks.none { it.first == FENCE }

    private fun isProgram(block: Pair<String, IntRange>) =
        block.first == FENCE && block.second.any { text[it].startsWith("void main(") }

    private fun file(
        first: String,
        last: String,
        chosen: List<Pair<String, IntRange>>,
        braces: Boolean = false,
    ): String {
        val out = MutableList(text.size + 1) { "" }
        out[0] = first
        out[text.size] = last
        for ((kind, lines) in chosen) {
            for (i in lines) out[i] = text[i]
            if (braces && kind == FENCE) {
                out[lines.first - 1] += "{"
                out[lines.last + 1] += "}"
            }
        }
        return out.joinToString("\n")
    }

    /** What the compiler says, empty if it has nothing against the page; the classes are in [folder] then. */
    fun compile(folder: Path, classPath: String): String {
        val (programs, others) = blocks.partition { isProgram(it) }
        val (members, code) = others.partition { it.first == MEMBERS }
        val sources = mutableMapOf(
            "Members.java" to file("package $id; ${imports}class Members {", "}", members),
            "Page.java" to file("package $id; $imports$PAGE", "}}", code, braces = true),
        )
        for (program in programs) sources["Demo.java"] = file(imports, "", listOf(program))
        val files = sources.map { (name, code) ->
            folder.resolve(id).createDirectories().resolve(name).apply { writeText(code) }
        }
        val said = DiagnosticCollector<JavaFileObject>()
        val compiler = ToolProvider.getSystemJavaCompiler()
        compiler.getStandardFileManager(null, Locale.ROOT, null).use { manager ->
            val options = listOf("-d", "$folder", "-cp", classPath)
            val units = manager.getJavaFileObjects(*files.toTypedArray())
            compiler.getTask(null, manager, said, options, null, units).call()
        }
        return said.diagnostics.joinToString("\n") { "$path:${it.lineNumber}: ${it.getMessage(Locale.ROOT)}" }
    }

    fun run(folder: Path) {
        URLClassLoader(arrayOf(folder.toUri().toURL()), javaClass.classLoader).use { loader ->
            loader.loadClass("$id.Page").getMethod("page").invoke(null)
            if (blocks.none { isProgram(it) }) return
            val demo = loader.loadClass("Demo")
            val main = demo.getDeclaredMethod("main").apply { isAccessible = true }
            main.invoke(demo.getDeclaredConstructor().apply { isAccessible = true }.newInstance())
        }
    }

    private companion object {
        const val PAGE = "public class Page extends Members { public static void page() throws Exception {"
        const val FENCE = "```java"
        const val MEMBERS = "<!--java members"
        val OPENING = setOf(FENCE, "<!--java", MEMBERS)
    }
}
