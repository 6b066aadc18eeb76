package dev.covector.script.snippets

import dev.covector.script.DefaultImports
import java.nio.file.Path
import kotlin.io.path.readLines

private val fence = Regex("""\s*```(\S*)\s*(.*)""")
private const val HIDDEN = "<!--kotlin"
private val topLevelOnly =
    Regex("""(?:(?:public|private|internal|sealed|fun|@\S+)\s+)*(?:object|interface|enum|typealias|sealed)\b.*""")

/** A block of Kotlin: its lines, counted from 0, without the fences. */
internal class Block(val lines: IntRange, val isCompiledOnly: Boolean)

/**
 * A file with blocks of Kotlin, as Kotlin. Every line of a block stays on its line, so that errors and stack traces
 * name the line of the file.
 *
 * In a page of Markdown a block sees what earlier blocks declare, and may declare it anew. In KDoc every block stands
 * alone. Imports may stand anywhere. A block that begins with "```kotlin compile-only" is not run. A comment of
 * Markdown from a line "<!--kotlin" to a line "-->" is a block that readers do not see. A script is one block, which is
 * not run.
 */
internal class Page(root: Path, val path: Path) {
    private val isMarkdown = path.toString().endsWith(".md")
    private val isScript = path.toString().endsWith(".kts")
    private val text: List<String> = root.resolve(path).readLines().let { lines ->
        when {
            isMarkdown -> lines
            isScript -> listOf("```kotlin compile-only") + lines.drop(1) + "```"
            else -> lines.map { withoutStar(it) }
        }
    }

    /** The blocks, from the first. */
    val blocks: List<Block> = blocks()

    /** What the package and the files of this page are called. */
    val id: String = path.toString().replace(Regex("[^A-Za-z0-9]"), "_")

    /** The files to compile, by their names. */
    val sources: Map<String, String> get() = mapOf("$id.kt" to code(), "$id.declarations.kt" to declarations())

    private fun header(name: String): String {
        val imports = blocks.flatMap { it.lines }.map { text[it].trim() }.filter { it.startsWith("import ") }
        val all = DefaultImports.ofCovector.map { "import $it" } + imports.distinct()
        return "@file:JvmName(\"$name\") package snippets.$id; ${all.joinToString("; ")}; "
    }

    private fun blocks(): List<Block> {
        val found = mutableListOf<Block>()
        var start = -1
        var info = ""
        for ((i, line) in text.withIndex()) {
            if (start < 0 && line == HIDDEN) {
                start = i + 1
                info = HIDDEN
                continue
            }
            if (info == HIDDEN) {
                if (line == "-->") {
                    found += Block(start..<i, false)
                    start = -1
                    info = ""
                }
                continue
            }
            val match = fence.matchEntire(line) ?: continue
            if (start < 0) {
                start = i + 1
                info = match.groupValues[1] + " " + match.groupValues[2]
            } else {
                if (info.startsWith("kotlin ")) found += Block(start..<i, "compile-only" in info)
                start = -1
            }
        }
        return found
    }

    // A scope in a scope for each block of Markdown: what follows sees it, and may use its names again.
    private fun code(): String {
        val out = MutableList(text.size + 1) { "" }
        val hoisted = hoisted()
        val arguments = if (isScript) " val args = emptyArray<String>();" else ""
        for (block in blocks) {
            val open = block.lines.first - 1
            val close = block.lines.last + 1
            out[open] =
                when {
                    block.isCompiledOnly -> "@Suppress(\"UNUSED\") fun compiledOnly${open + 1}() {$arguments"
                    isMarkdown -> "if (true) {"
                    else -> "fun block${open + 1}() {"
                }
            if (!isMarkdown || block.isCompiledOnly) out[close] = "}"
            for (i in block.lines) {
                if (i !in hoisted && !text[i].trim().startsWith("import ")) out[i] = text[i]
            }
        }
        if (isMarkdown) {
            out[0] = "fun page() {" + out[0]
            out[text.size] = "}".repeat(blocks.count { !it.isCompiledOnly } + 1)
        }
        out[0] = header("Page") + out[0]
        return out.joinToString("\n")
    }

    private fun declarations(): String {
        val hoisted = hoisted()
        val out = text.withIndex().map { (i, line) -> if (i in hoisted) line else "" }.toMutableList()
        out[0] = header("Declarations") + out[0]
        return out.joinToString("\n")
    }

    // What Kotlin does not have within a function: objects, interfaces, enums, sealed classes and type aliases.
    private fun hoisted(): Set<Int> {
        val lines = mutableSetOf<Int>()
        for (block in blocks) {
            var inside = false
            for (i in block.lines) {
                val line = text[i]
                val continues = line.isBlank() || line[0].isWhitespace() || line[0] in "})"
                if (!continues) inside = topLevelOnly.matches(line)
                if (inside) lines += i
            }
        }
        return lines
    }

    private fun withoutStar(line: String): String =
        line.trimStart().let { if (it.startsWith("*")) it.removePrefix("*").removePrefix(" ") else "" }
}
