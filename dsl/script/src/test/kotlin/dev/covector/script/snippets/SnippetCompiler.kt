package dev.covector.script.snippets

import dev.covector.script.DefaultImports
import io.github.classgraph.ClassGraph
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation
import org.jetbrains.kotlin.cli.common.messages.MessageCollector
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.jetbrains.kotlin.config.Services
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/** An error of the compiler, at a line of a file that was given to it. */
internal data class CompileError(val file: String, val line: Int, val message: String)

/** Kotlin's compiler in this process, over the class path of the tests. Starting it costs the most: give it all. */
internal object SnippetCompiler {
    private val classPath: String by lazy { ClassGraph().classpathFiles.joinToString(java.io.File.pathSeparator) }

    /** Compiles files, by their names; the classes are in [output] where there are no errors. */
    fun compile(sources: Map<String, String>, output: Path): List<CompileError> {
        val folder = Files.createTempDirectory("snippets")
        val paths = sources.map { (name, text) -> folder.resolve(name).apply { writeText(text) } }
        val errors = Errors()
        val arguments =
            K2JVMCompilerArguments().apply {
                freeArgs = paths.map(Path::toString)
                destination = output.toString()
                classpath = classPath
                noStdlib = true
                noReflect = true
                jvmTarget = "25"
                suppressWarnings = true
            }
        K2JVMCompiler().exec(errors, Services.EMPTY, arguments)
        folder.toFile().deleteRecursively()
        return errors.all
    }

    /** The messages of the errors in each piece of code, which is the body of a function. */
    fun errors(pieces: List<String>): List<List<String>> {
        val sources = pieces.withIndex().associate { (i, code) -> "Snippet$i.kt" to wrapped(i, code) }
        val output = Files.createTempDirectory("classes")
        val errors = compile(sources, output).groupBy(CompileError::file, CompileError::message)
        output.toFile().deleteRecursively()
        return pieces.indices.map { errors["Snippet$it.kt"].orEmpty() }
    }

    private fun wrapped(index: Int, code: String): String {
        val (imports, rest) = code.trimIndent().lines().partition { it.startsWith("import ") }
        val header =
            listOf("package snippets.snippet$index") + (DefaultImports.ofCovector.map { "import $it" } + imports)
        return (header + "fun snippet() {" + rest + "}").joinToString("\n")
    }

    private class Errors : MessageCollector {
        val all = mutableListOf<CompileError>()

        override fun clear() = all.clear()

        override fun hasErrors(): Boolean = all.isNotEmpty()

        override fun report(
            severity: CompilerMessageSeverity,
            message: String,
            location: CompilerMessageSourceLocation?,
        ) {
            if (severity.isError) {
                all += CompileError(location?.path?.substringAfterLast('/').orEmpty(), location?.line ?: 0, message)
            }
        }
    }
}
