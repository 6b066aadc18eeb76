package dev.covector.script.host

import java.io.IOException
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path

/**
 * Runs script files: compiled ones out of the cache, others after they are compiled.
 *
 * @property classPath of the scripts
 * @property tools class path of the compiler
 */
internal class ScriptHost(
    private val classPath: List<String>,
    tools: List<String>,
    cacheFolder: Path,
    private val err: PrintStream = System.err,
) {
    private val cache = ScriptCache(cacheFolder, classPath)
    private val compiler = CompilerLoader(tools)

    /** Runs the script in [file]; 0 when it ended, 1 when it threw, 2 when it could not be started. */
    fun run(file: String, arguments: Array<String> = emptyArray()): Int {
        val path = Path.of(file).toAbsolutePath().normalize()
        val program = program(path, file) ?: return NOT_STARTED
        try {
            ScriptRunner(program, arguments).run()
        } catch (thrown: Throwable) {
            System.out.flush()
            err.println(Reports(path, file).exception(thrown, program.classes.keys))
            return FAILED
        }
        return 0
    }

    /** Compiles the script in [file] into the cache without running it; whether it could be. */
    fun compile(file: String): Boolean = program(Path.of(file).toAbsolutePath().normalize(), file) != null

    private fun program(path: Path, shown: String): ScriptProgram? {
        val text = try {
            Files.readAllBytes(path)
        } catch (e: IOException) {
            err.println(if (Files.exists(path)) "$shown cannot be read: ${e.message}" else "no such file: $path")
            return null
        }
        cache.find(path, text)?.let { return it }
        err.println("compiling $shown ...")
        val result = compiler.compile(CompileRequest(path.toString(), classPath))
        val reports = Reports(path, shown)
        result.messages.forEach { err.println(reports.message(it)) }
        result.program?.let { cache.put(path, text, it) }
        return result.program
    }

    internal companion object {
        const val FAILED = 1
        const val NOT_STARTED = 2
    }
}
